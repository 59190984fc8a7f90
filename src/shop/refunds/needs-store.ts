import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';

/** The oldest refund that waits for a person, and how many there are. */
export type Waiting = {
  readonly count: number;
  readonly since: Instant;
  readonly refundId: string;
  readonly orderId: string | null;
};

/** Refunds that PayPal refused. */
export const failedRefunds = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<Waiting[]>`
    select count(*) over ()::integer as count, refund.changed_at as since, refund.id as "refundId", placed.id as "orderId"
    from shop.refunds as refund
    left join shop.orders as placed on placed.practice_id = refund.practice_id and placed.capture_id = refund.capture_id
    where refund.practice_id = ${practiceId} and refund.state = 'failed'
    order by refund.changed_at limit 1
  `;
  return row;
};

/** Refunds that nobody here asked for, while chairs of their orders are still taken. */
export const chairsToDecide = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<Waiting[]>`
    select count(*) over ()::integer as count, refund.changed_at as since, refund.id as "refundId", placed.id as "orderId"
    from shop.refunds as refund
    join shop.orders as placed on placed.practice_id = refund.practice_id and placed.capture_id = refund.capture_id
    where refund.practice_id = ${practiceId} and refund.state = 'completed' and refund.because in ('outside', 'reversed')
      and refund.chairs_decided_at is null and exists (select 1 from shop.seats as seat
        where seat.practice_id = ${practiceId} and seat.order_id = placed.id and seat.state <> 'freed')
    order by refund.changed_at limit 1
  `;
  return row;
};
