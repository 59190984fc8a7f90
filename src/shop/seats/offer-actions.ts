import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Tx } from '../../platform/db.ts';
import { addOffered, takeOffered } from './offered-store.ts';

type Seat = { readonly practiceId: PracticeId; readonly offeringId: string };

/** Keeps one more seat of a group for somebody; false when none is free. Whoever needs several locks them before. */
export const offerSeat = async (tx: Tx, { practiceId, offeringId }: Seat): Promise<boolean> =>
  (await addOffered(tx, { practiceId, offeringIds: [offeringId] })).length === 1;

/** A seat that was kept for somebody is free. */
export const unofferSeat = async (tx: Tx, { practiceId, offeringId }: Seat): Promise<void> => {
  const given = await takeOffered(tx, { practiceId, offeringIds: [offeringId] });
  invariant(given.length === 1, 'an offer that ends gives back the seat it kept');
};
