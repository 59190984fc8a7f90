import { formatMoney, money } from '../../../kernel/money.ts';
import { type Html, html } from '../../../ui/html.ts';
import { clockWords } from '../../../ui/local-time.ts';
import { table } from '../../../ui/table.ts';
import type { RefundRule, RefundStep } from '../rule.ts';
import { type Reader, ruleSentences, tableRows, untilWords } from '../rule-words.ts';

/** The rule as whoever buys, or has bought, reads it: one sentence a row. */
export const ruleList = (rule: RefundRule, reader: Reader): Html =>
  html`<ul class="small">${ruleSentences(rule, reader).map((sentence) => html`<li>${sentence}</li>`)}</ul>`;

/** What goes back at which time, from now on. */
export const stepsTable = (
  steps: readonly RefundStep[],
  { locale, currency, zone }: Reader & { readonly zone: string },
): Html =>
  table(
    'What goes back when',
    [
      {
        head: 'Given back',
        cell: ({ until }) =>
          until === undefined
            ? 'After that'
            : untilWords(until, zone, locale, (at) => clockWords(at, zone, locale)),
      },
      { head: 'Goes back', number: true, cell: ({ minor }) => formatMoney(money(minor, currency), locale) },
    ],
    tableRows(steps),
  );
