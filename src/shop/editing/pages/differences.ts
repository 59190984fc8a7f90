import { type Html, html } from '../../../ui/html.ts';
import { table } from '../../../ui/table.ts';
import type { Difference } from './field-words.ts';

const shown = (lines: readonly string[]): Html =>
  lines.length === 0
    ? html`<span class="soft">Nothing</span>`
    : html`${lines.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}`;

/** What differs, field by field: before and after side by side. */
export const differencesTable = (caption: string, differences: readonly Difference[]): Html =>
  table(
    caption,
    [
      { head: 'What', cell: ({ label }) => label },
      { head: 'Before', cell: ({ was }) => shown(was) },
      { head: 'After', cell: ({ is }) => shown(is) },
    ],
    differences,
  );
