import { type PracticeId, parseId } from '../../kernel/id.ts';
import { type DisputeDeps, noteDispute } from '../disputes/public.ts';
import type { PaymentDeps, WebhookHint } from '../payments/public.ts';
import { attemptOf, look, secondsToNextLook } from '../payments/public.ts';
import { noteRefund } from '../refunds/public.ts';
import * as store from './store.ts';

/** Tries before an event that speaks of nothing we know is laid aside: the last comes after about ten hours. */
const MOST_TRIES = 14;

export const PAYPAL_EVENT = 'paypal-event';

/** Stores a verified event before anything else, and its work with it. A repeat is counted and does nothing. */
export const receive = (
  deps: PaymentDeps,
  practiceId: PracticeId,
  event: { readonly hint: WebhookHint; readonly verifiedBy: 'signature' | 'postback'; readonly body: string },
): Promise<boolean> =>
  deps.db.begin(async (tx) => {
    const { hint } = event;
    const first = await store.keepEvent(tx, {
      eventId: hint.eventId,
      practiceId,
      eventType: hint.eventType,
      paypalOrderId: hint.paypalOrderId ?? null,
      attemptId: parseId(hint.customId ?? '') ?? null,
      captureId: hint.captureId ?? null,
      refundId: hint.refundId ?? null,
      disputeId: hint.disputeId ?? null,
      body: event.body,
      verifiedBy: event.verifiedBy,
    });
    if (first) await deps.jobs.enqueue(tx, PAYPAL_EVENT, { practiceId, eventId: hint.eventId });
    return first;
  });

/**
 * Acts on a stored event: it is only a hint to look at PayPal, so order and repetition do not matter.
 * What cannot be placed yet (it may be faster than our own commit) is tried again later.
 */
export const actOn = async (deps: DisputeDeps, practiceId: PracticeId, eventId: string): Promise<void> => {
  const event = await store.eventToDo(deps.db.sql, practiceId, eventId);
  if (!event) return;
  if (await lookedAfter(deps, practiceId, event))
    return void (await store.eventDone(deps.db.sql, practiceId, eventId, 'looked'));
  if (event.tries + 1 >= MOST_TRIES)
    return void (await store.eventDone(deps.db.sql, practiceId, eventId, 'unknown'));
  await store.eventLater(deps.db.sql, practiceId, eventId, secondsToNextLook(event.tries));
};

const lookedAfter = async (
  deps: DisputeDeps,
  practiceId: PracticeId,
  event: store.EventToDo,
): Promise<boolean> => {
  if (event.disputeId) return noteDispute(deps, practiceId, event.disputeId);
  const attemptId = await attemptOf(deps.db.sql, practiceId, event);
  return attemptId !== undefined && settled(deps, practiceId, { ...event, attemptId });
};

type Named = {
  readonly attemptId: string;
  readonly paypalOrderId: string | null;
  readonly captureId: string | null;
  readonly refundId: string | null;
  readonly eventType: string;
};

const settled = async (deps: PaymentDeps, practiceId: PracticeId, named: Named): Promise<boolean> => {
  const { attemptId, paypalOrderId, captureId, refundId } = named;
  const reversed = named.eventType === 'PAYMENT.CAPTURE.REVERSED';
  const news = refundId && captureId ? { paypalRefundId: refundId, captureId, reversed } : undefined;
  if (news && !(await noteRefund(deps, practiceId, news))) return false;
  await look(deps, { practiceId, attemptId, ...(paypalOrderId ? { paypalOrderId } : {}) }, 'webhook');
  return true;
};

/** Long enough to look into a trouble, short enough not to gather names. */
const KEEP_BODIES_DAYS = 30;
export const forgetOldBodies = ({ db }: Pick<PaymentDeps, 'db'>) =>
  store.forgetBodies(db.sql, KEEP_BODIES_DAYS);

/** Events whose job was lost with the process, or that had to wait. */
export const sweepEvents = async (deps: DisputeDeps): Promise<void> => {
  for (const { practiceId, eventId } of await store.eventsLeft(deps.db.sql, 50))
    await actOn(deps, practiceId, eventId);
};
