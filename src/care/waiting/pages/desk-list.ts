import { badge } from '../../../ui/badge.ts';
import { empty } from '../../../ui/empty.ts';
import { field, selectField } from '../../../ui/field.ts';
import type { Frame } from '../../../ui/frame.ts';
import { type Html, html } from '../../../ui/html.ts';
import { page } from '../../../ui/page.ts';
import { paging } from '../../../ui/paging.ts';
import { table } from '../../../ui/table.ts';
import { urls } from '../../../urls.ts';
import type { ListRow, WaitingRow } from '../desk-store.ts';
import { asQuery, SHOWS, type Show, SORTS, type Sort, type WaitingFilter } from '../filter.ts';
import { idleWords } from '../skip-words.ts';
import { dayWords, stateBadge } from './words.ts';

export type ListPage = {
  readonly filter: WaitingFilter;
  readonly rows: readonly WaitingRow[];
  readonly count: number;
  readonly pages: number;
  readonly lists: readonly ListRow[];
  readonly groups: readonly { readonly id: string; readonly name: string }[];
};

const SHOW_WORDS = {
  'in-line': 'In line',
  paused: 'Pausing',
  offered: 'With an offer',
  ended: 'Ended',
  all: 'All',
} as const satisfies Record<Show, string>;

const SORT_WORDS = {
  longest: 'Waiting longest first',
  newest: 'Newest first',
  name: 'By name',
  group: 'By group',
} as const satisfies Record<Sort, string>;

/** Every waiting list and everybody on one, as far as this person may see them. */
export const listPage = (frame: Frame, view: ListPage): Html =>
  page(frame, {
    title: view.filter.words ? `Waiting: ${view.filter.words}` : 'Waiting',
    current: urls.deskWaiting(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<div class="row apart"><h1 class="t3">Waiting</h1><p class="soft" role="status">${view.count === 1 ? 'One person' : `${view.count} people`}</p></div>
${frame.signedIn?.desk && html`<p><a href="${urls.deskOffers()}">Offers of a chair</a></p>`}
${lists(frame, view.lists)}
${filters(view)}
${view.rows.length === 0 ? nothing(view.filter) : html`<div class="card">${people(frame, view.rows)}</div>`}
${paging({ page: view.filter.page, pages: view.pages, addressOf: (at) => urls.deskWaiting(asQuery(view.filter, at)) })}
</div>`,
  });

const lists = (frame: Frame, rows: readonly ListRow[]): Html | false =>
  rows.length > 0 &&
  html`<section class="stack g3" aria-labelledby="lists-h"><h2 class="t2" id="lists-h">By group</h2><ul class="grid wide-min plain">${rows.map(
    (row) =>
      html`<li class="card stack g2"><h3 class="t1"><a href="${urls.deskWaitingGroup(row.groupId)}">${row.groupName}</a></h3>
<p>${row.waiting === 1 ? 'One person' : `${row.waiting} people`} in line${row.longest && html`, the longest since ${dayWords(row.longest, frame)}`}.</p>
${row.isPaused && html`<p>${badge('The list is paused', 'wait')}</p>`}
${row.idleSeats > 0 && row.idleBecause !== null && html`<p>${badge('Idle', 'off')} ${sentence(idleWords(row.idleSeats, row.idleBecause))}</p>`}</li>`,
  )}</ul></section>`;

const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const filters = ({ filter, groups }: ListPage): Html =>
  html`<form class="card stack g4" method="get" action="${urls.deskWaiting()}" role="search" aria-label="Find somebody who waits">
<div class="grid">
${field({ label: 'Name or e-mail', name: 'q', type: 'search', value: filter.words, maxlength: 120 })}
${selectField({ label: 'Show', name: 'show', value: filter.show, choices: SHOWS.map((value) => ({ value, words: SHOW_WORDS[value] })) })}
${selectField({ label: 'Group', name: 'group', value: filter.groupId ?? '', choices: [{ value: '', words: 'Any' }, ...groups.map(({ id, name }) => ({ value: id, words: name }))] })}
${selectField({ label: 'Sort', name: 'sortBy', value: filter.sortBy, choices: SORTS.map((value) => ({ value, words: SORT_WORDS[value] })) })}
</div>
<p class="row"><button class="btn" type="submit">Show</button><a class="btn quiet" href="${urls.deskWaitingCsv(asQuery(filter))}" download>Save as a table (CSV)</a></p>
</form>`;

const nothing = (filter: WaitingFilter): Html =>
  filter.words === '' && filter.groupId === undefined && filter.show === 'in-line'
    ? empty('Nobody waits for a chair.')
    : empty(
        'Nobody fits.',
        html`<p><a class="btn quiet" href="${urls.deskWaiting()}">Show everybody in line</a></p>`,
      );

const people = (frame: Frame, rows: readonly WaitingRow[]): Html =>
  table(
    'People who wait',
    [
      {
        head: 'Name',
        cell: (row) => html`<a href="${urls.deskEntry(row.id)}">${row.name ?? 'Forgotten'}</a>`,
      },
      {
        head: 'Group',
        cell: (row) => html`<a href="${urls.deskWaitingGroup(row.groupId)}">${row.groupName}</a>`,
      },
      { head: 'State', cell: (row) => html`${stateBadge(row.state)}${row.isPair && ' two together'}` },
      { head: 'Since', cell: (row) => html`<span class="num">${dayWords(row.since, frame)}</span>` },
      { head: 'Priority', number: true, cell: (row) => (row.priority === 0 ? '' : String(row.priority)) },
    ],
    rows,
  );
