import { writeDate } from '../../../kernel/formats.ts';
import { Temporal } from '../../../kernel/time.ts';
import type { Frame } from '../../../ui/frame.ts';
import { attributes, type Html, html } from '../../../ui/html.ts';
import { page } from '../../../ui/page.ts';
import { sumList } from '../../../ui/purchase.ts';
import { table } from '../../../ui/table.ts';
import type { Estimate, EstimateLine } from '../estimate.ts';

export type EstimatePage = {
  readonly title: string;
  readonly estimate: Estimate;
  /** Where one came from. */
  readonly back: { readonly address: string; readonly words: string };
  /** What stands above the sheet and is not printed with it. */
  readonly lead: Html;
};

/** An estimate to read, to print and to keep: one page, whoever looks at it. */
export const estimatePage = (frame: Frame, { title, estimate, back, lead }: EstimatePage): Html =>
  page(frame, {
    title,
    main: html`<div class="wrap narrow stack g5 py"><p class="small"><a href="${back.address}">${back.words}</a></p>
<h1 class="t3">${title}</h1>${lead}${sheet(estimate)}
<print-button hidden><button type="button" class="btn quiet">Print this page</button></print-button></div>`,
  });

const LONG = { year: 'numeric', month: 'long', day: 'numeric' } as const;
const SHORT = { month: 'short', day: 'numeric' } as const;

const sheet = (estimate: Estimate): Html => {
  const { locale, practice, provider, attendee, lines, parts, total, notes } = estimate;
  const day = (on: string, options: typeof LONG | typeof SHORT) =>
    writeDate(Temporal.PlainDate.from(on), locale, options);
  return html`<div class="sheet stack g5" ${attributes({ lang: locale })}>
<div class="grid">${address('Practice', practice)}${provider.length > 0 && address('Who provides it', provider)}</div>
<dl class="facts small"><dt>Date</dt><dd>${day(estimate.madeOn, LONG)}</dd><dt>For</dt><dd>${attendee ?? 'Name: to be filled in by hand'}</dd><dt>Date of birth</dt><dd>To be filled in by hand: we do not ask for it</dd><dt>Diagnosis</dt><dd>None is needed to come</dd></dl>
${table(
  'What we expect to charge',
  [
    { head: 'What', cell: (row) => row.words },
    {
      head: 'Days',
      cell: (row: EstimateLine) =>
        html`${row.days.map((on) => day(on, SHORT)).join('; ')}${row.days.length > 0 && html`<br>`}<span class="soft">${row.count === 1 ? row.each : `${row.count} × ${row.each}`}</span>`,
    },
    { head: 'Amount', number: true, cell: (row) => row.amount },
  ],
  lines,
)}
${sumList(parts, { words: 'Expected in all', price: total })}
<ul class="stack g2 plain small">${notes.map((note) => html`<li>${note}</li>`)}</ul></div>`;
};

const address = (title: string, lines: readonly string[]): Html =>
  html`<div><p class="small soft">${title}</p><p>${lines.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}</p></div>`;
