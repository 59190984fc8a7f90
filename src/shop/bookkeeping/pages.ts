import { writeDate } from '../../kernel/formats.ts';
import { type Currency, formatMoney } from '../../kernel/money.ts';
import { empty } from '../../ui/empty.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { page } from '../../ui/page.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import { type AccountMonth, afterOf, firstDayOf, type Month, monthAfter, writeMonth } from './month.ts';
import { accountWords } from './words.ts';

export type BooksView = {
  readonly month: Month;
  /** The earliest and the latest month there is. */
  readonly first: Month;
  readonly last: Month;
  readonly accounts: readonly AccountMonth[];
};

/** A month of the books: every account, what it had, got, gave and has; and the whole month as a table to save. */
export const booksPage = (frame: Frame, view: BooksView): Html => {
  const { locale } = frame.practice;
  const words = monthWords(view.month, locale);
  return page(frame, {
    title: `The books, ${words}`,
    current: urls.deskBooks(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<div class="row apart"><h1 class="t3">The books, ${words}</h1><a class="btn" href="${urls.deskBooksCsv({ month: writeMonth(view.month) })}" download>Save the month (CSV)</a></div>
<p class="soft">Double entry: what comes to one account leaves another. The table to save holds every entry of the month, with the numbers of order, invoice and PayPal, and names no person. Its sums are the sums below.</p>
${view.accounts.length === 0 ? empty('Nothing was posted up to this month.') : sums(view.accounts, locale)}
${months(view, locale)}
</div>`,
  });
};

const monthWords = (month: Month, locale: string): string =>
  writeDate(firstDayOf(month), locale, { year: 'numeric', month: 'long' });

const sums = (accounts: readonly AccountMonth[], locale: string): Html => {
  const price = (minor: number, currency: Currency) => formatMoney({ minor, currency }, locale);
  const currencies = [...new Set(accounts.map(({ currency }) => currency))];
  return html`${currencies.map((currency) => {
    const rows = accounts.filter((one) => one.currency === currency);
    const debit = rows.reduce((sum, { debitMinor }) => sum + debitMinor, 0);
    const credit = rows.reduce((sum, { creditMinor }) => sum + creditMinor, 0);
    return html`<section class="card stack g3">${table(
      currencies.length > 1 ? `Accounts in ${currency}` : 'Accounts',
      [
        { head: 'Account', cell: (row) => accountWords(row.account) },
        { head: 'Before', number: true, cell: (row) => price(row.beforeMinor, currency) },
        { head: 'Debit', number: true, cell: (row) => price(row.debitMinor, currency) },
        { head: 'Credit', number: true, cell: (row) => price(row.creditMinor, currency) },
        { head: 'After', number: true, cell: (row) => price(afterOf(row), currency) },
      ],
      rows,
    )}<p class="${debit === credit ? 'soft small' : 'error'}">${debit === credit ? `Debit and credit are ${price(debit, currency)} each, as they must.` : `Debit ${price(debit, currency)} and credit ${price(credit, currency)} differ. Please tell whoever looks after this system.`}</p></section>`;
  })}`;
};

const months = ({ month, first, last }: BooksView, locale: string): Html => {
  const link = (to: Month, rel: 'prev' | 'next') =>
    html`<a class="btn quiet sm" rel="${rel}" href="${urls.deskBooks({ month: writeMonth(to) })}">${monthWords(to, locale)}</a>`;
  return html`<nav class="paging row apart" aria-label="Months">
${writeMonth(month) > writeMonth(first) ? link(monthAfter(month, -1), 'prev') : html`<span></span>`}
${writeMonth(month) < writeMonth(last) ? link(monthAfter(month, 1), 'next') : html`<span></span>`}
</nav>`;
};
