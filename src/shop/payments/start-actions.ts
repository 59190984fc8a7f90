import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { money } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import { hashSecret, newId } from '../../platform/ids.ts';
import { urls } from '../../urls.ts';
import { placeOrder, recordChange } from '../fulfilment/public.ts';
import {
  hasTwinInFlight,
  isSeatedInAny,
  pinHolds,
  releasePinnedHolds,
  retakeHolds,
  unpinHolds,
} from '../seats/public.ts';
import type { Attempt, AttemptKey } from './attempt.ts';
import {
  type Actor,
  actingAs,
  type By,
  backToBuyer,
  called,
  callHuman,
  keyOf,
  type Locked,
  lockBoth,
  moveAttempt,
  type PaymentDeps,
  write,
} from './attempt-actions.ts';
import { isLive } from './attempt-states.ts';
import { secondsToNextLook, secondsToNextVisit } from './back-off.ts';
import { classOfIssue } from './issues.ts';
import { orderBody, paymentReference, requestKey } from './order-body.ts';
import type { Outcome, PayPalOrder } from './paypal.ts';
import { notPinned } from './pin-actions.ts';
import * as store from './store.ts';

/**
 * Why a payment cannot begin. not-ready: a step before is missing. hold-ended: begin again from the cart.
 * seat-gone: somebody else has it now. offer-ended: it was kept for this person and is not any more. wrote-to-address: nothing was charged; who owns the address learns why.
 */
export type PaymentRefusal = {
  readonly because:
    | 'not-ready'
    | 'hold-ended'
    | 'seat-gone'
    | 'offer-ended'
    | 'terms-changed'
    | 'already-paying'
    | 'paypal-unreachable'
    | 'wrote-to-address';
};

type Wish = { readonly practiceId: PracticeId; readonly checkoutId: string };
type Begun =
  | { readonly kind: 'go'; readonly redirectTo: string }
  | { readonly kind: 'refused'; readonly refusal: PaymentRefusal }
  | { readonly kind: 'create'; readonly attemptId: string };

/**
 * Begins or goes on with the payment of a checkout and says where the buyer goes next: to PayPal, to the
 * order (free, or already paid), or to the page that tells how the payment stands. At most one PayPal order
 * is alive for a checkout, so that double click, second tab and back button all lead to the same one.
 */
export const startPayment = async (
  deps: PaymentDeps,
  wish: Wish,
): Promise<Result<{ readonly redirectTo: string }, PaymentRefusal>> => {
  const by = await actingAs(deps, wish.practiceId, 'buyer');
  const begun = await deps.db.begin((tx) => begin(deps, tx, by, wish));
  if (begun.kind === 'refused') return refuse(begun.refusal);
  if (begun.kind === 'go') return accept({ redirectTo: begun.redirectTo });
  const attempt = await askForOrder(
    deps,
    { practiceId: wish.practiceId, attemptId: begun.attemptId },
    'buyer',
  );
  return accept({ redirectTo: addressFor(deps, attempt) });
};

const addressFor = (deps: PaymentDeps, attempt: Attempt): string =>
  attempt.state === 'awaiting' && attempt.approveUrl
    ? attempt.approveUrl
    : urls.payment(deps.links.secret('payment', attempt.id));

const begin = async (deps: PaymentDeps, tx: Tx, by: By, wish: Wish): Promise<Begun> => {
  const paying = await store.lockPaying(tx, wish);
  if (!paying) return refused('not-ready');
  if (paying.state === 'ordered') return go(await orderAddress(deps, tx, wish));
  const attempts = await store.attemptsOfCheckout(tx, wish);
  const live = attempts.find((attempt) => isLive(attempt.state));
  if (live && (live.state === 'capturing' || live.state === 'pending')) return go(addressFor(deps, live));
  if (paying.state === 'ended') return refused('hold-ended');
  if (!paying.ready) return refused('not-ready');
  if (live?.state === 'creating') return { kind: 'create', attemptId: live.id };
  const held = await retakeHolds(tx, { ...wish, minutes: 15 });
  if (!held.ok) return refused(await notPinned(deps, { tx, by, paying }, held.refusal));
  if (live) return go(addressFor(deps, live));
  if (paying.totalMinor === 0) return placeFree(deps, { tx, by, paying });
  if (!deps.paypal.reachable()) return refused('paypal-unreachable');
  return { kind: 'create', attemptId: await openAttempt(deps, { tx, by, paying }, attempts.length + 1) };
};

const go = (redirectTo: string): Begun => ({ kind: 'go', redirectTo });
const refused = (because: PaymentRefusal['because']): Begun => ({ kind: 'refused', refusal: { because } });

const orderAddress = async (deps: PaymentDeps, tx: Tx, wish: Wish): Promise<string> => {
  const order = await store.orderOfCheckout(tx, wish);
  invariant(order, 'an ordered checkout has its order');
  return urls.order(deps.links.secret('order', order.orderId));
};

type Opening = Pick<Locked, 'tx' | 'by' | 'paying'>;

/** A free order says nothing to PayPal: pinned, checked and placed in one transaction. */
const placeFree = async (deps: PaymentDeps, begun: Opening): Promise<Begun> => {
  const { tx, paying } = begun;
  const key = keyOf(paying);
  const pinned = await pinHolds(tx, key);
  if (!pinned.ok) return refused(await notPinned(deps, begun, pinned.refusal));
  const attendee = paying.attendeeEmail ?? '';
  if (await isSeatedInAny(tx, paying.practiceId, paying.offeringIds, attendee)) {
    await releasePinnedHolds(tx, { ...key, because: 'already-seated' });
    await store.setCheckoutState(tx, paying, 'ended', 'already-seated');
    await write(deps, begun, 'already-seated', attendee);
    return refused('wrote-to-address');
  }
  if (await hasTwinInFlight(tx, key, attendee)) {
    await unpinHolds(tx, key);
    return refused('already-paying');
  }
  const order = await placeOrder(tx, deps, { ...key, captureId: null, actor: 'buyer' });
  return go(`${urls.order(deps.links.secret('order', order.orderId))}?placed=1`);
};

/** Stores the attempt and the intent of its first call; only then may anything be sent. */
const openAttempt = async (
  deps: PaymentDeps,
  { tx, by, paying }: Opening,
  number: number,
): Promise<string> => {
  const { practice } = by;
  const id = newId<'attempt'>();
  const reference = paymentReference(paying.checkoutId);
  const invoiceId = `${reference}-${number}`;
  const secret = deps.links.secret('payment', id);
  await store.insertAttempt(tx, paying, { id, number, invoiceId, secretHash: hashSecret(secret) });
  await store.insertCall(tx, {
    practiceId: paying.practiceId,
    id: newId<'call'>(),
    attemptId: id,
    operation: 'create',
    key: requestKey(id, 'c', 0),
    body: orderBody({
      attemptId: id,
      invoiceId,
      reference,
      neutralName: practice.neutralName,
      locale: practice.locale,
      total: money(paying.totalMinor, paying.currency),
      lines: paying.lines,
      returnUrl: deps.publicUrl + urls.paymentReturn(secret),
      cancelUrl: deps.publicUrl + urls.paymentCancel(secret),
    }),
  });
  await store.setCheckoutState(tx, paying, 'paying', null);
  await recordChange(tx, paying.practiceId, {
    entity: 'attempt',
    id,
    was: null,
    became: 'creating',
    actor: 'buyer',
  });
  return id;
};

/**
 * Asks PayPal for the order of an attempt that is still being created. Repeats send the stored bytes under
 * the stored key, so a lost answer is found again instead of becoming a second order.
 */
export const askForOrder = async (deps: PaymentDeps, key: AttemptKey, actor: Actor): Promise<Attempt> => {
  const by = await actingAs(deps, key.practiceId, actor);
  const requestId = requestKey(key.attemptId, 'c', 0);
  const intent = await store.intentUnder(deps.db.sql, key, requestId);
  invariant(intent?.body, 'the intent of a call is stored before the call');
  const { body } = intent;
  const call = {
    ...key,
    id: intent.open ? intent.id : newId<'call'>(),
    operation: 'create' as const,
    key: requestId,
    body,
  };
  if (!intent.open) await store.insertCall(deps.db.sql, call);
  const outcome = await called(deps, call, () => deps.paypal.createOrder({ key: requestId, body }));
  await deps.db.begin((tx) => settleCreation(deps, tx, key, { outcome, by }));
  const attempt = await store.attemptById(deps.db.sql, key);
  invariant(attempt, 'an attempt that was asked for is stored');
  return attempt;
};

const settleCreation = async (
  deps: PaymentDeps,
  tx: Tx,
  key: AttemptKey,
  { outcome, by }: { readonly outcome: Outcome<PayPalOrder>; readonly by: By },
): Promise<void> => {
  const locked = await lockBoth(tx, key, by);
  if (locked?.attempt.state !== 'creating') return;
  const { attempt } = locked;
  if (outcome.kind === 'ok' && outcome.value.approveUrl) {
    const { id, approveUrl } = outcome.value;
    const found = {
      paypalOrderId: id,
      approveUrl,
      nextCheckSeconds: secondsToNextVisit(0),
      checks: 0,
      problem: null,
    };
    return moveAttempt(locked, 'awaiting', found);
  }
  if (
    outcome.kind === 'unknown' ||
    (outcome.kind === 'refused' && classOfIssue(outcome.issue, outcome.status) === 'in-flight')
  )
    return moveAttempt(locked, 'creating', {
      checks: attempt.checks + 1,
      nextCheckSeconds: secondsToNextLook(attempt.checks),
      problem: outcome.kind === 'unknown' ? outcome.why : outcome.issue,
    });
  const problem = outcome.kind === 'refused' ? outcome.issue : 'no-approval-address';
  await moveAttempt(locked, 'failed', { problem, because: problem });
  await backToBuyer(locked);
  await callHuman(deps, locked, { what: `PayPal refused a new order: ${problem}`, debugId: outcome.debugId });
};
