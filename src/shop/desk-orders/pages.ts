import { writeDate } from '../../kernel/formats.ts';
import { type Currency, formatMoney } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Bookmark } from '../../kernel/turn.ts';
import { badge } from '../../ui/badge.ts';
import { empty } from '../../ui/empty.ts';
import { field, selectField } from '../../ui/field.ts';
import type { Frame } from '../../ui/frame.ts';
import { type Html, html } from '../../ui/html.ts';
import { clockWords } from '../../ui/local-time.ts';
import { page } from '../../ui/page.ts';
import { table } from '../../ui/table.ts';
import { urls } from '../../urls.ts';
import { asQuery, isNarrowed, ORDER_STATES, type OrderFilter, type OrderState, type Sort } from './filter.ts';

export type Row = {
  readonly id: string;
  readonly number: number;
  readonly placedAt: Instant;
  readonly state: OrderState;
  readonly totalMinor: number;
  readonly currency: Currency;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly groups: readonly string[];
  readonly attendees: readonly string[];
};

export type OrdersView = {
  readonly filter: OrderFilter;
  readonly rows: readonly Row[];
  readonly back: Bookmark | undefined;
  readonly forward: Bookmark | undefined;
  readonly count: number;
  /** Where counting stopped: a count that reaches it is "more than" one less. */
  readonly countTo: number;
  readonly groups: readonly { readonly id: string; readonly name: string }[];
};

export const STATE_WORDS = {
  paid: 'Paid',
  free: 'Free',
  'partly-refunded': 'Part given back',
  refunded: 'Given back',
} as const satisfies Record<OrderState, string>;

export const STATE_LOOKS = {
  paid: 'plain',
  free: 'plain',
  'partly-refunded': 'wait',
  refunded: 'off',
} as const satisfies Record<OrderState, 'plain' | 'wait' | 'off'>;

const SORT_WORDS = {
  newest: 'Newest first',
  oldest: 'Oldest first',
  highest: 'Highest sum first',
} as const satisfies Record<Sort, string>;

/** Every order, searched and filtered by the address alone. */
export const ordersPage = (frame: Frame, view: OrdersView): Html =>
  page(frame, {
    title: view.filter.typed ? `Orders: ${view.filter.typed}` : 'Orders',
    current: urls.deskOrders(),
    room: 'desk',
    main: html`<div class="wrap stack g5 py">
<div class="row apart"><h1 class="t3">Orders</h1><p class="soft" role="status">${countWords(view, frame.practice.locale)}</p></div>
${filters(view)}
${view.rows.length === 0 ? nothingFound(view.filter) : html`<div class="card">${orders(frame, view.rows)}</div>`}
${turning(view)}
<p class="soft small">A refund made at PayPal shows here by itself. <a href="${urls.deskPeople()}">All people</a></p>
</div>`,
  });

const countWords = ({ count, countTo }: OrdersView, locale: string): string => {
  if (count >= countTo) return `More than ${(countTo - 1).toLocaleString(locale)}`;
  return count === 1 ? 'One order' : `${count.toLocaleString(locale)} orders`;
};

const filters = ({
  filter,
  groups,
}: OrdersView): Html => html`<form class="card stack g4" method="get" action="${urls.deskOrders()}" role="search" aria-label="Find orders">
<div class="grid">
${field({ label: 'Number, name, e-mail or PayPal id', name: 'q', type: 'search', value: filter.typed, maxlength: 120 })}
${selectField({ label: 'State', name: 'state', value: filter.state ?? '', choices: [{ value: '', words: 'Any' }, ...ORDER_STATES.map((state) => ({ value: state, words: STATE_WORDS[state] }))] })}
${selectField({ label: 'Group', name: 'group', value: filter.offeringId ?? '', choices: [{ value: '', words: 'Any' }, ...groups.map(({ id, name }) => ({ value: id, words: name }))] })}
${field({ label: 'From', name: 'from', type: 'date', value: filter.from?.toString() })}
${field({ label: 'To', name: 'to', type: 'date', value: filter.to?.toString() })}
${selectField({ label: 'Sort', name: 'sortBy', value: filter.sortBy, choices: Object.entries(SORT_WORDS).map(([value, words]) => ({ value, words })) })}
</div>
<p class="row"><button class="btn" type="submit">Show</button>${isNarrowed(filter) && html`<a class="btn plain" href="${urls.deskOrders()}">Show all</a>`}<a class="btn quiet" href="${urls.deskOrdersCsv(asQuery(filter))}" download>Save as a table (CSV)</a></p>
</form>`;

const nothingFound = (filter: OrderFilter): Html =>
  isNarrowed(filter)
    ? empty(
        'No order fits. A shorter name or fewer filters may help.',
        html`<p><a class="btn quiet" href="${urls.deskOrders()}">Show all orders</a></p>`,
      )
    : empty('No order yet. The first one will show here.');

const orders = (frame: Frame, rows: readonly Row[]): Html => {
  const { zone, locale } = frame.practice;
  return table(
    'Orders',
    [
      { head: 'Order', cell: (row) => html`<a href="${urls.deskOrder(row.id)}">${row.number}</a>` },
      {
        head: 'Placed',
        cell: (row) => html`<span class="num">${placedWords(row.placedAt, zone, locale)}</span>`,
      },
      {
        head: 'Payer',
        cell: (row) =>
          html`<a href="${urls.deskPerson(row.id)}">${row.payerName}</a><br><span class="small soft">${row.payerEmail}</span>`,
      },
      { head: 'Who comes', cell: (row) => row.attendees.join(', ') },
      { head: 'Group', cell: (row) => row.groups.join(', ') },
      { head: 'State', cell: (row) => badge(STATE_WORDS[row.state], STATE_LOOKS[row.state]) },
      {
        head: 'Sum',
        number: true,
        cell: (row) => formatMoney({ minor: row.totalMinor, currency: row.currency }, locale),
      },
    ],
    rows,
  );
};

const placedWords = (at: Instant, zone: string, locale: string): string => {
  const day = at.toZonedDateTimeISO(zone).toPlainDate();
  return `${writeDate(day, locale, { year: 'numeric', month: 'short', day: 'numeric' })}, ${clockWords(at, zone, locale)}`;
};

const turning = ({ filter, back, forward }: OrdersView): Html | false =>
  (back !== undefined || forward !== undefined) &&
  html`<nav class="paging row apart" aria-label="Pages">
${back ? html`<a class="btn quiet sm" rel="prev" href="${urls.deskOrders(asQuery(filter, back))}">Back</a>` : html`<span></span>`}
${forward ? html`<a class="btn quiet sm" rel="next" href="${urls.deskOrders(asQuery(filter, forward))}">Further</a>` : html`<span></span>`}
</nav>`;
