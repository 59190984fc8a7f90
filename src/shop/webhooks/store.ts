import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';

export type Event = {
  readonly eventId: string;
  readonly practiceId: PracticeId;
  readonly eventType: string;
  readonly paypalOrderId: string | null;
  readonly attemptId: string | null;
  readonly captureId: string | null;
  readonly refundId: string | null;
  readonly disputeId: string | null;
  readonly body: string;
  readonly verifiedBy: 'signature' | 'postback';
};

/** The event's id is the key: the same event twice is one row, and PayPal's eagerness is counted. */
export const keepEvent = async (sql: Queryable, event: Event) => {
  const [row] = await sql<{ first: boolean }[]>`
    insert into shop.webhook_inbox (event_id, practice_id, event_type, paypal_order_id, attempt_id, capture_id, refund_id,
      dispute_id, body, verified_by, next_try_at)
    values (${event.eventId}, ${event.practiceId}, ${event.eventType}, ${event.paypalOrderId}, ${event.attemptId},
      ${event.captureId}, ${event.refundId}, ${event.disputeId}, ${event.body}, ${event.verifiedBy}, platform.now() + interval '60 seconds')
    on conflict (practice_id, event_id) do update set received_count = shop.webhook_inbox.received_count + 1
    returning received_count = 1 as first
  `;
  return row?.first ?? false;
};

export type EventToDo = Omit<Event, 'body' | 'verifiedBy'> & { readonly tries: number };

export const eventToDo = async (sql: Queryable, practiceId: PracticeId, eventId: string) => {
  const [row] = await sql<EventToDo[]>`
    select event_id as "eventId", practice_id as "practiceId", event_type as "eventType",
      paypal_order_id as "paypalOrderId", attempt_id as "attemptId", capture_id as "captureId",
      refund_id as "refundId", dispute_id as "disputeId", tries
    from shop.webhook_inbox
    where practice_id = ${practiceId} and event_id = ${eventId} and done_at is null
  `;
  return row;
};

export const eventDone = (sql: Queryable, practiceId: PracticeId, eventId: string, outcome: string) => sql`
  update shop.webhook_inbox set done_at = platform.now(), next_try_at = null, outcome = ${outcome}
  where practice_id = ${practiceId} and event_id = ${eventId} and done_at is null
`;

/** PayPal's words name the payer; what they were a hint for has long been written down elsewhere. */
export const forgetBodies = (sql: Queryable, days: number) => sql`
  update shop.webhook_inbox set body = ''
  where done_at < platform.now() - make_interval(days => ${days}) and body <> ''
`;

export const eventLater = (sql: Queryable, practiceId: PracticeId, eventId: string, seconds: number) => sql`
  update shop.webhook_inbox set tries = tries + 1, next_try_at = platform.now() + make_interval(secs => ${seconds})
  where practice_id = ${practiceId} and event_id = ${eventId} and done_at is null
`;

export const eventsLeft = (sql: Queryable, limit: number) => sql<
  { practiceId: PracticeId; eventId: string }[]
>`
  select practice_id as "practiceId", event_id as "eventId" from shop.webhook_inbox
  where done_at is null and next_try_at <= platform.now() order by next_try_at limit ${limit}
`;
