import { endEnrolmentOfSeat, enrolFromSeat, seatOfActive } from './care/enrolment/public.ts';
import { practiceById } from './identity/practice/public.ts';
import type { PracticeId } from './kernel/id.ts';
import { invariant } from './kernel/invariant.ts';
import type { Platform } from './platform/platform.ts';
import { type SeatInGroup, seatById } from './shop/desk/public.ts';
import { seatsOfOrder } from './shop/fulfilment/public.ts';
import { freedSeat } from './shop/seats/public.ts';

export const enrolOrder = async (
  platform: Platform,
  practiceId: PracticeId,
  orderId: string,
): Promise<void> => {
  for (const seat of await seatsOfOrder(platform.db.sql, practiceId, orderId))
    await enrol(platform, practiceId, seat);
};

export const enrolSeat = async (
  platform: Platform,
  practiceId: PracticeId,
  seatId: string,
): Promise<void> => {
  const seat = await seatById(platform.db.sql, practiceId, seatId);
  invariant(seat, 'a seat that was granted can be read');
  await enrol(platform, practiceId, seat);
};

/**
 * Money knows the seat, care knows the group: here they meet. A seat given back before its turn enrols nobody, and one
 * given back while this runs is ended by whoever of the two reactions comes last.
 */
const enrol = async (platform: Platform, practiceId: PracticeId, seat: SeatInGroup): Promise<void> => {
  if (seat.state === 'freed') return;
  const { seatId, offeringId: groupId, attendeeName, attendeeEmail } = seat;
  const joinedOn = seat.createdAt.toZonedDateTimeISO(await zoneOf(platform, practiceId)).toPlainDate();
  const wish = { practiceId, seatId, groupId, attendeeName, attendeeEmail, joinedOn };
  let came = await enrolFromSeat(platform.db, wish);
  if (came === 'already-in-group') {
    await endIfFreed(platform, { practiceId, groupId, email: attendeeEmail });
    came = await enrolFromSeat(platform.db, wish);
  }
  if (came === 'already-in-group')
    platform.log.event('enrolment-skipped', { practiceId, seatId, reason: came });
  await endEnrolment(platform, practiceId, seatId);
};

/** Somebody comes again whose earlier seat is free already, but whose enrolment nobody has ended yet. */
const endIfFreed = async (
  platform: Platform,
  wish: { readonly practiceId: PracticeId; readonly groupId: string; readonly email: string },
): Promise<void> => {
  const seatId = await seatOfActive(platform.db, wish);
  if (seatId) await endEnrolment(platform, wish.practiceId, seatId);
};

/** Whoever's seat is freed is off the roster: withdrawn before the first meeting, left after it. Safe to repeat. */
export const endEnrolment = async (
  platform: Platform,
  practiceId: PracticeId,
  seatId: string,
): Promise<void> => {
  const seat = await freedSeat(platform.db.sql, { practiceId, seatId });
  if (!seat) return;
  const { endedAt, startsAt } = seat;
  const begun = startsAt !== null && startsAt.epochMilliseconds <= endedAt.epochMilliseconds;
  await endEnrolmentOfSeat(platform.db, {
    practiceId,
    seatId,
    because: begun ? 'left' : 'withdrawn',
    leftOn: endedAt.toZonedDateTimeISO(await zoneOf(platform, practiceId)).toPlainDate(),
  });
};

const zoneOf = async ({ db }: Platform, practiceId: PracticeId): Promise<string> => {
  const practice = await practiceById(db, practiceId);
  invariant(practice, 'a seat belongs to a practice');
  return practice.zone;
};
