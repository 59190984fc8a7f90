import { attributes, type Html, html } from '../../../ui/html.ts';
import { table } from '../../../ui/table.ts';
import type { InvoiceDocument } from '../invoice.ts';
import { type ShownRow, shownInvoice } from './shown.ts';

/** An invoice on a page, below a heading of the page's own. */
export const invoiceSheet = (number: number, document: InvoiceDocument): Html => {
  const shown = shownInvoice(number, document);
  return html`<div class="sheet stack g5" ${attributes({ lang: document.locale })}>
<div class="grid">${address('From', shown.seller)}${address('To', shown.buyer)}</div>
<dl class="facts small">${shown.facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${table(shown.title, COLUMNS, shown.rows)}
<dl class="sum">${shown.sums.map(([name, value]) => html`<dt>${name}</dt><dd class="num">${value}</dd>`)}<dt class="total">${shown.total[0]}</dt><dd class="total num">${shown.total[1]}</dd></dl>
<p class="small soft">${shown.foot}</p></div>`;
};

const COLUMNS = [
  { head: 'What', cell: (row: ShownRow) => row.words },
  {
    head: 'Each',
    number: true,
    cell: (row: ShownRow) =>
      row.count === '' || row.count === '1' ? row.unit : `${row.count} × ${row.unit}`,
  },
  { head: 'Amount', number: true, cell: (row: ShownRow) => row.amount },
];

const address = (title: string, lines: readonly string[]): Html =>
  html`<div><p class="small soft">${title}</p><p>${lines.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}</p></div>`;
