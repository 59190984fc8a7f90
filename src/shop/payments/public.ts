import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { AttemptKey } from './attempt.ts';
import {
  actingAs,
  type By,
  callHuman,
  lockBoth,
  looked,
  moveAttempt,
  type PaymentDeps,
} from './attempt-actions.ts';
import { attemptNamedBy } from './store.ts';

export { invariants, paymentStory, type StoryLine, type Violation } from '../accounts/public.ts';
export type { AttemptKey } from './attempt.ts';
export { type Actor, actingAs, type By, type PaymentDeps } from './attempt-actions.ts';
export { secondsToNextLook } from './back-off.ts';
export { capture } from './capture-actions.ts';
export { createPayPal, outcome as outcomeOfReply, type PayPalConfig, payPalPlace } from './gateway.ts';
export { paymentReference } from './order-body.ts';
export type { Outcome, PayPal, PayPalOrder, RefundFact, WebhookHint, WebhookVerdict } from './paypal.ts';
export { look, reconcile } from './reconcile-actions.ts';
export { type PaymentRefusal, startPayment } from './start-actions.ts';

/** The attempt that something from PayPal speaks of: by its order, by our id in it, or by a capture. */
export const attemptOf = (
  sql: Queryable,
  practiceId: PracticeId,
  named: {
    readonly paypalOrderId: string | null;
    readonly attemptId: string | null;
    readonly captureId: string | null;
  },
): Promise<string | undefined> => attemptNamedBy(sql, practiceId, named);

/** Locks checkout and attempt, in the order in which everybody does. */
export const lockPayment = lockBoth;

/** All of an attempt's money went back: its books are closed. */
export const closeRefunded = async (tx: Tx, key: AttemptKey, by: By): Promise<void> => {
  const locked = await lockBoth(tx, key, by);
  if (locked?.attempt.state === 'refunding' || locked?.attempt.state === 'captured')
    await moveAttempt(locked, 'refunded', { because: 'all-went-back' });
};

/** Writes to the practice that a payment needs a person; once per attempt and problem. */
export const alertPractice = async (deps: PaymentDeps, key: AttemptKey, what: string): Promise<void> => {
  const by = await actingAs(deps, key.practiceId, 'reconciler');
  await deps.db.begin(async (tx) => {
    const locked = await lockBoth(tx, key, by);
    if (locked) await callHuman(deps, locked, { what });
  });
};

/** A look at PayPal whose intent is written down in the attempt's story. */
export const lookedAt = looked;
