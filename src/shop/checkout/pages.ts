import { field } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html, type Piece } from '../../ui/html.ts';
import { clockTime } from '../../ui/local-time.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { checkbox, radios } from '../../ui/pick.ts';
import { prose } from '../../ui/prose.ts';
import { holdShown } from '../../ui/purchase.ts';
import { steps } from '../../ui/steps.ts';
import { urls } from '../../urls.ts';
import type { Agreement } from '../catalogue/public.ts';
import type { PaymentRefusal } from '../payments/public.ts';
import { type RefundRule, ruleList } from '../refund-rule/public.ts';
import {
  attestationsOf,
  type Checkout,
  HOLD_MINUTES,
  keptFor,
  MOST_PROLONGATIONS,
  minutesLeft,
  type Step,
  versionsShown,
} from './checkout.ts';
import type { Form } from './forms.ts';
import { linesAndSum } from './pages/sum.ts';
import { payWords } from './pay-words.ts';

/** What a step's page shows beside the step itself. */
export type StepPage = {
  readonly checkout: Checkout;
  /** After "I need more time" was pressed too often. */
  readonly noMoreTime?: boolean;
};

const NAMES = { you: 'About you', agreement: 'Agreement', pay: 'Pay' } satisfies Record<Step, string>;
const NUMBER = { you: 2, agreement: 3, pay: 4 } satisfies Record<Step, number>;

const stepPage = (frame: Frame, shown: StepPage, step: Step, body: Html): Html =>
  page(frame, {
    title: NAMES[step],
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="step-heading"><h1 class="t2" id="step-heading">${NAMES[step]}</h1>
${steps('Steps to your chair', [{ words: 'Chair', address: urls.cart() }, { words: 'About you', address: urls.checkoutYou() }, { words: 'Agreement', address: urls.checkoutAgreement() }, { words: 'Pay' }], NUMBER[step])}
${holdOf(frame, shown, step)}${body}${leave(shown.checkout.lines.length)}</section></div>`,
  });

const holdOf = (frame: Frame, { checkout, noMoreTime }: StepPage, step: Step): Html => {
  const more =
    checkout.prolonged < MOST_PROLONGATIONS &&
    html`<form method="post" action="${urls.checkoutProlongation()}" data-once><input type="hidden" name="step" value="${step}"><button class="btn plain sm">I need more time</button></form>`;
  return html`${noMoreTime === true && notice('care', html`<p>We have given you more time twice, and others may be waiting for a chair. When this time is over, you can take the chair again if it is free. What you typed is kept.</p>`, { say: true })}
${holdShown({
  until: clockTime(checkout.holdsUntil, frame.practice.zone, frame.practice.locale),
  minutesLeft: minutesLeft(checkout),
  minutesInAll: HOLD_MINUTES,
  chairs: checkout.lines.length,
  more: more || undefined,
})}`;
};

const leave = (chairs: number): Html =>
  html`<a class="btn quiet full" href="${urls.groups()}" data-exit>Exit Shopping Cart</a>
<form method="post" action="${urls.checkoutEnd()}"><p class="small soft">Leaving keeps your cart. If you do not want the ${chairs === 1 ? 'chair' : 'chairs'} now, <button class="btn plain sm">give ${chairs === 1 ? 'it' : 'them'} back</button> so that somebody else can sit.</p></form>`;

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

/** The agreement of each line, shown by version, signed by a typed name. */
export const agreementPage = (
  frame: Frame,
  shown: StepPage & { readonly agreements: readonly Agreement[]; readonly rule: RefundRule },
  form: Form,
): Html => {
  const { typed, errors } = form;
  const forSomebodyElse = shown.checkout.parties.attendeeIsPayer === false;
  return stepPage(
    frame,
    shown,
    'agreement',
    html`${errorSummary(errors)}${shown.agreements.map((agreement) => agreementText(agreement, frame))}
${moneyBack(frame, shown.checkout, shown.rule)}
<form class="stack" method="post" action="${urls.checkoutAgreement()}" novalidate><input type="hidden" name="versions" value="${versionsShown(shown.checkout.lines)}">
${forSomebodyElse && notice('inform', html`<p>You sign for paying. The person who comes gets a private link, reads the same text and signs it before the first meeting.</p>`)}
${field({ name: 'agreed_name', label: 'Your name, as your signature', value: typed['agreed_name'], error: errors['agreed_name'], required: true, autocomplete: 'name', maxlength: 120 })}
${checkbox({ name: 'agree', label: html`I have read this, and the <a href="${urls.terms()}">terms and refund rules</a>, and I agree.`, checked: typed['agree'] === 'yes', required: true, error: errors['agree'] })}
<button class="btn full">Go on to “Pay”</button></form>`,
  );
};

const agreementText = ({ title, version, body }: Agreement, frame: Frame): Html =>
  html`<section class="card stack" aria-labelledby="agreement-${version}"><h2 class="t2" id="agreement-${version}">${title}</h2><p class="small soft">Version ${version} of ${frame.practice.name}</p>${prose(body, 3)}</section>`;

const moneyBack = (frame: Frame, { currency, totalMinor }: Checkout, rule: RefundRule): Html | false =>
  totalMinor > 0 &&
  html`<section class="card stack" aria-labelledby="money-back"><h2 class="t2" id="money-back">If you give the chair back</h2><p class="small soft">This stays as it is for what you buy now, whatever we write later.</p>${ruleList(rule, { locale: frame.practice.locale, currency })}</section>`;

const REFUSALS = {
  'not-ready': 'A step before this one is not done yet.',
  'hold-ended': 'Your chair is no longer held. Nothing was charged.',
  'seat-gone': 'While your chair was not held, somebody else took it. Nothing was charged.',
  'offer-ended':
    'The chair is not kept for you any more, or you are taking it in another window. Nothing was charged.',
  'terms-changed':
    'Your chair was no longer held, and the price or the dates have changed since. Nothing was charged.',
  'already-paying':
    'We cannot take this payment right now. Nothing was charged. Please try again in a few minutes.',
  'paypal-unreachable': 'We cannot reach PayPal right now. You have not been charged.',
  'wrote-to-address': 'Not charged. We wrote to an address you gave us.',
} satisfies Record<PaymentRefusal['because'], string>;

export type PayPage = StepPage & {
  readonly refusal?: PaymentRefusal['because'] | undefined;
  /** The words PayPal and the bank see. */
  readonly outsideWords: string;
  /** Whether the practice gives an estimate before anybody pays. */
  readonly hasEstimate: boolean;
};

/** The sum, what others will see of it, and the button. */
export const payPage = (frame: Frame, shown: PayPage): Html => {
  const { checkout } = shown;
  const free = checkout.totalMinor === 0;
  const failed =
    shown.refusal === 'paypal-unreachable' || (!shown.refusal && checkout.payment?.state === 'failed');
  const { attendeeIsPayer, attendeeName, attendeeEmail, payerEmail } = checkout.parties;
  return stepPage(
    frame,
    shown,
    'pay',
    html`${failed ? paypalFailed(frame, checkout) : refusedNotice(shown.refusal)}
${linesAndSum(frame, checkout)}
${shown.hasEstimate && html`<p class="small"><a href="${urls.checkoutEstimate()}">Your estimate, to read, print and keep</a></p>`}
<dl class="facts"><dt>Who comes</dt><dd>${attendeeName}, ${attendeeEmail}</dd>${attendeeIsPayer === false && html`<dt>Receipt to</dt><dd>${payerEmail}</dd>`}</dl>
${free ? html`<p class="small soft">There is nothing to pay.</p>` : html`<p class="small soft">You go to PayPal to pay, and come back here. PayPal and your bank see <b>“${shown.outsideWords}”</b> and the amount. Nothing about groups or health.</p>`}
${!failed && payForm(payWords(frame.practice.region, checkout.totalMinor))}`,
  );
};

const payForm = (words: string): Html =>
  html`<form method="post" action="${urls.checkoutPay()}" data-once><button class="btn full">${words}</button></form>`;

const refusedNotice = (refusal: PaymentRefusal['because'] | undefined): Piece =>
  refusal && notice('care', html`<p>${REFUSALS[refusal]}</p>`, { say: true });

/** The words of the cart's third state, then what is true here. */
const paypalFailed = (frame: Frame, checkout: Checkout): Html =>
  notice(
    'alarm',
    html`<p><b>There was an error with PayPal</b></p><p>The payment did not go through. You have not been charged, and your ${checkout.lines.length === 1 ? 'chair is' : 'chairs are'} still yours until ${clockTime(checkout.holdsUntil, frame.practice.zone, frame.practice.locale)}.</p>${payForm('Click here to try again')}`,
    { say: true },
  );

/** The hold is over: said kindly, with one press to take the chair again on today's terms. */
export const runOutPage = (
  frame: Frame,
  told: { readonly refusal?: PaymentRefusal['because'] | undefined; readonly chairs: number },
): Html =>
  page(frame, {
    title: 'Your chair is no longer held',
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="step-heading"><h1 class="t2" id="step-heading">${told.chairs === 1 ? 'Your chair is' : 'Your chairs are'} no longer held</h1>
${notice('care', html`<p>${REFUSALS[told.refusal ?? 'hold-ended']} ${told.refusal === undefined || told.refusal === 'hold-ended' ? 'We hold for a short time so that others can sit too.' : ''}</p><p>What you typed is kept. If the chair is free, you can take it again at today’s price.</p>`, { say: true })}
<form method="post" action="${urls.checkout()}" data-once><button class="btn full">Take the chair again</button></form>
<a class="btn quiet full" href="${urls.cart()}">Look at my cart</a></section></div>`,
  });

/** Two tabs, or the back button after paying: there is an order already. */
export const orderedPage = (frame: Frame, orderAddress: string): Html =>
  page(frame, {
    title: 'This is done',
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="step-heading"><h1 class="t2" id="step-heading">This is done</h1>
<p class="lead">You have taken this chair already. There is nothing more to pay.</p>
<a class="btn full" href="${orderAddress}">See my order</a><a class="btn quiet full" href="${urls.groups()}">Back to the groups</a></section></div>`,
  });

/** The address already has what was asked for, or cannot have it: nothing here tells which. */
export const wrotePage = (frame: Frame): Html =>
  page(frame, {
    title: 'Not charged',
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="step-heading"><h1 class="t2" id="step-heading">Not charged</h1><p class="lead">Not charged. We wrote to an address you gave us. The letter says how to go on.</p><a class="btn quiet full" href="${urls.groups()}">Back to the groups</a></section></div>`,
  });
