import { type Currency, money, toDecimal } from '../../../kernel/money.ts';
import { field, textArea } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { errorSummary, notice } from '../../../ui/notice.ts';
import { shopRoom } from '../../../ui/shop-room.ts';
import { urls } from '../../../urls.ts';
import type { Errors, Typed } from '../forms.ts';
import type { Workbook } from '../workbook.ts';

export type WorkbookForm = {
  /** The workbook that is changed; undefined for a new one. */
  readonly workbook: Workbook | undefined;
  readonly currency: Currency;
  readonly typed: Typed;
  readonly errors: Errors;
  /** Somebody else saved it while this form was open. */
  readonly changedMeanwhile?: boolean;
};

/** A workbook as the form shows it before anything is typed. */
export const typedOf = (workbook: Workbook | undefined): Typed =>
  workbook
    ? {
        name: workbook.name,
        summary: workbook.summary,
        words: workbook.words,
        price: toDecimal(money(workbook.priceMinor, workbook.currency)),
      }
    : {};

/** Writing a workbook's words, or changing them from now on. */
export const workbookFormPage = (frame: Frame, shown: WorkbookForm): Html => {
  const { workbook, typed, errors, currency } = shown;
  const of = (name: string) => ({ name, value: typed[name], error: errors[name] });
  const title = workbook ? `Change “${workbook.name}”` : 'A new workbook';
  const action = workbook ? urls.deskWorkbookChange(workbook.workbookId) : urls.deskWorkbookNew();
  return shopRoom(frame, {
    title,
    tab: urls.deskWorkbooks(),
    main: html`<p class="small"><a href="${workbook ? urls.deskWorkbook(workbook.workbookId) : urls.deskWorkbooks()}">${workbook ? 'Back to the workbook' : 'All workbooks'}</a></p><h1 class="t3">${title}</h1>
${workbook && html`<p>What was bought, or is being paid right now, keeps its name and price. The change counts from now on.</p>`}
${shown.changedMeanwhile === true && notice('care', html`<p><b>Not saved yet.</b> Somebody else changed this workbook while it was open. Below is what you typed; press Save again to keep it.</p>`, { say: true })}
${errorSummary(errors)}
<form method="post" action="${action}" class="card stack g4" data-once novalidate><input type="hidden" name="opened" value="${workbook?.savings ?? 0}">
${field({ ...of('name'), label: 'Name', required: true, maxlength: 120, autocomplete: 'off' })}
${field({ ...of('summary'), label: 'In a sentence or two', hint: 'For the list of workbooks.', required: true, maxlength: 300, autocomplete: 'off' })}
${textArea({ ...of('words'), label: 'What is in it, and whom it helps', hint: 'An empty line begins a paragraph. A line that begins with “# ” is a heading.', required: true, rows: 10, maxlength: 6_000 })}
${field({ ...of('price'), label: `Price in ${currency}`, hint: '0 is free. Tax is as the practice’s tax page says for workbooks.', required: true, inputmode: 'decimal', maxlength: 14, autocomplete: 'off' })}
<p><button class="btn">${workbook ? 'Save the change' : 'Save, and go on to the file'}</button></p></form>`,
  });
};
