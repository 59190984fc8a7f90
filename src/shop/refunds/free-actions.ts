import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { giveBackToFund } from '../funds/public.ts';
import { freeSeat } from '../seats/public.ts';
import { supportedLines } from './store.ts';

/**
 * Opens the chairs of a refund for others, and gives the sponsors' fund back what it paid for them: nobody sits there.
 * The fund is locked last, after every group, so that no buyer waits for this in a ring.
 */
export const freeChairs = async (
  tx: Tx,
  deps: { readonly jobs: Jobs },
  practiceId: PracticeId,
  seatIds: readonly string[],
): Promise<void> => {
  const freed: string[] = [];
  for (const seatId of seatIds) {
    const done = await freeSeat(tx, deps, { practiceId, seatId, because: 'refunded', by: 'desk' });
    if (done.ok) freed.push(seatId);
  }
  for (const { lineId } of await supportedLines(tx, practiceId, freed))
    await giveBackToFund(tx, { practiceId, lineId, amountMinor: 'all', by: 'desk' });
};
