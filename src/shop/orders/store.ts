import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import { Temporal } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { heldNow, latestOf } from '../date-changes/public.ts';
import { isOpen } from '../downloads/public.ts';
import {
  type Chair,
  firstNameOf,
  type Order,
  type OrderLine,
  type OrderRefund,
  type SeatLine,
  type WorkbookLine,
} from './order.ts';

type Meetings = { readonly meetings: readonly { readonly startsAt: string; readonly endsAt: string }[] };
type OrderRow = Omit<Order, 'lines' | 'refunds' | 'attendeeFirstName'> & {
  readonly attendeeName: string | null;
};
type ChairRow = Omit<Chair, 'payerFirstName' | 'meetings' | 'dates'> &
  Meetings & { readonly payerName: string };

const withInstants = <Row extends Meetings>({ meetings, ...row }: Row) => ({
  ...row,
  meetings: meetings.map(({ startsAt, endsAt }) => ({
    startsAt: Temporal.Instant.from(startsAt),
    endsAt: Temporal.Instant.from(endsAt),
  })),
});

/** What was bought, and where each meeting of it is now. */
const withDates = <Row extends Meetings & { readonly seatId: string }>(
  row: Row,
  latest: Awaited<ReturnType<typeof latestOf>>,
) => {
  const read = withInstants(row);
  return { ...read, dates: heldNow(read.meetings, latest.get(row.seatId) ?? []) };
};

/** An order by the hash of its link's secret, or by its id: what its payer may see. */
export const findOrder = async (
  sql: Queryable,
  practiceId: PracticeId,
  by: { readonly secretHash: Buffer } | { readonly id: string },
): Promise<Order | undefined> => {
  const which = 'id' in by ? sql`o.id = ${by.id}` : sql`o.secret_hash = ${by.secretHash}`;
  const [row] = await sql<OrderRow[]>`
    select o.id, o.number, o.state, o.currency, o.total_minor as "totalMinor", o.payer_name as "payerName",
      c.coupon_code as "couponCode", c.tax_name as "taxName",
      o.payer_email as "payerEmail", c.attendee_is_payer as "attendeeIsPayer", c.attendee_name as "attendeeName",
      o.placed_at as "placedAt", platform.now() as now
    from shop.orders o
    join shop.checkouts c on c.practice_id = o.practice_id and c.id = o.checkout_id
    where o.practice_id = ${practiceId} and ${which}
  `;
  if (!row) return undefined;
  const { attendeeName, ...order } = row;
  const [lines, refunds] = await Promise.all([
    linesOf(sql, practiceId, order.id),
    refundsOf(sql, practiceId, order.id),
  ]);
  return { ...order, attendeeFirstName: firstNameOf(attendeeName ?? ''), lines, refunds };
};

/** A seat that moved to another group is that group's, with its own dates; its money is the line's. */
const hasMoved = (sql: Queryable) => sql`s.offering_id <> l.offering_id`;

const nameOf = (sql: Queryable) => sql`case when ${hasMoved(sql)} then g.name else l.name end as name`;

const agreementOf = (sql: Queryable) =>
  sql`case when ${hasMoved(sql)} then g.agreement_version else l.agreement_version end`;

/** When and where, as it was bought or moved to; and where it is today, if that is another place. */
const whereOf = (sql: Queryable) => sql`
  coalesce(s.meetings_at, l.meetings_at) as meetings,
  case when ${hasMoved(sql)} then g.schedule ->> 'zone' else l.zone end as zone,
  case when ${hasMoved(sql)} then g.place else l.place end as place,
  case when not ${hasMoved(sql)} and g.place <> l.place and l.terms_version < f.terms_version then g.place end
    as "placeNow"
`;

/** Left out: a seat from which somebody moved, because the one that they moved to stands for it. */
const stands = (sql: Queryable) => sql`s.ended_because is distinct from 'transferred'`;

type LineRow = (Omit<SeatLine, 'meetings' | 'dates'> & Meetings) | WorkbookLine;

const linesOf = async (sql: Queryable, practiceId: PracticeId, orderId: string): Promise<OrderLine[]> => {
  const rows = await sql<LineRow[]>`
    select l.kind, s.id as "seatId", s.state = 'freed' as "isFreed", ${hasMoved(sql)} as "hasMoved", d.id as "downloadId", ${isOpen(sql)} as "isOpen",
      ${nameOf(sql)}, l.tier_name as "tierName", l.unit_minor - l.fund_minor / greatest(l.meetings, 1) as "unitMinor",
      l.total_minor - l.fund_minor as "totalMinor", l.package_name as "packageName",
      l.package_saving_minor as "packageSavingMinor", l.coupon_saving_minor as "couponSavingMinor",
      l.fund_minor as "fundMinor", l.tax_minor as "taxMinor", l.tax_is_added as "taxIsAdded", ${whereOf(sql)}
    from shop.orders o
    join shop.checkout_lines l on l.practice_id = o.practice_id and l.checkout_id = o.checkout_id
    left join shop.seats s on s.practice_id = l.practice_id and s.line_id = l.id
    left join shop.listings g on g.practice_id = s.practice_id and g.offering_id = s.offering_id
    left join shop.offerings f on f.practice_id = s.practice_id and f.id = s.offering_id
    left join shop.downloads d on d.practice_id = l.practice_id and d.line_id = l.id
    where o.practice_id = ${practiceId} and o.id = ${orderId} and ${stands(sql)}
    order by l.id
  `;
  const seatIds = rows.flatMap((row) => (row.kind === 'seat' ? [row.seatId] : []));
  const latest = await latestOf(sql, practiceId, seatIds);
  return rows.map((row) => (row.kind === 'seat' ? withDates(row, latest) : row));
};

const refundsOf = (sql: Queryable, practiceId: PracticeId, orderId: string) => sql<OrderRefund[]>`
  select r.amount_minor as "amountMinor", r.state, r.changed_at as at
  from shop.refunds r
  join shop.orders o on o.practice_id = r.practice_id and o.capture_id = r.capture_id
  where o.practice_id = ${practiceId} and o.id = ${orderId}
  order by r.created_at
`;

const chairColumns = (sql: Queryable) => sql`
  s.id as "seatId", s.order_id as "orderId", s.state = 'freed' as "isFreed", ${nameOf(sql)}, ${whereOf(sql)}, s.attendee_name as "attendeeName", s.attendee_email as "attendeeEmail", o.payer_name as "payerName",
  ${agreementOf(sql)} as "agreementVersion", l.age_from as "ageFrom", l.attestations,
  a.signed_at as "signedAt", a.signed_name as "signedName", platform.now() as now
`;

const chairTables = (sql: Queryable) => sql`
  shop.seats s
  join shop.orders o on o.practice_id = s.practice_id and o.id = s.order_id
  join shop.checkout_lines l on l.practice_id = s.practice_id and l.id = s.line_id
  join shop.listings g on g.practice_id = s.practice_id and g.offering_id = s.offering_id
  join shop.offerings f on f.practice_id = s.practice_id and f.id = s.offering_id
  left join shop.seat_agreements a
    on a.practice_id = s.practice_id and a.seat_id = s.id and a.agreement_version = ${agreementOf(sql)}
`;

const toChairs = async (
  sql: Queryable,
  practiceId: PracticeId,
  rows: readonly ChairRow[],
): Promise<Chair[]> => {
  const latest = await latestOf(
    sql,
    practiceId,
    rows.map(({ seatId }) => seatId),
  );
  return rows.map(({ payerName, ...row }) => ({
    ...withDates(row, latest),
    payerFirstName: firstNameOf(payerName),
  }));
};

/** A seat by the hash of its attendee's link. */
export const findChair = async (sql: Queryable, practiceId: PracticeId, secretHash: Buffer) => {
  const [row] = await sql<ChairRow[]>`
    select ${chairColumns(sql)} from ${chairTables(sql)}
    where s.practice_id = ${practiceId} and s.attendee_secret_hash = ${secretHash}
  `;
  return row && (await toChairs(sql, practiceId, [row]))[0];
};

/** The seats of an order whose attendee has a link of the own. */
export const chairsOfOrder = async (sql: Queryable, practiceId: PracticeId, orderId: string) => {
  const rows = await sql<ChairRow[]>`
    select ${chairColumns(sql)} from ${chairTables(sql)}
    where s.practice_id = ${practiceId} and s.order_id = ${orderId} and s.attendee_secret_hash is not null
      and ${stands(sql)}
    order by s.id
  `;
  return toChairs(sql, practiceId, rows);
};

/** Signed once: the same press twice changes nothing. */
export const insertSignature = (
  tx: Tx,
  practiceId: PracticeId,
  signature: {
    readonly seatId: string;
    readonly version: number;
    readonly name: string;
    readonly attested: readonly string[];
  },
) => tx`
  insert into shop.seat_agreements (practice_id, id, seat_id, agreement_version, signed_name, attested)
  values (${practiceId}, ${newId<'signature'>()}, ${signature.seatId}, ${signature.version}, ${signature.name},
    ${signature.attested as string[]})
  on conflict (practice_id, seat_id, agreement_version) do nothing
`;

export type Found = { readonly id: string; readonly at: Instant };

/** Everything that belongs to an address, newest first: orders it paid for, seats whose attendee it is. */
export const belongingTo = async (sql: Queryable, practiceId: PracticeId, email: string) => {
  const [orders, chairs] = await Promise.all([
    sql<(Found & { number: number })[]>`
      select id, number, placed_at as at from shop.orders
      where practice_id = ${practiceId} and payer_email = ${email}
      order by placed_at desc limit 20
    `,
    sql<Found[]>`
      select id, created_at as at from shop.seats
      where practice_id = ${practiceId} and attendee_email = ${email} and attendee_secret_hash is not null
        and state <> 'freed'
      order by created_at desc limit 20
    `,
  ]);
  return { orders, chairs };
};

export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('the database has a clock');
  return row.now;
};
