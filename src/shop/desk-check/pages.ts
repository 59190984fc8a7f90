import { formatMoney } from '../../kernel/money.ts';
import { badge } from '../../ui/badge.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { momentWords } from '../../ui/local-time.ts';
import { notice } from '../../ui/notice.ts';
import { page } from '../../ui/page.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import type { InMotion } from './store.ts';

export type CheckView = {
  readonly violations: readonly { readonly rule: string; readonly subject: string }[];
  readonly inMotion: readonly InMotion[];
};

const STATES: Readonly<Record<string, string>> = {
  creating: 'being begun',
  capturing: 'PayPal was asked, no answer yet',
  pending: 'PayPal is looking at it',
  refunding: 'on its way back',
};

/** Whether chairs, orders, money and books agree, asked of the records at this moment. */
export const checkPage = (frame: Frame, { violations, inMotion }: CheckView): Html =>
  page(frame, {
    title: 'Does all agree?',
    current: urls.desk(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py"><p class="small"><a href="${urls.desk()}">Today</a></p><h1 class="t3">Does all agree?</h1>
<p class="soft">Chairs, orders, payments, refunds, invoices and the books were compared just now. These are the same rules that our own tests hold the program to.</p>
${violations.length === 0 ? notice('good', html`<p><b>Everything agrees.</b> No group is oversold, every payment bought its order or goes back, and the books say the same.</p>`, { say: true }) : broken(violations)}
<section class="card stack g3" aria-labelledby="motion-h"><h2 class="t2" id="motion-h">Payments on their way</h2>${inMotion.length === 0 ? html`<p class="soft">No payment has been on its way for more than an hour.</p>` : motion(frame, inMotion)}</section></div>`,
  });

const broken = (violations: CheckView['violations']): Html =>
  html`${notice('alarm', html`<p><b>Something does not agree.</b> Nothing is lost: whatever PayPal told is kept. Please send these lines to whoever looks after this system.</p>`, { say: true })}
<div class="card">${table(
    'What does not agree',
    [
      { head: 'What must always be so', cell: ({ rule }) => rule },
      { head: 'Where it is not', cell: ({ subject }) => html`<code>${subject}</code>` },
    ],
    violations,
  )}</div>`;

const motion = ({ practice }: Frame, rows: readonly InMotion[]): Html =>
  table(
    'Payments on their way',
    [
      { head: 'Payer', cell: ({ payerName }) => payerName ?? 'Not known yet' },
      { head: 'State', cell: ({ state }) => badge(STATES[state] ?? state, 'wait') },
      { head: 'Since', cell: ({ since }) => momentWords(since, practice.zone, practice.locale) },
      {
        head: 'We look again',
        cell: ({ nextLookAt }) =>
          nextLookAt ? momentWords(nextLookAt, practice.zone, practice.locale) : 'when PayPal writes',
      },
      {
        head: 'Sum',
        number: true,
        cell: ({ amountMinor, currency }) => formatMoney({ minor: amountMinor, currency }, practice.locale),
      },
    ],
    rows,
  );
