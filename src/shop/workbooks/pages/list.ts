import { formatMoney, money } from '../../../kernel/money.ts';
import { badge } from '../../../ui/badge.ts';
import { empty } from '../../../ui/empty.ts';
import { field, selectField } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { paging } from '../../../ui/paging.ts';
import { shopRoom } from '../../../ui/shop-room.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import { asQuery, isNarrowed, type Shown, type Sort, type WorkbookFilter } from '../list.ts';
import { priceWords, STATE_WORDS } from '../words.ts';
import type { Workbook } from '../workbook.ts';

export type WorkbooksView = {
  readonly filter: WorkbookFilter;
  readonly rows: readonly (Workbook & {
    readonly sold: number;
    readonly takenMinor: number;
    readonly downloads: number;
  })[];
  readonly count: number;
  readonly pages: number;
};

const SHOWN_WORDS = {
  open: 'All but those put away',
  draft: 'Not published',
  published: 'Published',
  archived: 'Put away',
  all: 'All',
} as const satisfies Record<Shown, string>;

const SORT_WORDS = {
  name: 'By name',
  newest: 'Newest first',
  sold: 'Most bought first',
} as const satisfies Record<Sort, string>;

/** Every workbook, searched and filtered by the address alone. */
export const deskWorkbooksPage = (frame: Frame, view: WorkbooksView): Html =>
  shopRoom(frame, {
    title: 'Workbooks, at the desk',
    tab: urls.deskWorkbooks(),
    main: html`<div class="row apart"><h1 class="t3">Workbooks</h1><p class="soft" role="status">${view.count === 1 ? 'One workbook' : `${view.count} workbooks`}</p></div>
<p>A workbook is a file that people download after paying, or for nothing. It takes no chair, and asks nobody for an age or an agreement.</p>
<p><a class="btn" href="${urls.deskWorkbookNew()}">Write a workbook</a></p>
${filters(view.filter)}
${view.rows.length === 0 ? nothing(view.filter) : html`<div class="card">${workbooks(frame, view)}</div>`}
${paging({ page: view.filter.page, pages: view.pages, addressOf: (page) => urls.deskWorkbooks(asQuery(view.filter, page)) })}`,
  });

const filters = (
  filter: WorkbookFilter,
): Html => html`<form class="card stack g4" method="get" action="${urls.deskWorkbooks()}" role="search" aria-label="Find workbooks">
<div class="grid">
${field({ label: 'Name', name: 'q', type: 'search', value: filter.typed, maxlength: 120 })}
${selectField({ label: 'State', name: 'state', value: filter.shown, choices: choices(SHOWN_WORDS) })}
${selectField({ label: 'Sort', name: 'sortBy', value: filter.sortBy, choices: choices(SORT_WORDS) })}
</div>
<p class="row"><button class="btn quiet" type="submit">Show</button>${isNarrowed(filter) && html`<a class="btn plain" href="${urls.deskWorkbooks()}">Show all but those put away</a>`}<a class="btn quiet" href="${urls.deskWorkbooksCsv(asQuery(filter))}" download>Save as a table (CSV)</a></p>
</form>`;

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, words: label }));

const nothing = (filter: WorkbookFilter): Html =>
  isNarrowed(filter) ? empty('No workbook fits. A shorter word may help.') : empty('No workbook yet.');

const workbooks = (frame: Frame, { rows }: WorkbooksView): Html => {
  const { locale } = frame.practice;
  return table(
    'Workbooks',
    [
      { head: 'Name', cell: (row) => html`<a href="${urls.deskWorkbook(row.workbookId)}">${row.name}</a>` },
      { head: 'Price', number: true, cell: (row) => priceWords(row, locale) },
      {
        head: 'State',
        cell: (row) => {
          const [words, look] = STATE_WORDS[row.state];
          return badge(words, look);
        },
      },
      { head: 'Version', number: true, cell: (row) => (row.newest === 0 ? 'No file' : String(row.newest)) },
      { head: 'Bought', number: true, cell: (row) => String(row.sold) },
      {
        head: 'Paid for it',
        number: true,
        cell: (row) => formatMoney(money(row.takenMinor, row.currency), locale),
      },
      { head: 'Downloads', number: true, cell: (row) => String(row.downloads) },
    ],
    rows,
  );
};
