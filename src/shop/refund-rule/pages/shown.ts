import { type Html, html } from '../../../ui/html.ts';
import type { RefundRule } from '../rule.ts';
import { type Reader, ruleSentences } from '../rule-words.ts';

/** The rule as whoever buys, or has bought, reads it: one sentence a row. */
export const ruleList = (rule: RefundRule, reader: Reader): Html =>
  html`<ul class="small">${ruleSentences(rule, reader).map((sentence) => html`<li>${sentence}</li>`)}</ul>`;
