import { writeDate } from '../../kernel/formats.ts';
import { type Currency, formatMoney } from '../../kernel/money.ts';
import type { PlainDate } from '../../kernel/time.ts';
import { empty } from '../../ui/empty.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { page } from '../../ui/page.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import { type Reading, readingWords } from '../desk-breaks/public.ts';
import {
  type MoneyOverview,
  netOf,
  payoutOf,
  SPANS,
  type SpanName,
  type SpokenFor,
  type Sums,
} from './overview.ts';

export type MoneyView = {
  /** First day of the running month in the practice's zone. */
  readonly month: PlainDate;
  readonly overview: readonly MoneyOverview[];
  readonly spoken: readonly SpokenFor[];
  readonly openBreaks: number;
  readonly reading: Reading | undefined;
};

/** The practice's money in one look: what came, what stays, what lies at PayPal, and whether PayPal agrees. */
export const moneyPage = (frame: Frame, view: MoneyView): Html =>
  page(frame, {
    title: 'Money',
    current: urls.desk(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py"><p class="small"><a href="${urls.desk()}">Today</a></p><h1 class="t3">Money</h1>
${view.overview.length === 0 ? empty('No money has moved yet.') : view.overview.map((one) => ofCurrency(frame, view, one))}
${agreement(frame, view)}
<nav class="row" aria-label="More about money">${WAYS.map(([address, words]) => html`<a class="btn quiet sm" href="${address}">${words}</a>`)}</nav>
<p class="soft small">Months begin and end at midnight in ${frame.practice.zone}. Every sum here is read from the books at this moment.</p></div>`,
  });

const WAYS = [
  [urls.deskMonths(), 'Twelve months'],
  [urls.deskInvoices(), 'Invoices'],
  [urls.deskBooks(), 'The books'],
  [urls.deskDisputes(), 'Disputes'],
  [urls.deskBreaks(), 'Breaks'],
  [urls.deskCheck(), 'Does all agree?'],
] as const;

type Row = { readonly head: string; readonly of: (sums: Sums) => number; readonly always?: boolean };

const ROWS: readonly Row[] = [
  { head: 'Came in', of: ({ cameMinor }) => cameMinor, always: true },
  { head: 'PayPal’s fees', of: ({ feesMinor }) => 0 - feesMinor, always: true },
  { head: 'Went back to buyers', of: ({ backMinor }) => 0 - backMinor, always: true },
  { head: 'Taken in disputes', of: ({ disputesMinor }) => 0 - disputesMinor, always: true },
  { head: 'Stays', of: netOf, always: true },
  { head: 'To the bank and from it', of: ({ bankMinor }) => bankMinor },
  { head: 'Changed into another currency', of: ({ exchangeMinor }) => exchangeMinor },
  { head: 'Differences settled by hand', of: ({ differencesMinor }) => differencesMinor },
  { head: 'Change of the PayPal balance', of: ({ balanceMinor }) => balanceMinor, always: true },
];

const ofCurrency = (frame: Frame, view: MoneyView, one: MoneyOverview): Html => {
  const { locale } = frame.practice;
  const several = view.overview.length > 1;
  const price = (minor: number) => formatMoney({ minor, currency: one.currency }, locale);
  const monthWords = (first: PlainDate) => writeDate(first, locale, { month: 'long', year: 'numeric' });
  const heads: Readonly<Record<SpanName, string>> = {
    month: monthWords(view.month),
    lastMonth: monthWords(view.month.subtract({ months: 1 })),
    ever: 'Since the beginning',
  };
  const rows = ROWS.filter(({ always, of }) => always || SPANS.some((span) => of(one[span]) !== 0));
  const title = several ? `Money in ${one.currency}` : 'What came and what stays';
  return html`<div class="card">${table(
    title,
    [
      { head: several ? one.currency : 'Money', cell: ({ head }: Row) => head },
      ...SPANS.map((span) => ({
        head: heads[span],
        number: true,
        cell: ({ of }: Row) => price(of(one[span])),
      })),
    ],
    rows,
  )}</div>
${atPayPal(view, one, price, several ? one.currency : undefined)}`;
};

const atPayPal = (
  { spoken }: MoneyView,
  { currency, ever }: MoneyOverview,
  price: (minor: number) => string,
  named: Currency | undefined,
): Html => {
  const own = spoken.find((one) => one.currency === currency);
  const id = `paypal-${currency.toLowerCase()}-h`;
  return html`<section class="card stack g3" aria-labelledby="${id}"><h2 class="t2" id="${id}">At PayPal${named && `, in ${named}`}</h2>
<dl class="facts"><dt>Lies there</dt><dd>${price(ever.balanceMinor)}</dd>
<dt>Goes back to buyers</dt><dd>${price(0 - (own?.onItsWayMinor ?? 0))}</dd>
<dt>Held in disputes</dt><dd>${price(0 - (own?.disputedMinor ?? 0))}</dd>
<dt>Expected payout</dt><dd><b>${price(payoutOf(ever.balanceMinor, own))}</b></dd></dl>
<p class="soft small">What you could move to your bank, by our books. PayPal may keep some of it aside for a while; its own page says how much.</p></section>`;
};

const agreement = (frame: Frame, { openBreaks, reading }: MoneyView): Html =>
  html`<section class="card stack g3" aria-labelledby="report-h"><h2 class="t2" id="report-h">Does PayPal agree?</h2><p>${readingWords(frame, reading)}</p>
<p>${openBreaks === 0 ? 'No break is open.' : html`<a href="${urls.deskBreaks({ state: 'open' })}">${openBreaks === 1 ? 'One break is open' : `${openBreaks} breaks are open`}</a>`}</p></section>`;
