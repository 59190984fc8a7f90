import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { PeopleFilter, Sort } from './filter.ts';
import type { ChairOfPerson, OrderOfPerson, Person } from './person.ts';

const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

/** The newest sighting of each address is who somebody is now. */
const isNewest = (sql: Queryable, practiceId: PracticeId) => sql`
  not exists (select 1 from shop.sightings as later where later.practice_id = ${practiceId}
    and later.email = seen.email and (later.seen_at, later.id) > (seen.seen_at, seen.id))
`;

const matching = (sql: Queryable, practiceId: PracticeId, { typed, role }: PeopleFilter) => {
  const text = literally(typed.toLowerCase());
  const byAddress = typed.includes('@');
  return sql`
    seen.practice_id = ${practiceId} and ${isNewest(sql, practiceId)}
    ${typed !== '' && byAddress ? sql`and seen.email like ${`${text}%`}` : sql``}
    ${typed !== '' && !byAddress ? sql`and lower(seen.name) like ${`%${text}%`}` : sql``}
    ${
      role === 'pays'
        ? sql`and exists (select 1 from shop.orders as placed
            where placed.practice_id = ${practiceId} and placed.payer_email = seen.email)`
        : sql``
    }
    ${
      role === 'comes'
        ? sql`and exists (select 1 from shop.seats as seat where seat.practice_id = ${practiceId}
            and seat.attendee_email = seen.email and seat.state <> 'freed')`
        : sql``
    }
  `;
};

const ORDERS: Readonly<Record<Sort, (sql: Queryable) => ReturnType<Queryable>>> = {
  newest: (sql) => sql`seen_at desc, id desc`,
  name: (sql) => sql`lower(name), id`,
  address: (sql) => sql`email, id`,
};

/** One page of people. Orders and chairs are counted of those on the page alone. */
export const peoplePage = (
  sql: Queryable,
  practiceId: PracticeId,
  filter: PeopleFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) => sql<Person[]>`
  with page as (
    select seen.id, seen.name, seen.email, seen.seen_at from shop.sightings as seen
    where ${matching(sql, practiceId, filter)}
    order by ${ORDERS[filter.sortBy](sql)} limit ${limit} offset ${offset}
  )
  select ${personColumns(sql, practiceId)} from page as seen order by ${ORDERS[filter.sortBy](sql)}
`;

const personColumns = (sql: Queryable, practiceId: PracticeId) => sql`
  seen.id, seen.name, seen.email, seen.seen_at as "seenAt",
  (select count(*) from shop.orders as placed where placed.practice_id = ${practiceId}
    and placed.payer_email = seen.email)::integer as orders,
  (select count(*) from shop.seats as seat where seat.practice_id = ${practiceId}
    and seat.attendee_email = seen.email and seat.state <> 'freed')::integer as chairs
`;

/** How many match, counted no further than `most`. */
export const countPeople = async (
  sql: Queryable,
  practiceId: PracticeId,
  filter: PeopleFilter,
  most: number,
): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from (select 1 from shop.sightings as seen
      where ${matching(sql, practiceId, filter)} order by seen.seen_at desc limit ${most}) as counted
  `;
  return row?.count ?? 0;
};

/** Whoever an order or a chair belongs to, as they are now. */
export const personSeenAt = async (sql: Queryable, practiceId: PracticeId, sightingId: string) => {
  const [row] = await sql<Person[]>`
    select ${personColumns(sql, practiceId)} from shop.sightings as seen
    where seen.practice_id = ${practiceId} and ${isNewest(sql, practiceId)} and seen.email = (
      select known.email from shop.sightings as known
      where known.practice_id = ${practiceId} and known.id = ${sightingId} limit 1)
    limit 1
  `;
  return row;
};

/** Everything that somebody paid for, the newest first. */
export const ordersOf = (sql: Queryable, practiceId: PracticeId, email: string) => sql<OrderOfPerson[]>`
  select id, number, placed_at as "placedAt", state, total_minor as "totalMinor", currency from shop.orders
  where practice_id = ${practiceId} and payer_email = ${email} order by number desc
`;

/** Every chair that was ever somebody's, the newest first, with the meetings that were bought for it. */
export const chairsOf = (sql: Queryable, practiceId: PracticeId, email: string) => sql<ChairOfPerson[]>`
  select seat.id as "seatId", seat.offering_id as "offeringId", listing.name as "group", seat.state,
    seat.created_at as since, seat.ended_at as "endedAt", bought.last_ends as "lastEndsAt", bought.next as "nextAt",
    placed.id as "orderId", placed.number as "orderNumber", placed.payer_name as "paidBy"
  from shop.seats as seat
  join shop.listings as listing on listing.practice_id = ${practiceId} and listing.offering_id = seat.offering_id
  left join shop.orders as placed on placed.practice_id = ${practiceId} and placed.id = seat.order_id
  left join lateral (
    select max((meeting ->> 'endsAt')::timestamptz) as last_ends, min((meeting ->> 'startsAt')::timestamptz)
      filter (where (meeting ->> 'startsAt')::timestamptz > platform.now()) as next
    from shop.checkout_lines as line, jsonb_array_elements(coalesce(seat.meetings_at, line.meetings_at)) as meeting
    where line.practice_id = ${practiceId} and line.id = seat.line_id) as bought on true
  where seat.practice_id = ${practiceId} and seat.attendee_email = ${email}
  order by seat.created_at desc, seat.id desc
`;

/** Orders that letters to somebody may be about: what they paid for, and what they come to. */
export const orderIdsAbout = async (sql: Queryable, practiceId: PracticeId, email: string) => {
  const rows = await sql<{ id: string }[]>`
    select id from shop.orders where practice_id = ${practiceId} and payer_email = ${email}
    union select order_id from shop.seats
    where practice_id = ${practiceId} and attendee_email = ${email} and order_id is not null
  `;
  return rows.map(({ id }) => id);
};

export const now = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('the database has a clock');
  return row.now;
};
