import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import { type Instant, Temporal } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { type ByWhom, goneOf, type SeatToWithdraw, type Withdrawal } from './withdrawal.ts';

type Row = Omit<SeatToWithdraw, 'order' | 'meetings' | 'goneMinor' | 'withdrawal' | 'currency'> & {
  readonly orderId: string | null;
  readonly number: number;
  readonly lineId: string;
  readonly checkoutId: string;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly placedAt: Instant;
  readonly currency: Currency;
  readonly meetings: readonly { readonly startsAt: string; readonly endsAt: string }[];
  readonly lineMinor: number;
  readonly leftMinor: number;
  readonly byWhom: ByWhom | null;
  readonly backMinor: number;
  readonly owedBecause: string | null;
  readonly settledHow: string | null;
  readonly at: Instant;
};

/** One seat with its money as it stands now; the withdrawal too, where it was given back by one. */
export const findSeat = async (
  sql: Queryable,
  practiceId: PracticeId,
  seatId: string,
): Promise<SeatToWithdraw | undefined> => {
  const [row] = await sql<Row[]>`
    select s.id as "seatId", s.offering_id as "offeringId", s.state = 'freed' as "isFreed",
      coalesce(case when s.follows_id is null then l.name end, listing.name, '') as name, s.attendee_name as "attendeeName", s.attendee_email as "attendeeEmail",
      s.attendee_secret_hash is not null as "hasOwnLink", coalesce(s.meetings_at, l.meetings_at, '[]') as meetings,
      coalesce(case when s.follows_id is null then l.zone end, listing.schedule ->> 'zone', 'UTC') as zone, o.id as "orderId", o.number, l.id as "lineId",
      o.checkout_id as "checkoutId", o.payer_name as "payerName", o.payer_email as "payerEmail",
      o.placed_at as "placedAt", coalesce(o.currency, offering.currency) as currency,
      case when s.follows_id is null then coalesce(l.payable_minor, 0) else s.carried_minor end as "paidMinor", coalesce(capture.amount_minor - capture.given_minor, 0) as "leftMinor",
      coalesce((select sum(part.amount_minor) from shop.refund_lines as part
        join shop.refunds as refund on refund.practice_id = part.practice_id and refund.id = part.refund_id
        where part.practice_id = s.practice_id and part.line_id = l.id
          and refund.state not in ('failed', 'cancelled', 'undone')
          -- What went back when somebody moved is not in what they carried over.
          and not exists (select 1 from shop.withdrawals as moved
            join shop.seats as before on before.practice_id = moved.practice_id and before.id = moved.seat_id
            where moved.practice_id = s.practice_id and moved.refund_id = refund.id and before.id <> s.id
              and before.ended_because = 'transferred')), 0)::bigint as "lineMinor",
      coalesce((select support.amount_minor - support.returned_minor from shop.fund_uses as support
        where support.practice_id = s.practice_id and support.line_id = l.id and support.state = 'consumed'), 0) as "fundMinor",
      w.by_whom as "byWhom", w.back_minor as "backMinor", w.owed_because as "owedBecause",
      w.settled_how as "settledHow", w.withdrawn_at as at, next.id as "movedTo", platform.now() as now
    from shop.seats as s
    join shop.offerings as offering on offering.practice_id = s.practice_id and offering.id = s.offering_id
    left join shop.listings as listing on listing.practice_id = s.practice_id and listing.offering_id = s.offering_id
    left join shop.orders as o on o.practice_id = s.practice_id and o.id = s.order_id
    left join shop.checkout_lines as l on l.practice_id = s.practice_id and l.id = s.line_id
    left join shop.captures as capture on capture.practice_id = s.practice_id and capture.id = o.capture_id
    left join shop.withdrawals as w on w.practice_id = s.practice_id and w.seat_id = s.id
    left join shop.seats as next on next.practice_id = s.practice_id and next.follows_id = s.id
    where s.practice_id = ${practiceId} and s.id = ${seatId}
  `;
  return row && toSeat(row);
};

const toSeat = (row: Row): SeatToWithdraw => {
  const { seatId, offeringId, isFreed, name, attendeeName, attendeeEmail, hasOwnLink, zone, now, movedTo } =
    row;
  const {
    currency,
    paidMinor,
    fundMinor,
    orderId,
    number,
    lineId,
    checkoutId,
    payerName,
    payerEmail,
    placedAt,
  } = row;
  return {
    ...{ seatId, offeringId, isFreed, name, attendeeName, attendeeEmail, hasOwnLink, zone, now, movedTo },
    ...{ currency, paidMinor, fundMinor, goneMinor: goneOf(row) },
    meetings: row.meetings.map(({ startsAt, endsAt }) => ({
      startsAt: Temporal.Instant.from(startsAt),
      endsAt: Temporal.Instant.from(endsAt),
    })),
    order:
      orderId === null
        ? undefined
        : { id: orderId, number, lineId, checkoutId, payerName, payerEmail, placedAt },
    withdrawal: withdrawalIn(row),
  };
};

const withdrawalIn = ({ byWhom, backMinor, owedBecause, settledHow, at }: Row): Withdrawal | undefined =>
  byWhom === null ? undefined : { byWhom, backMinor, owedBecause, settledHow, at };

/** Which seat a secret link opens, and as whom: the payer by the order's link, the attendee by the own one. */
export const doorOf = async (
  sql: Queryable,
  practiceId: PracticeId,
  { secretHash, seatId }: { readonly secretHash: Buffer; readonly seatId: string },
): Promise<'payer' | 'attendee' | undefined> => {
  const [row] = await sql<{ isPayer: boolean }[]>`
    select coalesce(o.secret_hash = ${secretHash}, false) as "isPayer" from shop.seats as s
    left join shop.orders as o on o.practice_id = s.practice_id and o.id = s.order_id
    where s.practice_id = ${practiceId} and s.id = ${seatId}
      and (o.secret_hash = ${secretHash} or s.attendee_secret_hash = ${secretHash})
  `;
  if (!row) return undefined;
  return row.isPayer ? 'payer' : 'attendee';
};

/** Locks the money behind a seat, so that what is reckoned from it still holds when it is asked for. */
export const lockMoneyOf = (tx: Tx, practiceId: PracticeId, seatId: string) => tx`
  select capture.id from shop.captures as capture
  join shop.orders as o on o.practice_id = capture.practice_id and o.capture_id = capture.id
  join shop.seats as s on s.practice_id = o.practice_id and s.order_id = o.id
  where s.practice_id = ${practiceId} and s.id = ${seatId}
  for no key update of capture
`;

export type NewWithdrawal = {
  readonly id: string;
  readonly seatId: string;
  readonly orderId: string | null;
  readonly byWhom: ByWhom;
  readonly personId: string | null;
  readonly because: string;
  readonly ruleVersion: number | null;
  readonly paidMinor: number;
  readonly backMinor: number;
  readonly refundId: string | null;
  readonly owedBecause: string | null;
};

export const insertWithdrawal = (tx: Tx, practiceId: PracticeId, row: NewWithdrawal) => tx`
  insert into shop.withdrawals (practice_id, id, seat_id, order_id, by_whom, person_id, because, rule_version,
    paid_minor, back_minor, refund_id, owed_because)
  values (${practiceId}, ${row.id}, ${row.seatId}, ${row.orderId}, ${row.byWhom}, ${row.personId}, ${row.because},
    ${row.ruleVersion}, ${row.paidMinor}, ${row.backMinor}, ${row.refundId}, ${row.owedBecause})
`;

export type Owed = {
  readonly practiceId: PracticeId;
  readonly id: string;
  readonly orderId: string;
  readonly lineId: string;
  readonly backMinor: number;
  readonly because: string;
};

const owedColumns = (sql: Queryable) => sql`
  w.practice_id as "practiceId", w.id, w.order_id as "orderId", s.line_id as "lineId", w.back_minor as "backMinor",
  w.because
`;

/** What is owed because PayPal could not be asked, of every practice, the oldest first. */
export const owedNow = (sql: Queryable, limit: number) => sql<Owed[]>`
  select ${owedColumns(sql)} from shop.withdrawals as w
  join shop.seats as s on s.practice_id = w.practice_id and s.id = w.seat_id
  where w.owed_because is not null order by w.withdrawn_at limit ${limit}
`;

/** Locks one that is still owed; undefined when it is no more. */
export const lockOwed = async (tx: Tx, practiceId: PracticeId, id: string) => {
  const [row] = await tx<Owed[]>`
    select ${owedColumns(tx)} from shop.withdrawals as w
    join shop.seats as s on s.practice_id = w.practice_id and s.id = w.seat_id
    where w.practice_id = ${practiceId} and w.id = ${id} and w.owed_because is not null
    for no key update of w
  `;
  return row;
};

export const markAsked = (tx: Tx, { practiceId, id }: Owed, refundId: string) => tx`
  update shop.withdrawals set refund_id = ${refundId}, owed_because = null
  where practice_id = ${practiceId} and id = ${id}
`;

/** True when it was owed and is settled now. */
export const markSettled = async (
  tx: Queryable,
  practiceId: PracticeId,
  settled: { readonly seatId: string; readonly how: string },
): Promise<boolean> => {
  const rows = await tx`
    update shop.withdrawals set settled_how = ${settled.how}, owed_because = null
    where practice_id = ${practiceId} and seat_id = ${settled.seatId} and owed_because is not null
    returning id
  `;
  return rows.length === 1;
};

export const oldestOwed = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<{ count: number; since: Instant; seatId: string }[]>`
    select count(*) over ()::integer as count, withdrawn_at as since, seat_id as "seatId" from shop.withdrawals
    where practice_id = ${practiceId} and owed_because is not null order by withdrawn_at limit 1
  `;
  return row;
};
