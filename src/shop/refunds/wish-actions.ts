import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { recordChange } from '../fulfilment/public.ts';
import type { RefundState } from './refund-states.ts';
import { mayGoBack, type RefundRefusal, type WishedPart, type WishReason } from './wish.ts';
import * as store from './wish-store.ts';

export type RefundWish = {
  readonly practiceId: PracticeId;
  readonly orderId: string;
  /** Chosen by whoever wishes (the withdrawal's id, the form's): the same wish twice is one refund. */
  readonly wishId: string;
  readonly amountMinor: number;
  readonly because: WishReason;
  /** Who, as history keeps it: 'buyer', 'desk', 'decision'. */
  readonly by: string;
  /** Which lines of the order it is for; their sum is the amount. Empty: for the order as a whole. */
  readonly lines?: readonly WishedPart[];
  /** What the buyer reads beside the sum at PayPal: neutral, at most 255 signs. */
  readonly note?: string;
  /** Seats that are freed when PayPal is asked, and not before. */
  readonly freesSeats?: readonly string[];
  /** How long PayPal is not asked yet, so that the wish can be taken back. */
  readonly waitSeconds?: number;
};

export type WishedRefund = {
  readonly refundId: string;
  readonly amountMinor: number;
  readonly state: RefundState;
  /** This very wish was there before; nothing was done now. */
  readonly again: boolean;
};

/**
 * Wishes money of an order back, in the caller's transaction; PayPal is asked after it has committed. It locks the
 * capture, so call it after whatever locks checkouts, seats or offerings. Amounts are minor units of the order's currency.
 */
export const requestRefund = async (
  tx: Tx,
  _deps: { readonly jobs: Jobs },
  wish: RefundWish,
): Promise<Result<WishedRefund, RefundRefusal>> => {
  const { practiceId, orderId, lines = [] } = wish;
  const money = await store.lockMoneyOfOrder(tx, practiceId, orderId);
  if (!money) {
    const known = await store.orderExists(tx, practiceId, orderId);
    return refuse({ because: known ? 'nothing-paid' : 'no-such-order' });
  }
  const requestKey = `rf:${money.captureId}:${wish.wishId}`;
  const before = await store.wishUnder(tx, practiceId, requestKey);
  if (before) return accept({ ...wishedOf(before), again: true });
  const may = mayGoBack(money, { amountMinor: wish.amountMinor, lines }, money.now);
  if (!may.ok) return may;
  const refundId = newId<'refund'>();
  const { captureId, currency } = money;
  const { amountMinor, because, by, note = null, waitSeconds = 0 } = wish;
  await store.insertWish(tx, practiceId, {
    ...{ id: refundId, requestKey, captureId, currency },
    ...{ amountMinor, because, by, note, waitSeconds },
  });
  const kept = await store.insertWishLines(tx, practiceId, { refundId, orderId, lines });
  if (kept !== lines.length) throw new Error('a refund names lines of its own order');
  await store.insertWishSeats(tx, practiceId, { refundId, orderId, seatIds: wish.freesSeats ?? [] });
  const change = { entity: 'refund', id: refundId, was: null, became: 'wanted', because, actor: by } as const;
  await recordChange(tx, practiceId, change);
  return accept({ refundId, amountMinor, state: 'wanted', again: false });
};

const wishedOf = ({ id, amountMinor, state }: store.StoredWish) => ({ refundId: id, amountMinor, state });
