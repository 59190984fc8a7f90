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
export type { Offer, OfferSource } from './offer.ts';
