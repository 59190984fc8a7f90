import type { PracticeId } from '../../kernel/id.ts';
import { money } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { bookRefund, recordChange, setOrderState } from '../fulfilment/public.ts';
import { type By, closeRefunded, lockPayment, type Outcome, type RefundFact } from '../payments/public.ts';
import { canRefundBecome, isAtRest, refundIssue } from './refund-states.ts';
import type { Refund } from './store.ts';
import * as store from './store.ts';

type Of = Pick<Refund, 'practiceId' | 'id' | 'attemptId'>;
type Deps = { readonly jobs: Jobs };

/** By then PayPal has not answered for about eight hours. It is asked on; a person should know that money is owed. */
const TRIES_BEFORE_ALARM = 12;
const NO_ANSWER = 'a refund has had no answer from PayPal for hours';
const OTHER_AMOUNT = 'PayPal gave back another amount than we asked for';

/**
 * Brings PayPal's answer into the books; answers what a person should know. Checkout and attempt are locked before the
 * refund, as everywhere.
 */
export const settle = async (
  tx: Tx,
  deps: Deps,
  { by, of }: { readonly by: By; readonly of: Of },
  outcome: Outcome<RefundFact>,
): Promise<string | undefined> => {
  await lockPayment(tx, of, by);
  const refund = await store.lockRefund(tx, { practiceId: of.practiceId, refundId: of.id });
  if (!refund || isAtRest(refund.state)) return undefined;
  if (outcome.kind === 'unknown') return refund.tries < TRIES_BEFORE_ALARM ? undefined : NO_ANSWER;
  if (outcome.kind === 'refused') return refusedBy(tx, deps, { by, refund }, outcome.issue);
  const { status } = outcome.value;
  if (status === 'COMPLETED') return complete(tx, deps, { by, refund }, outcome.value);
  if (status !== 'PENDING') return fail(tx, deps, { by, refund }, status);
  const wait = { paypalRefundId: outcome.value.id, nextTrySeconds: 900, problem: null };
  await store.saveRefund(tx, refund, { state: 'pending', ...wait });
  return undefined;
};

type Locked = { readonly by: By; readonly refund: Refund };

const refusedBy = async (tx: Tx, deps: Deps, locked: Locked, issue: string): Promise<string | undefined> => {
  const { refund } = locked;
  const meaning = refundIssue(issue);
  if (meaning === 'done') return complete(tx, deps, locked, undefined);
  if (meaning === 'person') return fail(tx, deps, locked, issue);
  await store.saveRefund(tx, refund, { state: refund.state, nextTrySeconds: 3600, problem: issue });
  return issue === 'REFUND_FAILED_INSUFFICIENT_FUNDS'
    ? 'a refund waits: the PayPal balance is too low'
    : undefined;
};

const fail = async (tx: Tx, deps: Deps, { by, refund }: Locked, problem: string): Promise<string> => {
  await store.saveRefund(tx, refund, { state: 'failed', nextTrySeconds: null, problem });
  await recordChange(tx, refund.practiceId, change(refund, 'failed', by, problem));
  await deps.jobs.enqueue(tx, 'refund-failed', eventOf(refund));
  return `a refund failed and must be made by hand: ${problem}`;
};

const complete = async (
  tx: Tx,
  deps: Deps,
  { by, refund }: Locked,
  fact: RefundFact | undefined,
): Promise<string | undefined> => {
  if (!canRefundBecome(refund.state, 'completed')) return undefined;
  const feeBackMinor = fact?.feeBack?.currency === refund.currency ? Math.max(fact.feeBack.minor, 0) : 0;
  await store.saveRefund(tx, refund, {
    ...{ state: 'completed', nextTrySeconds: null, problem: null, feeBackMinor },
    ...{ paypalRefundId: fact?.id ?? null, madeAt: fact?.madeAt ?? null },
  });
  const orderId = await store.orderPaidBy(tx, refund.practiceId, refund.captureId);
  await bookRefund(tx, refund.practiceId, {
    ...{ attemptId: refund.attemptId, captureId: refund.captureId, refundId: refund.id, orderId },
    ...{ amount: money(refund.amountMinor, refund.currency), outOf: accountOf(refund), feeBackMinor },
  });
  await recordChange(tx, refund.practiceId, change(refund, 'completed', by));
  await deps.jobs.enqueue(tx, 'refund-completed', eventOf(refund));
  await closeWhatIsOver(tx, by, refund, orderId);
  const differs = fact?.amount !== undefined && fact.amount.minor !== refund.amountMinor;
  return differs ? OTHER_AMOUNT : undefined;
};

const accountOf = ({ surplus, because }: Refund): 'refunds' | 'suspense' | 'disputes' => {
  if (surplus) return 'suspense';
  return because === 'reversed' ? 'disputes' : 'refunds';
};

/** The order says how much of it went back; when all did, its payment is closed. */
export const closeWhatIsOver = async (
  tx: Tx,
  by: By,
  refund: Pick<Refund, 'practiceId' | 'attemptId' | 'captureId'>,
  orderId: string | undefined,
): Promise<void> => {
  const left = await store.leftOfCapture(tx, refund.practiceId, refund.captureId);
  if (orderId) await setOrderState(tx, refund.practiceId, orderId, left > 0 ? 'partly-refunded' : 'refunded');
  if (left === 0) await closeRefunded(tx, refund, by);
};

export const change = (refund: Pick<Refund, 'id' | 'state'>, became: string, by: By, because?: string) =>
  ({ entity: 'refund', id: refund.id, was: refund.state, became, because, actor: by.actor }) as const;

/** The same refund may fail, be tried again and end: each try is an event of its own. */
export const eventOf = (refund: {
  readonly practiceId: PracticeId;
  readonly id: string;
  readonly generation: number;
}) => ({ practiceId: refund.practiceId, refundId: refund.id, generation: refund.generation });
