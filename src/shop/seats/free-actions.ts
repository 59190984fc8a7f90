import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import type { Jobs } from '../../platform/jobs.ts';
import * as freed from './free-store.ts';
import type { FreedBecause } from './seat-states.ts';
import { lockOfferings } from './store.ts';

/**
 * Frees a paid or granted seat: the row, its group's count, the history and the event `seat-freed`
 * come to be together. A seat that is free already is refused and nothing happens, however often it is asked.
 * Whoever frees several seats locks their offerings first, in the order of their ids.
 */
export const freeSeat = async (
  tx: Tx,
  deps: { readonly jobs: Jobs },
  wish: {
    readonly practiceId: PracticeId;
    readonly seatId: string;
    readonly because: FreedBecause;
    /** Which door it came through: buyer, attendee, desk, job. */
    readonly by: string;
  },
): Promise<Result<{ readonly offeringId: string }, { readonly because: 'already-freed' }>> => {
  const { practiceId, seatId, because } = wish;
  const offeringId = await freed.offeringOfSeat(tx, wish);
  invariant(offeringId, 'a seat that is to be freed exists');
  await lockOfferings(tx, { practiceId, offeringIds: [offeringId] });
  const was = await freed.lockSeat(tx, wish);
  if (was === 'freed' || was === undefined) return refuse({ because: 'already-freed' });
  await freed.endSeat(tx, wish, { was, because, by: wish.by });
  await deps.jobs.enqueue(tx, 'seat-freed', { practiceId, offeringId, seatId, because });
  return accept({ offeringId });
};
