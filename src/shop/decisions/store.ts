import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Schedule } from '../catalogue/public.ts';
import type { Choice, ToDecide } from './decision.ts';

export type GroupKey = { readonly practiceId: PracticeId; readonly offeringId: string };

/** A group, as whoever decides about it sees it. */
export type GroupToDecide = ToDecide & {
  readonly offeringId: string;
  readonly name: string;
  readonly schedule: Schedule;
  /** Being paid for at this moment, and offered to somebody. */
  readonly held: number;
  readonly offered: number;
  /** How often it was decided about. */
  readonly decisions: number;
  readonly now: Instant;
};

export const groupOf = async (sql: Queryable, { practiceId, offeringId }: GroupKey) => {
  const [row] = await sql<GroupToDecide[]>`
    select o.id as "offeringId", l.name, l.schedule, o.state, o.confirmed, o.held, o.offered, o.min_seats as "minSeats",
      o.decision_on as "decisionOn", o.decided_on as "decidedOn", platform.now() as now,
      (select count(*)::integer from shop.group_decisions as made
        where made.practice_id = o.practice_id and made.offering_id = o.id) as decisions
    from shop.offerings as o
    join shop.listings as l on l.practice_id = o.practice_id and l.offering_id = o.id
    where o.practice_id = ${practiceId} and o.id = ${offeringId}
  `;
  return row;
};

/** Who has a chair now, by name. */
export const seatIdsOf = async (sql: Queryable, { practiceId, offeringId }: GroupKey): Promise<string[]> => {
  const rows = await sql<{ id: string }[]>`
    select id from shop.seats
    where practice_id = ${practiceId} and offering_id = ${offeringId} and state in ('paid', 'granted')
    order by attendee_name, id
  `;
  return rows.map(({ id }) => id);
};

/** Offers for this group that wait for an answer, or lie in a checkout and do not end already. */
export const openOfferIdsOf = async (
  sql: Queryable,
  { practiceId, offeringId }: GroupKey,
): Promise<string[]> => {
  const rows = await sql<{ id: string }[]>`
    select id from shop.offers
    where practice_id = ${practiceId} and offering_id = ${offeringId} and state in ('made', 'held')
      and ends_because is null
    order by id
  `;
  return rows.map(({ id }) => id);
};

export type NewDecision = {
  readonly id: string;
  readonly offeringId: string;
  readonly number: number;
  readonly choice: Choice;
  readonly decisionOn: PlainDate;
  readonly nextOn: PlainDate | null;
  readonly taken: number;
  readonly needed: number;
  readonly personId: string;
};

export const insertDecision = (tx: Tx, practiceId: PracticeId, made: NewDecision) => tx`
  insert into shop.group_decisions (practice_id, id, offering_id, number, choice, decision_on, next_on, taken, needed,
    person_id)
  values (${practiceId}, ${made.id}, ${made.offeringId}, ${made.number}, ${made.choice}, ${made.decisionOn.toString()},
    ${made.nextOn?.toString() ?? null}, ${made.taken}, ${made.needed}, ${made.personId})
`;

/** The date of today's decision is answered: nobody is asked about it again. */
export const markDecided = (tx: Tx, { practiceId, offeringId }: GroupKey) => tx`
  update shop.offerings set decided_on = decision_on where practice_id = ${practiceId} and id = ${offeringId}
`;

export type Decision = {
  readonly choice: Choice;
  readonly decisionOn: PlainDate;
  readonly nextOn: PlainDate | null;
  readonly taken: number;
  readonly needed: number;
  readonly personId: string;
  readonly at: Instant;
};

/** What was decided about a group, newest first. */
export const decisionsOf = (sql: Queryable, { practiceId, offeringId }: GroupKey) => sql<Decision[]>`
  select choice, decision_on as "decisionOn", next_on as "nextOn", taken, needed, person_id as "personId",
    decided_at as at
  from shop.group_decisions where practice_id = ${practiceId} and offering_id = ${offeringId}
  order by number desc
  limit 50
`;

export type SeatNotHeld = {
  readonly seatId: string;
  readonly attendeeName: string;
  readonly isFreed: boolean;
  readonly orderId: string | null;
  readonly orderNumber: number | null;
  readonly currency: Currency;
  readonly backMinor: number;
  readonly owedBecause: string | null;
  readonly settledHow: string | null;
  readonly refundId: string | null;
  readonly refundState: string | null;
};

/** Chairs that had to be given back when the group was not held, with what became of their money. */
export const seatsNotHeld = (sql: Queryable, { practiceId, offeringId }: GroupKey) => sql<SeatNotHeld[]>`
  select seat.id as "seatId", seat.attendee_name as "attendeeName", seat.state = 'freed' as "isFreed",
    placed.id as "orderId", placed.number as "orderNumber", coalesce(placed.currency, offering.currency) as currency,
    coalesce(gone.back_minor, 0) as "backMinor", gone.owed_because as "owedBecause", gone.settled_how as "settledHow",
    refund.id as "refundId", refund.state as "refundState"
  from shop.seats as seat
  join shop.offerings as offering on offering.practice_id = seat.practice_id and offering.id = seat.offering_id
  left join shop.orders as placed on placed.practice_id = seat.practice_id and placed.id = seat.order_id
  left join shop.withdrawals as gone on gone.practice_id = seat.practice_id and gone.seat_id = seat.id
  left join shop.refunds as refund on refund.practice_id = gone.practice_id and refund.id = gone.refund_id
  where seat.practice_id = ${practiceId} and seat.offering_id = ${offeringId}
    and (seat.ended_because = 'not-held' or (seat.state in ('paid', 'granted') and ${wasThere(sql)}))
  order by seat.attendee_name, seat.id
`;

/** Bought or given before a decision that the group is not held; whoever was still paying then is late, and counts. */
const wasThere = (sql: Queryable) => sql`exists (
  select 1 from shop.group_decisions as made
  left join shop.orders as bought on bought.practice_id = seat.practice_id and bought.id = seat.order_id
  left join shop.checkouts as checkout on checkout.practice_id = bought.practice_id and checkout.id = bought.checkout_id
  where made.practice_id = seat.practice_id and made.offering_id = seat.offering_id and made.choice = 'refund-all'
    and case when seat.follows_id is null then coalesce(checkout.created_at, seat.created_at) else seat.created_at end
      <= made.decided_at)`;

export type SeatToGiveBack = {
  readonly practiceId: PracticeId;
  readonly seatId: string;
};

/** Chairs of groups that are not held and that somebody still has, of every practice. */
export const seatsToGiveBack = (sql: Queryable, limit: number) => sql<SeatToGiveBack[]>`
  select seat.practice_id as "practiceId", seat.id as "seatId"
  from (select distinct practice_id, offering_id from shop.group_decisions where choice = 'refund-all') as given
  join shop.seats as seat on seat.practice_id = given.practice_id and seat.offering_id = given.offering_id
    and seat.state in ('paid', 'granted')
  where ${wasThere(sql)}
  order by seat.practice_id, seat.offering_id, seat.id
  limit ${limit}
`;

export type OfferToEnd = { readonly practiceId: PracticeId; readonly offerId: string };

/** Offers of groups that are not held, made before that was decided, of every practice. */
export const offersToEnd = (sql: Queryable, limit: number) => sql<OfferToEnd[]>`
  select distinct offer.practice_id as "practiceId", offer.id as "offerId"
  from shop.group_decisions as made
  join shop.offers as offer on offer.practice_id = made.practice_id and offer.offering_id = made.offering_id
    and offer.state in ('made', 'held') and offer.ends_because is null and offer.offered_at <= made.decided_at
  where made.choice = 'refund-all'
  limit ${limit}
`;

/** Groups that must be decided about by this day, the longest due first. */
export const groupsDue = (sql: Queryable, practiceId: PracticeId, today: PlainDate, limit: number) => sql<
  { offeringId: string; name: string; more: number; decisionOn: PlainDate }[]
>`
  select o.id as "offeringId", l.name, o.min_seats - o.confirmed as more, o.decision_on as "decisionOn"
  from shop.offerings as o
  join shop.listings as l on l.practice_id = o.practice_id and l.offering_id = o.id
  where o.practice_id = ${practiceId} and o.state in ('published', 'closed') and o.confirmed < o.min_seats
    and o.decision_on <= ${today.toString()} and o.decided_on is distinct from o.decision_on
  order by o.decision_on, l.name
  limit ${limit}
`;
