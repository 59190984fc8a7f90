import { invariant } from '../../kernel/invariant.ts';
import { money } from '../../kernel/money.ts';
import type { Tx } from '../../platform/db.ts';
import {
  bookRefund,
  feeLearned,
  moneyCame,
  partsOfSale,
  placeOrder,
  post,
  setOrderState,
  wantRefund,
} from '../fulfilment/public.ts';
import { isSeatedInAny, pinHolds } from '../seats/public.ts';
import type { AttemptKey } from './attempt.ts';
import {
  type By,
  backToBuyer,
  callHuman,
  endPaying,
  keyOf,
  type Locked,
  lockBoth,
  moveAttempt,
  type PaymentDeps,
  tellWhoWaited,
  write,
} from './attempt-actions.ts';
import { canAttemptBecome } from './attempt-states.ts';
import { secondsToNextLook, secondsToNextReviewLook } from './back-off.ts';
import * as captures from './capture-store.ts';
import { laterStatus, type SurplusReason, wasTaken, whyNotOurs } from './judge.ts';
import type { CaptureFact, CaptureStatus, PayPalOrder } from './paypal.ts';
import * as store from './store.ts';

type Readable = CaptureFact & { readonly amount: NonNullable<CaptureFact['amount']> };

/**
 * Brings what PayPal says of an order into our books: every capture is stored as it is, money that buys the
 * seats places the order, any other money is given back, and nothing told late turns anything back.
 * Re-entrant: the same news twice changes nothing. Locks checkout and attempt itself.
 */
export const project = async (
  deps: PaymentDeps,
  tx: Tx,
  key: AttemptKey,
  { order, by }: { readonly order: PayPalOrder; readonly by: By },
): Promise<void> => {
  const first = await lockBoth(tx, key, by);
  if (!first) return;
  await knowOrder(first, order);
  for (const fact of order.captures) {
    const locked = await lockBoth(tx, key, by);
    invariant(locked, 'a locked attempt stays');
    if (isReadable(fact)) await takeIn(deps, locked, order, fact);
    else await callHuman(deps, locked, { what: 'PayPal told a capture whose amount cannot be read' });
  }
  const locked = await lockBoth(tx, key, by);
  if (locked) await rest(deps, locked, order);
};

const isReadable = (fact: CaptureFact): fact is Readable => fact.amount !== undefined;

/** An order whose creation we never heard the answer of is known from now on. */
const knowOrder = async (locked: Locked, order: PayPalOrder): Promise<void> => {
  if (locked.attempt.state !== 'creating') return;
  const found = {
    paypalOrderId: order.id,
    approveUrl: order.approveUrl ?? null,
    nextCheckSeconds: 0,
    checks: 0,
  };
  await moveAttempt(locked, 'awaiting', { ...found, because: 'order-found' });
};

/** One capture: fact first, then at most one effect, then what was learned late. */
const takeIn = async (
  deps: PaymentDeps,
  locked: Locked,
  order: PayPalOrder,
  fact: Readable,
): Promise<void> => {
  const { tx, attempt } = locked;
  const known = await captures.captureRow(tx, attempt.practiceId, fact.id);
  const status = laterStatus(known?.status, fact.status);
  const key = { practiceId: attempt.practiceId, attemptId: attempt.id };
  await captures.keepCapture(tx, key, fact, status);
  if (wasTaken(status) && !(known && wasTaken(known.status))) await settle(deps, locked, order, fact);
  else if (known && known.feeMinor === null && fact.fee && wasTaken(status))
    await post(tx, attempt.practiceId, feeLearned(fact.fee), { captureId: fact.id, attemptId: attempt.id });
  if (status === 'REFUNDED') await recordOutsideRefund(locked, fact);
  if (status === 'PARTIALLY_REFUNDED' && known?.status !== status && (known?.givenMinor ?? 0) === 0)
    await callHuman(deps, locked, { what: 'part of a payment was given back at PayPal: please look' });
};

/** New money: it buys the seats, or it goes back. */
const settle = async (
  deps: PaymentDeps,
  locked: Locked,
  order: PayPalOrder,
  fact: Readable,
): Promise<void> => {
  const { tx, paying, attempt, by } = locked;
  const of = { attemptId: attempt.id, captureId: fact.id };
  const reason = fact.status === 'REFUNDED' ? 'surplus' : await whyNoSeat(deps, locked, order, fact);
  if (reason) return giveBack(deps, locked, fact, reason);
  const placed = await placeOrder(tx, deps, { ...keyOf(paying), captureId: fact.id, actor: by.actor });
  const parts = await partsOfSale(tx, attempt.practiceId, paying.checkoutId);
  await post(tx, attempt.practiceId, moneyCame(fact.amount, fact.fee, 'sales', parts), {
    ...of,
    orderId: placed.orderId,
  });
  await moveAttempt(locked, 'captured', { problem: null, checks: 0 });
};

const whyNoSeat = async (
  deps: PaymentDeps,
  { tx, paying, attempt }: Locked,
  order: PayPalOrder,
  fact: Readable,
): Promise<SurplusReason | undefined> => {
  const { merchantId } = deps;
  const total = money(attempt.amountMinor, attempt.currency);
  const expected = { attemptId: attempt.id, invoiceId: attempt.invoiceId, total, merchantId };
  const strange = whyNotOurs(expected, {
    fact,
    payeeMerchantId: order.payeeMerchantId,
    orderCustomId: order.customId,
  });
  if (strange) return strange;
  if (paying.state === 'ordered' || !canAttemptBecome(attempt.state, 'captured')) return 'surplus';
  if (!(await pinHolds(tx, keyOf(paying))).ok) return 'seat-lost';
  const seated = await isSeatedInAny(tx, paying.practiceId, paying.offeringIds, paying.attendeeEmail ?? '');
  return seated ? 'duplicate' : undefined;
};

const giveBack = async (
  deps: PaymentDeps,
  locked: Locked,
  fact: Readable,
  reason: SurplusReason,
): Promise<void> => {
  const { tx, paying, attempt } = locked;
  const of = { attemptId: attempt.id, captureId: fact.id };
  await captures.markSurplus(tx, attempt.practiceId, fact.id, reason);
  await post(tx, attempt.practiceId, moneyCame(fact.amount, fact.fee, 'suspense'), of);
  if (fact.status !== 'REFUNDED') {
    const wish = {
      captureId: fact.id,
      because: reason,
      state: 'wanted',
      key: `rf:${fact.id}:${reason}`,
    } as const;
    await wantRefund(tx, attempt.practiceId, wish);
    await write(deps, locked, 'money-goes-back', paying.payerEmail);
    await callHuman(deps, locked, { what: `money that buys no seat goes back: ${reason}` });
  }
  if (canAttemptBecome(attempt.state, 'refunding'))
    if (attempt.state !== 'captured') {
      await moveAttempt(locked, 'refunding', { problem: reason, because: reason });
      await endPaying(locked, reason);
    }
};

/** All of it went back without our asking: the difference becomes a refund of its own. */
const recordOutsideRefund = async ({ tx, paying, attempt }: Locked, fact: Readable): Promise<void> => {
  const { practiceId } = attempt;
  const capture = await captures.captureRow(tx, practiceId, fact.id);
  const wish = {
    captureId: fact.id,
    because: capture?.disputed ? 'reversed' : 'outside',
    state: 'completed',
    key: `rf:${fact.id}:outside`,
  } as const;
  const [refund] = await wantRefund(tx, practiceId, wish);
  if (!refund) return;
  const order = await store.orderOfCheckout(tx, keyOf(paying));
  const bought = order?.captureId === fact.id;
  await bookRefund(tx, practiceId, {
    ...{ attemptId: attempt.id, captureId: fact.id, refundId: refund.id },
    orderId: bought ? order?.orderId : undefined,
    amount: money(refund.amountMinor, fact.amount.currency),
    outOf: whatItWasFor(capture),
  });
  if (bought && order) await setOrderState(tx, practiceId, order.orderId, 'refunded');
};

const whatItWasFor = (capture: captures.StoredCapture | undefined) => {
  if (capture?.surplusBecause) return 'suspense';
  return capture?.disputed ? 'disputes' : 'refunds';
};

/** Where the attempt comes to rest when no new money decided it. */
const rest = async (deps: PaymentDeps, locked: Locked, order: PayPalOrder): Promise<void> => {
  const { attempt, paying } = locked;
  const statuses = order.captures.map((capture) => capture.status);
  if (attempt.state === 'captured' || attempt.state === 'refunding')
    return closeWhenAllWentBack(locked, statuses);
  if (statuses.includes('PENDING') && canRest(attempt.state, 'pending')) {
    await pinHolds(locked.tx, keyOf(paying));
    const again = { checks: attempt.checks + 1, nextCheckSeconds: secondsToNextReviewLook(attempt.checks) };
    return moveAttempt(locked, 'pending', { ...again, leaseSeconds: null });
  }
  const declined =
    statuses.length > 0 && statuses.every((status) => status === 'DECLINED' || status === 'FAILED');
  if (declined && canAttemptBecome(attempt.state, 'failed')) return refusedByPayPal(deps, locked);
  if (attempt.state === 'capturing')
    await moveAttempt(locked, 'capturing', {
      checks: attempt.checks + 1,
      nextCheckSeconds: secondsToNextLook(attempt.checks),
      leaseSeconds: null,
    });
};

const canRest = (was: Locked['attempt']['state'], next: 'pending'): boolean =>
  was === next || canAttemptBecome(was, next);

const refusedByPayPal = async (deps: PaymentDeps, locked: Locked): Promise<void> => {
  await moveAttempt(locked, 'failed', { problem: 'declined', because: 'declined' });
  await tellWhoWaited(deps, locked);
  if (locked.attempt.state !== 'pending') return backToBuyer(locked);
  await endPaying(locked, 'declined-after-review');
  await write(deps, locked, 'review-ended-with-no', locked.paying.payerEmail);
};

const closeWhenAllWentBack = async (locked: Locked, statuses: readonly CaptureStatus[]): Promise<void> => {
  if (statuses.length > 0 && statuses.every((status) => status === 'REFUNDED'))
    await moveAttempt(locked, 'refunded', { because: 'all-went-back' });
};
