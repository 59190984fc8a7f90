import type { PracticeId } from '../../kernel/id.ts';
import type { Money } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import { insertPosting, leftOfOrder, type PostingOf } from './ledger-store.ts';
import { moneyWent, type Posting, paidBackOutside, taxGoingBack } from './postings.ts';

/** Writes a posting into the ledger; `of` says what it belongs to. Nothing in the ledger is ever changed. */
export const post = async (
  tx: Tx,
  practiceId: PracticeId,
  posting: Posting,
  of: PostingOf,
): Promise<void> => {
  if (posting.entries.length > 0) await insertPosting(tx, practiceId, posting, of);
};

export type BookedRefund = {
  readonly refundId: string;
  readonly captureId: string;
  readonly attemptId: string;
  /** The order that the money bought; undefined for money that bought nothing. */
  readonly orderId: string | undefined;
  readonly amount: Money;
  readonly outOf: 'refunds' | 'suspense' | 'disputes';
  /** What PayPal gives back of its fee, in minor units. */
  readonly feeBackMinor?: number;
  /** The practice paid it by other means. */
  readonly outsidePayPal?: boolean;
};

/** Books money that went back, with the share of tax in it. The order's checkout is locked by the caller. */
export const bookRefund = async (tx: Tx, practiceId: PracticeId, refund: BookedRefund): Promise<void> => {
  const { refundId, captureId, attemptId, orderId, amount, outOf, feeBackMinor = 0 } = refund;
  const taxMinor = orderId ? taxGoingBack(amount, await leftOfOrder(tx, practiceId, orderId)) : 0;
  const posting = refund.outsidePayPal
    ? paidBackOutside(amount, taxMinor)
    : moneyWent(amount, outOf, { taxMinor, feeBackMinor });
  await post(tx, practiceId, posting, { refundId, captureId, attemptId, ...(orderId ? { orderId } : {}) });
};
