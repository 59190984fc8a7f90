import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { SecretLinks } from '../../platform/links.ts';
import type { Log } from '../../platform/log.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { html } from '../../ui/html.ts';
import { recordChange } from '../fulfilment/public.ts';
import { releasePinnedHolds, unpinHolds } from '../seats/public.ts';
import type { Attempt, AttemptKey, Paying } from './attempt.ts';
import { type AttemptState, canAttemptBecome, isLive } from './attempt-states.ts';
import {
  alreadySeated,
  couponUsed,
  type Letter,
  moneyGoesBack,
  needsYou,
  notPaidAfterAll,
  offerEnded,
  reviewEndedWithNo,
  type Sender,
  seatGone,
  termsChanged,
} from './letters.ts';
import { paymentReference } from './order-body.ts';
import type { Outcome, PayPal } from './paypal.ts';
import * as store from './store.ts';

/** The world as payments need it. */
export type PaymentDeps = {
  readonly db: Db;
  readonly paypal: PayPal;
  readonly links: SecretLinks;
  readonly outbox: Outbox;
  readonly jobs: Jobs;
  readonly log: Pick<Log, 'event' | 'fault'>;
  /** https://host without a trailing slash. */
  readonly publicUrl: string;
  /** Our PayPal account, to see that money went to us; undefined where it is not configured. */
  readonly merchantId: string | undefined;
  readonly practiceOf: (id: PracticeId) => Promise<Practice | undefined>;
};

/** Which door it came through; history keeps it. */
export type Actor = 'buyer' | 'return-page' | 'webhook' | 'reconciler' | 'desk';

/** Minutes a chair stays held after PayPal said no, so that the buyer may try once more. */
export const GRACE_MINUTES = 10;

/** On whose behalf; looked up before the transaction, so that no transaction waits for a second connection. */
export type By = { readonly actor: Actor; readonly practice: Practice };

export const actingAs = async (deps: PaymentDeps, practiceId: PracticeId, actor: Actor): Promise<By> => {
  const practice = await deps.practiceOf(practiceId);
  invariant(practice, 'a payment belongs to a practice');
  return { actor, practice };
};

export type Locked = {
  readonly tx: Tx;
  readonly by: By;
  readonly paying: Paying;
  readonly attempt: Attempt;
};

/** Locks checkout, then attempt: the one order in which payments lock. Undefined when there is no such attempt. */
export const lockBoth = async (tx: Tx, key: AttemptKey, by: By): Promise<Locked | undefined> => {
  const checkoutId = await store.checkoutOfAttempt(tx, key);
  if (checkoutId === undefined) return undefined;
  const paying = await store.lockPaying(tx, { practiceId: key.practiceId, checkoutId });
  const attempt = await store.lockAttempt(tx, key);
  return paying && attempt && { tx, by, paying, attempt };
};

/** Moves an attempt along its table of states and writes down who did and why. */
export const moveAttempt = async (
  { tx, by, attempt }: Locked,
  next: AttemptState,
  patch: store.AttemptPatch & { readonly because?: string } = {},
): Promise<void> => {
  invariant(
    attempt.state === next || canAttemptBecome(attempt.state, next),
    `an attempt does not go from ${attempt.state} to ${next}`,
  );
  const rest = isLive(next) ? {} : { nextCheckSeconds: null, leaseSeconds: null };
  await store.saveAttempt(tx, attempt, next, { ...rest, ...patch });
  if (attempt.state !== next)
    await recordChange(tx, attempt.practiceId, {
      entity: 'attempt',
      id: attempt.id,
      was: attempt.state,
      became: next,
      because: patch.because,
      actor: by.actor,
    });
};

/** No money moved and none will: the chair is kept as long as promised, and for a short grace at least. */
export const backToBuyer = async ({ tx, paying }: Locked): Promise<void> => {
  await unpinHolds(tx, { ...keyOf(paying), minutes: GRACE_MINUTES });
  if (paying.state === 'paying') await store.setCheckoutState(tx, paying, 'open', null);
};

/** A page that waits longer than this says "confirming", and that we write; the letter is then owed. */
const SOON_HOURS = 5 / 3600;

/** Who was told to wait for PayPal's answer gets it by letter, in case the window is closed. */
export const tellWhoWaited = async (deps: PaymentDeps, locked: Locked): Promise<void> => {
  const { state, checks, hoursSinceChange } = locked.attempt;
  if (state === 'capturing' && (checks > 0 || hoursSinceChange > SOON_HOURS))
    await write(deps, locked, 'not-paid-after-all', locked.paying.payerEmail);
};

/** No money moved and the checkout is over: its chairs are open to others again. */
export const endPaying = async ({ tx, paying }: Locked, because: string): Promise<void> => {
  await releasePinnedHolds(tx, { ...keyOf(paying), because });
  await store.setCheckoutState(tx, paying, 'ended', because);
};

export const keyOf = (paying: Paying) => ({ practiceId: paying.practiceId, checkoutId: paying.checkoutId });

/**
 * Makes a call whose intent is already stored, and stores what it came to.
 * A crash in between leaves an open row, which is the truth.
 */
export const called = async <Value>(
  deps: PaymentDeps,
  call: { readonly practiceId: PracticeId; readonly id: string },
  make: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> => {
  const outcome = await make();
  await store.finishCall(deps.db.sql, call, outcome);
  return outcome;
};

/** Stores the intent of a call, then makes it, then stores what it came to. */
export const looked = async <Value>(
  deps: PaymentDeps,
  intent: Omit<store.Call, 'id'>,
  make: () => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> => {
  const call = { ...intent, id: newId<'call'>() };
  await store.insertCall(deps.db.sql, call);
  return called(deps, call, make);
};

const LETTERS = {
  'already-seated': alreadySeated,
  'coupon-used': couponUsed,
  'seat-gone': seatGone,
  'offer-ended': offerEnded,
  'terms-changed': termsChanged,
  'money-goes-back': moneyGoesBack,
  'review-ended-with-no': reviewEndedWithNo,
  'not-paid-after-all': notPaidAfterAll,
} as const satisfies Record<string, (from: Sender) => Letter>;

/** Writes one neutral letter in the transaction that decided it; the same letter for the same checkout is one letter. */
export const write = async (
  deps: PaymentDeps,
  { tx, by, paying }: Pick<Locked, 'tx' | 'by' | 'paying'>,
  kind: keyof typeof LETTERS,
  to: string | null,
): Promise<void> => {
  if (!to) return;
  const letter = LETTERS[kind]({
    neutralName: by.practice.neutralName,
    reference: paymentReference(paying.checkoutId),
  });
  await post(deps, tx, {
    practiceId: paying.practiceId,
    kind,
    dedupe: `${kind}:${paying.checkoutId}`,
    to,
    letter,
  });
};

/** Tells the practice once per attempt and problem that a person is needed; the log gets ids. */
export const callHuman = async (
  deps: PaymentDeps,
  { tx, by, paying, attempt }: Locked,
  problem: { readonly what: string; readonly debugId?: string | undefined },
): Promise<void> => {
  deps.log.event('payment-needs-human', {
    attemptId: attempt.id,
    reason: problem.what.replace(/[^\w]+/g, '-'),
  });
  const letter = needsYou(
    { neutralName: by.practice.neutralName, reference: paymentReference(paying.checkoutId) },
    { what: problem.what, attemptId: attempt.id, debugId: problem.debugId },
  );
  await post(deps, tx, {
    practiceId: paying.practiceId,
    kind: 'payment-needs-human',
    dedupe: `payment-needs-human:${attempt.id}:${problem.what}`,
    to: by.practice.email,
    letter,
  });
};

const post = (
  deps: PaymentDeps,
  tx: Tx,
  order: { practiceId: PracticeId; kind: string; dedupe: string; to: string; letter: Letter },
): Promise<void> =>
  deps.outbox.mail(tx, {
    practiceId: order.practiceId,
    kind: order.kind,
    dedupe: order.dedupe,
    mail: {
      to: order.to,
      subject: order.letter.subject,
      text: `${order.letter.paragraphs.join('\n\n')}\n`,
      html: html`<!doctype html><html lang="en"><body>${order.letter.paragraphs.map((words) => html`<p>${words}</p>`)}</body></html>`
        .text,
    },
  });
