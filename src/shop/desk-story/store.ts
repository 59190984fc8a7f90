import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import { isOpen } from '../downloads/public.ts';

export type OrderHead = {
  readonly id: string;
  readonly number: number;
  readonly checkoutId: string;
  readonly placedAt: Instant;
  readonly state: 'paid' | 'free' | 'refunded' | 'partly-refunded';
  readonly totalMinor: number;
  readonly currency: Currency;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly captureId: string | null;
  readonly begunAt: Instant;
  readonly couponId: string | null;
  readonly couponCode: string | null;
  readonly taxName: string | null;
};

export const orderById = async (sql: Queryable, practiceId: PracticeId, id: string) => {
  const [row] = await sql<OrderHead[]>`
    select o.id, o.number, o.checkout_id as "checkoutId", o.placed_at as "placedAt", o.state,
      o.total_minor as "totalMinor", o.currency, o.payer_name as "payerName", o.payer_email as "payerEmail",
      o.capture_id as "captureId", c.created_at as "begunAt",
      c.coupon_id as "couponId", c.coupon_code as "couponCode", c.tax_name as "taxName"
    from shop.orders o
    join shop.checkouts c on c.practice_id = o.practice_id and c.id = o.checkout_id
    where o.practice_id = ${practiceId} and o.id = ${id}
  `;
  return row;
};

export type LineRow = {
  readonly id: string;
  readonly kind: 'seat' | 'workbook';
  readonly offeringId: string | null;
  readonly workbookId: string | null;
  readonly name: string;
  readonly tierName: string | null;
  readonly packageName: string | null;
  readonly payableMinor: number;
  readonly meetings: number;
  readonly unitMinor: number;
  /** The full price, before anything took off. */
  readonly totalMinor: number;
  readonly packageSavingMinor: number;
  readonly couponSavingMinor: number;
  readonly fundMinor: number;
  readonly taxMinor: number;
  readonly taxIsAdded: boolean;
  readonly seatId: string | null;
  readonly seatState: 'paid' | 'granted' | 'freed' | null;
  readonly attendeeName: string | null;
  readonly attendeeEmail: string | null;
  /** Of a workbook: its download, how often the file was given out, and whether it may still be. */
  readonly downloadId: string | null;
  readonly downloads: number | null;
  readonly downloadIsOpen: boolean | null;
  readonly endedByHand: boolean | null;
};

/** What was bought, each with its seat. */
export const linesOf = (sql: Queryable, practiceId: PracticeId, checkoutId: string) => sql<LineRow[]>`
  select l.id, l.kind, l.workbook_id as "workbookId", l.package_name as "packageName", l.payable_minor as "payableMinor",
    d.id as "downloadId", d.ended_at is not null as "endedByHand", case when d.id is not null then ${isOpen(sql)} end as "downloadIsOpen",
    case when d.id is not null then (select count(*)::integer from shop.download_times t
      where t.practice_id = ${practiceId} and t.download_id = d.id) end as downloads,
    l.offering_id as "offeringId", l.name, l.tier_name as "tierName", l.meetings,
    l.unit_minor as "unitMinor", l.total_minor as "totalMinor",
    l.package_saving_minor as "packageSavingMinor", l.coupon_saving_minor as "couponSavingMinor",
    l.fund_minor as "fundMinor", l.tax_minor as "taxMinor", l.tax_is_added as "taxIsAdded", s.id as "seatId", s.state as "seatState",
    s.attendee_name as "attendeeName", s.attendee_email as "attendeeEmail"
  from shop.checkout_lines l
  join shop.orders o on o.practice_id = l.practice_id and o.checkout_id = l.checkout_id
  left join shop.seats s on s.practice_id = l.practice_id and s.line_id = l.id
    and s.ended_because is distinct from 'transferred'
  left join shop.downloads d on d.practice_id = l.practice_id and d.line_id = l.id
  where l.practice_id = ${practiceId} and l.checkout_id = ${checkoutId}
  order by l.id
`;
