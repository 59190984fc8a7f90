import { writeDate } from '../../kernel/formats.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { dateIn } from '../../ui/local-time.ts';
import { page } from '../../ui/page.ts';
import { urls } from '../../urls.ts';
import { sizeWords, TYPE_WORDS, type Version } from '../workbooks/public.ts';

export type DownloadShown = {
  readonly name: string;
  readonly secret: string;
  /** The version that was bought and every newer one, the newest first. */
  readonly versions: readonly Version[];
};

/** What a workbook of an order opens: its file, in the version that was bought and in every newer one. */
export const downloadPage = (frame: Frame, { name, secret, versions }: DownloadShown): Html => {
  const [newest, ...older] = versions;
  return drawer(
    frame,
    'Your download',
    html`<h1 class="t2" id="download-heading">${name}</h1>
${newest && html`<p><a class="btn full" href="${urls.downloadFile(secret, newest.number)}" download>Download it</a></p><p class="small soft">${about(frame, newest)}</p>${newest.note !== '' && older.length > 0 && html`<p>What is new in it: ${newest.note}</p>`}`}
${older.length > 0 && html`<h2 class="t2">Earlier versions</h2><ul class="small">${older.map((version) => html`<li><a href="${urls.downloadFile(secret, version.number)}" download>Version ${version.number}</a>, ${about(frame, version)}</li>`)}</ul>`}
<p class="small soft">Keep the address of this page to yourself: whoever has it can download the file. It is yours to use; please do not pass it on.</p>`,
  );
};

const LONG = { year: 'numeric', month: 'long', day: 'numeric' } as const;

const about = (frame: Frame, { type, size, addedAt }: Version): string =>
  `${TYPE_WORDS[type]}, ${sizeWords(size)}, of ${writeDate(dateIn(addedAt, frame.practice.zone), frame.practice.locale, LONG)}`;

/** The money went back, or the practice ended it. */
export const endedPage = (frame: Frame): Html =>
  drawer(
    frame,
    'This download has ended',
    html`<h1 class="t2" id="download-heading">This download has ended</h1><p>It ends when its money has been paid back. If you think that is wrong, please <a href="${urls.contact()}">write to us</a>.</p>`,
  );

const drawer = (frame: Frame, title: string, body: Html): Html =>
  page(frame, {
    title,
    main: html`<div class="wrap narrow py"><section class="drawer" aria-labelledby="download-heading">${body}</section></div>`,
  });
