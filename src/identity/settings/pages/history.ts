import type { Instant } from '../../../kernel/time.ts';
import { empty } from '../../../ui/empty.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { momentWords } from '../../../ui/local-time.ts';
import { paging } from '../../../ui/paging.ts';
import { practiceRoom } from '../../../ui/practice-room.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import { currencyName, localeName, regionName } from '../choices.ts';
import type { SettingsChange, SettingsField } from '../settings.ts';

export const FIELD_WORDS = {
  name: 'Name of the practice',
  neutralName: 'Neutral name',
  email: 'E-mail',
  phone: 'Phone',
  address: 'Address',
  region: 'Country',
  zone: 'Time zone',
  locale: 'How dates and money are written',
  currency: 'Currency',
  accent: 'Color',
} as const satisfies Record<SettingsField, string>;

const IN_WORDS: { readonly [Field in SettingsField]?: (value: string) => string } = {
  region: regionName,
  locale: localeName,
  currency: currencyName,
};

export type Saving = {
  readonly at: Instant;
  readonly by: string;
  readonly changes: readonly SettingsChange[];
};

export type HistoryView = {
  readonly savings: readonly Saving[];
  readonly page: number;
  readonly pages: number;
};

/** Every saving of the settings, newest first: what it was, what it became, by whom. */
export const historyPage = (frame: Frame, { savings, page, pages }: HistoryView): Html =>
  practiceRoom(frame, {
    title: 'What changed, and when',
    tab: urls.practiceSettings(),
    main: html`<p class="small"><a href="${urls.practiceSettings()}">Names and contact</a></p><h1 class="t3">What changed, and when</h1>
${savings.length === 0 ? empty('Nothing was changed since the practice was opened.') : html`<div class="card">${changesTable(frame, savings)}</div>`}
${paging({ page, pages, addressOf: (number) => `${urls.practiceHistory()}?page=${number}` })}`,
  });

type Row = SettingsChange & { readonly at: Instant; readonly by: string };

const changesTable = (frame: Frame, savings: readonly Saving[]): Html => {
  const { zone, locale } = frame.practice;
  const rows: Row[] = savings.flatMap(({ at, by, changes }) =>
    changes.map((change) => ({ ...change, at, by })),
  );
  return table<Row>(
    'What changed, and when',
    [
      { head: 'What', cell: ({ field }) => FIELD_WORDS[field] },
      { head: 'Before', cell: ({ field, was }) => shown(field, was) },
      { head: 'After', cell: ({ field, became }) => shown(field, became) },
      { head: 'By', cell: ({ by }) => by },
      { head: 'When', cell: ({ at }) => momentWords(at, zone, locale) },
    ],
    rows,
  );
};

const shown = (field: SettingsField, value: string): Html => {
  const nothing = field === 'accent' ? 'The house’s own' : 'None';
  if (value === '') return html`<span class="soft">${nothing}</span>`;
  const words = IN_WORDS[field]?.(value) ?? value;
  return html`${words.split('\n').map((line, index) => html`${index > 0 && html`<br>`}${line}`)}`;
};
