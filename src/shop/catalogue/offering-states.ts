import type { OfferingState } from './listing.ts';

/**
 * What may become of a group that was printed once. draft: its page is not shown. published: its page is shown and
 * seats are sold. closed: its page is shown and no seat is sold. archived: put away; it comes back as a draft.
 */
const NEXT = {
  draft: ['published', 'archived'],
  published: ['draft', 'closed', 'archived'],
  closed: ['published', 'draft', 'archived'],
  archived: ['draft'],
} as const satisfies Record<OfferingState, readonly OfferingState[]>;

export const OFFERING_STATES = Object.keys(NEXT) as OfferingState[];

export const canOfferingBecome = (from: OfferingState, to: OfferingState): boolean =>
  (NEXT[from] as readonly OfferingState[]).includes(to);
