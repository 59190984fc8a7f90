import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { RefundState } from '../refunds/public.ts';

export type Order = {
  readonly id: string;
  readonly number: number;
  readonly checkoutId: string;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly leftMinor: number;
  readonly disputed: boolean;
};

/** A paid order and what is left of its money; undefined where there is none, also of a free one. */
export const paidOrder = async (sql: Queryable, practiceId: PracticeId, id: string) => {
  const [row] = await sql<Order[]>`
    select placed.id, placed.number, placed.checkout_id as "checkoutId", placed.payer_name as "payerName",
      placed.payer_email as "payerEmail", placed.currency, placed.total_minor as "totalMinor",
      capture.amount_minor - capture.given_minor as "leftMinor",
      exists (select 1 from shop.disputes as dispute where dispute.practice_id = ${practiceId}
        and dispute.capture_id = capture.id and dispute.state <> 'resolved') as disputed
    from shop.orders as placed
    join shop.captures as capture on capture.practice_id = ${practiceId} and capture.id = placed.capture_id
    where placed.practice_id = ${practiceId} and placed.id = ${id}
  `;
  return row;
};

export type Line = {
  readonly id: string;
  readonly name: string;
  readonly payableMinor: number;
  readonly leftMinor: number;
  readonly seatId: string | null;
  readonly attendeeName: string | null;
};

/** Lines with what of each has not been given back by name; a taken chair is named. */
export const linesOf = (sql: Queryable, practiceId: PracticeId, checkoutId: string) => sql<Line[]>`
  select line.id, line.name, line.payable_minor as "payableMinor", seat.id as "seatId",
    seat.attendee_name as "attendeeName",
    greatest(0, line.payable_minor - coalesce((select sum(part.amount_minor) from shop.refund_lines as part
      join shop.refunds as refund on refund.practice_id = ${practiceId} and refund.id = part.refund_id
      where part.practice_id = ${practiceId} and part.line_id = line.id
        and refund.state not in ('failed', 'cancelled', 'undone')), 0))::bigint as "leftMinor"
  from shop.checkout_lines as line
  left join shop.seats as seat on seat.practice_id = ${practiceId} and seat.line_id = line.id and seat.state <> 'freed'
  where line.practice_id = ${practiceId} and line.checkout_id = ${checkoutId}
  order by line.id
`;

export type RefundView = {
  readonly id: string;
  readonly state: RefundState;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly because: string;
  readonly note: string | null;
  readonly problem: string | null;
  readonly settledHow: string | null;
  readonly wantedBy: string | null;
  readonly paypalRefundId: string | null;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  readonly cancellableUntil: Instant | null;
  /** How many chairs go with it, and how many of the order are still taken. */
  readonly frees: number;
  readonly taken: number;
  readonly chairsDecidedBy: string | null;
};

export const refundOfOrder = async (
  sql: Queryable,
  practiceId: PracticeId,
  { orderId, refundId }: { readonly orderId: string; readonly refundId: string },
) => {
  const [row] = await sql<RefundView[]>`
    select refund.id, refund.state, refund.amount_minor as "amountMinor", refund.currency, refund.because, refund.note,
      refund.problem, refund.settled_how as "settledHow", refund.wanted_by as "wantedBy",
      refund.paypal_refund_id as "paypalRefundId", refund.created_at as "createdAt", refund.changed_at as "changedAt",
      refund.cancellable_until as "cancellableUntil", refund.chairs_decided_by as "chairsDecidedBy",
      (select count(*) from shop.refund_seats as wished where wished.practice_id = ${practiceId}
        and wished.refund_id = refund.id)::integer as frees,
      (select count(*) from shop.seats as seat where seat.practice_id = ${practiceId}
        and seat.order_id = placed.id and seat.state <> 'freed')::integer as taken
    from shop.refunds as refund
    join shop.orders as placed on placed.practice_id = ${practiceId} and placed.capture_id = refund.capture_id
    where refund.practice_id = ${practiceId} and refund.id = ${refundId} and placed.id = ${orderId}
  `;
  return row;
};

/** The refund that this form made before; pressed twice, it leads there. */
export const refundOfWish = async (
  sql: Queryable,
  practiceId: PracticeId,
  orderId: string,
  wishId: string,
): Promise<string | undefined> => {
  const [row] = await sql<{ id: string }[]>`
    select refund.id from shop.orders as placed
    join shop.refunds as refund on refund.practice_id = ${practiceId}
      and refund.request_key = 'rf:' || placed.capture_id || ':' || ${wishId}
    where placed.practice_id = ${practiceId} and placed.id = ${orderId}
  `;
  return row?.id;
};
