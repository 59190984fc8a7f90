import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Posting, SaleParts } from './postings.ts';

/** What a posting belongs to. */
export type PostingOf = {
  readonly attemptId?: string;
  readonly orderId?: string;
  readonly captureId?: string;
  readonly refundId?: string;
  readonly disputeId?: string;
  readonly reportLineId?: string;
  readonly breakId?: string;
};

export const insertPosting = (tx: Tx, practiceId: PracticeId, posting: Posting, of: PostingOf) => {
  const postingId = newId<'posting'>();
  return tx`
    insert into shop.ledger ${tx(
      posting.entries.map((entry) => ({
        practice_id: practiceId,
        id: newId<'entry'>(),
        posting_id: postingId,
        account: entry.account,
        amount_minor: entry.minor,
        currency: posting.currency,
        because: posting.because,
        attempt_id: of.attemptId ?? null,
        order_id: of.orderId ?? null,
        capture_id: of.captureId ?? null,
        refund_id: of.refundId ?? null,
        dispute_id: of.disputeId ?? null,
        report_line_id: of.reportLineId ?? null,
        break_id: of.breakId ?? null,
      })),
    )}
  `;
};

/** The tax in a checkout's price, and what a sponsors' fund adds to it. */
export const partsOfSale = async (
  sql: Queryable,
  practiceId: PracticeId,
  checkoutId: string,
): Promise<SaleParts> => {
  const [row] = await sql<SaleParts[]>`
    select coalesce(sum(tax_minor), 0)::bigint as "taxMinor", coalesce(sum(fund_minor), 0)::bigint as "fundMinor"
    from shop.checkout_lines where practice_id = ${practiceId} and checkout_id = ${checkoutId}
  `;
  return row ?? { taxMinor: 0, fundMinor: 0 };
};

/** What the books still hold of an order: money that has not gone back, and the tax in it. */
export const leftOfOrder = async (sql: Queryable, practiceId: PracticeId, orderId: string) => {
  const [row] = await sql<{ amountMinor: number; taxMinor: number }[]>`
    select (placed.total_minor - coalesce(sum(entry.amount_minor) filter (where entry.refund_id is not null
        and entry.account in ('refunds', 'disputes', 'tax')), 0))::bigint as "amountMinor",
      coalesce(-sum(entry.amount_minor) filter (where entry.account = 'tax'), 0)::bigint as "taxMinor"
    from shop.orders as placed
    left join shop.ledger as entry on entry.practice_id = ${practiceId} and entry.order_id = placed.id
    where placed.practice_id = ${practiceId} and placed.id = ${orderId}
    group by placed.total_minor
  `;
  return row ?? { amountMinor: 0, taxMinor: 0 };
};
