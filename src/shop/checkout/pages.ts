import { field } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html, type Piece } from '../../ui/html.ts';
import { clockTime } from '../../ui/local-time.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { checkbox } from '../../ui/pick.ts';
import { prose } from '../../ui/prose.ts';
import { urls } from '../../urls.ts';
import type { Agreement } from '../catalogue/public.ts';
import type { PaymentRefusal } from '../payments/public.ts';
import { type RefundRule, ruleList } from '../refund-rule/public.ts';
import { boughtIn, type Checkout, versionsShown } from './checkout.ts';
import type { Form } from './forms.ts';
import { REFUSALS } from './pages/ended.ts';
import { linesAndSum } from './pages/lines.ts';
import { type StepPage, stepPage } from './pages/step.ts';
import { payWords } from './pay-words.ts';

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
  return stepPage(
    frame,
    shown,
    'pay',
    html`${failed ? paypalFailed(frame, checkout) : refusedNotice(shown.refusal)}
${linesAndSum(frame, checkout)}
${shown.hasEstimate && html`<p class="small"><a href="${urls.checkoutEstimate()}">Your estimate, to read, print and keep</a></p>`}
${people(checkout)}
${free ? html`<p class="small soft">There is nothing to pay.</p>` : html`<p class="small soft">You go to PayPal to pay, and come back here. PayPal and your bank see <b>“${shown.outsideWords}”</b> and the amount. Nothing about groups or health.</p>`}
${files(checkout)}
${!failed && payForm(payWords(frame.practice.region, checkout.totalMinor, boughtIn(checkout.lines)))}`,
  );
};

const people = ({ parties, lines }: Checkout): Html => {
  const { attendeeIsPayer, attendeeName, attendeeEmail, payerName, payerEmail } = parties;
  if (boughtIn(lines).chairs === 0)
    return html`<dl class="facts"><dt>For</dt><dd>${payerName}, ${payerEmail}</dd></dl>`;
  return html`<dl class="facts"><dt>Who comes</dt><dd>${attendeeName}, ${attendeeEmail}</dd>${attendeeIsPayer === false && html`<dt>Receipt to</dt><dd>${payerEmail}</dd>`}</dl>`;
};

/** Whoever takes no chair has read no agreement: the terms are named here. */
const files = ({ lines, parties }: Checkout): Html | false => {
  const { chairs, things } = boughtIn(lines);
  const terms = chairs === 0 && html` The <a href="${urls.terms()}">terms and refund rules</a> hold for it.`;
  return (
    things > 0 &&
    html`<p class="small soft">The ${things === 1 ? 'download is' : 'downloads are'} ready as soon as the order is placed. The link goes to ${parties.payerEmail}.${terms}</p>`
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
    html`<p><b>There was an error with PayPal</b></p><p>The payment did not go through. You have not been charged${stillYours(frame, checkout)}.</p>${payForm('Click here to try again')}`,
    { say: true },
  );

const stillYours = (frame: Frame, { lines, holdsUntil }: Checkout): Html | false => {
  const { chairs } = boughtIn(lines);
  const { zone, locale } = frame.practice;
  return (
    chairs > 0 &&
    html`, and your ${chairs === 1 ? 'chair is' : 'chairs are'} still yours until ${clockTime(holdsUntil, zone, locale)}`
  );
};
