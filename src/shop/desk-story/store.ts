import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type {
  AttemptRow,
  CallRow,
  CaptureRow,
  ChangeRow,
  EntryRow,
  HoldRow,
  RefundRow,
  WebhookRow,
} from './facts.ts';

/** One order's checkout, and with it all that happened on the way. */
type Of = { readonly practiceId: PracticeId; readonly orderId: string; readonly checkoutId: string };

export type OrderHead = {
  readonly id: string;
  readonly number: number;
  readonly checkoutId: string;
  readonly placedAt: Instant;
  readonly state: 'paid' | 'free' | 'refunded' | 'partly-refunded';
  readonly totalMinor: number;
  readonly currency: Currency;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly captureId: string | null;
  readonly begunAt: Instant;
};

export const orderById = async (sql: Queryable, practiceId: PracticeId, id: string) => {
  const [row] = await sql<OrderHead[]>`
    select o.id, o.number, o.checkout_id as "checkoutId", o.placed_at as "placedAt", o.state,
      o.total_minor as "totalMinor", o.currency, o.payer_name as "payerName", o.payer_email as "payerEmail",
      o.capture_id as "captureId", c.created_at as "begunAt"
    from shop.orders o
    join shop.checkouts c on c.practice_id = o.practice_id and c.id = o.checkout_id
    where o.practice_id = ${practiceId} and o.id = ${id}
  `;
  return row;
};

export type LineRow = {
  readonly id: string;
  readonly offeringId: string;
  readonly name: string;
  readonly tierName: string;
  readonly meetings: number;
  readonly unitMinor: number;
  readonly totalMinor: number;
  readonly seatState: 'paid' | 'granted' | 'freed' | null;
  readonly attendeeName: string | null;
  readonly attendeeEmail: string | null;
};

/** What was bought, each with its seat. */
export const linesOf = (sql: Queryable, { practiceId, checkoutId }: Of) => sql<LineRow[]>`
  select l.id, l.offering_id as "offeringId", l.name, l.tier_name as "tierName", l.meetings,
    l.unit_minor as "unitMinor", l.total_minor as "totalMinor", s.state as "seatState",
    s.attendee_name as "attendeeName", s.attendee_email as "attendeeEmail"
  from shop.checkout_lines l
  left join shop.seats s on s.practice_id = l.practice_id and s.line_id = l.id
  where l.practice_id = ${practiceId} and l.checkout_id = ${checkoutId}
  order by l.id
`;

export const holdsOf = (sql: Queryable, { practiceId, checkoutId }: Of) => sql<HoldRow[]>`
  select h.id, h.state, l.name, h.created_at as "createdAt", h.expires_at as "expiresAt", h.ended_at as "endedAt",
    h.ended_because as "endedBecause"
  from shop.holds h
  join shop.checkout_lines l on l.practice_id = h.practice_id and l.id = h.line_id
  where h.practice_id = ${practiceId} and h.checkout_id = ${checkoutId}
`;

export const attemptsOf = (sql: Queryable, { practiceId, checkoutId }: Of) => sql<AttemptRow[]>`
  select id, number, state, paypal_order_id as "paypalOrderId", declines, problem, created_at as "createdAt",
    amount_minor as "amountMinor", currency
  from shop.attempts where practice_id = ${practiceId} and checkout_id = ${checkoutId}
`;

export const callsOf = (sql: Queryable, { practiceId, checkoutId }: Of) => sql<CallRow[]>`
  select c.id, c.operation, c.request_key as "requestKey", c.started_at as "startedAt", c.ended_at as "endedAt",
    c.status, c.outcome, c.debug_id as "debugId"
  from shop.calls c
  join shop.attempts a on a.practice_id = c.practice_id and a.id = c.attempt_id
  where a.practice_id = ${practiceId} and a.checkout_id = ${checkoutId}
`;

export const webhooksOf = (sql: Queryable, { practiceId, checkoutId }: Of) => sql<WebhookRow[]>`
  select w.event_id as "eventId", w.event_type as "eventType", w.received_at as "receivedAt",
    w.received_count as "receivedCount", w.verified_by as "verifiedBy", w.outcome
  from shop.webhook_inbox w
  join shop.attempts a on a.practice_id = w.practice_id and (a.id = w.attempt_id or a.paypal_order_id = w.paypal_order_id)
  where a.practice_id = ${practiceId} and a.checkout_id = ${checkoutId}
`;

export const capturesOf = (sql: Queryable, { practiceId, checkoutId }: Of) => sql<CaptureRow[]>`
  select c.id, c.status, c.amount_minor as "amountMinor", c.fee_minor as "feeMinor", c.currency,
    c.recorded_at as "recordedAt", c.surplus_because as "surplusBecause"
  from shop.captures c
  join shop.attempts a on a.practice_id = c.practice_id and a.id = c.attempt_id
  where a.practice_id = ${practiceId} and a.checkout_id = ${checkoutId}
`;

export const refundsOf = (sql: Queryable, { practiceId, checkoutId }: Of) => sql<RefundRow[]>`
  select r.id, r.state, r.because, r.amount_minor as "amountMinor", r.currency, r.paypal_refund_id as "paypalRefundId",
    r.created_at as "createdAt", r.problem
  from shop.refunds r
  join shop.captures c on c.practice_id = r.practice_id and c.id = r.capture_id
  join shop.attempts a on a.practice_id = c.practice_id and a.id = c.attempt_id
  where a.practice_id = ${practiceId} and a.checkout_id = ${checkoutId}
`;

export const entriesOf = (sql: Queryable, { practiceId, orderId, checkoutId }: Of) => sql<EntryRow[]>`
  select l.id, l.posting_id as "postingId", l.account, l.amount_minor as "amountMinor", l.currency, l.because,
    l.posted_at as "postedAt"
  from shop.ledger l
  where l.practice_id = ${practiceId} and (l.order_id = ${orderId} or l.attempt_id in (
    select a.id from shop.attempts a where a.practice_id = ${practiceId} and a.checkout_id = ${checkoutId}))
  order by l.posted_at, l.posting_id, l.id
`;

/** Changes of everything that belongs to this order. */
export const changesOf = (sql: Queryable, { practiceId, orderId, checkoutId }: Of) => sql<ChangeRow[]>`
  select h.id, h.entity, h.was, h.became, h.because, h.actor, h.at
  from shop.history h
  where h.practice_id = ${practiceId} and h.entity_id in (
    select ${orderId}::uuid union all select ${checkoutId}::uuid
    union all select a.id from shop.attempts a where a.practice_id = ${practiceId} and a.checkout_id = ${checkoutId}
    union all select s.id from shop.seats s where s.practice_id = ${practiceId} and s.order_id = ${orderId}
    union all select r.id from shop.refunds r
      join shop.captures c on c.practice_id = r.practice_id and c.id = r.capture_id
      join shop.attempts a on a.practice_id = c.practice_id and a.id = c.attempt_id
      where a.practice_id = ${practiceId} and a.checkout_id = ${checkoutId})
`;
