import { money, toDecimal } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import { recordChange } from '../fulfilment/public.ts';
import {
  actingAs,
  alertPractice,
  type By,
  lookedAt,
  type Outcome,
  type PaymentDeps,
  type RefundFact,
  secondsToNextLook,
} from '../payments/public.ts';
import { freeChairs } from './free-actions.ts';
import { isAtRest, refundIssue } from './refund-states.ts';
import { change, eventOf, settle } from './settle-actions.ts';
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
  const by = await actingAs(deps, key.practiceId, 'reconciler');
  const refund = await deps.db.begin((tx) => takeUp(tx, deps, key, by));
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
  const problem = await deps.db.begin((tx) => settle(tx, deps, { by, of: refund }, truth));
  if (problem) await alertPractice(deps, of, problem);
};

/**
 * A no that would leave it to a person may hide a refund made before it: the capture tells of the whole, the order of a
 * part. A refund of this sum that is in nobody's books is taken for this one: rather none than a second.
 */
const lookedInto = async (
  deps: PaymentDeps,
  refund: Refund,
  outcome: Outcome<RefundFact>,
): Promise<Outcome<RefundFact>> => {
  const { practiceId, attemptId, captureId } = refund;
  if (outcome.kind !== 'refused' || refundIssue(outcome.issue) !== 'person') return outcome;
  const told = await lookedAt(deps, { practiceId, attemptId, operation: 'get-capture' }, () =>
    deps.paypal.getCapture(captureId),
  );
  if (told.kind === 'unknown') return told;
  if (told.kind !== 'ok' || told.value.status === 'COMPLETED') return outcome;
  if (told.value.status === 'REFUNDED') return { ...outcome, issue: 'CAPTURE_FULLY_REFUNDED' };
  const { paypalOrderId, knownIds } = await store.tracesOf(deps.db.sql, refund);
  if (!paypalOrderId) return outcome;
  const order = await lookedAt(deps, { practiceId, attemptId, operation: 'get' }, () =>
    deps.paypal.getOrder(paypalOrderId),
  );
  if (order.kind !== 'ok') return order.kind === 'unknown' ? order : outcome;
  const found = order.value.refunds?.find(
    ({ id, amount }) =>
      !knownIds.includes(id) && amount?.minor === refund.amountMinor && amount.currency === refund.currency,
  );
  return found ? { ...order, value: found } : outcome;
};

/** The same until PayPal has said no for good: under a new key it may then be asked anew. */
const keyOf = ({ requestKey, generation }: Refund): string =>
  generation === 0 ? requestKey : `${requestKey}:${generation}`;

const bodyOf = ({ amountMinor, currency, note }: Refund): string =>
  JSON.stringify({
    amount: { value: toDecimal(money(amountMinor, currency)), currency_code: currency },
    ...(note ? { note_to_payer: note } : {}),
  });

/** Long enough for PayPal to finish in most cases: then one letter says that it is done. */
const TELL_AFTER_SECONDS = 300;

/** The intent is stored, and the next try is set, before anything is asked. From here on the chairs are open. */
const takeUp = async (tx: Tx, deps: PaymentDeps, key: RefundKey, by: By): Promise<Refund | undefined> => {
  const refund = await store.lockRefund(tx, key);
  if (!refund || isAtRest(refund.state)) return undefined;
  const first = refund.state === 'wanted';
  const nextTrySeconds = secondsToNextLook(refund.tries);
  await store.saveRefund(tx, refund, {
    state: first ? 'asked' : refund.state,
    nextTrySeconds,
    problem: null,
  });
  if (!first) return refund;
  await recordChange(tx, refund.practiceId, change(refund, 'asked', by));
  await freeChairs(tx, deps, key.practiceId, await store.seatsToFree(tx, key));
  await deps.jobs.enqueue(tx, 'refund-asked', eventOf(refund), { startAfterSeconds: TELL_AFTER_SECONDS });
  return refund;
};
