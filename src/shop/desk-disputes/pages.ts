import { writeDate } from '../../kernel/formats.ts';
import { formatMoney, money } from '../../kernel/money.ts';
import type { PlainDate } from '../../kernel/time.ts';
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
import { asQuery, type DisputeFilter } from './forms.ts';
import type { DisputeRow, Evidence } from './store.ts';
import { endingWords, reasonWords, STATE_WORDS, stageWords } from './words.ts';

const room = (frame: Frame, title: string, main: Html): Html =>
  page(frame, {
    title,
    main: html`<div class="wrap stack g5 py">${main}</div>`,
    current: urls.deskDisputes(),
    room: 'desk',
  });

const stateBadge = ({ state }: DisputeRow): Html => {
  const [words, look] = STATE_WORDS[state];
  return badge(words, look);
};

const sum = ({ amountMinor, currency }: Pick<DisputeRow, 'amountMinor' | 'currency'>, frame: Frame) =>
  formatMoney(money(amountMinor, currency), frame.practice.locale);

const dueWords = ({ respondUntil, state }: DisputeRow, { practice }: Frame): string =>
  respondUntil === null || state === 'resolved'
    ? ''
    : momentWords(respondUntil, practice.zone, practice.locale);

export type DisputesView = {
  readonly filter: DisputeFilter;
  readonly rows: readonly DisputeRow[];
  readonly count: number;
  readonly pages: number;
};

/** Every dispute, searched and sorted by the address alone. */
export const disputesPage = (frame: Frame, { filter, rows, count, pages }: DisputesView): Html =>
  room(
    frame,
    filter.typed ? `Disputes: ${filter.typed}` : 'Disputes',
    html`<div class="row apart"><h1 class="t3">Disputes</h1><p class="soft" role="status">${count === 1 ? 'One dispute' : `${count} disputes`}</p></div>
<form class="card stack g4" method="get" action="${urls.deskDisputes()}" role="search" aria-label="Find disputes"><div class="grid">
${field({ label: 'Order, name or PayPal’s number', name: 'q', type: 'search', value: filter.typed, maxlength: 120 })}
${selectField({
  label: 'State',
  name: 'state',
  value: filter.state ?? '',
  choices: [
    { value: '', words: 'Any' },
    { value: 'open', words: 'Open' },
    { value: 'resolved', words: 'Decided' },
  ],
})}
${selectField({
  label: 'Sort',
  name: 'sortBy',
  value: filter.sortBy,
  choices: [
    { value: 'newest', words: 'Newest first' },
    { value: 'oldest', words: 'Oldest first' },
    { value: 'due', words: 'First to answer first' },
  ],
})}
</div><p class="row"><button class="btn" type="submit">Show</button><a class="btn quiet" href="${urls.deskDisputesCsv(asQuery(filter))}" download>Save as a table (CSV)</a></p></form>
${rows.length === 0 ? empty('No dispute here. When a buyer opens one at PayPal, it shows by itself.') : html`<div class="card">${list(frame, rows)}</div>`}
${paging({ page: filter.page, pages, addressOf: (number) => urls.deskDisputes(asQuery({ ...filter, page: number })) })}`,
  );

const list = (frame: Frame, rows: readonly DisputeRow[]): Html =>
  table(
    'Disputes',
    [
      {
        head: 'Dispute',
        cell: (row) => html`<a href="${urls.deskDispute(row.id)}">${row.paypalDisputeId}</a>`,
      },
      {
        head: 'Order',
        cell: (row) =>
          row.orderId === null
            ? 'None'
            : html`<a href="${urls.deskOrder(row.orderId)}">${row.orderNumber}</a>`,
      },
      { head: 'Buyer', cell: (row) => row.payerName ?? '' },
      { head: 'Why', cell: (row) => reasonWords(row.reason) },
      { head: 'State', cell: stateBadge },
      { head: 'Answer by', cell: (row) => dueWords(row, frame) },
      { head: 'Sum', number: true, cell: (row) => sum(row, frame) },
    ],
    rows,
  );

export type DisputeView = {
  readonly dispute: DisputeRow;
  readonly ending: string | undefined;
  readonly evidence: Evidence | undefined;
  /** Where it is answered, at PayPal. */
  readonly address: string;
  /** PayPal was asked just now, and did not answer. */
  readonly silent?: boolean;
};

/** One dispute: the facts, what to do at PayPal, and what we hold that helps there. */
export const disputePage = (
  frame: Frame,
  { dispute, ending, evidence, address, silent }: DisputeView,
): Html => {
  const { zone, locale } = frame.practice;
  return room(
    frame,
    `Dispute ${dispute.paypalDisputeId}`,
    html`<p class="small"><a href="${urls.deskDisputes()}">All disputes</a></p>
<div class="row apart"><h1 class="t3">Dispute about ${sum(dispute, frame)}</h1><p>${stateBadge(dispute)}</p></div>
${silent && notice('care', html`<p>PayPal did not answer just now. This is what we knew before.</p>`, { say: true })}
<div class="grid wide-min"><section class="card stack g3"><h2 class="t2">The facts</h2><dl class="facts small">
<dt>Why</dt><dd>${reasonWords(dispute.reason)}</dd><dt>Stage</dt><dd>${stageWords(dispute.stage)}</dd>
<dt>Opened</dt><dd>${momentWords(dispute.openedAt, zone, locale)}</dd><dt>Last change</dt><dd>${momentWords(dispute.changedAt, zone, locale)}</dd>
${dueWords(dispute, frame) && html`<dt>Answer by</dt><dd><b>${dueWords(dispute, frame)}</b></dd>`}
${dispute.orderId && html`<dt>Order</dt><dd><a href="${urls.deskOrder(dispute.orderId)}">${dispute.orderNumber}</a>, ${dispute.payerName}</dd>`}
<dt>PayPal’s number</dt><dd>${dispute.paypalDisputeId}</dd></dl></section>
<section class="card stack g3"><h2 class="t2">What to do</h2>${whatToDo(dispute, ending, address)}
<form method="post" action="${urls.deskDisputeLook(dispute.id)}"><button class="btn quiet sm" type="submit">Ask PayPal again</button></form></section></div>
${evidence && whatWeHold(frame, dispute, evidence)}`,
  );
};

const whatToDo = ({ state }: DisputeRow, ending: string | undefined, address: string): Html =>
  state === 'resolved'
    ? html`<p>${endingWords(ending)}</p><p class="small soft">What PayPal took or charged for it is in the books under disputes.</p>`
    : html`<p>A dispute is answered at PayPal, not here. We do not write to the buyer about it.</p>
<p>While it is open, PayPal gives back the whole payment or nothing. The chair stays as it is.</p>
<p><a class="btn" href="${address}" rel="noreferrer">Answer at PayPal</a></p>`;

const day = (date: PlainDate, locale: string) =>
  writeDate(date, locale, { year: 'numeric', month: 'long', day: 'numeric' });

/** Words that may be shown to PayPal: they name no group. */
const whatWeHold = (frame: Frame, dispute: DisputeRow, evidence: Evidence): Html => {
  const { zone, locale } = frame.practice;
  const { agreedAt, attestedAt, firstOn, lastOn } = evidence;
  const total = { amountMinor: evidence.totalMinor, currency: evidence.currency };
  return html`<section class="card stack g3"><h2 class="t2">What we hold that helps</h2>
<p class="small soft">These words may be copied to PayPal as they stand. Please add no group’s name and nothing about health.</p>
<ul class="stack g2"><li>Order ${dispute.orderNumber} of ${evidence.payerName}, ${evidence.payerEmail}, placed ${momentWords(evidence.placedAt, zone, locale)} for ${sum(total, frame)}.</li>
${evidence.meetings > 0 && firstOn && lastOn && html`<li>${evidence.meetings} ${evidence.meetings === 1 ? 'appointment' : 'appointments'}, from ${day(firstOn, locale)} to ${day(lastOn, locale)}.</li>`}
${attestedAt && html`<li>The terms were confirmed ${momentWords(attestedAt, zone, locale)}.</li>`}
${agreedAt && html`<li>The agreement${evidence.agreementVersion === null ? '' : `, version ${evidence.agreementVersion},`} was signed by ${evidence.agreedName} ${momentWords(agreedAt, zone, locale)}.</li>`}
<li>Given back so far: ${sum({ amountMinor: evidence.givenMinor, currency: evidence.currency }, frame)}.</li>
<li>Who attended is not recorded yet.</li></ul></section>`;
};
