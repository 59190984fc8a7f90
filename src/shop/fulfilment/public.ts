import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import type { Posting } from './postings.ts';
import { type Change, insertChanges, insertPosting, type PostingOf } from './store.ts';

export { type FulfilmentDeps, placeOrder } from './actions.ts';
export { feeLearned, moneyCame, moneyWent } from './postings.ts';
export { type Change, type SeatOfOrder, seatsOfOrder, setOrderState, wantRefund } from './store.ts';

/** Writes a posting into the ledger; `of` says what it belongs to. Nothing in the ledger is ever changed. */
export const post = async (
  tx: Tx,
  practiceId: PracticeId,
  posting: Posting,
  of: PostingOf,
): Promise<void> => {
  if (posting.entries.length > 0) await insertPosting(tx, practiceId, posting, of);
};

/** Writes down who changed what; every change of state in the shop passes here. */
export const recordChange = async (tx: Tx, practiceId: PracticeId, change: Change): Promise<void> => {
  await insertChanges(tx, practiceId, [change]);
};
