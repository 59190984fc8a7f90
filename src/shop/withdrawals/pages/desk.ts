import { formatMoney, money } from '../../../kernel/money.ts';
import { field } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { radios } from '../../../ui/pick.ts';
import { urls } from '../../../urls.ts';
import { becauseWords, refundSteps, ruleList, stepsTable } from '../../refund-rule/public.ts';
import type { Terms, WithdrawalRefusal } from '../actions.ts';
import type { Form } from '../forms.ts';
import type { ByWhom, DeskSum, SeatToWithdraw } from '../withdrawal.ts';

export type DeskView = {
  readonly seat: SeatToWithdraw;
  readonly terms: Terms | undefined;
  readonly form: Form;
  readonly refusal: WithdrawalRefusal['because'] | undefined;
};

const room = (frame: Frame, { seat }: DeskView, title: string, body: Html): Html =>
  page(frame, {
    title: `${title}: ${seat.attendeeName}, ${seat.name}`,
    current: urls.deskGroups(),
    room: 'desk',
    main: html`<div class="wrap narrow stack g5 py"><p class="small"><a href="${urls.deskGroup(seat.offeringId)}">${seat.name}</a>${seat.order && html` · <a href="${urls.deskOrder(seat.order.id)}">Order ${seat.order.number}</a>`}</p>
<h1 class="t3">${title}</h1>${body}</div>`,
  });

/** The desk gives a chair back for somebody: what happens, whom it touches, and how much goes back. */
export const deskWithdrawalPage = (frame: Frame, view: DeskView): Html => {
  const { seat, terms, form, refusal } = view;
  return room(
    frame,
    view,
    'Give a chair back',
    html`${refusal === 'sum-changed' && notice('care', html`<p><b>The sums have changed since you looked.</b> Nothing has happened yet. Please choose once more.</p>`, { say: true })}
${errorSummary(form.errors)}
<dl class="facts"><dt>Who comes</dt><dd>${seat.attendeeName}, ${seat.attendeeEmail}</dd>${seat.order ? html`<dt>Who paid</dt><dd>${seat.order.payerName}, ${seat.order.payerEmail}</dd>` : html`<dt>Paid</dt><dd>Nothing: you gave this chair</dd>`}</dl>
<ul><li>The chair is free for others at once.</li><li>${seat.attendeeName} is off the group’s list from today. The record stays.</li><li>${lettersWords(seat)}</li>${seat.fundMinor > 0 && html`<li>The sponsors’ fund paid ${formatMoney(money(seat.fundMinor, seat.currency), frame.practice.locale)} of it, and has as much back as the choice below gives who paid.</li>`}</ul>
<form class="card stack g4" method="post" action="${urls.deskSeatWithdrawal(seat.seatId)}" novalidate data-once>${sums(frame, seat, terms, form)}<button class="btn">Give the chair back</button></form>
<p><a href="${urls.deskGroup(seat.offeringId)}">Keep everything as it is</a></p>
${theRule(frame, seat, terms)}`,
  );
};

const lettersWords = ({ order, hasOwnLink, attendeeName }: SeatToWithdraw): string => {
  if (!order) return `${attendeeName} gets a letter.`;
  return hasOwnLink
    ? `${order.payerName} gets a letter with the sum, and ${attendeeName} one without.`
    : `${order.payerName} gets a letter.`;
};

const sums = (frame: Frame, seat: SeatToWithdraw, terms: Terms | undefined, form: Form): Html => {
  if (!terms || (terms.allMinor === 0 && seat.fundMinor === 0))
    return html`<input type="hidden" name="sum" value="nothing"><input type="hidden" name="shown_nothing" value="0"><p>There is no money to give back.</p>`;
  const price = (minor: number) => formatMoney(money(minor, seat.currency), frame.practice.locale);
  const minors = { rule: terms.byRule.minor, all: terms.allMinor, nothing: 0 } satisfies Record<
    DeskSum,
    number
  >;
  return html`${Object.entries(minors).map(([name, minor]) => html`<input type="hidden" name="shown_${name}" value="${minor}">`)}
${radios({
  legend: 'How much goes back?',
  name: 'sum',
  chosen: form.typed['sum'] ?? 'rule',
  error: form.errors['sum'],
  look: 'cards',
  options: [
    {
      value: 'rule',
      label: 'What the rule gives',
      hint: becauseWords(terms.byRule.because),
      price: price(minors.rule),
    },
    {
      value: 'all',
      label: 'All that is left of it',
      hint: 'As a kindness, or where it is your doing.',
      price: price(minors.all),
    },
    {
      value: 'nothing',
      label: 'Nothing',
      hint: 'Money can still be given back later.',
      price: price(0),
    },
  ],
})}`;
};

const theRule = (frame: Frame, seat: SeatToWithdraw, terms: Terms | undefined): Html | false => {
  if (!terms || !seat.order || seat.paidMinor === 0) return false;
  const reader = { locale: frame.practice.locale, currency: seat.currency, zone: seat.zone };
  const steps = refundSteps(terms.rule, { ...seat, placedAt: seat.order.placedAt }, seat.now);
  return html`<section class="card stack g3" aria-labelledby="rule"><h2 class="t2" id="rule">The rule it was bought with</h2><p class="small soft">Version ${terms.rule.version}.</p>${ruleList(terms.rule, reader)}${stepsTable(steps, reader)}</section>`;
};

const BY = {
  payer: 'by who paid',
  attendee: 'by who came',
  desk: 'at the desk',
} satisfies Record<ByWhom, string>;

/** What was done, and what is still owed. */
export const deskGivenBackPage = (frame: Frame, view: DeskView): Html => {
  const { seat, form } = view;
  const { withdrawal } = seat;
  const price = (minor: number) => formatMoney(money(minor, seat.currency), frame.practice.locale);
  return room(
    frame,
    view,
    'The chair was given back',
    html`${errorSummary(form.errors)}
${notice('good', html`<p><b>${seat.attendeeName}’s chair is free.</b>${withdrawal && html` Given back ${BY[withdrawal.byWhom]}, ${momentWords(withdrawal.at, frame.practice.zone, frame.practice.locale)}. ${withdrawal.backMinor > 0 ? html`${price(withdrawal.backMinor)} goes back.` : 'No money goes back.'}`}</p>`, { say: true })}
${withdrawal?.settledHow && html`<p>Paid back another way: ${withdrawal.settledHow}</p>`}
${withdrawal?.owedBecause && owed(seat, withdrawal.owedBecause, price(withdrawal.backMinor), form)}
<p><a class="btn quiet sm" href="${urls.deskGroup(seat.offeringId)}">To the group</a></p>`,
  );
};

const OWED: Readonly<Record<string, string>> = {
  'still-pending': 'PayPal still reviews the payment. We ask again every few minutes, by ourselves.',
  'dispute-open':
    'The payment is in dispute, and PayPal gives no part of it back until that is over. We ask again by ourselves.',
  'too-old': 'The payment is older than 180 days, and PayPal gives it back no more.',
};

const owed = (seat: SeatToWithdraw, because: string, sum: string, { typed, errors }: Form): Html =>
  html`<section class="card stack g3" aria-labelledby="owed"><h2 class="t2" id="owed">${sum} is still owed</h2><p>${OWED[because] ?? `PayPal could not be asked for it (${because}).`}</p>
<form class="stack g3" method="post" action="${urls.deskSeatSettlement(seat.seatId)}" novalidate data-once>${field({ name: 'how', label: 'If you paid it back another way: how?', hint: 'For your books. Nobody else reads it.', value: typed['how'], error: errors['how'], required: true, maxlength: 500 })}<button class="btn quiet">It is settled</button></form></section>`;
