import { formatMoney, money } from '../../../kernel/money.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { notice } from '../../../ui/notice.ts';
import { page } from '../../../ui/page.ts';
import { runWords } from '../../../ui/purchase.ts';
import { urls } from '../../../urls.ts';
import { becauseWords, refundSteps, ruleList, stepsTable } from '../../refund-rule/public.ts';
import type { Terms, WithdrawalRefusal } from '../actions.ts';
import { firstNameOf, type SeatToWithdraw } from '../withdrawal.ts';

export type OwnView = {
  readonly seat: SeatToWithdraw;
  readonly byWhom: 'payer' | 'attendee';
  readonly secret: string;
  readonly terms: Terms | undefined;
  readonly refusal: WithdrawalRefusal['because'] | undefined;
};

const drawer = (frame: Frame, title: string, body: Html): Html =>
  page(frame, {
    title,
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="back-heading"><h1 class="t2" id="back-heading">${title}</h1>${body}</section></div>`,
  });

const wayBack = ({ byWhom, secret }: Pick<OwnView, 'byWhom' | 'secret'>): Html =>
  byWhom === 'payer'
    ? html`<a class="btn quiet full" href="${urls.order(secret)}">Keep it: back to my order</a>`
    : html`<a class="btn quiet full" href="${urls.chair(secret)}">Keep it: back to my page</a>`;

/** Before it is confirmed: what happens to the chair, what goes back and why, and whom it touches. */
export const withdrawalPage = (frame: Frame, view: OwnView): Html => {
  const { seat, byWhom, secret } = view;
  return drawer(
    frame,
    'Give this chair back',
    html`${view.refusal === 'sum-changed' && notice('care', html`<p><b>The sum has changed since you looked.</b> Nothing has happened yet. Please look once more.</p>`, { say: true })}
<p><b>${seat.name}</b><br><span class="soft">${runWords(
      seat.meetings.map(({ startsAt }) => startsAt),
      seat.zone,
      frame.practice.locale,
    )}</span></p>
<h2 class="t2">What happens</h2><ul>${happens(view).map((sentence) => html`<li>${sentence}</li>`)}</ul>
${byWhom === 'payer' ? moneyFor(frame, view) : html`<p class="soft">Who paid gets back what the rule of the purchase gives. You need not do anything about it.</p>`}
<form method="post" action="${urls.seatWithdrawal(secret, seat.seatId)}" data-once>${byWhom === 'payer' && html`<input type="hidden" name="shown" value="${view.terms?.byRule.minor ?? 0}">`}<button class="btn full">Give the chair back</button></form>
${wayBack(view)}<p class="small soft">Not sure, or would you like to talk first? <a href="${urls.contact()}">Write to us.</a></p>`,
  );
};

const happens = ({ seat, byWhom }: OwnView): string[] => {
  const free = 'The chair is free for somebody else at once. We cannot promise to have it again.';
  if (byWhom === 'attendee')
    return [free, 'This page and its dates stop. The person who paid gets a letter from us.'];
  if (!seat.hasOwnLink) return [free, 'You get a letter from us that says so.'];
  return [
    free,
    `${firstNameOf(seat.attendeeName)} cannot come any more and gets a letter from us. So do you.`,
  ];
};

const moneyFor = (frame: Frame, { seat, terms }: OwnView): Html | false => {
  if (!terms || !seat.order || seat.paidMinor === 0) return false;
  const reader = { locale: frame.practice.locale, currency: seat.currency, zone: seat.zone };
  const back = formatMoney(money(terms.byRule.minor, seat.currency), reader.locale);
  const steps = refundSteps(terms.rule, { ...seat, placedAt: seat.order.placedAt }, seat.now);
  return html`<h2 class="t2">What goes back</h2>
<p class="lead">${terms.byRule.minor > 0 ? html`If you give it back now, <b>${back}</b> goes back to you, the way you paid.` : 'If you give it back now, no money goes back.'} <span class="soft">${becauseWords(terms.byRule.because)}</span></p>
${steps.length > 1 && stepsTable(steps, reader)}
<details class="more"><summary>The rule you bought with</summary>${ruleList(terms.rule, reader)}</details>`;
};

/** Afterwards, and for whoever comes back to this address. */
export const givenBackPage = (frame: Frame, { seat, byWhom, secret }: OwnView): Html => {
  const { withdrawal } = seat;
  const back =
    byWhom === 'payer' &&
    withdrawal &&
    withdrawal.backMinor > 0 &&
    html`<p>${formatMoney(money(withdrawal.backMinor, seat.currency), frame.practice.locale)} goes back to you, the way you paid. ${withdrawal.owedBecause ? 'It may take some days longer: PayPal cannot send it yet. We stay on it.' : 'Your order page shows when it has gone.'}</p>`;
  return drawer(
    frame,
    'The chair is given back',
    html`${notice('good', html`<p><b>This chair has been given back.</b>${withdrawal && html` ${momentWords(withdrawal.at, frame.practice.zone, frame.practice.locale)}.`}</p>${back}`, { say: true })}
<a class="btn full" href="${byWhom === 'payer' ? urls.order(secret) : urls.chair(secret)}">${byWhom === 'payer' ? 'See my order' : 'Back to my page'}</a>
<a class="btn quiet full" href="${urls.groups()}">See the groups</a>`,
  );
};
