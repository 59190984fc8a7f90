import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Bookmark } from '../../kernel/turn.ts';
import type { Queryable } from '../../platform/db.ts';
import type { PriceParts } from './export.ts';
import type { OrderFilter, OrderState, Sort } from './filter.ts';
import { literally, type Search } from './search.ts';

export type OrderRow = {
  readonly id: string;
  readonly number: number;
  readonly placedAt: Instant;
  readonly state: OrderState;
  readonly totalMinor: number;
  readonly currency: Currency;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly captureId: string | null;
  readonly groups: readonly string[];
  readonly attendees: readonly string[];
};

export type OrderQuery = {
  readonly practiceId: PracticeId;
  readonly filter: OrderFilter;
  readonly span: { readonly since: Instant | undefined; readonly until: Instant | undefined };
  readonly found: Found;
};

/** What a search came to: everything (nothing was searched), these orders, or too many to name one by one. */
export type Found = 'everything' | 'many' | readonly string[];

/** Fewer are named one by one, found by their own index; more lie so dense that reading in order meets them soon. */
const MANY = 5_000;

/** One page of orders in the asked order, at most `limit`. Each kind of search is answered by an index. */
export const ordersPage = (sql: Queryable, query: OrderQuery, limit: number) => {
  const { sortBy, bookmark } = query.filter;
  const backwards = bookmark?.side === 'before';
  return sql<OrderRow[]>`
    with page as (
      select o.* from shop.orders o
      where ${matching(sql, query)} ${beyond(sql, query.practiceId, sortBy, bookmark)}
      ${sorting(sql, sortBy, backwards)}
      limit ${limit}
    )
    select o.id, o.number, o.placed_at as "placedAt", o.state, o.total_minor as "totalMinor", o.currency,
      o.payer_name as "payerName", o.payer_email as "payerEmail", o.capture_id as "captureId",
      array(select case when l.package_name is null then l.name else l.name || ' (' || l.package_name || ')' end
        from shop.checkout_lines l
        where l.practice_id = o.practice_id and l.checkout_id = o.checkout_id order by l.id) as groups,
      array(select distinct s.attendee_name from shop.seats s
        where s.practice_id = o.practice_id and s.order_id = o.id order by 1) as attendees
    from page o
    ${sorting(sql, sortBy, false)}
  `;
};

/** How the prices of these orders came about, in their order; for the table that is saved, not for the page. */
export const pricePartsOf = async (
  sql: Queryable,
  practiceId: PracticeId,
  ids: readonly string[],
): Promise<readonly PriceParts[]> => {
  const rows = await sql<PriceParts[]>`
    select c.coupon_code as "couponCode", coalesce(sum(l.total_minor), 0)::bigint as "fullMinor",
      coalesce(sum(l.package_saving_minor), 0)::bigint as "packageSavingMinor",
      coalesce(sum(l.coupon_saving_minor), 0)::bigint as "couponSavingMinor",
      coalesce(sum(l.fund_minor), 0)::bigint as "fundMinor", coalesce(sum(l.tax_minor), 0)::bigint as "taxMinor",
      coalesce(sum(l.tax_minor) filter (where l.tax_is_added), 0)::bigint as "addedTaxMinor"
    from unnest(${ids as string[]}::uuid[]) with ordinality as asked (id, place)
    join shop.orders o on o.practice_id = ${practiceId} and o.id = asked.id
    join shop.checkouts c on c.practice_id = ${practiceId} and c.id = o.checkout_id
    left join shop.checkout_lines l on l.practice_id = ${practiceId} and l.checkout_id = o.checkout_id
    group by asked.place, c.coupon_code order by asked.place
  `;
  return rows;
};

/** How many orders match, counted no further than `most`. */
export const countOrders = async (sql: Queryable, query: OrderQuery, most: number): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from (
      select 1 from shop.orders o where ${matching(sql, query)} limit ${most}
    ) as counted
  `;
  return row?.count ?? 0;
};

const matching = (sql: Queryable, query: OrderQuery) => {
  const { practiceId, filter, span } = query;
  return sql`
  o.practice_id = ${practiceId}
  ${filter.state ? sql`and o.state = ${filter.state}` : sql``}
  ${span.since ? sql`and o.placed_at >= ${span.since}` : sql``}
  ${span.until ? sql`and o.placed_at < ${span.until}` : sql``}
  ${
    filter.offeringId
      ? sql`and o.checkout_id in (
      select l.checkout_id from shop.checkout_lines l
      where l.practice_id = ${practiceId} and l.offering_id = ${filter.offeringId})`
      : sql``
  }
  ${found(sql, query)}
`;
};

const found = (sql: Queryable, { filter: { search }, found: ids }: OrderQuery) => {
  if (ids === 'everything') return sql``;
  if (ids !== 'many') return sql`and o.id = any(${[...ids]}::uuid[])`;
  const pattern = patternOf(search);
  return search.for === 'address'
    ? sql`and (o.payer_email like ${pattern} or exists (select 1 from shop.seats s
        where s.practice_id = o.practice_id and s.order_id = o.id and s.attendee_email like ${pattern}))`
    : sql`and (lower(o.payer_name) like ${pattern} or exists (select 1 from shop.seats s
        where s.practice_id = o.practice_id and s.order_id = o.id and lower(s.attendee_name) like ${pattern}))`;
};

const patternOf = (search: Search): string => {
  if (search.for === 'address') return `${literally(search.start)}%`;
  if (search.for !== 'name') return '';
  return search.whole ? `${literally(search.part)}%` : `%${literally(search.part)}%`;
};

/** Looks up what was searched for, each kind by its own index. */
export const findOrders = async (sql: Queryable, practiceId: PracticeId, search: Search): Promise<Found> => {
  if (search.for === 'nothing') return 'everything';
  const rows = await sql<{ id: string }[]>`
    select m.id from (${matches(sql, practiceId, search)}) m where m.id is not null limit ${MANY + 1}
  `;
  return rows.length > MANY ? 'many' : [...new Set(rows.map(({ id }) => id))];
};

const matches = (sql: Queryable, practiceId: PracticeId, search: Search) => {
  const pattern = patternOf(search);
  switch (search.for) {
    case 'nothing':
      return sql`select null::uuid as id`;
    case 'number':
      return sql`select id from shop.orders where practice_id = ${practiceId} and number = ${search.number}`;
    case 'paypal-id':
      return paypalMatches(sql, practiceId, search.id);
    case 'address':
      return sql`select id from shop.orders where practice_id = ${practiceId} and payer_email like ${pattern}
        union all select order_id from shop.seats where practice_id = ${practiceId} and attendee_email like ${pattern}`;
    case 'name':
      return sql`select id from shop.orders where practice_id = ${practiceId} and lower(payer_name) like ${pattern}
        union all select order_id from shop.seats where practice_id = ${practiceId} and lower(attendee_name) like ${pattern}`;
  }
};

const paypalMatches = (sql: Queryable, practiceId: PracticeId, id: string) => sql`
  select o.id from shop.orders o where o.practice_id = ${practiceId} and o.capture_id = ${id}
  union all select o.id from shop.orders o join shop.attempts a
    on a.practice_id = o.practice_id and a.checkout_id = o.checkout_id
    where o.practice_id = ${practiceId} and a.paypal_order_id = ${id}
  union all select o.id from shop.orders o join shop.refunds r
    on r.practice_id = o.practice_id and r.capture_id = o.capture_id
    where o.practice_id = ${practiceId} and r.paypal_refund_id = ${id}`;

/** Only what lies beyond the bookmark in the direction of reading; an unknown number finds nothing. */
const beyond = (sql: Queryable, practiceId: PracticeId, sortBy: Sort, bookmark: Bookmark | undefined) => {
  if (!bookmark) return sql``;
  const upwards = (sortBy === 'oldest') === (bookmark.side === 'after');
  const first = (name: string) =>
    sortBy === 'highest' ? sql`${sql(name)}.total_minor` : sql`${sql(name)}.placed_at`;
  return sql`and (${first('o')}, o.number) ${upwards ? sql`>` : sql`<`} (
    select ${first('b')}, b.number from shop.orders b
    where b.practice_id = ${practiceId} and b.number = ${bookmark.number})`;
};

const sorting = (sql: Queryable, sortBy: Sort, backwards: boolean) => {
  const direction = (sortBy === 'oldest') === !backwards ? sql`asc` : sql`desc`;
  return sortBy === 'highest'
    ? sql`order by o.total_minor ${direction}, o.number ${direction}`
    : sql`order by o.placed_at ${direction}, o.number ${direction}`;
};

/** Groups to choose from in the filter. */
export const groupChoices = (sql: Queryable, practiceId: PracticeId) => sql<{ id: string; name: string }[]>`
  select offering_id as id, name from shop.listings where practice_id = ${practiceId} order by name, offering_id limit 200
`;

/** Whether this address has paid for an order here. For the desk's eyes and the example practice; never told to visitors. */
export const hasOrderFrom = async (
  sql: Queryable,
  practiceId: PracticeId,
  payerEmail: string,
): Promise<boolean> => {
  const rows = await sql`
    select 1 from shop.orders where practice_id = ${practiceId} and payer_email = ${payerEmail} limit 1
  `;
  return rows.length > 0;
};
