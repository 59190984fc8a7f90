import type { PracticeId } from '../../kernel/id.ts';
import { newId } from '../../platform/ids.ts';
import {
  type Actor,
  actingAs,
  attemptOf,
  lockPayment,
  lookedAt,
  type PaymentDeps,
} from '../payments/public.ts';
import { settle } from './settle-actions.ts';
import * as store from './store.ts';

export type RefundNews = {
  readonly paypalRefundId: string;
  readonly captureId: string;
  /** PayPal took the money from us, as it does when a dispute is lost. */
  readonly reversed?: boolean;
};

/**
 * News of a refund at PayPal: ours is looked after, a foreign one is written into the books for what it is.
 * Answers false when one of our own refunds still waits for its number, so that nobody can tell yet.
 */
export const noteRefund = async (
  deps: PaymentDeps,
  practiceId: PracticeId,
  news: RefundNews,
  actor: Actor = 'webhook',
): Promise<boolean> => {
  const { paypalRefundId, captureId } = news;
  const named = { paypalOrderId: null, attemptId: null, captureId };
  const attemptId = await attemptOf(deps.db.sql, practiceId, named);
  if (!attemptId) return false;
  const books = await store.knownRefund(deps.db.sql, practiceId, paypalRefundId, captureId);
  if (books.known) return true;
  if (books.unnumbered) return false;
  const outcome = await lookedAt(deps, { practiceId, attemptId, operation: 'get-refund' }, () =>
    deps.paypal.getRefund(paypalRefundId),
  );
  if (outcome.kind !== 'ok' || !outcome.value.amount) return outcome.kind === 'refused';
  if (outcome.value.status === 'FAILED' || outcome.value.status === 'CANCELLED') return true;
  const { minor, currency } = outcome.value.amount;
  const because: 'reversed' | 'outside' = news.reversed ? 'reversed' : 'outside';
  const told = {
    ...{ id: newId<'refund'>(), captureId, paypalRefundId, amountMinor: minor, currency, because },
  } as const;
  const by = await actingAs(deps, practiceId, actor);
  await deps.db.begin(async (tx) => {
    await lockPayment(tx, { practiceId, attemptId }, by);
    if (await store.adoptNumber(tx, practiceId, told)) return;
    const [row] = await store.insertOutsideRefund(tx, practiceId, told);
    if (row) await settle(tx, deps, { by, of: { practiceId, id: told.id, attemptId } }, outcome);
  });
  return true;
};
