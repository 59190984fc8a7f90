import { formatMoney, money } from '../../../kernel/money.ts';
import { badge } from '../../../ui/badge.ts';
import { field, fileField } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { prose } from '../../../ui/prose.ts';
import { shopRoom } from '../../../ui/shop-room.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import type { ChangeRow } from '../desk-store.ts';
import { MOST_BYTES, sizeWords, TYPE_WORDS } from '../file-type.ts';
import type { Done, Errors, Typed } from '../forms.ts';
import { priceWords, STATE_WORDS } from '../words.ts';
import { canWorkbookBecome, type Version, type Workbook, type WorkbookState } from '../workbook.ts';

export type WorkbookView = {
  readonly workbook: Workbook;
  readonly versions: readonly Version[];
  readonly sales: { readonly sold: number; readonly downloads: number; readonly takenMinor: number };
  readonly changes: readonly ChangeRow[];
  readonly done?: Done | undefined;
  /** A file that was refused, with what was typed beside it. */
  readonly typed?: Typed;
  readonly errors?: Errors;
  /** It was to be published without a file. */
  readonly noFile?: boolean;
};

const DONE = {
  made: 'Saved. Now add its file; then it can be published.',
  saved: 'Saved. It counts from now on.',
  moved: 'Done.',
  added: 'The file is here. Whoever has the workbook can download it too.',
} as const satisfies Record<Done, string>;

/** One workbook at the desk: words, file, sales, and what was done to it. */
export const deskWorkbookPage = (frame: Frame, view: WorkbookView): Html => {
  const { workbook } = view;
  const [words, look] = STATE_WORDS[workbook.state];
  return shopRoom(frame, {
    title: `Workbook “${workbook.name}”`,
    tab: urls.deskWorkbooks(),
    main: html`<p class="small"><a href="${urls.deskWorkbooks()}">All workbooks</a></p>
<div class="row apart"><h1 class="t3">${workbook.name}</h1><p class="row">${badge(words, look)}</p></div>
${view.done && notice('good', html`<p>${DONE[view.done]}</p>`, { say: true })}
${view.noFile === true && notice('care', html`<p><b>Not published yet.</b> A workbook needs a file first.</p>`, { say: true })}
${errorSummary(view.errors ?? {})}
<div class="grid wide-min"><section class="card stack g3" aria-labelledby="says-h"><h2 class="t2" id="says-h">What it says</h2>${facts(frame, view)}${doors(workbook)}</section>
<section class="card stack g3" aria-labelledby="file-h"><h2 class="t2" id="file-h">Its file</h2>${file(frame, view)}</section></div>
<section class="card stack g3" aria-labelledby="history-h"><h2 class="t2" id="history-h">What was done to it</h2>${history(frame, view)}</section>`,
  });
};

const facts = (frame: Frame, { workbook, sales }: WorkbookView): Html => {
  const { locale } = frame.practice;
  const taken = formatMoney(money(sales.takenMinor, workbook.currency), locale);
  return html`<p>${workbook.summary}</p><details class="more"><summary>The whole text</summary>${prose(workbook.words, 3)}</details>
<dl class="facts"><dt>Price</dt><dd>${priceWords(workbook, locale)}</dd><dt>Bought</dt><dd>${sales.sold === 1 ? 'once' : `${sales.sold} times`}, ${taken} paid for it</dd><dt>Downloaded</dt><dd>${sales.downloads === 1 ? 'once' : `${sales.downloads} times`}</dd><dt>Page</dt><dd>${workbook.state === 'published' ? html`<a href="${urls.workbook(workbook.address)}">${urls.workbook(workbook.address)}</a>` : urls.workbook(workbook.address)}</dd></dl>`;
};

const doors = (workbook: Workbook): Html => {
  const { workbookId: id, state } = workbook;
  const may = (to: WorkbookState) => canWorkbookBecome(state, to);
  return html`<div class="row"><a class="btn quiet" href="${urls.deskWorkbookChange(id)}">Change the words or the price</a><a class="btn plain" href="${urls.deskWorkbookPreview(id)}">As visitors will see it</a></div>
<div class="row">${may('published') && move(id, 'published', 'Publish')}${state === 'archived' && move(id, 'draft', 'Bring it back, unpublished')}${state === 'published' && html`<a class="btn quiet" href="${urls.deskWorkbookTurn(id, 'draft')}">Take it off the shop</a>`}${may('archived') && html`<a class="btn plain" href="${urls.deskWorkbookTurn(id, 'archived')}">Put it away</a>`}</div>`;
};

const move = (id: string, to: WorkbookState, words: string): Html =>
  html`<form method="post" action="${urls.deskWorkbookState(id)}" data-once><input type="hidden" name="to" value="${to}"><button class="btn">${words}</button></form>`;

const ACCEPT =
  '.pdf,.epub,.mp3,.png,.jpg,.jpeg,application/pdf,application/epub+zip,audio/mpeg,image/png,image/jpeg';

const file = (frame: Frame, { workbook, versions, typed, errors }: WorkbookView): Html =>
  html`${versions.length === 0 ? html`<p>There is no file yet. Until there is, it cannot be published.</p>` : versionsTable(frame, workbook, versions)}
<form method="post" action="${urls.deskWorkbookVersions(workbook.workbookId)}" enctype="multipart/form-data" class="stack g4" data-once novalidate>
${fileField({ name: 'file', label: versions.length === 0 ? 'File' : 'A new version of the file', hint: `PDF, EPUB, MP3, PNG or JPEG, at most ${sizeWords(MOST_BYTES)}.`, required: true, accept: ACCEPT, error: errors?.['file'] })}
${field({ name: 'note', label: 'What is new in it', hint: 'Those who have the workbook read it beside the download.', required: false, maxlength: 300, autocomplete: 'off', value: typed?.['note'], error: errors?.['note'] })}
<p><button class="btn quiet">${versions.length === 0 ? 'Add the file' : 'Add this version'}</button></p></form>
<p class="small soft">Whoever bought a version keeps it, and gets every newer one. Nobody is written to.</p>`;

const versionsTable = (frame: Frame, { workbookId }: Workbook, versions: readonly Version[]): Html =>
  table(
    'Versions of the file',
    [
      { head: 'Version', cell: ({ number }) => html`<a href="${urls.deskWorkbookVersion(workbookId, number)}" download>${number}<span class="vh">, download</span></a>` },
      { head: 'File', cell: (row) => html`${row.fileName}<br><span class="small soft">${TYPE_WORDS[row.type]}, ${sizeWords(row.size)}</span>` },
      { head: 'What is new', cell: ({ note }) => note },
      { head: 'Added', cell: ({ addedAt }) => momentWords(addedAt, frame.practice.zone, frame.practice.locale) },
    ],
    versions,
  ); // biome-ignore format: a column a line

const history = (frame: Frame, { changes }: WorkbookView): Html =>
  table(
    'What was done to the workbook',
    [
      { head: 'When', cell: ({ at }) => momentWords(at, frame.practice.zone, frame.practice.locale) },
      { head: 'What', cell: changeWords },
    ],
    changes,
  );

const changeWords = ({ was, became, because }: ChangeRow): string => {
  if (was === null) return 'Written';
  if (because !== null)
    return because.startsWith('changed: ') ? `Changed: ${because.slice(9)}` : `New ${because}`;
  return STATE_WORDS[became as WorkbookState]?.[0] ?? became;
};

/** What happens before it happens. */
export const turnPage = (frame: Frame, workbook: Workbook, to: 'draft' | 'archived'): Html => {
  const words = to === 'draft' ? 'Take it off the shop' : 'Put it away';
  return shopRoom(frame, {
    title: `${words}: “${workbook.name}”`,
    tab: urls.deskWorkbooks(),
    main: html`<section class="card stack g4 narrow" aria-labelledby="turn-h"><h1 class="t3" id="turn-h">${words}: “${workbook.name}”?</h1>
<ul><li>Nobody can put it into a cart any more. Where it lies in one, the cart says so; who is paying for it right now still gets it.</li>
<li>Whoever bought it keeps the download.</li><li>A package that holds it cannot be bought until it is back.</li><li>No mail is sent. You can publish it again at any time.</li></ul>
<div class="row">${move(workbook.workbookId, to, words)}<a class="btn plain" href="${urls.deskWorkbook(workbook.workbookId)}">Leave it as it is</a></div></section>`,
  });
};

/** Above the public page while it is looked at. */
export const previewBar = ({ workbookId, name }: Workbook): Html =>
  html`<p><b>Preview: “${name}”.</b> Visitors see it like this once it is published.</p><p class="row"><a class="btn" href="${urls.deskWorkbook(workbookId)}">Back to the desk</a></p>`;
