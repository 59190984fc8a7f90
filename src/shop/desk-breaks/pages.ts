import { formatMoney, isCurrency } from '../../kernel/money.ts';
import { badge } from '../../ui/badge.ts';
import { empty } from '../../ui/empty.ts';
import { field, selectField } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { momentWords } from '../../ui/local-time.ts';
import { notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { paging } from '../../ui/paging.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import { BREAK_KINDS } from '../reconciliation/public.ts';
import type { BreakRow } from './break-row.ts';
import { asQuery, type BreakFilter, isNarrowed, STATES } from './filter.ts';
import type { Done } from './forms.ts';
import type { Reading } from './store.ts';
import { KIND_WORDS, STATE_WORDS } from './words.ts';

export const stateBadge = ({ state }: Pick<BreakRow, 'state'>): Html => {
  const [words, look] = STATE_WORDS[state];
  return badge(words, look);
};

/** A sum in whatever currency it is; one that we do not count in is shown in its smallest unit. */
export const sumWords = (
  minor: number | null,
  currency: string | null,
  { practice }: Frame,
): string | undefined => {
  if (minor === null || currency === null) return undefined;
  return isCurrency(currency) ? formatMoney({ minor, currency }, practice.locale) : `${minor} ${currency}`;
};

export type BreaksView = {
  readonly filter: BreakFilter;
  readonly rows: readonly BreakRow[];
  readonly count: number;
  readonly pages: number;
  readonly last: Reading | undefined;
  readonly done: Done | undefined;
};

const DONE = {
  read: ['good', 'PayPal’s report was read, and this is what differs.'],
  behind: [
    'care',
    'PayPal has not finished its report of yesterday. What it has was compared; the rest is read by itself.',
  ],
  failed: ['care', 'PayPal did not give its report just now. It is read again by itself.'],
  nothing: ['inform', 'There is no whole day to compare yet.'],
} as const satisfies Record<Done, readonly ['good' | 'care' | 'inform', string]>;

/** Where PayPal's report and our books differ, searched and sorted by the address alone. */
export const breaksPage = (frame: Frame, view: BreaksView): Html => {
  const { filter, rows, count, pages, done } = view;
  return page(frame, {
    title: filter.typed ? `Breaks: ${filter.typed}` : 'Breaks',
    current: urls.desk(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<div class="row apart"><h1 class="t3">Breaks</h1><p class="soft" role="status">${count === 1 ? 'One break' : `${count} breaks`}</p></div>
<p class="soft">A break is a place where PayPal’s report and our books differ. The report is read every day; what agrees by itself later closes by itself.</p>
${done && notice(DONE[done][0], html`<p>${DONE[done][1]}</p>`, { say: true })}
${reading(frame, view.last)}
${find(filter)}
${rows.length === 0 ? nothing(filter) : html`<div class="card">${list(frame, rows)}</div>`}
${paging({ page: filter.page, pages, addressOf: (number) => urls.deskBreaks(asQuery({ ...filter, page: number })) })}</div>`,
  });
};

/** The last reading in a sentence. */
export const readingWords = (frame: Frame, last: Reading | undefined): string => {
  if (!last) return 'PayPal’s report was not read yet. That is done a day after the first payment.';
  const { zone, locale } = frame.practice;
  const when = momentWords(last.readAt, zone, locale);
  const until = momentWords(last.until, zone, locale);
  if (last.state === 'failed')
    return `Read ${when}, and PayPal did not give it (${last.problem}). It is tried again every hour.`;
  const lines = last.lines === 1 ? 'one movement' : `${last.lines} movements`;
  const found =
    last.found === 0 ? 'nothing new differs' : `${last.found} new ${last.found === 1 ? 'break' : 'breaks'}`;
  const closed =
    last.closed === 0 ? '' : `, ${last.closed} closed by ${last.closed === 1 ? 'itself' : 'themselves'}`;
  const late = last.state === 'behind' ? ' PayPal was not done with its last day; it is read again.' : '';
  return `Read ${when}, up to ${until}: ${lines}, ${found}${closed}.${late}`;
};

const reading = (frame: Frame, last: Reading | undefined): Html =>
  html`<section class="card stack g3" aria-labelledby="reading-h"><h2 class="t2" id="reading-h">PayPal’s report</h2><p>${readingWords(frame, last)}</p>
<form method="post" action="${urls.deskBreaksReading()}" data-once><button class="btn quiet sm" type="submit">Read it now</button></form></section>`;

const find = (filter: BreakFilter): Html =>
  html`<form class="card stack g4" method="get" action="${urls.deskBreaks()}" role="search" aria-label="Find breaks"><div class="grid">
${field({ label: 'Order, name or PayPal’s number', name: 'q', type: 'search', value: filter.typed, maxlength: 120 })}
${selectField({ label: 'State', name: 'state', value: filter.state ?? '', choices: [{ value: '', words: 'Any' }, ...STATES.map((state) => ({ value: state, words: STATE_WORDS[state][0] }))] })}
${selectField({ label: 'Kind', name: 'kind', value: filter.kind ?? '', choices: [{ value: '', words: 'Any' }, ...BREAK_KINDS.map((kind) => ({ value: kind, words: KIND_WORDS[kind] }))] })}
${selectField({
  label: 'Sort',
  name: 'sortBy',
  value: filter.sortBy,
  choices: [
    { value: 'newest', words: 'Newest first' },
    { value: 'oldest', words: 'Oldest first' },
    { value: 'highest', words: 'Highest sum first' },
  ],
})}
</div><p class="row"><button class="btn" type="submit">Show</button>${isNarrowed(filter) && html`<a class="btn plain" href="${urls.deskBreaks()}">Show all</a>`}<a class="btn quiet" href="${urls.deskBreaksCsv(asQuery(filter))}" download>Save as a table (CSV)</a></p></form>`;

const nothing = (filter: BreakFilter): Html =>
  isNarrowed(filter)
    ? empty(
        'No break fits.',
        html`<p><a class="btn quiet" href="${urls.deskBreaks()}">Show all breaks</a></p>`,
      )
    : empty('No break. PayPal’s report and our books agree.');

const list = (frame: Frame, rows: readonly BreakRow[]): Html => {
  const { zone, locale } = frame.practice;
  return table(
    'Breaks',
    [
      { head: 'Break', cell: (row) => html`<a href="${urls.deskBreak(row.id)}">${row.number}</a>` },
      { head: 'Kind', cell: (row) => KIND_WORDS[row.kind] },
      { head: 'State', cell: stateBadge },
      { head: 'Moved', cell: (row) => momentWords(row.at, zone, locale) },
      {
        head: 'Order',
        cell: (row) =>
          row.orderId === null
            ? 'None'
            : html`<a href="${urls.deskOrder(row.orderId)}">${row.orderNumber}</a>`,
      },
      { head: 'Buyer', cell: (row) => row.payerName ?? '' },
      {
        head: 'Ours',
        number: true,
        cell: (row) => sumWords(row.oursMinor, row.oursCurrency, frame) ?? 'None',
      },
      {
        head: 'PayPal’s',
        number: true,
        cell: (row) => sumWords(row.theirsMinor, row.theirsCurrency, frame) ?? 'None',
      },
    ],
    rows,
  );
};
