import { attributes, type Html, html, type Piece } from './html.ts';

export type Column<Row> = {
  readonly head: string;
  readonly cell: (row: Row) => Piece;
  /** Numbers stand at the end of their column. */
  readonly number?: boolean;
};

/** A table that scrolls inside its own region on narrow screens. The first column heads its row. */
export const table = <Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Html => html`<section class="scroll" aria-label="${caption}" tabindex="0"><table><caption class="vh">${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col" ${attributes({ class: column.number && 'end' })}>${column.head}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr>${columns.map((column, index) => cell(column, row, index))}</tr>`)}</tbody></table></section>`;

const cell = <Row>(column: Column<Row>, row: Row, index: number): Html => {
  const look = attributes({ class: column.number && 'end num' });
  return index === 0
    ? html`<th scope="row" ${look}>${column.cell(row)}</th>`
    : html`<td ${look}>${column.cell(row)}</td>`;
};
