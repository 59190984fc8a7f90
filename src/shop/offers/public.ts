import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import { databaseNow, offerById, offersById } from './store.ts';

export {
  changeOfferHours,
  keepSeats,
  needs,
  openSeat,
  settlePair,
  withdrawalLetter,
} from './desk-actions.ts';
export {
  declineOffer,
  type EndDeps,
  type Ended,
  type EndRefusal,
  endDueOffers,
  extendOffer,
  withdrawOffer,
} from './end-actions.ts';
export { sendEnd, sendExtension, sendOffer, sendPaid } from './letter-actions.ts';
export { lockSeatsToOffer, noteWaiting, type SeatsToOffer, seatsToOffer } from './line-actions.ts';
export {
  type Made,
  makeOffer,
  makePair,
  type OfferDeps,
  type OfferRefusal,
  type OfferWish,
} from './make-actions.ts';
export { type Offer, type OfferSource, type OfferStanding, standingOf } from './offer.ts';
export { offerUntil } from './until.ts';

/** One offer; undefined when there is none of this id. */
export const offerOf = (sql: Queryable, practiceId: PracticeId, offerId: string) =>
  offerById(sql, { practiceId, offerId });

/** The clock by which offers live. */
export const nowByOffers = (sql: Queryable) => databaseNow(sql);

/** Offers by their ids, for the lines that are bought through them. */
export const offersOf = (sql: Queryable, practiceId: PracticeId, offerIds: readonly string[]) =>
  offerIds.length === 0 ? Promise.resolve([]) : offersById(sql, practiceId, offerIds);
