import type { PracticeId } from '../../kernel/id.ts';
import { money } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import { bookRefund, recordChange } from '../fulfilment/public.ts';
import { actingAs, type By, lockPayment, type PaymentDeps } from '../payments/public.ts';
import * as desk from './desk-store.ts';
import { freeChairs } from './free-actions.ts';
import { canRefundBecome, type RefundState } from './refund-states.ts';
import { change, closeWhatIsOver, eventOf } from './settle-actions.ts';
import type { Refund, RefundKey } from './store.ts';
import * as store from './store.ts';

export type StepRefusal =
  | { readonly because: 'no-such-refund' }
  /** It has gone on meanwhile. */
  | { readonly because: 'too-late'; readonly state: RefundState }
  /** The money went another way since it failed. */
  | { readonly because: 'nothing-left' };

type Step = Result<{ readonly state: RefundState }, StepRefusal>;

/** Takes a wish back while PayPal was not asked; a second time changes nothing. Only where it was made to be taken back. */
export const cancelRefund = (deps: PaymentDeps, key: RefundKey, who: string): Promise<Step> =>
  deps.db.begin(async (tx) => {
    const refund = await store.lockRefund(tx, key);
    if (!refund) return refuse({ because: 'no-such-refund' });
    if (refund.state === 'cancelled') return accept({ state: 'cancelled' });
    if (refund.state !== 'wanted' || !(await desk.isCancellable(tx, key)))
      return refuse({ because: 'too-late', state: refund.state });
    await desk.saveStep(tx, refund, { state: 'cancelled', nextTrySeconds: null });
    await recordChange(tx, key.practiceId, { ...by(refund, 'cancelled'), because: who });
    return accept({ state: 'cancelled' });
  });

/** Asks for a failed refund anew, under a new key; a second time changes nothing. */
export const retryRefund = (deps: PaymentDeps, key: RefundKey, who: string): Promise<Step> =>
  deps.db.begin(async (tx) => {
    const refund = await store.lockRefund(tx, key);
    if (!refund) return refuse({ because: 'no-such-refund' });
    if (refund.generation > 0 && refund.state !== 'failed') return accept({ state: refund.state });
    if (!canRefundBecome(refund.state, 'wanted')) return refuse({ because: 'too-late', state: refund.state });
    if (!(await desk.fitsInto(tx, refund))) return refuse({ because: 'nothing-left' });
    await desk.saveStep(tx, refund, { state: 'wanted', nextTrySeconds: 0, anew: true });
    await recordChange(tx, key.practiceId, { ...by(refund, 'wanted'), because: who });
    return accept({ state: 'wanted' });
  });

/** Writes down that a failed refund was paid outside of PayPal, and how; it is booked, and the payer gets a letter. */
export const settleByHand = async (
  deps: PaymentDeps,
  key: RefundKey,
  said: { readonly how: string; readonly who: string },
): Promise<Step> => {
  const acting = await actingAs(deps, key.practiceId, 'desk');
  const attemptId = await desk.attemptOfRefund(deps.db.sql, key);
  if (!attemptId) return refuse({ because: 'no-such-refund' });
  return deps.db.begin(async (tx) => {
    await lockPayment(tx, { practiceId: key.practiceId, attemptId }, acting);
    const refund = await store.lockRefund(tx, key);
    if (!refund) return refuse({ because: 'no-such-refund' });
    if (refund.state === 'settled') return accept({ state: 'settled' });
    if (!canRefundBecome(refund.state, 'settled'))
      return refuse({ because: 'too-late', state: refund.state });
    if (!(await desk.fitsInto(tx, refund))) return refuse({ because: 'nothing-left' });
    await desk.saveStep(tx, refund, { state: 'settled', nextTrySeconds: null, settledHow: said.how });
    await bookSettled(tx, refund, acting);
    await recordChange(tx, key.practiceId, { ...change(refund, 'settled', acting), because: said.who });
    await deps.jobs.enqueue(tx, 'refund-settled', eventOf(refund));
    return accept({ state: 'settled' });
  });
};

const bookSettled = async (tx: Tx, refund: Refund, acting: By): Promise<void> => {
  const { practiceId, captureId, attemptId, id: refundId } = refund;
  const orderId = await store.orderPaidBy(tx, practiceId, captureId);
  const amount = money(refund.amountMinor, refund.currency);
  const outOf = refund.surplus ? 'suspense' : 'refunds';
  await bookRefund(tx, practiceId, {
    ...{ refundId, captureId, attemptId, orderId, amount, outOf, outsidePayPal: true },
  });
  await closeWhatIsOver(tx, acting, refund, orderId);
};

const by = (refund: Refund, became: RefundState) =>
  ({ entity: 'refund', id: refund.id, was: refund.state, became, actor: 'desk' }) as const;

/**
 * Somebody decided what becomes of an order's chairs after a refund that nobody here asked for: they stay, or these
 * are freed. Answers false where it was decided before.
 */
export const decideChairs = (
  deps: PaymentDeps,
  practiceId: PracticeId,
  decision: { readonly refundId: string; readonly frees: boolean; readonly who: string },
): Promise<boolean> =>
  deps.db.begin(async (tx) => {
    const key = { practiceId, refundId: decision.refundId };
    if (!(await desk.markChairsDecided(tx, key, decision.who))) return false;
    if (decision.frees) await freeChairs(tx, deps, practiceId, await desk.seatsOfRefund(tx, key));
    return true;
  });
