import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import type { Queryable } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { oldestOwed } from './store.ts';

export { bookGivenBack, type WithdrawalDeps, withdraw } from './actions.ts';
export { type LetterTo, lettersOf } from './letter-actions.ts';
export { findSeat, lockMoneyOf } from './store.ts';
export type { SeatToWithdraw } from './withdrawal.ts';

/** What withdrawals need of a person: money that is owed and that PayPal did not take. */
export const needs = async (sql: Queryable, practiceId: PracticeId): Promise<readonly Need[]> => {
  const owed = await oldestOwed(sql, practiceId);
  if (!owed) return [];
  const { count, since, seatId } = owed;
  const sentence =
    count === 1
      ? 'Money is owed for a chair that was given back, and PayPal cannot be asked for it now.'
      : `Money is owed for ${count} chairs that were given back, and PayPal cannot be asked for it now.`;
  return [{ kind: 'withdrawal-owed', count, sentence, href: urls.deskSeatWithdrawal(seatId), since }];
};
