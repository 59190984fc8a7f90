import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import { offersById } from './store.ts';

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

/** Offers by their ids, for the lines that are bought through them. */
export const offersOf = (sql: Queryable, practiceId: PracticeId, offerIds: readonly string[]) =>
  offerIds.length === 0 ? Promise.resolve([]) : offersById(sql, practiceId, offerIds);
