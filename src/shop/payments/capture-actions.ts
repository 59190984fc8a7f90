import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import {
  hasTwinInFlight,
  isSeatedInAny,
  type PinRefusal,
  pinHolds,
  releasePinnedHolds,
  unpinHolds,
} from '../seats/public.ts';
import { withoutMoney } from './answer-actions.ts';
import type { Attempt, AttemptKey } from './attempt.ts';
import {
  type Actor,
  actingAs,
  type By,
  called,
  endPaying,
  keyOf,
  type Locked,
  lockBoth,
  looked,
  moveAttempt,
  type PaymentDeps,
  write,
} from './attempt-actions.ts';
import { isCapturable, isLive } from './attempt-states.ts';
import { secondsToNextVisit } from './back-off.ts';
import { classOfIssue, tookNothing } from './issues.ts';
import { requestKey } from './order-body.ts';
import type { Outcome, PayPalOrder } from './paypal.ts';
import { project } from './project-actions.ts';
import * as store from './store.ts';

/** Longer than the call's own deadline of 20 s: who still holds the lease is still calling. */
const LEASE_SECONDS = 30;

type Ask = {
  readonly paypalOrderId: string;
  readonly generation: number;
  readonly call: store.Call;
  /** The same was asked before and the answer never heard: money may have moved then. */
  readonly again: boolean;
};
type Step =
  | { readonly kind: 'rest' }
  | ({ readonly kind: 'ask' } & Ask)
  | ({ readonly kind: 'look' } & Omit<Ask, 'call' | 'again'>);

/**
 * THE capture: return page, webhook and reconciler all come here, and only here money is taken.
 * Pins the seats and stores the intent, commits, calls PayPal, brings the answer into the books.
 * No answer is not a no: the attempt stays `capturing`, its seats pinned, until PayPal says what happened.
 * Undefined when there is no such attempt.
 */
export const capture = async (
  deps: PaymentDeps,
  key: AttemptKey,
  actor: Actor,
): Promise<Attempt | undefined> => {
  const by = await actingAs(deps, key.practiceId, actor);
  const step = await deps.db.begin((tx) => decide(deps, tx, key, by));
  if (step.kind === 'ask') await ask(deps, key, by, step);
  if (step.kind === 'look') await lookFirst(deps, key, by, step);
  return store.attemptById(deps.db.sql, key);
};

const REST: Step = { kind: 'rest' };

const decide = async (deps: PaymentDeps, tx: Tx, key: AttemptKey, by: By): Promise<Step> => {
  const locked = await lockBoth(tx, key, by);
  if (!locked) return REST;
  const { attempt, paying } = locked;
  const { paypalOrderId, generation } = attempt;
  if (!paypalOrderId) return REST;
  if (attempt.state === 'capturing') {
    if (attempt.leaseLive) return REST;
    await moveAttempt(locked, 'capturing', { leaseSeconds: LEASE_SECONDS });
    return { kind: 'look', paypalOrderId, generation };
  }
  if (!isCapturable(attempt.state) || paying.state === 'ordered') return REST;
  const siblings = await store.attemptsOfCheckout(tx, keyOf(paying));
  if (siblings.some((sibling) => sibling.id !== attempt.id && isLive(sibling.state))) return REST;
  if (!paying.ready || paying.givenUp) return leaveAlone(locked);
  if (!(await mayTakeMoney(deps, locked))) return REST;
  return intend(locked, paypalOrderId);
};

/**
 * The buyer gave the chair back, or opened a step again after leaving for PayPal: nothing is taken for chairs that are
 * not wanted any more, or on an agreement that nobody signed. Once the steps are done, the same payment goes on.
 */
const leaveAlone = async (locked: Locked): Promise<Step> => {
  const { attempt, paying } = locked;
  if (attempt.state !== 'awaiting') return REST;
  if (paying.state === 'ended')
    await moveAttempt(locked, 'abandoned', { because: paying.givenUp ? 'given-up' : 'step-missing' });
  else await moveAttempt(locked, 'awaiting', { nextCheckSeconds: secondsToNextVisit(0) });
  return REST;
};

/** Seats pinned, nobody seated twice, nobody else paying for the same chair: else the reason is written down. */
const mayTakeMoney = async (deps: PaymentDeps, locked: Locked): Promise<boolean> => {
  const { tx, paying } = locked;
  const pinned = await pinHolds(tx, keyOf(paying));
  if (!pinned.ok) {
    await noSeat(deps, locked, pinned.refusal.because);
    return false;
  }
  const attendee = paying.attendeeEmail ?? '';
  if (await isSeatedInAny(tx, paying.practiceId, paying.offeringIds, attendee)) {
    await moveAttempt(locked, 'duplicate', { because: 'already-seated' });
    await endPaying(locked, 'already-seated');
    await write(deps, locked, 'already-seated', attendee);
    return false;
  }
  if (!(await hasTwinInFlight(tx, keyOf(paying), attendee))) return true;
  await standBack(locked);
  return false;
};

const noSeat = async (deps: PaymentDeps, locked: Locked, why: PinRefusal['because']): Promise<void> => {
  const state = why === 'terms-changed' ? 'requote' : 'seat-lost';
  if (locked.attempt.state === state) return;
  const because = why === 'full' ? 'seat-gone' : why;
  await moveAttempt(locked, state, { because, problem: because });
  await endPaying(locked, because);
  await write(deps, locked, because, locked.paying.payerEmail);
};

/** Another browser is paying for the same person and group: what comes of it decides, so nothing is taken now. */
const standBack = async (locked: Locked): Promise<void> => {
  const { tx, attempt, paying } = locked;
  if (attempt.state !== 'awaiting')
    await releasePinnedHolds(tx, { ...keyOf(paying), because: 'paid-elsewhere' });
  else {
    await unpinHolds(tx, keyOf(paying));
    await moveAttempt(locked, 'awaiting', { nextCheckSeconds: 30 });
  }
};

/** The point of no return is a row: state, generation, lease and intent are stored before the call. */
const intend = async (locked: Locked, paypalOrderId: string): Promise<Step> => {
  const { tx, attempt, paying } = locked;
  const generation = attempt.generation + 1;
  await moveAttempt(locked, 'capturing', {
    generation,
    leaseSeconds: LEASE_SECONDS,
    nextCheckSeconds: LEASE_SECONDS + 5,
    checks: 0,
    problem: null,
  });
  const call = callFor({ practiceId: attempt.practiceId, attemptId: attempt.id }, generation);
  await store.insertCall(tx, call);
  if (paying.state === 'open') await store.setCheckoutState(tx, paying, 'paying', null);
  return { kind: 'ask', paypalOrderId, generation, call, again: false };
};

const callFor = (key: AttemptKey, generation: number): store.Call => ({
  practiceId: key.practiceId,
  id: newId<'call'>(),
  attemptId: key.attemptId,
  operation: 'capture',
  key: requestKey(key.attemptId, 'p', generation),
});

const ask = async (
  deps: PaymentDeps,
  key: AttemptKey,
  by: By,
  { paypalOrderId, generation, call, again }: Ask,
): Promise<void> => {
  const requestId = requestKey(key.attemptId, 'p', generation);
  const outcome = await called(deps, call, () =>
    deps.paypal.captureOrder({ id: paypalOrderId, key: requestId }),
  );
  const issue = outcome.kind === 'refused' ? classOfIssue(outcome.issue, outcome.status) : undefined;
  if (issue === undefined || tookNothing(issue)) return settle(deps, key, by, { generation, outcome, again });
  const told = await looked(deps, { ...key, operation: 'get' }, () => deps.paypal.getOrder(paypalOrderId));
  const useful = told.kind === 'ok' && (issue === 'done' || told.value.captures.length > 0);
  const truth = useful || told.kind === 'unknown' ? told : outcome;
  await settle(deps, key, by, { generation, outcome: truth, again });
};

/** Somebody began a capture and was never heard of again: look what came of it before asking again. */
const lookFirst = async (
  deps: PaymentDeps,
  key: AttemptKey,
  by: By,
  step: Omit<Ask, 'call' | 'again'>,
): Promise<void> => {
  const outcome = await looked(deps, { ...key, operation: 'get' }, () =>
    deps.paypal.getOrder(step.paypalOrderId),
  );
  const notTaken =
    outcome.kind === 'ok' && outcome.value.status === 'APPROVED' && outcome.value.captures.length === 0;
  // A no to the look says nothing of the money; the same request under the same key does.
  if (notTaken || outcome.kind === 'refused') {
    const call = callFor(key, step.generation);
    await store.insertCall(deps.db.sql, call);
    return ask(deps, key, by, { ...step, call, again: true });
  }
  await settle(deps, key, by, { generation: step.generation, outcome, again: true });
};

type Answer = Pick<Ask, 'generation' | 'again'> & { readonly outcome: Outcome<PayPalOrder> };

const settle = (deps: PaymentDeps, key: AttemptKey, by: By, answer: Answer): Promise<void> =>
  deps.db.begin(async (tx) => {
    const { generation, outcome, again } = answer;
    if (outcome.kind === 'ok' && (outcome.value.captures.length > 0 || outcome.value.status === 'COMPLETED'))
      return project(deps, tx, key, { order: outcome.value, by });
    const locked = await lockBoth(tx, key, by);
    // An answer to an older question, or one that somebody else has settled, decides nothing.
    if (locked?.attempt.state === 'capturing' && locked.attempt.generation === generation)
      await withoutMoney(deps, locked, outcome, again);
  });
