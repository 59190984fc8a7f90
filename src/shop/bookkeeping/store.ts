import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { ExportedEntry } from './export.ts';
import type { AccountMonth } from './month.ts';

type Span = { readonly practiceId: PracticeId; readonly since: Instant; readonly until: Instant };

/** Every account with what it had before the span and what moved in it. */
export const accountsIn = (sql: Queryable, { practiceId, since, until }: Span) => sql<AccountMonth[]>`
  select account, currency,
    coalesce(sum(amount_minor) filter (where posted_at < ${since}), 0)::bigint as "beforeMinor",
    coalesce(sum(amount_minor) filter (where posted_at >= ${since} and amount_minor > 0), 0)::bigint as "debitMinor",
    coalesce(-sum(amount_minor) filter (where posted_at >= ${since} and amount_minor < 0), 0)::bigint as "creditMinor"
  from shop.ledger
  where practice_id = ${practiceId} and posted_at < ${until}
  group by account, currency
  order by currency, account
`;

type EntryRow = ExportedEntry & { readonly id: string };

export type After = { readonly postedAt: Instant; readonly id: string };

/** Entries of the span in the order in which they were posted, from behind `after`. */
export const entriesIn = (
  sql: Queryable,
  { practiceId, since, until }: Span,
  after: After | undefined,
  limit: number,
) => sql<EntryRow[]>`
  select l.id, l.posted_at as "postedAt", l.posting_id as "postingId", l.account, l.because,
    l.amount_minor as "amountMinor", l.currency, o.number as "orderNumber",
    (select i.number from shop.invoices i where i.practice_id = l.practice_id
      and (i.refund_id = l.refund_id or (l.refund_id is null and i.order_id = l.order_id and i.kind = 'invoice'))
      order by i.number limit 1) as "invoiceNumber",
    l.capture_id as "captureId", r.paypal_refund_id as "refundId",
    sold."fullMinor", sold."discountMinor"
  from shop.ledger l
  left join shop.orders o on o.practice_id = l.practice_id and o.id = l.order_id
  left join shop.refunds r on r.practice_id = l.practice_id and r.id = l.refund_id
  left join lateral (select sum(line.total_minor)::bigint as "fullMinor",
      sum(line.coupon_saving_minor + line.package_saving_minor)::bigint as "discountMinor"
    from shop.checkout_lines line where line.practice_id = l.practice_id and line.checkout_id = o.checkout_id) sold
    on l.account = 'sales' and l.refund_id is null
  where l.practice_id = ${practiceId} and l.posted_at >= ${since} and l.posted_at < ${until}
    ${after ? sql`and (l.posted_at, l.id) > (${after.postedAt}, ${after.id}::uuid)` : sql``}
  order by l.posted_at, l.id
  limit ${limit}
`;

/** When the books begin, and what the time is. */
export const booksBegin = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<{ first: Instant | null; now: Instant }[]>`
    select (select posted_at from shop.ledger where practice_id = ${practiceId} order by posted_at limit 1) as first,
      platform.now() as now
  `;
  if (!row) throw new Error('the database has a clock');
  return row;
};
