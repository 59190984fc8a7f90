import { unpinHolds } from '../seats/public.ts';
import {
  backToBuyer,
  callHuman,
  keyOf,
  type Locked,
  moveAttempt,
  type PaymentDeps,
  tellWhoWaited,
} from './attempt-actions.ts';
import { ALARM_AFTER_HOURS, secondsToNextLook, secondsToNextVisit } from './back-off.ts';
import { classOfIssue, needsHuman } from './issues.ts';
import type { Outcome, PayPalOrder } from './paypal.ts';

const MOST_DECLINES = 3;

/** PayPal took nothing, or did not say. `again`: it was asked before, and what came of that was never heard. */
export const withoutMoney = async (
  deps: PaymentDeps,
  locked: Locked,
  outcome: Outcome<PayPalOrder>,
  again: boolean,
): Promise<void> => {
  if (outcome.kind === 'unknown') return keepAsking(deps, locked, outcome.why);
  if (outcome.kind === 'ok' && outcome.value.status === 'APPROVED')
    return keepAsking(deps, locked, 'approved-not-captured');
  if (outcome.kind === 'refused') {
    if (again && shutOut(outcome)) return stayUnsure(deps, locked, outcome);
    return refused(deps, locked, outcome);
  }
  await tellWhoWaited(deps, locked);
  if (outcome.value.status === 'VOIDED') return giveUp(locked, 'abandoned', 'voided');
  return backToApproval(locked, 'not-approved');
};

type Refused = Extract<Outcome<unknown>, { kind: 'refused' }>;

/** PayPal does not let us ask (rights, account, form of the request): that answers nothing about an earlier request. */
const shutOut = ({ issue, status }: Refused): boolean =>
  ['our-account', 'our-fault'].includes(classOfIssue(issue, status));

const stayUnsure = async (deps: PaymentDeps, locked: Locked, { issue, debugId }: Refused): Promise<void> => {
  await keepAsking(deps, locked, issue);
  const what = `PayPal does not answer for a payment that may have been taken: ${issue}`;
  await callHuman(deps, locked, { what, debugId });
};

const refused = async (deps: PaymentDeps, locked: Locked, outcome: Refused): Promise<void> => {
  const issue = classOfIssue(outcome.issue, outcome.status);
  if (issue === 'in-flight' || issue === 'done') return keepAsking(deps, locked, outcome.issue);
  await tellWhoWaited(deps, locked);
  if (issue === 'not-yet') return backToApproval(locked, outcome.issue);
  if (issue === 'gone') return giveUp(locked, 'abandoned', outcome.issue);
  if (issue === 'ask-buyer' && locked.attempt.declines + 1 < MOST_DECLINES)
    return declined(locked, outcome.issue);
  await giveUp(locked, 'failed', outcome.issue);
  if (needsHuman(issue))
    await callHuman(deps, locked, {
      what: `PayPal refused a payment: ${outcome.issue}`,
      debugId: outcome.debugId,
    });
};

/** The same PayPal order may be approved again, with another means of payment. */
const declined = async (locked: Locked, issue: string): Promise<void> => {
  await moveAttempt(locked, 'awaiting', {
    declines: locked.attempt.declines + 1,
    problem: issue,
    because: issue,
    leaseSeconds: null,
    checks: 0,
    nextCheckSeconds: secondsToNextVisit(0),
  });
  await backToBuyer(locked);
};

/** Nothing was approved, so nothing was asked of the hold: it ends when it would have ended. */
const backToApproval = async (locked: Locked, because: string): Promise<void> => {
  const wait = { leaseSeconds: null, nextCheckSeconds: secondsToNextVisit(0), problem: because };
  await moveAttempt(locked, 'awaiting', { ...wait, because });
  await unpinHolds(locked.tx, keyOf(locked.paying));
};

const giveUp = async (locked: Locked, state: 'failed' | 'abandoned', issue: string): Promise<void> => {
  await moveAttempt(locked, state, {
    problem: issue,
    because: issue,
    ...(state === 'failed' ? { declines: locked.attempt.declines + 1 } : {}),
  });
  await backToBuyer(locked);
};

const keepAsking = async (deps: PaymentDeps, locked: Locked, why: string): Promise<void> => {
  const { attempt } = locked;
  await moveAttempt(locked, 'capturing', {
    leaseSeconds: null,
    checks: attempt.checks + 1,
    nextCheckSeconds: secondsToNextLook(attempt.checks),
    problem: why,
  });
  if (attempt.hoursSinceChange >= ALARM_AFTER_HOURS)
    await callHuman(deps, locked, { what: 'no answer from PayPal for a day; the chair stays reserved' });
};
