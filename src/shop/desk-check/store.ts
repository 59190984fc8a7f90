import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';

/** A payment of which nobody knows yet how it ends. */
export type InMotion = {
  readonly id: string;
  readonly state: string;
  readonly problem: string | null;
  readonly payerName: string | null;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly since: Instant;
  readonly nextLookAt: Instant | null;
  readonly checks: number;
};

/** Payments that have been on their way for an hour and more, the oldest first. */
export const paymentsInMotion = (sql: Queryable, practiceId: PracticeId, limit: number) => sql<InMotion[]>`
  select a.id, a.state, a.problem, c.payer_name as "payerName", a.amount_minor as "amountMinor", a.currency,
    a.changed_at as since, a.next_check_at as "nextLookAt", a.checks
  from shop.attempts a
  join shop.checkouts c on c.practice_id = a.practice_id and c.id = a.checkout_id
  where a.practice_id = ${practiceId} and a.state in ('creating', 'capturing', 'pending', 'refunding')
    and a.changed_at < platform.now() - interval '1 hour'
  order by a.changed_at, a.id
  limit ${limit}
`;

/** How many payments have been on their way for a day and more, and the oldest of them. */
export const longInMotion = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<{ count: number; since: Instant | null }[]>`
    select count(*)::integer as count, min(changed_at) as since from shop.attempts
    where practice_id = ${practiceId} and state in ('creating', 'capturing', 'pending', 'refunding')
      and changed_at < platform.now() - interval '1 day'
  `;
  return row?.since ? { count: row.count, since: row.since } : undefined;
};
