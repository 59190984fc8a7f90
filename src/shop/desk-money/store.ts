import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Moved, SpokenFor } from './overview.ts';

type Asked = {
  readonly practiceId: PracticeId;
  /** When the running month began, and the one before it. */
  readonly month: Instant;
  readonly lastMonth: Instant;
};

/** What each kind of posting did to the PayPal account and its fees. */
export const movedAtPayPal = (sql: Queryable, { practiceId, month, lastMonth }: Asked) => sql<Moved[]>`
  select because, account, currency, sum(amount_minor)::bigint as "everMinor",
    coalesce(sum(amount_minor) filter (where posted_at >= ${month}), 0)::bigint as "monthMinor",
    coalesce(sum(amount_minor) filter (where posted_at >= ${lastMonth} and posted_at < ${month}), 0)::bigint
      as "lastMonthMinor"
  from shop.ledger
  where practice_id = ${practiceId} and account in ('paypal-balance', 'paypal-fees')
  group by because, account, currency order by currency, because, account
`;

/** Refunds that PayPal has not made yet, and what open disputes are about, less what went back of it already. */
export const spokenFor = (sql: Queryable, practiceId: PracticeId) => sql<SpokenFor[]>`
  select currency, sum(going)::bigint as "onItsWayMinor", sum(disputed)::bigint as "disputedMinor" from (
    select currency, amount_minor as going, 0 as disputed from shop.refunds
    where practice_id = ${practiceId} and state in ('wanted', 'asked', 'pending')
    union all
    select dispute.currency, 0, least(dispute.amount_minor, capture.amount_minor - capture.given_minor)
    from shop.disputes as dispute
    join shop.captures as capture on capture.practice_id = ${practiceId} and capture.id = dispute.capture_id
    where dispute.practice_id = ${practiceId} and dispute.state <> 'resolved'
  ) as spoken group by currency
`;

export const now = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('the database has a clock');
  return row.now;
};
