import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { DisputeState } from '../disputes/public.ts';

export type DisputeRow = {
  readonly id: string;
  readonly paypalDisputeId: string;
  readonly state: DisputeState;
  readonly reason: string;
  readonly stage: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly respondUntil: Instant | null;
  readonly outcome: string | null;
  readonly openedAt: Instant;
  readonly changedAt: Instant;
  readonly orderId: string | null;
  readonly orderNumber: number | null;
  readonly payerName: string | null;
};

const columns = (sql: Queryable) => sql`
  dispute.id, dispute.paypal_dispute_id as "paypalDisputeId", dispute.state, dispute.reason, dispute.stage,
  dispute.amount_minor as "amountMinor", dispute.currency, dispute.respond_until as "respondUntil", dispute.outcome,
  dispute.opened_at as "openedAt", dispute.changed_at as "changedAt", placed.id as "orderId",
  placed.number as "orderNumber", placed.payer_name as "payerName"
`;

export type DisputeQuery = {
  readonly practiceId: PracticeId;
  /** Part of a name, an order's number, or PayPal's own number of the case. */
  readonly typed: string;
  readonly state: 'open' | 'resolved' | undefined;
  readonly sortBy: 'newest' | 'oldest' | 'due';
};

const matching = (sql: Queryable, { practiceId, typed, state }: DisputeQuery) => {
  const part = `%${typed.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`
    dispute.practice_id = ${practiceId}
    ${state === 'open' ? sql`and dispute.state <> 'resolved'` : sql``}
    ${state === 'resolved' ? sql`and dispute.state = 'resolved'` : sql``}
    ${typed === '' ? sql`` : sql`and (lower(placed.payer_name) like ${part} or placed.number::text = ${typed} or lower(dispute.paypal_dispute_id) like ${part})`}
  `;
};

const ORDERS = {
  newest: (sql: Queryable) => sql`dispute.opened_at desc, dispute.id desc`,
  oldest: (sql: Queryable) => sql`dispute.opened_at, dispute.id`,
  due: (sql: Queryable) => sql`dispute.respond_until nulls last, dispute.id`,
};

/** One page of disputes, with how many there are in all. */
export const disputesPage = (
  sql: Queryable,
  query: DisputeQuery,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) => sql<(DisputeRow & { readonly count: number })[]>`
  select ${columns(sql)}, count(*) over ()::integer as count from shop.disputes as dispute
  left join shop.orders as placed on placed.practice_id = dispute.practice_id and placed.capture_id = dispute.capture_id
  where ${matching(sql, query)}
  order by ${ORDERS[query.sortBy](sql)} limit ${limit} offset ${offset}
`;

export const disputeById = async (sql: Queryable, practiceId: PracticeId, id: string) => {
  const [row] = await sql<DisputeRow[]>`
    select ${columns(sql)} from shop.disputes as dispute
    left join shop.orders as placed on placed.practice_id = dispute.practice_id and placed.capture_id = dispute.capture_id
    where dispute.practice_id = ${practiceId} and dispute.id = ${id}
  `;
  return row;
};

/** What we hold that PayPal may ask for. No group is named, and nothing about health. */
export type Evidence = {
  readonly placedAt: Instant;
  readonly totalMinor: number;
  readonly currency: Currency;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly attestedAt: Instant | null;
  readonly agreedAt: Instant | null;
  readonly agreedName: string | null;
  readonly agreementVersion: number | null;
  /** First and last meeting that was bought. */
  readonly firstOn: PlainDate | null;
  readonly lastOn: PlainDate | null;
  readonly meetings: number;
  readonly givenMinor: number;
};

export const evidenceOf = async (sql: Queryable, practiceId: PracticeId, orderId: string, zone: string) => {
  const [row] = await sql<Evidence[]>`
    select placed.placed_at as "placedAt", placed.total_minor as "totalMinor", placed.currency,
      placed.payer_name as "payerName", placed.payer_email as "payerEmail", checkout.attested_at as "attestedAt",
      checkout.agreed_at as "agreedAt", checkout.agreed_name as "agreedName",
      checkout.agreement_version as "agreementVersion", capture.given_minor as "givenMinor",
      dates.first_on as "firstOn", dates.last_on as "lastOn", dates.count::integer as meetings
    from shop.orders as placed
    join shop.checkouts as checkout on checkout.practice_id = ${practiceId} and checkout.id = placed.checkout_id
    join shop.captures as capture on capture.practice_id = ${practiceId} and capture.id = placed.capture_id,
      lateral (select min(started)::date as first_on, max(started)::date as last_on, count(started) as count
        from (select (meeting ->> 'startsAt')::timestamptz at time zone ${zone} as started
          from shop.checkout_lines as line, jsonb_array_elements(line.meetings_at) as meeting
          where line.practice_id = ${practiceId} and line.checkout_id = placed.checkout_id) as bought) as dates
    where placed.practice_id = ${practiceId} and placed.id = ${orderId}
  `;
  return row;
};
