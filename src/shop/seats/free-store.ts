import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { canSeatBecome, type FreedBecause, type SeatState } from './seat-states.ts';

export type SeatKey = { readonly practiceId: PracticeId; readonly seatId: string };

/** The group of a seat; it never changes, so it may be read before anything is locked. */
export const offeringOfSeat = async (sql: Queryable, { practiceId, seatId }: SeatKey) => {
  const [row] = await sql<{ offeringId: string }[]>`
    select offering_id as "offeringId" from shop.seats where practice_id = ${practiceId} and id = ${seatId}
  `;
  return row?.offeringId;
};

/** The caller has locked the offering before. */
export const lockSeat = async (tx: Tx, { practiceId, seatId }: SeatKey) => {
  const [row] = await tx<{ state: SeatState }[]>`
    select state from shop.seats where practice_id = ${practiceId} and id = ${seatId} for no key update
  `;
  return row?.state;
};

/** The seat's end, and one place less taken in its group. */
export const endSeat = async (
  tx: Tx,
  { practiceId, seatId }: SeatKey,
  end: { readonly was: SeatState; readonly because: FreedBecause; readonly by: string },
): Promise<void> => {
  invariant(canSeatBecome(end.was, 'freed'), `a ${end.was} seat does not become freed`);
  const [freed] = await tx<{ offeringId: string }[]>`
    update shop.seats set state = 'freed', ended_at = platform.now(), ended_because = ${end.because}
    where practice_id = ${practiceId} and id = ${seatId} and state = ${end.was}
    returning offering_id as "offeringId"
  `;
  invariant(freed, 'a locked seat is as it was read');
  await tx`
    update shop.offerings set confirmed = confirmed - 1
    where practice_id = ${practiceId} and id = ${freed.offeringId}
  `;
  await tx`
    insert into shop.history (practice_id, id, entity, entity_id, was, became, because, actor)
    values (${practiceId}, ${newId<'change'>()}, 'seat', ${seatId}, ${end.was}, 'freed', ${end.because}, ${end.by})
  `;
};

export type FreedSeat = { readonly endedAt: Instant; readonly startsAt: Instant | null };

/** When a seat was freed, and when the first meeting it covered began; undefined while somebody has it. */
export const freedSeat = async (sql: Queryable, { practiceId, seatId }: SeatKey) => {
  const [row] = await sql<FreedSeat[]>`
    select seat.ended_at as "endedAt", coalesce(
      (coalesce(seat.meetings_at, line.meetings_at) -> 0 ->> 'startsAt')::timestamptz,
      ((listing.schedule ->> 'startsOn')::date + (listing.schedule ->> 'time')::time)
        at time zone (listing.schedule ->> 'zone')) as "startsAt"
    from shop.seats as seat
    left join shop.checkout_lines as line on line.practice_id = seat.practice_id and line.id = seat.line_id
    left join shop.listings as listing
      on listing.practice_id = seat.practice_id and listing.offering_id = seat.offering_id
    where seat.practice_id = ${practiceId} and seat.id = ${seatId} and seat.state = 'freed'
  `;
  return row;
};
