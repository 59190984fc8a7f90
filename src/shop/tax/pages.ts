import type { Instant } from '../../kernel/time.ts';
import { field } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { momentWords } from '../../ui/local-time.ts';
import { errorSummary, notice } from '../../ui/notice.ts';
import { radios } from '../../ui/pick.ts';
import { practiceRoom } from '../../ui/practice-room.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import type { Errors, Typed } from './forms.ts';
import { regionWords } from './region.ts';
import type { TaxSettings } from './settings.ts';

export type TaxView = {
  readonly settings: TaxSettings;
  readonly versions: readonly (TaxSettings & { readonly setAt: Instant })[];
  readonly typed: Typed;
  readonly errors: Errors;
  readonly saved: boolean;
  readonly mayChange: boolean;
  readonly changedMeanwhile: boolean;
};

const WAYS = {
  none: ['No tax', 'Prices are what they are.'],
  included: ['Prices include it', 'The cart and the receipt say how much of the sum is tax.'],
  added: ['It comes on top', 'The cart adds it to the sum before anybody pays.'],
} as const satisfies Record<TaxSettings['way'], readonly [string, string]>;

/** How prices stand to tax. We say what happens, never what is due. */
export const taxPage = (frame: Frame, view: TaxView): Html =>
  practiceRoom(frame, {
    title: 'Tax',
    tab: urls.practiceTax(),
    main: html`<h1 class="t3">Tax</h1>
${view.saved && notice('good', html`<p><b>Saved.</b> It counts for whatever is bought from now on.</p>`, { say: true })}
${view.changedMeanwhile && notice('care', html`<p><b>Not saved yet.</b> Somebody else changed the tax while this page was open. Below is what you typed. Please compare it with the versions at the foot, then press Save again.</p>`, { say: true })}
${notice('inform', html`<p>${regionWords(frame.practice.region)} Whether your groups or workbooks are taxed is a question for your accountant: <b>please ask them</b>. This page only does what you tell it.</p>`)}
${view.mayChange ? form(view) : html`<p>Prices here: ${WAYS[view.settings.way][0].toLowerCase()}. An owner can change this.</p>`}${versions(frame, view)}`,
  });

const form = ({ settings, typed, errors }: TaxView): Html => {
  const of = (name: keyof Typed) => ({ name, value: typed[name], error: errors[name] });
  return html`${errorSummary(errors)}<form method="post" action="${urls.practiceTax()}" class="stack g5" data-once novalidate><input type="hidden" name="opened" value="${settings.version}">
<div class="grid wide-min"><section class="card stack g4" aria-labelledby="way-h"><h2 class="t2" id="way-h">How your prices stand to it</h2>
${radios({ legend: 'Tax', name: 'way', chosen: typed.way, error: errors['way'], options: Object.entries(WAYS).map(([value, [label, hint]]) => ({ value, label, hint })) })}</section>
<section class="card stack g4" aria-labelledby="rates-h"><h2 class="t2" id="rates-h">Rates</h2><p class="small soft">Of what buyers pay, after whatever takes off. What the sponsors’ fund adds is not taxed here; it stands in the books by itself.</p>
${field({ ...of('seat'), label: 'Chairs in groups, percent', inputmode: 'decimal', maxlength: 8, autocomplete: 'off' })}
${field({ ...of('workbook'), label: 'Workbooks, percent', inputmode: 'decimal', maxlength: 8, autocomplete: 'off' })}</section>
<section class="card stack g4" aria-labelledby="name-h"><h2 class="t2" id="name-h">What stands on receipts</h2>
${field({ ...of('name'), label: 'What it is called', hint: '“VAT”, “GST”, “Sales tax”.', maxlength: 40, autocomplete: 'off' })}
${field({ ...of('number'), label: 'Your number for it', required: false, maxlength: 40, autocomplete: 'off' })}</section></div>
<p><button class="btn">Save</button></p></form>`;
};

const percent = (rate: number): string => `${rate / 1000}%`;

const versions = (frame: Frame, { versions: rows }: TaxView): Html | false => {
  const { zone, locale } = frame.practice;
  return (
    rows.length > 0 &&
    html`<section class="card stack g3"><h2 class="t2">Versions</h2><p class="small soft">What was bought under an earlier one stays as it was.</p>${table(
      'Versions',
      [
        { head: 'Version', cell: (row) => row.version },
        { head: 'Since', cell: (row) => momentWords(row.setAt, zone, locale) },
        { head: 'Way', cell: (row) => WAYS[row.way][0] },
        { head: 'Chairs', number: true, cell: (row) => percent(row.seatRate) },
        { head: 'Workbooks', number: true, cell: (row) => percent(row.workbookRate) },
        { head: 'Called', cell: (row) => `${row.name}${row.number === '' ? '' : `, ${row.number}`}` },
      ],
      rows,
    )}</section>`
  );
};
