import { formatMoney, money } from '../../../kernel/money.ts';
import { badge } from '../../../ui/badge.ts';
import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { attributes, type Html, html } from '../../../ui/html.ts';
import { clockWords, momentWords } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { radios } from '../../../ui/pick.ts';
import { urls } from '../../../urls.ts';
import type { RefundState, StepRefusal } from '../../refunds/public.ts';
import type { Order, RefundView } from '../store.ts';

export type RefundPageView = {
  readonly order: Order;
  readonly refund: RefundView;
  readonly how?: { readonly typed: string; readonly error: string | undefined };
  readonly chairsError?: string;
  readonly refusal?: StepRefusal;
};

const LOOKS = {
  wanted: ['Wanted', 'wait'],
  asked: ['Asked of PayPal', 'wait'],
  pending: ['PayPal works on it', 'wait'],
  completed: ['Gone back', 'plain'],
  failed: ['Failed', 'off'],
  cancelled: ['Taken back', 'off'],
  settled: ['Paid another way', 'plain'],
  undone: ['Came back to us', 'off'],
} as const satisfies Record<RefundState, readonly [string, 'plain' | 'wait' | 'off']>;

export const refundBadge = (state: RefundState): Html => {
  const [words, look] = LOOKS[state];
  return badge(words, look);
};

const BECAUSE: Readonly<Record<string, string>> = {
  'by-hand': 'Agreed with the buyer',
  withdrawal: 'The buyer gave the chair back',
  'not-held': 'Meetings did not take place',
  transfer: 'Moved to another group',
  swap: 'Somebody else comes',
  outside: 'Made at PayPal, not here',
  reversed: 'PayPal took it back from us',
};
export const becauseWords = (because: string): string => BECAUSE[because] ?? 'The payment bought nothing';

const PROBLEMS: Readonly<Record<string, string>> = {
  REFUND_FAILED_INSUFFICIENT_FUNDS: 'The PayPal balance is too low. Add money there; it is tried every hour.',
  PENDING_CAPTURE: 'PayPal still looks at the payment. It is tried every hour.',
  REFUND_TIME_LIMIT_EXCEEDED: 'The payment is older than 180 days. PayPal gives nothing back any more.',
  TRANSACTION_DISPUTED: 'The buyer disputes this payment. Answer the dispute first, then try again.',
  REFUND_AMOUNT_EXCEEDED: 'PayPal says that less is left than we thought. Look at the payment there.',
  REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK: 'The buyer’s bank has taken the money back already.',
};

/** What PayPal said, in words, with its own word for a talk with its support. */
const problemWords = (problem: string): string => {
  const words = PROBLEMS[problem];
  return words ? `${words} (${problem})` : `PayPal said: ${problem}.`;
};

const STEP_REFUSALS = {
  'no-such-refund': 'This refund is not there.',
  'too-late': 'It has gone on meanwhile, so nothing was changed. This is how it stands now.',
  'nothing-left': 'The money of this order went back another way meanwhile. Nothing is left for this refund.',
} as const satisfies Record<StepRefusal['because'], string>;

/** One refund, as it stands, and what can be done about it. */
export const refundPage = (frame: Frame, view: RefundPageView): Html => {
  const { order, refund } = view;
  const { zone, locale } = frame.practice;
  const amount = formatMoney(money(refund.amountMinor, refund.currency), locale);
  return page(frame, {
    title: `Refund of ${amount}: order ${order.number}, ${LOOKS[refund.state][0].toLowerCase()}`,
    current: urls.deskOrders(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<p class="small"><a href="${urls.deskOrder(order.id)}">Order ${order.number}</a></p>
<div class="row apart"><h1 class="t3">${amount} to ${order.payerName}</h1><p>${refundBadge(refund.state)}</p></div>
${errorSummary({ how: view.how?.error, chairs: view.chairsError })}
${view.refusal && notice('alarm', html`<p>${STEP_REFUSALS[view.refusal.because]}</p>`, { say: true })}
<section class="card stack g3"><h2 class="t2">How it stands</h2>${standing(frame, view)}</section>
${chairs(view)}
<section class="card stack g3"><h2 class="t2">About it</h2><dl class="facts small"><dt>Why</dt><dd>${becauseWords(refund.because)}</dd>
<dt>Since</dt><dd>${momentWords(refund.createdAt, zone, locale)}</dd><dt>Last change</dt><dd>${momentWords(refund.changedAt, zone, locale)}</dd>
${refund.wantedBy && html`<dt>By</dt><dd>${refund.wantedBy}</dd>`}${refund.note && html`<dt>A word to the buyer</dt><dd>${refund.note}</dd>`}
${refund.paypalRefundId && html`<dt>PayPal’s number</dt><dd>${refund.paypalRefundId}</dd>`}</dl></section>
</div>`,
  });
};

const standing = (frame: Frame, view: RefundPageView): Html => STANDINGS[view.refund.state](frame, view);

const live = ({ order, refund }: RefundPageView, words: Html): Html =>
  html`<confirming-payment ${attributes({ 'data-state': urls.deskRefundState(order.id, refund.id), 'data-now': refund.state })}>${words}<p class="small soft">This page follows by itself. <a href="${urls.deskRefund(order.id, refund.id)}">Look again</a></p></confirming-payment>`;

const post = (action: string, words: string, look = ''): Html =>
  html`<form method="post" action="${action}"><button class="btn ${look}" type="submit">${words}</button></form>`;

const trouble = ({ refund }: RefundPageView): Html | false =>
  refund.problem !== null && notice('care', html`<p>${problemWords(refund.problem)}</p>`);

const STANDINGS = {
  wanted: (frame, view) => {
    const { order, refund } = view;
    const until = refund.cancellableUntil;
    const { zone, locale } = frame.practice;
    return live(
      view,
      until === null
        ? html`<p>PayPal is asked within a minute.</p>`
        : html`<p>PayPal is asked at ${clockWords(until, zone, locale)}. Until then it can be taken back, and nothing has happened.</p>
${post(urls.deskRefundCancellation(order.id, refund.id), 'Take it back', 'quiet')}`,
    );
  },
  asked: (_, view) =>
    live(
      view,
      html`<p>PayPal was asked, and has not said that it is done. It is asked again by itself, never twice for the same money.</p>${trouble(view)}`,
    ),
  pending: (_, view) =>
    live(view, html`<p>PayPal has taken it on and works on it. That can take days.</p>${trouble(view)}`),
  completed: (_, { refund }) =>
    html`<p>${refund.because === 'reversed' ? 'PayPal gave it to the buyer.' : 'The money is on its way to the buyer’s bank or card. The buyer has a letter.'}</p>`,
  failed: (_, view) => failed(view),
  cancelled: () => html`<p>It was taken back before PayPal was asked. No money moved.</p>`,
  settled: (_, { refund }) =>
    html`<p>PayPal could not do it, so it was paid another way: ${refund.settledHow}</p>`,
  undone: () => html`<p>A dispute took this money, and it came back to us.</p>`,
} as const satisfies Record<RefundState, (frame: Frame, view: RefundPageView) => Html>;

const failed = (view: RefundPageView): Html => {
  const { order, refund, how } = view;
  return html`<p>PayPal did not make it. No money went back, and the buyer waits for it.</p>${trouble(view)}
${post(urls.deskRefundRetry(order.id, refund.id), 'Try again')}
<form class="stack g3" method="post" action="${urls.deskRefundSettlement(order.id, refund.id)}">
${field({ label: 'Or say how it was paid another way', name: 'how', value: how?.typed ?? '', error: how?.error, autocomplete: 'off', maxlength: 300, hint: 'The buyer reads it in our letter: “by bank transfer on October 3”.' })}
<p><button class="btn quiet" type="submit">It was paid another way</button></p></form>`;
};

/** Money that went back without our asking says nothing of the chair: a person does. */
const chairs = ({ order, refund, chairsError }: RefundPageView): Html | false => {
  if (refund.chairsDecidedBy !== null)
    return html`<section class="card"><p>${refund.chairsDecidedBy} decided about the chair.</p></section>`;
  const elsewhere = refund.because === 'outside' || refund.because === 'reversed';
  if (!elsewhere || refund.state !== 'completed' || refund.taken === 0) return false;
  return html`<section class="card stack g3"><h2 class="t2">The chair</h2><p>This money went back without being asked for here. Does the chair stay taken?</p>
<form class="stack g3" method="post" action="${urls.deskRefundChairs(order.id, refund.id)}">
${radios({
  ...{ legend: 'What becomes of the chair', name: 'chairs', error: chairsError },
  options: [
    { value: 'keep', label: 'It stays taken' },
    {
      value: 'free',
      label: refund.taken === 1 ? 'It opens to others now' : `All ${refund.taken} open to others now`,
    },
  ],
})}
<p><button class="btn" type="submit">Say so</button></p></form></section>`;
};
