import type { PracticeId } from '../../kernel/id.ts';
import { money, toDecimal } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { bookRefund, recordChange, setOrderState } from '../fulfilment/public.ts';
import {
  actingAs,
  alertPractice,
  attemptOf,
  type By,
  closeRefunded,
  lockPayment,
  lookedAt,
  type Outcome,
  type PaymentDeps,
  type RefundFact,
  secondsToNextLook,
} from '../payments/public.ts';
import { canRefundBecome, isAtRest, refundIssue } from './refund-states.ts';
import type { Refund, RefundKey } from './store.ts';
import * as store from './store.ts';

/**
 * One round: every refund whose time has come is asked for, or looked after where PayPal still works on it.
 * The same key each time, so that a lost answer never becomes a second refund.
 */
export const executeRefunds = async (deps: PaymentDeps): Promise<number> => {
  const due = await store.refundsToDo(deps.db.sql, 50);
  const faults: unknown[] = [];
  for (const key of due)
    await executeOne(deps, key).catch((fault: unknown) => {
      faults.push(fault);
    });
  if (faults.length > 0) throw new AggregateError(faults, 'some refunds could not be made');
  return due.length;
};

const executeOne = async (deps: PaymentDeps, key: RefundKey): Promise<void> => {
  const refund = await deps.db.begin((tx) => takeUp(tx, key));
  if (!refund) return;
  const of = { practiceId: refund.practiceId, attemptId: refund.attemptId };
  const { paypalRefundId } = refund;
  const outcome = paypalRefundId
    ? await lookedAt(deps, { ...of, operation: 'get-refund' }, () => deps.paypal.getRefund(paypalRefundId))
    : await lookedAt(deps, { ...of, operation: 'refund', key: keyOf(refund), body: bodyOf(refund) }, () =>
        deps.paypal.refundCapture({
          captureId: refund.captureId,
          key: keyOf(refund),
          body: bodyOf(refund),
        }),
      );
  const truth = await lookedInto(deps, refund, outcome);
  const by = await actingAs(deps, key.practiceId, 'reconciler');
  const problem = await deps.db.begin((tx) => settle(tx, by, refund, truth));
  if (problem) await alertPractice(deps, of, problem);
};

/** By then PayPal has not answered for about eight hours. It is asked on; a person should know that money is owed. */
const TRIES_BEFORE_ALARM = 12;
const NO_ANSWER = 'a refund has had no answer from PayPal for hours';

/** A no that would leave it to a person may hide a refund made earlier, whose answer was lost: the capture tells. */
const lookedInto = async (
  deps: PaymentDeps,
  { practiceId, attemptId, captureId }: Refund,
  outcome: Outcome<RefundFact>,
): Promise<Outcome<RefundFact>> => {
  if (outcome.kind !== 'refused' || refundIssue(outcome.issue) !== 'person') return outcome;
  const told = await lookedAt(deps, { practiceId, attemptId, operation: 'get-capture' }, () =>
    deps.paypal.getCapture(captureId),
  );
  if (told.kind === 'unknown') return told;
  const back = told.kind === 'ok' && told.value.status === 'REFUNDED';
  return back ? { ...outcome, issue: 'CAPTURE_FULLY_REFUNDED' } : outcome;
};

/** The same until PayPal has said no for good: under a new key it may then be asked anew. */
const keyOf = ({ requestKey, generation }: Refund): string =>
  generation === 0 ? requestKey : `${requestKey}:${generation}`;

const bodyOf = ({ amountMinor, currency }: Refund): string =>
  JSON.stringify({ amount: { value: toDecimal(money(amountMinor, currency)), currency_code: currency } });

/** The intent is stored, and the next try is set, before anything is asked. */
const takeUp = async (tx: Tx, key: RefundKey): Promise<Refund | undefined> => {
  const refund = await store.lockRefund(tx, key);
  if (!refund || isAtRest(refund.state)) return undefined;
  const state = refund.state === 'wanted' ? 'asked' : refund.state;
  await store.saveRefund(tx, refund, {
    state,
    nextTrySeconds: secondsToNextLook(refund.tries),
    problem: null,
  });
  return refund;
};

/** Checkout and attempt are locked before the refund, as everywhere. */
const settle = async (
  tx: Tx,
  by: By,
  of: Pick<Refund, 'practiceId' | 'id' | 'attemptId'>,
  outcome: Outcome<RefundFact>,
): Promise<string | undefined> => {
  await lockPayment(tx, of, by);
  const refund = await store.lockRefund(tx, { practiceId: of.practiceId, refundId: of.id });
  if (!refund || isAtRest(refund.state)) return undefined;
  if (outcome.kind === 'unknown') return refund.tries < TRIES_BEFORE_ALARM ? undefined : NO_ANSWER;
  if (outcome.kind === 'refused') return refusedBy(tx, by, refund, outcome.issue);
  const { id, status } = outcome.value;
  if (status === 'COMPLETED') return complete(tx, by, refund, id);
  if (status === 'PENDING') {
    const wait = { paypalRefundId: id, nextTrySeconds: 900, problem: null };
    await store.saveRefund(tx, refund, { state: 'pending', ...wait });
    return undefined;
  }
  return fail(tx, refund, status);
};

const refusedBy = async (tx: Tx, by: By, refund: Refund, issue: string): Promise<string | undefined> => {
  const meaning = refundIssue(issue);
  if (meaning === 'done') return complete(tx, by, refund, null);
  if (meaning === 'person') return fail(tx, refund, issue);
  await store.saveRefund(tx, refund, { state: refund.state, nextTrySeconds: 3600, problem: issue });
  return issue === 'REFUND_FAILED_INSUFFICIENT_FUNDS'
    ? 'a refund waits: the PayPal balance is too low'
    : undefined;
};

const fail = async (tx: Tx, refund: Refund, problem: string): Promise<string> => {
  await store.saveRefund(tx, refund, { state: 'failed', nextTrySeconds: null, problem });
  await recordChange(tx, refund.practiceId, change(refund, 'failed', problem));
  return `a refund failed and must be made by hand: ${problem}`;
};

const complete = async (
  tx: Tx,
  by: By,
  refund: Refund,
  paypalRefundId: string | null,
): Promise<undefined> => {
  if (!canRefundBecome(refund.state, 'completed')) return undefined;
  const { practiceId, captureId, attemptId } = refund;
  await store.saveRefund(tx, refund, {
    state: 'completed',
    paypalRefundId,
    nextTrySeconds: null,
    problem: null,
  });
  const orderId = await store.orderPaidBy(tx, practiceId, captureId);
  await bookRefund(tx, practiceId, {
    ...{ attemptId, captureId, refundId: refund.id, orderId },
    amount: money(refund.amountMinor, refund.currency),
    outOf: refund.surplus ? 'suspense' : 'refunds',
  });
  await recordChange(tx, practiceId, change(refund, 'completed'));
  const left = await store.leftOfCapture(tx, practiceId, captureId);
  if (orderId) await setOrderState(tx, practiceId, orderId, left > 0 ? 'partly-refunded' : 'refunded');
  if (left === 0) await closeRefunded(tx, refund, by);
  return undefined;
};

const change = (refund: Refund, became: string, because?: string) =>
  ({ entity: 'refund', id: refund.id, was: refund.state, became, because, actor: 'reconciler' }) as const;

/**
 * News of a refund at PayPal: ours is looked after, a foreign one is written into the books for what it is.
 * Answers false when one of our own refunds still waits for its number, so that nobody can tell yet.
 */
export const noteRefund = async (
  deps: PaymentDeps,
  practiceId: PracticeId,
  news: { readonly paypalRefundId: string; readonly captureId: string },
): Promise<boolean> => {
  const attemptId = await attemptOf(deps.db.sql, practiceId, {
    paypalOrderId: null,
    attemptId: null,
    captureId: news.captureId,
  });
  if (!attemptId) return false;
  const books = await store.knownRefund(deps.db.sql, practiceId, news.paypalRefundId, news.captureId);
  if (books.known) return true;
  if (books.unnumbered) return false;
  const outcome = await lookedAt(deps, { practiceId, attemptId, operation: 'get-refund' }, () =>
    deps.paypal.getRefund(news.paypalRefundId),
  );
  if (outcome.kind !== 'ok' || !outcome.value.amount) return outcome.kind === 'refused';
  const refundId = newId<'refund'>();
  const { minor, currency } = outcome.value.amount;
  const told = { id: refundId, ...news, amountMinor: minor, currency };
  const by = await actingAs(deps, practiceId, 'webhook');
  await deps.db.begin(async (tx) => {
    await lockPayment(tx, { practiceId, attemptId }, by);
    const [row] = await store.insertOutsideRefund(tx, practiceId, told);
    if (row) await settle(tx, by, { practiceId, id: refundId, attemptId }, outcome);
  });
  return true;
};
