import type { Facilitator, Listing, OfferingId, OfferingState } from '../catalogue/public.ts';
import type { DraftContent, Edited } from '../editing/public.ts';

export type Shown = {
  readonly group: Pick<Edited, 'offeringId' | 'printed'>;
  readonly content: DraftContent;
  readonly facilitators: readonly Facilitator[];
  readonly currency: Listing['currency'];
};

/** A draft as the page of a group takes it; undefined while there are no dates or no price to draw. */
export const listingOf = ({ group, content, facilitators, currency }: Shown): Listing | undefined => {
  const { schedule, agreementVersion, facilitatorIds, capacity, minSeats, ...words } = content;
  if (!schedule || content.tiers.length === 0) return undefined;
  const { printed, offeringId } = group;
  const state: OfferingState = printed?.state ?? 'draft';
  return {
    ...words,
    ...{ schedule, state, currency, offeringId: offeringId as OfferingId },
    agreementVersion: agreementVersion ?? 0,
    termsVersion: 0,
    seats: {
      capacity,
      minSeats,
      held: (printed?.held ?? 0) + (printed?.offered ?? 0),
      confirmed: printed?.confirmed ?? 0,
    },
    facilitators: facilitatorIds.flatMap((id) => facilitators.filter((one) => one.id === id)),
  };
};
