import { writeDate } from '../../kernel/formats.ts';
import { formatMoney } from '../../kernel/money.ts';
import type { Turned } from '../../kernel/turn.ts';
import { badge } from '../../ui/badge.ts';
import { empty } from '../../ui/empty.ts';
import { field, selectField, textArea } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import { asQuery, type InvoiceFilter, isNarrowed, KINDS, type Sort } from './filter.ts';
import type { CorrectionTyped } from './forms.ts';
import type { InvoiceDocument } from './invoice.ts';
import type { InvoiceRow } from './list-store.ts';
import { invoiceSheet } from './pages/invoice.ts';
import { KIND_WORDS } from './words.ts';

export type InvoicesView = Turned<InvoiceRow> & {
  readonly filter: InvoiceFilter;
  readonly count: number;
  readonly countTo: number;
};

const SORT_WORDS = { newest: 'Newest first', oldest: 'Oldest first' } as const satisfies Record<Sort, string>;

/** All invoices and counter-invoices, searched and filtered by the address alone. */
export const invoicesPage = (frame: Frame, view: InvoicesView): Html =>
  page(frame, {
    title: view.filter.typed ? `Invoices: ${view.filter.typed}` : 'Invoices',
    current: urls.deskInvoices(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<div class="row apart"><h1 class="t3">Invoices</h1><p class="soft" role="status">${countWords(view, frame.practice.locale)}</p></div>
<p class="soft">Each paid order has one, written by itself. What was written is never changed: money that goes back and mistakes are counter-invoices.</p>
${filters(view.filter)}
${view.rows.length === 0 ? nothing(view.filter) : html`<div class="card">${invoices(frame, view.rows)}</div>`}
${turning(view)}
</div>`,
  });

const countWords = ({ count, countTo }: InvoicesView, locale: string): string => {
  if (count >= countTo) return `More than ${(countTo - 1).toLocaleString(locale)}`;
  return count === 1 ? 'One' : count.toLocaleString(locale);
};

const filters = (
  filter: InvoiceFilter,
): Html => html`<form class="card stack g4" method="get" action="${urls.deskInvoices()}" role="search" aria-label="Find invoices">
<div class="grid">
${field({ label: 'Number of invoice or order, or a name', name: 'q', type: 'search', value: filter.typed, maxlength: 120 })}
${selectField({ label: 'Kind', name: 'kind', value: filter.kind ?? '', choices: [{ value: '', words: 'Both' }, ...KINDS.map((kind) => ({ value: kind, words: KIND_WORDS[kind] }))] })}
${field({ label: 'From', name: 'from', type: 'date', value: filter.from?.toString() })}
${field({ label: 'To', name: 'to', type: 'date', value: filter.to?.toString() })}
${selectField({ label: 'Sort', name: 'sortBy', value: filter.sortBy, choices: Object.entries(SORT_WORDS).map(([value, words]) => ({ value, words })) })}
</div>
<p class="row"><button class="btn" type="submit">Show</button>${isNarrowed(filter) && html`<a class="btn plain" href="${urls.deskInvoices()}">Show all</a>`}<a class="btn quiet" href="${urls.deskInvoicesCsv(asQuery(filter))}" download>Save as a table (CSV)</a></p>
</form>`;

const nothing = (filter: InvoiceFilter): Html =>
  isNarrowed(filter)
    ? empty(
        'No invoice fits.',
        html`<p><a class="btn quiet" href="${urls.deskInvoices()}">Show all invoices</a></p>`,
      )
    : empty('No invoice yet. The first paid order brings one.');

const invoices = (frame: Frame, rows: readonly InvoiceRow[]): Html => {
  const { locale } = frame.practice;
  const price = (minor: number, { currency }: InvoiceRow) => formatMoney({ minor, currency }, locale);
  return table(
    'Invoices',
    [
      { head: 'Number', cell: (row) => html`<a href="${urls.deskInvoice(row.id)}">${row.number}</a>` },
      {
        head: 'Date',
        cell: (row) =>
          html`<span class="num">${writeDate(row.issuedOn, locale, { year: 'numeric', month: 'short', day: 'numeric' })}</span>`,
      },
      {
        head: 'Kind',
        cell: (row) => badge(KIND_WORDS[row.kind], row.kind === 'counter' ? 'wait' : 'plain'),
      },
      { head: 'Buyer', cell: (row) => row.buyer },
      { head: 'Order', cell: (row) => html`<a href="${urls.deskOrder(row.orderId)}">${row.orderNumber}</a>` },
      { head: 'Tax', number: true, cell: (row) => price(row.taxMinor, row) },
      { head: 'Total', number: true, cell: (row) => price(row.totalMinor, row) },
    ],
    rows,
  );
};

const turning = ({ filter, back, forward }: InvoicesView): Html | false =>
  (back !== undefined || forward !== undefined) &&
  html`<nav class="paging row apart" aria-label="Pages">
${back ? html`<a class="btn quiet sm" rel="prev" href="${urls.deskInvoices(asQuery(filter, back))}">Back</a>` : html`<span></span>`}
${forward ? html`<a class="btn quiet sm" rel="next" href="${urls.deskInvoices(asQuery(filter, forward))}">Further</a>` : html`<span></span>`}
</nav>`;

export type InvoiceView = {
  readonly id: string;
  readonly number: number;
  readonly orderId: string;
  readonly document: InvoiceDocument;
  /** The others of the same order. */
  readonly others: readonly {
    readonly id: string;
    readonly number: number;
    readonly document: InvoiceDocument;
  }[];
  /** Whether it may be corrected: it holds, and something is left of it. */
  readonly holds: boolean;
};

/** One invoice at the desk. */
export const deskInvoicePage = (frame: Frame, view: InvoiceView): Html =>
  page(frame, {
    title: `${titleOf(view)}, at the desk`,
    current: urls.deskInvoices(),
    room: 'desk',
    main: html`<div class="wrap narrow stack g5 py">
<p class="small"><a href="${urls.deskInvoices()}">All invoices</a></p>
<h1 class="t3">${titleOf(view)}</h1>
<div class="card">${invoiceSheet(view.number, view.document)}</div>
<div class="row"><a class="btn" href="${urls.deskInvoicePdf(view.id)}" download>Save as PDF</a><print-button hidden><button type="button" class="btn quiet">Print this page</button></print-button>${view.holds && html`<a class="btn quiet" href="${urls.deskInvoiceCorrection(view.id)}">Correct the buyer</a>`}</div>
<p><a href="${urls.deskOrder(view.orderId)}">The order and its whole story</a></p>
${view.others.length > 0 && html`<section aria-labelledby="others-h"><h2 class="t2" id="others-h">Of the same order</h2><ul>${view.others.map((other) => html`<li><a href="${urls.deskInvoice(other.id)}">${titleOf(other)}</a>, ${formatMoney({ minor: other.document.totalMinor, currency: other.document.currency }, frame.practice.locale)}</li>`)}</ul></section>`}
</div>`,
  });

const titleOf = ({ number, document }: Pick<InvoiceView, 'number' | 'document'>): string =>
  `${KIND_WORDS[document.kind]} ${number}`;

/** The form that corrects a buyer; says what will be written before it is. */
export const correctionPage = (
  frame: Frame,
  { id, number, document }: Pick<InvoiceView, 'id' | 'number' | 'document'>,
  { typed, errors }: CorrectionTyped,
): Html =>
  page(frame, {
    title: `Correct invoice ${number}`,
    current: urls.deskInvoices(),
    room: 'desk',
    main: html`<div class="wrap narrow stack g5 py">
<p class="small"><a href="${urls.deskInvoice(id)}">Invoice ${number}</a></p>
<h1 class="t3">Correct invoice ${number}</h1>
${errorSummary(errors)}
${notice('inform', html`<p>Invoice ${number} stays as it is. A counter-invoice takes it off, and a new invoice with the next number says the same for the buyer you write here. The buyer finds all three on the order's page. No money moves, and nobody is written to.</p>`)}
<form class="card stack g4" method="post" action="${urls.deskInvoiceCorrection(id)}" novalidate data-once>
${field({ name: 'name', label: 'Name of the buyer', value: typed['name'] ?? document.buyer.name, error: errors['name'], required: true, autocomplete: 'off', maxlength: 120 })}
${textArea({ name: 'address', label: 'Address', value: typed['address'] ?? document.buyer.lines.join('\n'), error: errors['address'], required: false, rows: 4, hint: 'Up to six lines.' })}
${field({ name: 'tax_number', label: 'Tax number of the buyer', value: typed['tax_number'] ?? document.buyer.taxNumber, error: errors['tax_number'], required: false, autocomplete: 'off', maxlength: 40 })}
${field({ name: 'because', label: 'Why', value: typed['because'], error: errors['because'], required: true, hint: 'It stands on both documents: “The company pays.” Nothing about health.', autocomplete: 'off', maxlength: 200 })}
<p class="row"><button class="btn">Write both documents</button><a class="btn plain" href="${urls.deskInvoice(id)}">Leave it as it is</a></p>
</form></div>`,
  });

/** One invoice behind its order's link. */
export const ownInvoicePage = (
  frame: Frame,
  { number, document }: Pick<InvoiceView, 'number' | 'document'>,
  secret: string,
): Html =>
  page(frame, {
    title: titleOf({ number, document }),
    main: html`<div class="wrap narrow py"><div class="drawer stack g4"><h1 class="t2">${titleOf({ number, document })}</h1>
${invoiceSheet(number, document)}
<div class="row"><a class="btn" href="${urls.orderInvoicePdf(secret, number)}" download>Save as PDF</a><print-button hidden><button type="button" class="btn quiet">Print this page</button></print-button><a class="btn plain" href="${urls.order(secret)}">Back to the order</a></div>
<p class="small soft">It names no group and says nothing of what the appointments are about.</p></div></div>`,
  });
