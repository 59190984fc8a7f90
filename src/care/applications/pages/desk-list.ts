import { empty } from '../../../ui/empty.ts';
import { field, selectField } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { page } from '../../../ui/page.ts';
import { paging } from '../../../ui/paging.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import type { ApplicationRow, GroupCount } from '../desk-store.ts';
import { type ApplicationFilter, asQuery, SHOWS, type Show, SORTS, type Sort } from '../filter.ts';
import { dayWords, stateBadge } from './words.ts';

export type ListPage = {
  readonly filter: ApplicationFilter;
  readonly rows: readonly ApplicationRow[];
  readonly count: number;
  readonly pages: number;
  /** Groups whose applications this person reads. */
  readonly own: readonly { readonly id: string; readonly name: string }[];
  /** How many wait in groups that others decide about. */
  readonly elsewhere: readonly GroupCount[];
  /** Whether the questions and letters may be edited here. */
  readonly edits: boolean;
};

const SHOW_WORDS = {
  'to-decide': 'To decide',
  yes: 'Yes said',
  ended: 'Ended',
  all: 'All',
} as const satisfies Record<Show, string>;

const SORT_WORDS = {
  oldest: 'Waiting longest first',
  newest: 'Newest first',
  name: 'By name',
} as const satisfies Record<Sort, string>;

/** What a facilitator has to read and to decide; for everybody else at the desk, how many wait and for whom. */
export const listPage = (frame: Frame, view: ListPage): Html => {
  const { filter, rows, count, own } = view;
  return page(frame, {
    title: filter.words ? `Applications: ${filter.words}` : 'Applications',
    current: urls.deskApplications(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<div class="row apart"><h1 class="t3">Applications</h1>${own.length > 0 && html`<p class="soft" role="status">${count === 1 ? 'One application' : `${count} applications`}</p>`}</div>
${view.edits && html`<nav class="row" aria-label="Words for applications"><a href="${urls.deskQuestions()}">The questions</a><a href="${urls.deskLetterWords()}">The letters</a></nav>`}
${
  own.length > 0 &&
  html`${filters(view)}${rows.length === 0 ? nothing(filter) : html`<div class="card">${listed(frame, rows)}</div>`}
${paging({ page: filter.page, pages: view.pages, addressOf: (at) => urls.deskApplications(asQuery(filter, at)) })}`
}
${own.length === 0 && html`<p class="narrow">Applications are read and decided by the facilitators of each group, and by nobody else. Here you see how many wait.</p>`}
${others(frame, view)}
</div>`,
  });
};

const filters = ({ filter, own }: ListPage): Html =>
  html`<form class="card stack g4" method="get" action="${urls.deskApplications()}" role="search" aria-label="Find applications">
<div class="grid">
${field({ label: 'Name or e-mail', name: 'q', type: 'search', value: filter.words, maxlength: 120 })}
${selectField({ label: 'Show', name: 'show', value: filter.show, choices: SHOWS.map((value) => ({ value, words: SHOW_WORDS[value] })) })}
${selectField({ label: 'Group', name: 'group', value: filter.groupId ?? '', choices: [{ value: '', words: 'Any of mine' }, ...own.map(({ id, name }) => ({ value: id, words: name }))] })}
${selectField({ label: 'Sort', name: 'sortBy', value: filter.sortBy, choices: SORTS.map((value) => ({ value, words: SORT_WORDS[value] })) })}
</div>
<p class="row"><button class="btn" type="submit">Show</button><a class="btn quiet" href="${urls.deskApplicationsCsv(asQuery(filter))}" download>Save as a table (CSV)</a></p>
</form>`;

const nothing = (filter: ApplicationFilter): Html =>
  filter.words === '' && filter.groupId === undefined && filter.show === 'to-decide'
    ? empty('Nobody waits for an answer from you.')
    : empty(
        'No application fits.',
        html`<p><a class="btn quiet" href="${urls.deskApplications()}">Show those to decide</a></p>`,
      );

const listed = (frame: Frame, rows: readonly ApplicationRow[]): Html =>
  table(
    'Applications',
    [
      {
        head: 'Name',
        cell: (row) => html`<a href="${urls.deskApplication(row.id)}">${row.name ?? 'Forgotten'}</a>`,
      },
      { head: 'Group', cell: (row) => row.groupName },
      { head: 'State', cell: (row) => stateBadge(row.state) },
      { head: 'Sent', cell: (row) => html`<span class="num">${dayWords(row.sentAt, frame)}</span>` },
      { head: 'Last step', cell: (row) => html`<span class="num">${dayWords(row.changedAt, frame)}</span>` },
    ],
    rows,
  );

const others = (frame: Frame, { elsewhere, own }: ListPage): Html | false =>
  elsewhere.length === 0
    ? own.length === 0 && empty('Nobody waits for an answer.')
    : html`<section class="card stack g3" aria-labelledby="others-h"><h2 class="t2" id="others-h">${own.length === 0 ? 'Waiting for an answer' : 'In other groups'}</h2>
${table(
  'Applications that wait, by group',
  [
    { head: 'Group', cell: (row: GroupCount) => row.groupName },
    { head: 'To decide', number: true, cell: (row) => String(row.undecided) },
    {
      head: 'The oldest since',
      cell: (row) => html`<span class="num">${dayWords(row.since, frame)}</span>`,
    },
  ],
  elsewhere,
)}</section>`;
