import { formatMoney, money } from '../../kernel/money.ts';
import { errorBelow, field, selectField, textArea } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { checkbox, radios } from '../../ui/pick.ts';
import { urls } from '../../urls.ts';
import type { RefundRefusal } from '../refunds/public.ts';
import { type Choice, type ChoiceErrors, REASONS, type Typed } from './choice.ts';
import type { Line, Order } from './store.ts';

export type WishView = {
  readonly order: Order;
  readonly lines: readonly Line[];
  readonly typed: Typed;
  readonly errors: ChoiceErrors;
  readonly refusal: RefundRefusal | undefined;
};

const room = (frame: Frame, title: string, main: Html): Html =>
  page(frame, {
    title,
    main: html`<div class="wrap stack g5 py">${main}</div>`,
    current: urls.deskOrders(),
    room: 'desk',
  });

const sum = (minor: number, { currency }: Pick<Order, 'currency'>, frame: Frame): string =>
  formatMoney(money(minor, currency), frame.practice.locale);

export const REFUSALS = {
  'no-such-order': () => 'This order is not there.',
  'nothing-paid': () => 'Nothing was paid for this order, so there is nothing to give back.',
  'still-pending': () => 'PayPal still looks at this payment. It can go back once PayPal has decided.',
  'nothing-left': () => 'All of this payment went back already, or is on its way.',
  'more-than-left': () => 'That is more than is left of this order.',
  'no-amount': () => 'Please write a sum above zero.',
  'dispute-open': () =>
    'The buyer disputes this payment. While that is open, PayPal gives back the whole or nothing.',
  'too-old': () => 'PayPal gives nothing back after 180 days. Please pay it another way.',
  'lines-do-not-sum': () => 'The lines do not add up. Please choose again.',
} as const satisfies Record<RefundRefusal['because'], () => string>;

const backToOrder = ({ id, number }: Order): Html =>
  html`<p class="small"><a href="${urls.deskOrder(id)}">Order ${number}</a></p>`;

/** What goes back: how much, why, what the buyer reads, and what becomes of the chair. */
export const wishPage = (frame: Frame, view: WishView): Html => {
  const { order, typed, errors, refusal } = view;
  const left = sum(order.leftMinor, order, frame);
  return room(
    frame,
    `Give money back: order ${order.number}`,
    html`${backToOrder(order)}
<h1 class="t3">Give money back</h1>
<p>${order.payerName} paid ${sum(order.totalMinor, order, frame)} for order ${order.number}. ${order.leftMinor === order.totalMinor ? 'Nothing went back so far.' : `${left} of it is left.`}</p>
${errorSummary(errors)}${refusal && notice('alarm', html`<p>${REFUSALS[refusal.because]()}</p>`, { say: true })}
${order.disputed && notice('care', html`<p>${REFUSALS['dispute-open']()}</p>`)}
${
  order.leftMinor === 0
    ? notice('inform', html`<p>${REFUSALS['nothing-left']()}</p>`)
    : html`<form class="card stack g4" method="post" action="${urls.deskRefundCheck(order.id)}">
<input type="hidden" name="wishId" value="${typed.wishId}">
${radios({
  ...{ legend: 'How much goes back', name: 'how', chosen: typed.how, error: errors.how },
  options: [
    { value: 'all', label: html`All that is left: ${left}` },
    ...(view.lines.length > 1 ? [{ value: 'lines', label: 'Some lines, ticked below' }] : []),
    { value: 'sum', label: 'Another sum, written below' },
  ],
})}
${view.lines.length > 1 && linesToTick(frame, view)}
${field({ label: 'Another sum', name: 'amount', value: typed.amount, inputmode: 'decimal', error: errors.amount, required: false, autocomplete: 'off', maxlength: 30 })}
${selectField({ label: 'Why', name: 'reason', value: typed.reason, error: errors.reason, choices: Object.entries(REASONS).map(([value, words]) => ({ value, words })) })}
${textArea({ label: 'A word to the buyer', name: 'note', value: typed.note, error: errors.note, required: false, rows: 3, maxlength: 255, hint: 'PayPal and our letter show it. Please name no group and nothing about health.' })}
${chairsOf(view)}
<p><button class="btn" type="submit">Look at it before it goes</button></p>
</form>`
}`,
  );
};

/** Where no chair was bought, nothing is asked of one; a file that is paid back cannot be downloaded any more. */
const chairsOf = ({ lines, typed, errors }: WishView): Html =>
  lines.every(({ seatId }) => seatId === null)
    ? html`<input type="hidden" name="chairs" value="keep">`
    : radios({
        ...{
          legend: 'What becomes of the chair',
          name: 'chairs',
          chosen: typed.chairs,
          error: errors.chairs,
        },
        options: [
          { value: 'keep', label: 'It stays taken' },
          { value: 'free', label: 'It opens to others when the money goes out' },
        ],
      });

const linesToTick = (frame: Frame, { order, lines, typed, errors }: WishView): Html =>
  html`<fieldset class="field" id="lines" tabindex="-1"><legend>Lines</legend>${lines.map((line) =>
    checkbox({
      ...{ name: `line-${line.id}`, checked: typed.lines.includes(line.id) },
      label: `${line.name}: ${line.leftMinor === 0 ? 'went back' : sum(line.leftMinor, order, frame)}`,
    }),
  )}${errorBelow('lines', errors.lines)}</fieldset>`;

/** Exactly what will happen, whom it touches, and how the buyer will read it. */
export const checkPage = (
  frame: Frame,
  { order, lines, typed, choice }: Omit<WishView, 'errors' | 'refusal'> & { readonly choice: Choice },
): Html => {
  const amount = sum(choice.amountMinor, order, frame);
  const leaving = lines.filter(({ seatId }) => seatId !== null && choice.freesSeats.includes(seatId));
  return room(
    frame,
    `Give ${amount} back: order ${order.number}`,
    html`${backToOrder(order)}
<h1 class="t3">Give ${amount} back?</h1>
<section class="card stack g3"><h2 class="t2">What happens</h2><ul class="stack g2">
<li>${order.payerName} gets ${amount} back through PayPal, the way it was paid. After it ${sum(order.leftMinor - choice.amountMinor, order, frame)} of this order is left.</li>
<li>PayPal keeps its fee for the payment.</li>
${leaving.map(({ name, attendeeName }) => html`<li>The chair of ${attendeeName ?? 'this line'} in ${name} opens to others.</li>`)}
${leaving.length === 0 && html`<li>Nobody’s chair changes.</li>`}
<li>For two minutes you can take it back. Then PayPal is asked, and it cannot be undone.</li></ul></section>
<section class="card stack g3"><h2 class="t2">How ${order.payerName} will read it</h2>
<p>To ${order.payerEmail}: “${frame.practice.neutralName}: ${amount} went back to you”</p>
${choice.note === '' ? html`<p class="soft">Without a word from you.</p>` : html`<p>A word from us: ${choice.note}</p>`}</section>
<form class="row" method="post" action="${urls.deskRefundWish(order.id)}" data-once>${hidden(typed)}
<button class="btn" type="submit">Give ${amount} back</button>
<button class="btn quiet" type="submit" name="back" value="yes" formaction="${urls.deskRefundCheck(order.id)}">Change something</button></form>`,
  );
};

const hidden = (typed: Typed): Html =>
  html`${(['wishId', 'how', 'amount', 'reason', 'note', 'chairs'] as const).map((name) => html`<input type="hidden" name="${name}" value="${typed[name]}">`)}${typed.lines.map((id) => html`<input type="hidden" name="line-${id}" value="yes">`)}`;
