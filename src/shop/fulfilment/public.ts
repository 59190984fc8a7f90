import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import { type Change, insertChanges } from './store.ts';

export { type FulfilmentDeps, placeOrder } from './actions.ts';
export { bookRefund, post } from './book-actions.ts';
export { partsOfSale } from './ledger-store.ts';
export {
  type Account,
  feeLearned,
  fundReturned,
  giftCame,
  moneyCame,
  movedAtPayPal,
} from './postings.ts';
export {
  type Change,
  nextNumber,
  type SeatOfOrder,
  seatsOfOrder,
  setOrderState,
  wantRefund,
} from './store.ts';

/** Writes down who changed what; every change of state in the shop passes here. */
export const recordChange = async (tx: Tx, practiceId: PracticeId, change: Change): Promise<void> => {
  await insertChanges(tx, practiceId, [change]);
};
