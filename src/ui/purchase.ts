import { writeDate } from '../kernel/formats.ts';
import type { Instant } from '../kernel/time.ts';
import { attributes, type Html, html, type Piece } from './html.ts';
import { clockWords, dateIn } from './local-time.ts';

export type PurchaseLine = {
  /** A small drawing at its side. */
  readonly drawing: Piece;
  readonly name: Piece;
  readonly hint: Piece;
  readonly price: string;
  /** What it is made of, where that is several things. */
  readonly more?: Piece;
  /** A word of warning about this line. */
  readonly word?: Piece;
  /** What can be done with it. */
  readonly doors?: Piece;
};

/** What is being bought, one row a line. */
export const purchaseLines = (lines: readonly PurchaseLine[]): Html =>
  html`<ul class="lines">${lines.map(
    (line) =>
      html`<li>${line.drawing}<div><b>${line.name}</b><br><span class="hint">${line.hint}</span>${line.more}${line.word}</div><p class="num">${line.price}</p>${line.doors !== undefined && html`<div class="row small do">${line.doors}</div>`}</li>`,
  )}</ul>`;

/** The sum under the lines: each row, then the total. */
export const sumList = (
  rows: readonly { readonly words: string; readonly price: string }[],
  total: { readonly words: string; readonly price: string },
): Html =>
  html`<dl class="sum">${rows.map(({ words, price }) => html`<dt>${words}</dt><dd>${price}</dd>`)}<dt class="total">${total.words}</dt><dd class="total">${total.price}</dd></dl>`;

type SumLine = {
  readonly name: string;
  readonly meetings: number;
  readonly unit: string;
  readonly free: boolean;
};

/** What a row of the sum is for: "4 meetings at $45.00". Where there are `several`, the name says which it is. */
export const sumWords = ({ name, meetings, unit, free }: SumLine, several: boolean): string => {
  const run = `${meetings} ${meetings === 1 ? 'meeting' : 'meetings'}${free ? '' : ` at ${unit}`}`;
  return several ? `${name}: ${run}` : run;
};

export type HoldShown = {
  /** "7:42 pm" */
  readonly until: Piece;
  readonly minutesLeft: number;
  readonly minutesInAll: number;
  readonly chairs: number;
  /** A form that asks for more time; absent when no more can be had. */
  readonly more?: Html | undefined;
};

/** How long the chairs are kept: the clock time first, then about how many minutes. It does not tick. */
export const holdShown = ({ until, minutesLeft, minutesInAll, chairs, more }: HoldShown): Html => {
  const whose = chairs === 1 ? 'Your chair is held' : 'Your chairs are held';
  const about = minutesLeft === 1 ? 'About a minute.' : `About ${minutesLeft} minutes.`;
  return html`<div class="hold"><p><b>${whose} until ${until}.</b> <span class="soft">${about}</span></p>
<progress ${attributes({ value: Math.min(minutesLeft, minutesInAll), max: minutesInAll, 'aria-label': `Minutes left of ${minutesInAll}` })}></progress>${more}</div>`;
};

/** "4 Thursdays from October 8, 6:30 pm": the run of meetings that is bought, in the group's zone. Empty for none. */
export const runWords = (starts: readonly Instant[], zone: string, locale: string): string => {
  const [first] = starts;
  if (!first) return '';
  const day = dateIn(first, zone);
  const weekday = writeDate(day, locale, { weekday: 'long' });
  const date = writeDate(day, locale, { month: 'long', day: 'numeric' });
  const at = clockWords(first, zone, locale);
  return starts.length === 1
    ? `${weekday}, ${date}, ${at}`
    : `${starts.length} ${weekday}s from ${date}, ${at}`;
};
