import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Meeting } from '../catalogue/public.ts';
import { freeSeat } from './free-actions.ts';
import { insertMovedSeat } from './move-store.ts';
import * as store from './store.ts';

export type MoveRefusal = { readonly because: 'already-freed' | 'already-seated' | 'full' };

/**
 * Moves somebody to another group: takes a seat there that everybody could take, and frees theirs, both or neither.
 * The caller has locked both groups.
 */
export const moveSeat = async (
  tx: Tx,
  deps: { readonly jobs: Jobs },
  wish: {
    readonly practiceId: PracticeId;
    readonly seatId: string;
    readonly email: string;
    readonly offeringId: string;
    readonly meetings: readonly Meeting[] | null;
    readonly carriedMinor: number;
    readonly secretHashOf: (seatId: string) => Buffer | null;
    readonly by: string;
  },
): Promise<Result<{ readonly seatId: string }, MoveRefusal>> => {
  const { practiceId, seatId, offeringId } = wish;
  const offerings = { practiceId, offeringIds: [offeringId] };
  const seated = await store.alreadySeatedIn(tx, offerings, wish.email);
  if (seated.length > 0) return refuse({ because: 'already-seated' });
  const taken = await store.takeSeats(tx, offerings);
  if (taken.length === 0) return refuse({ because: 'full' });
  await store.confirmSeats(tx, offerings);
  const freed = await freeSeat(tx, deps, { practiceId, seatId, because: 'transferred', by: wish.by });
  if (!freed.ok) throw new Error('a seat that moves was locked while it was taken');
  const id = newId<'seat'>();
  const { meetings, carriedMinor } = wish;
  await insertMovedSeat(tx, practiceId, {
    ...{ id, followsId: seatId, offeringId, meetings, carriedMinor, secretHash: wish.secretHashOf(id) },
  });
  await deps.jobs.enqueue(tx, 'seat-granted', { practiceId, offeringId, seatId: id });
  return accept({ seatId: id });
};
