import { empty } from '../../ui/empty.ts';
import { field, selectField } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { momentWords } from '../../ui/local-time.ts';
import { page } from '../../ui/page.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import { asQuery, isNarrowed, type PeopleFilter } from './filter.ts';
import type { Person } from './person.ts';

export type PeopleView = {
  readonly filter: PeopleFilter;
  readonly rows: readonly Person[];
  readonly more: boolean;
  readonly count: number;
  /** Where counting stopped: a count that reaches it is "more than" one less. */
  readonly countTo: number;
};

/** Everybody who paid or comes, searched and sorted by the address alone. It names no group. */
export const peoplePage = (frame: Frame, view: PeopleView): Html => {
  const { filter, rows } = view;
  return page(frame, {
    title: filter.typed ? `People: ${filter.typed}` : 'People',
    current: urls.deskOrders(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<p class="small"><a href="${urls.deskOrders()}">All orders</a></p>
<div class="row apart"><h1 class="t3">People</h1><p class="soft" role="status">${countWords(view, frame.practice.locale)}</p></div>
<p class="soft">Everybody who bought something or has or had a chair, by the e-mail address. Who waits or applied is not here.</p>
${find(filter)}
${rows.length === 0 ? nothing(filter) : html`<div class="card">${list(frame, rows)}</div>`}
${turning(view)}</div>`,
  });
};

const countWords = ({ count, countTo }: PeopleView, locale: string): string => {
  if (count >= countTo) return `More than ${(countTo - 1).toLocaleString(locale)}`;
  return count === 1 ? 'One person' : `${count.toLocaleString(locale)} people`;
};

const find = (filter: PeopleFilter): Html =>
  html`<form class="card stack g4" method="get" action="${urls.deskPeople()}" role="search" aria-label="Find people"><div class="grid">
${field({ label: 'Part of a name, or how the e-mail address begins', name: 'q', type: 'search', value: filter.typed, maxlength: 120, hint: 'With an @ it is taken for an address.' })}
${selectField({
  label: 'Who',
  name: 'role',
  value: filter.role ?? '',
  choices: [
    { value: '', words: 'Everybody' },
    { value: 'pays', words: 'Who bought something' },
    { value: 'comes', words: 'Who has a chair now' },
  ],
})}
${selectField({
  label: 'Sort',
  name: 'sortBy',
  value: filter.sortBy,
  choices: [
    { value: 'newest', words: 'Seen last first' },
    { value: 'name', words: 'By name' },
    { value: 'address', words: 'By e-mail address' },
  ],
})}
</div><p class="row"><button class="btn" type="submit">Show</button>${isNarrowed(filter) && html`<a class="btn plain" href="${urls.deskPeople()}">Show all</a>`}<a class="btn quiet" href="${urls.deskPeopleCsv(asQuery(filter))}" download>Save as a table (CSV)</a></p></form>`;

const nothing = (filter: PeopleFilter): Html =>
  isNarrowed(filter)
    ? empty(
        'Nobody fits. A shorter name may help.',
        html`<p><a class="btn quiet" href="${urls.deskPeople()}">Show everybody</a></p>`,
      )
    : empty('Nobody yet. Whoever buys a chair will show here.');

const list = (frame: Frame, rows: readonly Person[]): Html =>
  table(
    'People',
    [
      { head: 'Name', cell: (row) => html`<a href="${urls.deskPerson(row.id)}">${row.name}</a>` },
      { head: 'E-mail', cell: (row) => row.email },
      { head: 'Orders', number: true, cell: (row) => String(row.orders) },
      { head: 'Chairs now', number: true, cell: (row) => String(row.chairs) },
      {
        head: 'Seen last',
        cell: (row) => momentWords(row.seenAt, frame.practice.zone, frame.practice.locale),
      },
    ],
    rows,
  );

const turning = ({ filter, more }: PeopleView): Html | false => {
  const to = (number: number) => urls.deskPeople(asQuery({ ...filter, page: number }));
  return (
    (filter.page > 1 || more) &&
    html`<nav class="paging row apart" aria-label="Pages">
${filter.page > 1 ? html`<a class="btn quiet sm" rel="prev" href="${to(filter.page - 1)}">Back</a>` : html`<span></span>`}
${more ? html`<a class="btn quiet sm" rel="next" href="${to(filter.page + 1)}">Further</a>` : html`<span></span>`}
</nav>`
  );
};
