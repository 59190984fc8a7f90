import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { lockOffers } from './offered-store.ts';
import { alreadySeatedIn, type CheckoutKey, countSeats, lockOfferings, twinsInFlight } from './store.ts';

export {
  type Attendee,
  type ConsumedSeat,
  consumeHolds,
  holdSeats,
  type PinRefusal,
  pinHolds,
  prolongHolds,
  releaseHolds,
  releasePinnedHolds,
  retakeHolds,
  unpinHolds,
} from './actions.ts';
export { expireHolds } from './expire-actions.ts';
export { freeSeat } from './free-actions.ts';
export { type FreedSeat, freedSeat } from './free-store.ts';
export { grantSeat } from './grant-actions.ts';
export { type MoveRefusal, moveSeat } from './move-actions.ts';
export { offerSeat, unofferSeat } from './offer-actions.ts';
export { isOfferOpen, type OfferState } from './offer-states.ts';
export type { FreedBecause, SeatState } from './seat-states.ts';
export type { CheckoutKey } from './store.ts';
export type { SeatsFull } from './take-actions.ts';

/**
 * Locks the seats of these groups, in the one order in which everybody does, and says how many of each are free:
 * neither held, offered nor confirmed; `opened` of them are for everybody although people wait.
 */
export const lockSeats = (tx: Tx, practiceId: PracticeId, offeringIds: readonly string[]) =>
  lockOfferings(tx, { practiceId, offeringIds });

/** Locks offers, whose groups the caller has locked before. */
export const lockOpenOffers = (tx: Tx, practiceId: PracticeId, offerIds: readonly string[]) =>
  lockOffers(tx, { practiceId, offerIds });

/** Seats of these offerings as they stand now: held = being paid for, confirmed = paid or granted. */
export const seatCounts = (sql: Queryable, practiceId: PracticeId, offeringIds: readonly string[]) =>
  countSeats(sql, { practiceId, offeringIds });

/**
 * Whether this address already sits in one of these groups. Lock the offerings first (pinHolds does)
 * where the answer must hold until the transaction ends. Never shown to anybody but that address.
 */
export const isSeatedInAny = async (
  tx: Tx,
  practiceId: PracticeId,
  offeringIds: readonly string[],
  email: string,
): Promise<boolean> => (await alreadySeatedIn(tx, { practiceId, offeringIds }, email)).length > 0;

/** Whether another checkout is being paid at this moment for the same person and group. */
export const hasTwinInFlight = async (tx: Tx, key: CheckoutKey, email: string): Promise<boolean> =>
  (await twinsInFlight(tx, key, email)).length > 0;
