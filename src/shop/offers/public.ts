import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Offer } from './offer.ts';
import { offerById, offersById } from './store.ts';

export {
  declineOffer,
  type EndDeps,
  type Ended,
  type EndRefusal,
  endDueOffers,
  extendOffer,
  withdrawOffer,
} from './end-actions.ts';
export {
  type Made,
  makeOffer,
  makePair,
  type OfferDeps,
  type OfferRefusal,
  type OfferWish,
} from './make-actions.ts';
export { OFFER_SOURCES, type Offer, type OfferSource, type OfferStanding, standingOf } from './offer.ts';
export { offerUntil } from './until.ts';

/** An offer, for whoever heard of it by an event. */
export const offerOf = (
  sql: Queryable,
  practiceId: PracticeId,
  offerId: string,
): Promise<Offer | undefined> => offerById(sql, { practiceId, offerId });

/** Offers by their ids, for the lines that are bought through them. */
export const offersOf = (sql: Queryable, practiceId: PracticeId, offerIds: readonly string[]) =>
  offerIds.length === 0 ? Promise.resolve([]) : offersById(sql, practiceId, offerIds);
