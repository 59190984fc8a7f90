import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';

export type Waiting = { readonly count: number; readonly since: Instant; readonly orderId: string | null };

/** Refunds that PayPal refused: the oldest of them, and how many there are. */
export const failedRefunds = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<Waiting[]>`
    select count(*) over ()::integer as count, refund.changed_at as since, placed.id as "orderId"
    from shop.refunds as refund
    left join shop.orders as placed on placed.practice_id = refund.practice_id and placed.capture_id = refund.capture_id
    where refund.practice_id = ${practiceId} and refund.state = 'failed'
    order by refund.changed_at limit 1
  `;
  return row;
};
