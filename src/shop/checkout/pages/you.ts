import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary } from '../../../ui/notice.ts';
import { checkbox, radios } from '../../../ui/pick.ts';
import { urls } from '../../../urls.ts';
import { attestationsOf, keptFor } from '../checkout.ts';
import type { Form } from '../forms.ts';
import { type StepPage, stepPage } from './step.ts';

/** Who comes, who pays, and what the group asks of whoever comes. No question about health. */
export const youPage = (frame: Frame, shown: StepPage, form: Form): Html => {
  const { typed, errors } = form;
  const kept = keptFor(shown.checkout.lines);
  const named = (name: string) => ({ name, value: typed[name], error: errors[name] });
  return stepPage(
    frame,
    shown,
    'you',
    html`${errorSummary(errors)}<form class="stack" method="post" action="${urls.checkoutYou()}" novalidate>
<p class="soft">We ask for what we need to keep a chair and to write to you. Nothing here is about health. Other members never see it.</p>
<fieldset class="stack g4"><legend>Who comes?</legend>
${field({ ...named('attendee_name'), label: 'Name', hint: 'As the person likes to be called in the circle.', required: true, autocomplete: 'name', maxlength: 120 })}
${kept ? html`<p>E-mail: <b>${kept.email}</b><br><span class="hint">This chair is kept for the person at this address. Somebody else may pay.</span></p>` : field({ ...named('attendee_email'), label: 'E-mail', hint: 'Our letters carry a neutral subject and name no group.', required: true, type: 'email', autocomplete: 'email', maxlength: 254 })}</fieldset>
${radios({
  legend: 'Who pays?',
  name: 'payer',
  chosen: typed['payer'] ?? 'same',
  error: errors['payer'],
  options: [
    { value: 'same', label: 'The same person' },
    { value: 'other', label: 'I pay for somebody else' },
  ],
})}
<fieldset class="stack g4 if-other"><legend>If you pay for somebody else: you</legend>
<p class="hint">You get the receipt, and your order page shows what you paid for. The person who comes gets a private link of their own, to say yes and to sign.</p>
${field({ ...named('payer_name'), label: 'Your name', autocomplete: 'off', maxlength: 120 })}
${field({ ...named('payer_email'), label: 'Your e-mail', type: 'email', autocomplete: 'off', maxlength: 254 })}</fieldset>
<fieldset class="stack g2"><legend>True of the person who comes</legend>
${attestationsOf(shown.checkout.lines).map((sentence, index) => checkbox({ name: `attest_${index}`, label: sentence, checked: typed[`attest_${index}`] === 'yes', required: true, error: errors[`attest_${index}`] }))}</fieldset>
<button class="btn full">Go on to “Agreement”</button></form>`,
  );
};

/** The same where nobody comes: who pays, and where the link to the files goes. */
export const payerPage = (frame: Frame, shown: StepPage, { typed, errors }: Form): Html => {
  const named = (name: string) => ({ name, value: typed[name], error: errors[name] });
  return stepPage(
    frame,
    shown,
    'you',
    html`${errorSummary(errors)}<form class="stack" method="post" action="${urls.checkoutYou()}" novalidate>
<p class="soft">We ask only for what we need to send you the link. Nothing here is about health.</p>
${field({ ...named('payer_name'), label: 'Your name', required: true, autocomplete: 'name', maxlength: 120 })}
${field({ ...named('payer_email'), label: 'Your e-mail', hint: 'The link to your download goes there. Our letter carries a neutral subject.', required: true, type: 'email', autocomplete: 'email', maxlength: 254 })}
<button class="btn full">Go on to “Pay”</button></form>`,
  );
};
