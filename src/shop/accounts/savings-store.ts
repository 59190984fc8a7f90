import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Violation } from './store.ts';

/** Prices: what a checkout costs is what its lines cost. */
export const priceViolations = (sql: Queryable, practiceId: PracticeId) => sql<Violation[]>`
  select 'a checkout costs the sum of its lines' as rule, checkout.id::text as subject from shop.checkouts as checkout
  where checkout.practice_id = ${practiceId} and checkout.total_minor <> (select coalesce(sum(line.payable_minor), 0)
    from shop.checkout_lines as line where line.practice_id = ${practiceId} and line.checkout_id = checkout.id)
`;
