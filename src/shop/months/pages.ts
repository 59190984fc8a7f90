import { writeDate } from '../../kernel/formats.ts';
import { formatMoney } from '../../kernel/money.ts';
import { barChart } from '../../ui/drawings/bars.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { page } from '../../ui/page.ts';
import { type Column, table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import { type MonthFacts, type MonthsView, netOf } from './months.ts';

/** The last twelve months: each subject as a drawing with its table beside. */
export const monthsPage = (frame: Frame, view: MonthsView): Html => {
  const { locale } = frame.practice;
  const price = (minor: number) => formatMoney({ minor, currency: view.currency }, locale);
  const whole = (minor: number) =>
    formatMoney({ minor, currency: view.currency }, locale).replace(/[.,]00(?=\D|$)/, '');
  const month: Column<MonthFacts> = { head: 'Month', cell: ({ first }) => monthWords(first, locale, 'long') };
  const number = (
    head: string,
    of: (facts: MonthFacts) => number,
    words: (value: number) => string = String,
  ) => ({
    ...{ head, number: true },
    cell: (facts: MonthFacts) => words(of(facts)),
  });
  const part = ({
    title,
    of,
    words,
    columns,
  }: Part) => html`<section class="card stack g4" aria-labelledby="${idOf(title)}"><h2 class="t2" id="${idOf(title)}">${title}</h2>
<div class="split even">${barChart({ title: `${title}, month by month`, bars: view.months.map((facts) => ({ label: monthWords(facts.first, locale, 'short'), value: of(facts) })), words })}${table(`${title} by month`, [month, ...columns], view.months.toReversed())}</div></section>`;
  return page(frame, {
    title: 'Twelve months',
    current: urls.desk(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py"><p class="small"><a href="${urls.desk()}">Today</a></p><h1 class="t3">Twelve months</h1>
${part({ title: 'Orders', of: ({ orders }) => orders, words: String, columns: [number('Orders', ({ orders }) => orders)] })}
${part({ title: 'People', of: ({ newPeople }) => newPeople, words: String, columns: [number('Came for the first time', ({ newPeople }) => newPeople)] })}
${part({
  title: 'Chairs',
  of: ({ seatsTaken, seatsFreed }) => seatsTaken - seatsFreed,
  words: String,
  columns: [
    number('Taken', ({ seatsTaken }) => seatsTaken),
    number('Given back', ({ seatsFreed }) => seatsFreed),
  ],
})}
${part({
  title: 'Money that stays',
  of: netOf,
  words: whole,
  columns: [
    number('Came', ({ grossMinor }) => grossMinor, price),
    number('PayPal’s fees', ({ feesMinor }) => feesMinor, price),
    number('Went back', ({ givenBackMinor }) => givenBackMinor, price),
    number('Stays', netOf, price),
  ],
})}
<p class="soft small">Months begin and end at midnight in ${frame.practice.zone}. Money is what the books say; <a href="${urls.deskBooks()}">every account is there</a>.</p></div>`,
  });
};

type Part = {
  readonly title: string;
  readonly of: (facts: MonthFacts) => number;
  readonly words: (value: number) => string;
  readonly columns: readonly Column<MonthFacts>[];
};

const idOf = (title: string): string => `${title.toLowerCase().replace(/\W+/g, '-')}-h`;

const monthWords = (first: MonthFacts['first'], locale: string, month: 'long' | 'short'): string =>
  writeDate(first, locale, month === 'short' ? { month } : { month, year: 'numeric' });
