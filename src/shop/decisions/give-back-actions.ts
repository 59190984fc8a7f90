import { type Practice, practiceById } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { withdrawOffer } from '../offers/public.ts';
import { type WithdrawalDeps, withdraw } from '../withdrawals/public.ts';
import { NOT_HELD_WORDS } from './plan-actions.ts';
import * as store from './store.ts';

/**
 * Whatever is still taken or offered in groups that are not held goes back, one chair after the other, each with its
 * money and its letters or not at all. Killed anywhere and begun again it does the rest; whoever was still paying when
 * it was decided is given back as well. One that fails does not keep the others.
 */
export const giveAllBack = async (deps: WithdrawalDeps): Promise<void> => {
  const faults: unknown[] = [];
  const attempt = (work: Promise<unknown>) =>
    work.catch((fault: unknown) => {
      faults.push(fault);
    });
  for (const offer of await store.offersToEnd(deps.db.sql, 500))
    await attempt(
      deps.db.begin((tx) => withdrawOffer(tx, deps, { ...offer, words: NOT_HELD_WORDS, by: 'decision' })),
    );
  for (const { practiceId, seatId } of await store.seatsToGiveBack(deps.db.sql, 500))
    await attempt(giveBack(deps, await practiceOf(deps, practiceId), seatId));
  if (faults.length > 0) throw new AggregateError(faults, 'some chairs could not be given back');
};

const giveBack = (deps: WithdrawalDeps, practice: Practice, seatId: string) =>
  withdraw(deps, practice, {
    ...{ seatId, byWhom: 'desk', sum: 'all', why: 'not-held' },
    shownMinor: undefined,
  });

const practiceOf = async ({ db }: WithdrawalDeps, practiceId: PracticeId): Promise<Practice> => {
  const practice = await practiceById(db, practiceId);
  invariant(practice, 'a chair belongs to a practice');
  return practice;
};
