import type { PracticeId } from '../../kernel/id.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Schedule } from '../catalogue/public.ts';
import type { GroupSeats } from './groups.ts';

export type GroupRow = GroupSeats & {
  readonly id: string;
  readonly name: string;
  readonly schedule: Schedule;
  readonly facilitators: readonly string[];
};

const columns = (sql: Queryable) => sql`
  o.id, o.state, o.capacity, o.held + o.offered as held, o.confirmed, o.min_seats as "minSeats", o.decision_on as "decisionOn",
  o.decided_on as "decidedOn",
  l.name, l.schedule,
  array(select f.name from shop.listing_facilitators lf
    join shop.facilitators f on f.practice_id = lf.practice_id and f.id = lf.facilitator_id
    where lf.practice_id = o.practice_id and lf.offering_id = o.id order by lf.position) as facilitators
`;

/** Groups by name, one page. */
export const groupsPage = (
  sql: Queryable,
  practiceId: PracticeId,
  page: { limit: number; offset: number },
) => sql<GroupRow[]>`
  select ${columns(sql)}
  from shop.listings l
  join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
  where l.practice_id = ${practiceId}
  order by l.name, l.offering_id
  limit ${page.limit} offset ${page.offset}
`;

export const countGroups = async (sql: Queryable, practiceId: PracticeId): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from shop.listings where practice_id = ${practiceId}
  `;
  return row?.count ?? 0;
};

export const groupById = async (sql: Queryable, practiceId: PracticeId, id: string) => {
  const [row] = await sql<GroupRow[]>`
    select ${columns(sql)}
    from shop.listings l
    join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
    where l.practice_id = ${practiceId} and l.offering_id = ${id}
  `;
  return row;
};

/** Groups that must be decided about by this day and have too few people; nearest first, at most `limit`. */
export const groupsToDecide = (
  sql: Queryable,
  practiceId: PracticeId,
  until: PlainDate,
  limit: number,
) => sql<GroupRow[]>`
  select ${columns(sql)}
  from shop.offerings o
  join shop.listings l on l.practice_id = o.practice_id and l.offering_id = o.id
  where o.practice_id = ${practiceId} and o.state in ('published', 'closed')
    and o.confirmed < o.min_seats and o.decision_on <= ${until} and o.decided_on is distinct from o.decision_on
  order by o.decision_on, l.name
  limit ${limit}
`;

/** Published groups that may meet on this day, by their weekday or because a meeting was moved here; their schedules say. */
export const groupsOnDay = (sql: Queryable, practiceId: PracticeId, day: PlainDate) => sql<GroupRow[]>`
  select ${columns(sql)}
  from shop.listings l
  join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
  where l.practice_id = ${practiceId} and o.state in ('published', 'closed')
    and (l.weekday = ${day.dayOfWeek} or l.schedule -> 'moves' @> ${sql.json([{ to: day.toString() }])})
  order by l.schedule ->> 'time', l.name
  limit 200
`;

export type SeatRow = {
  readonly seatId: string;
  readonly attendeeName: string;
  readonly attendeeEmail: string;
  readonly state: 'paid' | 'granted' | 'freed';
  readonly since: Instant;
  readonly endedAt: Instant | null;
  readonly orderId: string | null;
  readonly orderNumber: number | null;
};

/** Every seat that was ever taken in a group, those who are in it first. */
export const seatsOf = (sql: Queryable, practiceId: PracticeId, offeringId: string) => sql<SeatRow[]>`
  select s.id as "seatId", s.attendee_name as "attendeeName", s.attendee_email as "attendeeEmail", s.state,
    s.created_at as "since", s.ended_at as "endedAt", o.id as "orderId", o.number as "orderNumber"
  from shop.seats s
  left join shop.orders o on o.practice_id = s.practice_id and o.id = s.order_id
  where s.practice_id = ${practiceId} and s.offering_id = ${offeringId}
  order by s.state = 'freed', s.created_at, s.id
`;

/** The database's clock, and how many orders came since the day began. */
export const now = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('The database tells the time');
  return row.now;
};

export const ordersSince = async (
  sql: Queryable,
  practiceId: PracticeId,
  since: Instant,
): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from shop.orders
    where practice_id = ${practiceId} and placed_at >= ${since}
  `;
  return row?.count ?? 0;
};

export type SeatInGroup = {
  readonly seatId: string;
  readonly offeringId: string;
  readonly attendeeName: string;
  readonly attendeeEmail: string;
  readonly state: 'paid' | 'granted' | 'freed';
  readonly createdAt: Instant;
};

export const seatById = async (sql: Queryable, practiceId: PracticeId, seatId: string) => {
  const [row] = await sql<SeatInGroup[]>`
    select id as "seatId", offering_id as "offeringId", attendee_name as "attendeeName",
      attendee_email as "attendeeEmail", state, created_at as "createdAt"
    from shop.seats where practice_id = ${practiceId} and id = ${seatId}
  `;
  return row;
};
