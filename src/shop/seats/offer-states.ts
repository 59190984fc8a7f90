/**
 * An offer, from the letter to the seat: made (the person may answer), held (its seat is in the person's checkout),
 * paid, declined by the person, expired at its time, or withdrawn by the practice. What is in a checkout comes back
 * to made before it can end, so that money in motion always has its seat.
 */
export const OFFER_BECOMES = {
  made: ['held', 'declined', 'expired', 'withdrawn'],
  held: ['made', 'paid'],
  paid: [],
  declined: [],
  expired: [],
  withdrawn: [],
} as const satisfies Record<string, readonly string[]>;

export type OfferState = keyof typeof OFFER_BECOMES;

export const canOfferBecome = (was: OfferState, next: OfferState): boolean =>
  (OFFER_BECOMES[was] as readonly OfferState[]).includes(next);

/** The person can still have the seat. */
export const isOfferOpen = (state: OfferState): boolean => OFFER_BECOMES[state].length > 0;
