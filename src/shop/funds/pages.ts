import { writeDate } from '../../kernel/formats.ts';
import { type Currency, formatMoney, money } from '../../kernel/money.ts';
import { empty } from '../../ui/empty.ts';
import { field, selectField } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { momentWords } from '../../ui/local-time.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { paging } from '../../ui/paging.ts';
import { shopRoom } from '../../ui/shop-room.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import type { SupportedPrice } from '../catalogue/public.ts';
import type { Errors, Typed } from './forms.ts';
import { asQuery, availableIn, type Fund, type FundFilter, type Movement } from './fund.ts';
import { KIND_WORDS } from './fund-words.ts';
import { correctionForm, giftForm } from './pages/forms.ts';

export type FundView = {
  /** Undefined before the first gift. */
  readonly fund: Fund | undefined;
  readonly currency: Currency;
  readonly prices: readonly SupportedPrice[];
  readonly filter: FundFilter;
  readonly rows: readonly Movement[];
  readonly count: number;
  readonly pages: number;
  readonly today: string;
  /** A number for each of the two forms: sent twice, it is one movement. */
  readonly once: string;
  readonly done?: 'gift' | 'correction' | 'returned' | undefined;
  readonly gift?: { readonly typed: Typed; readonly errors: Errors };
  readonly correction?: { readonly typed: Typed; readonly errors: Errors };
};

const DONE = {
  gift: 'The gift is in the fund. Prices that were closed for want of it are open again.',
  correction: 'The correction is in the books, beside what it corrects.',
  returned: 'It is back in the fund.',
} as const;

/** The sponsors' fund: what it holds, what it is for, and every movement. */
export const fundPage = (frame: Frame, view: FundView): Html =>
  shopRoom(frame, {
    title: 'Sponsors’ fund',
    tab: urls.deskFund(),
    main: html`<h1 class="t3">Sponsors’ fund</h1>
<p>Sponsors give into it. It pays what is missing to the full price where a group has a lower price that is “paid partly by the fund”. Who pays such a price is never told apart from others, and sponsors never learn who it was.</p>
${view.done && notice('good', html`<p>${DONE[view.done]}</p>`, { say: true })}
${errorSummary({ ...view.gift?.errors, ...view.correction?.errors })}
<div class="grid wide-min"><section class="card stack g3" aria-labelledby="holds-h"><h2 class="t2" id="holds-h">What it holds</h2>${holds(frame, view)}</section>
<section class="card stack g3" aria-labelledby="prices-h"><h2 class="t2" id="prices-h">Prices it supports</h2>${prices(frame, view)}</section>
<section class="card stack g4" aria-labelledby="gift-h"><h2 class="t2" id="gift-h">A gift came</h2>${giftForm(view)}</section>
<section class="card stack g4" aria-labelledby="correction-h"><h2 class="t2" id="correction-h">Put a mistake right</h2>${correctionForm(view)}</section></div>
<section class="card stack g4"><div class="row apart"><h2 class="t2">Movements</h2><p class="soft" role="status">${view.count === 1 ? 'One' : view.count} in all</p></div>
${filters(view.filter)}${view.rows.length === 0 ? empty('No movement here yet.') : movements(frame, view)}</section>
${paging({ page: view.filter.page, pages: view.pages, addressOf: (page) => urls.deskFund(asQuery(view.filter, page)) })}`,
  });

const priceIn = (frame: Frame, currency: Currency) => (minor: number) =>
  formatMoney(money(minor, currency), frame.practice.locale);

const holds = (frame: Frame, { fund, currency }: FundView): Html => {
  const price = priceIn(frame, fund?.currency ?? currency);
  return html`<p class="t4 num">${price(availableIn(fund))}</p><p class="soft">can be given to whoever comes next.</p>
${fund && fund.reservedMinor > 0 && html`<p>${price(fund.reservedMinor)} more is promised to people who are paying right now. It comes back by itself if they do not.</p>`}`;
};

const prices = (frame: Frame, { fund, currency, prices: supported }: FundView): Html => {
  const price = priceIn(frame, currency);
  const available = availableIn(fund);
  if (supported.length === 0)
    return html`<p class="soft">None yet. Mark a price of a group as “paid partly by the fund” where the group is edited.</p>`;
  return html`<ul class="stack g2 plain">${supported.map(
    ({ offeringId, group, tierName, unitMinor, needMinor }) =>
      html`<li><a href="${urls.deskGroup(offeringId)}">${group}</a>, “${tierName}”, ${price(unitMinor)} each time<br><span class="small soft">${needWords(needMinor, available, price)}</span></li>`,
  )}</ul>`;
};

const needWords = (need: number, available: number, price: (minor: number) => string): string => {
  if (need === 0) return 'No higher price stands beside it, so the fund pays nothing.';
  const chairs = Math.floor(available / need);
  const enough =
    chairs === 0
      ? 'closed until the fund has been filled'
      : `enough for ${chairs === 1 ? 'one chair' : `${chairs} chairs`}`;
  return `The fund pays ${price(need)} a chair: ${enough}.`;
};

const filters = (
  filter: FundFilter,
): Html => html`<form class="stack g4" method="get" action="${urls.deskFund()}" role="search" aria-label="Find movements">
<div class="grid">${field({ label: 'Note or order number', name: 'q', type: 'search', value: filter.typed, maxlength: 120 })}
${selectField({ label: 'What', name: 'kind', value: filter.kind ?? '', choices: [{ value: '', words: 'Any' }, ...Object.entries(KIND_WORDS).map(([value, words]) => ({ value, words }))] })}
${selectField({
  label: 'Sort',
  name: 'sortBy',
  value: filter.sortBy,
  choices: [
    { value: 'newest', words: 'Newest first' },
    { value: 'oldest', words: 'Oldest first' },
  ],
})}</div>
<p class="row"><button class="btn quiet" type="submit">Show</button><a class="btn quiet" href="${urls.deskFundCsv(asQuery(filter))}" download>Save as a table (CSV)</a></p></form>`;

const movements = (frame: Frame, { fund, currency, rows }: FundView): Html => {
  const { zone, locale } = frame.practice;
  const price = priceIn(frame, fund?.currency ?? currency);
  return table(
    'Movements',
    [
      { head: 'When', cell: (row) => html`<span class="num">${momentWords(row.at, zone, locale)}</span>` },
      { head: 'What', cell: (row) => KIND_WORDS[row.kind] },
      { head: 'Of', cell: (row) => ofWords(row, locale) },
      {
        head: 'Amount',
        number: true,
        cell: (row) => `${row.amountMinor > 0 ? '+' : ''}${price(row.amountMinor)}`,
      },
    ],
    rows,
  );
};

const ofWords = (row: Movement, locale: string): Html => {
  const came =
    row.onDate &&
    `Came on ${writeDate(row.onDate, locale, { year: 'numeric', month: 'short', day: 'numeric' })}. `;
  const order =
    row.orderId !== null &&
    html`<a href="${urls.deskOrder(row.orderId)}">Order ${row.orderNumber}</a>${row.kind === 'paid' && row.useId !== null && html` · <a href="${urls.deskFundUse(row.useId)}">Give it back</a>`}`;
  return html`${came}${order}${row.note}`;
};
