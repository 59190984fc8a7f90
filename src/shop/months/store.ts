import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { MonthRow } from './months.ts';

type Asked = {
  readonly practiceId: PracticeId;
  readonly zone: string;
  readonly currency: Currency;
  readonly since: Instant;
};

/** Months of the practice's zone since an instant, each in which something happened. */
export const monthRows = (sql: Queryable, { practiceId, zone, currency, since }: Asked) => sql<MonthRow[]>`
  with facts as (
    select to_char(placed_at at time zone ${zone}, 'YYYY-MM') as month, 1 as orders, 0 as people, 0 as taken, 0 as freed,
      0::bigint as gross, 0::bigint as fees, 0::bigint as back
    from shop.orders where practice_id = ${practiceId} and placed_at >= ${since}
    union all
    select to_char(created_at at time zone ${zone}, 'YYYY-MM'), 0, (not exists (
        select 1 from shop.seats before where before.practice_id = seat.practice_id
          and before.attendee_email = seat.attendee_email
          and (before.created_at, before.id) < (seat.created_at, seat.id)))::integer, 1, 0, 0, 0, 0
    from shop.seats seat where practice_id = ${practiceId} and created_at >= ${since}
    union all
    select to_char(ended_at at time zone ${zone}, 'YYYY-MM'), 0, 0, 0, 1, 0, 0, 0
    from shop.seats where practice_id = ${practiceId} and ended_at >= ${since}
    union all
    select to_char(posted_at at time zone ${zone}, 'YYYY-MM'), 0, 0, 0, 0,
      case when account in ('sales', 'tax') then -amount_minor else 0 end,
      case account when 'paypal-fees' then amount_minor else 0 end,
      case account when 'refunds' then amount_minor else 0 end
    from shop.ledger where practice_id = ${practiceId} and posted_at >= ${since} and currency = ${currency}
      and account in ('sales', 'tax', 'paypal-fees', 'refunds')
  )
  select month, sum(orders)::integer as orders, sum(people)::integer as "newPeople", sum(taken)::integer as "seatsTaken",
    sum(freed)::integer as "seatsFreed", sum(gross)::bigint as "grossMinor", sum(fees)::bigint as "feesMinor",
    sum(back)::bigint as "givenBackMinor"
  from facts group by month order by month
`;

export const now = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('The database tells the time');
  return row.now;
};
