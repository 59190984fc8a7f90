import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import type { BreakRow } from './break-row.ts';
import type { BreakFilter } from './filter.ts';

const columns = (tx: Tx, practiceId: PracticeId) => tx`
  broken.id, broken.number, broken.kind, broken.state, broken.at, broken.found_at as "foundAt",
  broken.closed_at as "closedAt", broken.closed_by as "closedBy", broken.way, broken.note,
  broken.capture_id as "captureId", broken.refund_id as "refundId", refund.paypal_refund_id as "paypalRefundId",
  broken.ours_minor as "oursMinor", broken.ours_fee_minor as "oursFeeMinor", broken.ours_currency as "oursCurrency",
  broken.ours_state as "oursState", broken.theirs_minor as "theirsMinor", broken.theirs_fee_minor as "theirsFeeMinor",
  broken.theirs_currency as "theirsCurrency", broken.theirs_state as "theirsState",
  line.transaction_id as "transactionId", line.code, line.reference_id as "referenceId", line.invoice_id as "invoiceId",
  (broken.capture_id is not null or exists (select 1 from shop.attempts as attempt
    where attempt.practice_id = ${practiceId} and attempt.id::text = line.custom_field)) as askable,
  placed.id as "orderId", placed.number as "orderNumber", placed.payer_name as "payerName"
`;

const source = (tx: Tx, practiceId: PracticeId) => tx`
  shop.breaks as broken
  left join shop.report_lines as line on line.practice_id = ${practiceId} and line.id = broken.report_line_id
  left join shop.refunds as refund on refund.practice_id = ${practiceId} and refund.id = broken.refund_id
  left join shop.orders as placed on placed.practice_id = ${practiceId} and placed.capture_id = broken.capture_id
`;

const literally = (text: string) => text.replace(/[\\%_]/g, '\\$&');

const matching = (tx: Tx, practiceId: PracticeId, { typed, state, kind }: BreakFilter) => {
  const part = `%${literally(typed.toLowerCase())}%`;
  return tx`
    broken.practice_id = ${practiceId}
    ${state ? tx`and broken.state = ${state}` : tx``} ${kind ? tx`and broken.kind = ${kind}` : tx``}
    ${
      typed === ''
        ? tx``
        : tx`and (lower(placed.payer_name) like ${part} or placed.number::text = ${typed}
          or ${typed.toUpperCase()} in (broken.capture_id, line.transaction_id, refund.paypal_refund_id))`
    }
  `;
};

const ORDERS = {
  newest: (tx: Tx) => tx`broken.number desc`,
  oldest: (tx: Tx) => tx`broken.number`,
  highest: (tx: Tx) =>
    tx`greatest(abs(broken.ours_minor), abs(broken.theirs_minor)) desc nulls last, broken.number desc`,
};

/** One page of breaks, with how many there are in all. */
export const breaksPage = (
  tx: Tx,
  practiceId: PracticeId,
  filter: BreakFilter,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) => tx<(BreakRow & { readonly count: number })[]>`
  select ${columns(tx, practiceId)}, count(*) over ()::integer as count from ${source(tx, practiceId)}
  where ${matching(tx, practiceId, filter)}
  order by ${ORDERS[filter.sortBy](tx)} limit ${limit} offset ${offset}
`;

export const breakById = async (tx: Tx, practiceId: PracticeId, id: string) => {
  const [row] = await tx<BreakRow[]>`
    select ${columns(tx, practiceId)} from ${source(tx, practiceId)}
    where broken.practice_id = ${practiceId} and broken.id = ${id}
  `;
  return row;
};

export type Reading = {
  readonly state: 'done' | 'behind' | 'failed';
  readonly readAt: Instant;
  readonly since: Instant;
  readonly until: Instant;
  readonly lines: number;
  readonly found: number;
  readonly closed: number;
  readonly problem: string | null;
};

/** The newest reading of PayPal's report, whatever became of it. */
export const lastReading = async (tx: Tx, practiceId: PracticeId) => {
  const [row] = await tx<Reading[]>`
    select state, read_at as "readAt", since, until, lines, found, closed, problem from shop.reports
    where practice_id = ${practiceId} order by read_at desc, id desc limit 1
  `;
  return row;
};
