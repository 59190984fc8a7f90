import type { OfferingForSale } from '../catalogue/public.ts';

/** The offer that a line is bought through, as it stands for this browser. */
export type LineOffer = {
  readonly id: string;
  /** Whom it was made to: only this person's chair can be bought by it. */
  readonly person: { readonly name: string; readonly email: string };
  /** The one price of it; null leaves the choice. */
  readonly tierId: string | null;
  /** gives: its seat can be had. elsewhere: it lies in another window's checkout. */
  readonly standing: 'gives' | 'elsewhere';
};

/** The prices that a line may have. */
export const tiersFor = (
  offering: OfferingForSale,
  offer: LineOffer | undefined,
): OfferingForSale['tiers'] =>
  offer && offer.tierId !== null ? offering.tiers.filter(({ id }) => id === offer.tierId) : offering.tiers;

/**
 * What an offer changes for its line: its own seat is kept, whatever others hold. Without one that lives, a line is
 * as everybody's, and some groups take nobody without.
 */
export const problemWithOffer = (
  offering: OfferingForSale,
  offer: LineOffer | undefined,
): 'offer-elsewhere' | 'apply-first' | 'as-everybody' | undefined => {
  if (offer) return offer.standing === 'gives' ? undefined : 'offer-elsewhere';
  return offering.entry === 'apply' ? 'apply-first' : 'as-everybody';
};
