import type { Attempt, AttemptKey } from './attempt.ts';
import {
  type Actor,
  actingAs,
  type By,
  backToBuyer,
  type Locked,
  lockBoth,
  looked,
  moveAttempt,
  type PaymentDeps,
} from './attempt-actions.ts';
import { secondsToNextLook, secondsToNextReviewLook, secondsToNextVisit } from './back-off.ts';
import { capture } from './capture-actions.ts';
import { classOfIssue } from './issues.ts';
import type { Outcome, PayPalOrder } from './paypal.ts';
import { project } from './project-actions.ts';
import { askForOrder } from './start-actions.ts';
import * as store from './store.ts';

/** PayPal keeps a request key for six hours; after that a repeat might make a second order. */
const CREATION_HOURS = 5;

/**
 * Looks at PayPal what became of an attempt and acts on it: the same for webhook and reconciler.
 * `paypalOrderId` helps where the answer to the creation was lost and a webhook names the order.
 */
export const look = async (
  deps: PaymentDeps,
  key: AttemptKey & { readonly paypalOrderId?: string },
  actor: Actor,
): Promise<Attempt | undefined> => {
  const attempt = await store.attemptById(deps.db.sql, key);
  if (!attempt) return undefined;
  const paypalOrderId = attempt.paypalOrderId ?? key.paypalOrderId;
  if (!paypalOrderId) return createAgain(deps, key, attempt, actor);
  if (attempt.state === 'capturing') return capture(deps, key, actor);
  const outcome = await looked(deps, { ...key, operation: 'get' }, () => deps.paypal.getOrder(paypalOrderId));
  const by = await actingAs(deps, key.practiceId, actor);
  await deps.db.begin(async (tx) => {
    if (outcome.kind === 'ok') await project(deps, tx, key, { order: outcome.value, by });
  });
  if (outcome.kind === 'ok' && outcome.value.status === 'APPROVED' && outcome.value.captures.length === 0)
    return capture(deps, key, actor);
  await wait(deps, key, by, outcome);
  return store.attemptById(deps.db.sql, key);
};

const createAgain = async (
  deps: PaymentDeps,
  key: AttemptKey,
  attempt: Attempt,
  actor: Actor,
): Promise<Attempt> => {
  if (attempt.state !== 'creating') return attempt;
  if (attempt.hoursOld < CREATION_HOURS) return askForOrder(deps, key, actor);
  const by = await actingAs(deps, key.practiceId, actor);
  await deps.db.begin(async (tx) => {
    const locked = await lockBoth(tx, key, by);
    if (locked?.attempt.state !== 'creating') return;
    await moveAttempt(locked, 'abandoned', { because: 'never-created' });
    await backToBuyer(locked);
  });
  return attempt;
};

/** Nothing to take yet: look again later, or let an attempt go whose hold is over and that nobody approved. */
const wait = (deps: PaymentDeps, key: AttemptKey, by: By, outcome: Outcome<PayPalOrder>): Promise<void> =>
  deps.db.begin(async (tx) => {
    const locked = await lockBoth(tx, key, by);
    if (locked?.attempt.state === 'awaiting') await waitForBuyer(locked, outcome);
    if (locked?.attempt.state !== 'pending' || outcome.kind === 'ok') return;
    const { checks } = locked.attempt;
    await moveAttempt(locked, 'pending', {
      checks: checks + 1,
      nextCheckSeconds: secondsToNextReviewLook(checks),
    });
  });

const waitForBuyer = async (locked: Locked, outcome: Outcome<PayPalOrder>): Promise<void> => {
  const { attempt, paying } = locked;
  const gone = outcome.kind === 'refused' && classOfIssue(outcome.issue, outcome.status) === 'gone';
  const over = outcome.kind === 'ok' && (paying.state === 'ended' || outcome.value.status === 'VOIDED');
  if (gone || over) {
    await moveAttempt(locked, 'abandoned', { because: gone ? 'expired-at-paypal' : 'not-approved' });
    return backToBuyer(locked);
  }
  const seconds =
    outcome.kind === 'ok' ? secondsToNextVisit(attempt.checks) : secondsToNextLook(attempt.checks);
  await moveAttempt(locked, 'awaiting', { checks: attempt.checks + 1, nextCheckSeconds: seconds });
};

/**
 * One round: every attempt whose time has come is looked at. It is the guarantee that no order is lost;
 * webhooks only make it faster. A fault with one attempt does not stop the others; it is thrown at the end.
 */
export const reconcile = async (deps: PaymentDeps): Promise<number> => {
  const due = await store.attemptsToCheck(deps.db.sql, 50);
  const faults: unknown[] = [];
  for (const key of due)
    await look(deps, key, 'reconciler').catch((fault: unknown) => {
      faults.push(fault);
    });
  if (faults.length > 0) throw new AggregateError(faults, 'some payments could not be looked at');
  return due.length;
};
