import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { Temporal } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { InvoiceDocument, InvoiceKind } from './invoice.ts';

export type OrderToInvoice = {
  readonly id: string;
  readonly number: number;
  readonly checkoutId: string;
  readonly payerName: string;
  readonly currency: Currency;
  readonly totalMinor: number;
  /** What the tax was called when the order was priced, and the practice's number for it. */
  readonly taxName: string | null;
  readonly taxNumber: string | null;
  readonly placedAt: Instant;
  readonly now: Instant;
};

/** Locks the order: what is written about it is written one after the other. */
export const lockOrder = async (tx: Tx, practiceId: PracticeId, orderId: string) => {
  const [row] = await tx<OrderToInvoice[]>`
    select o.id, o.number, o.checkout_id as "checkoutId", o.payer_name as "payerName", o.currency,
      o.total_minor as "totalMinor", c.tax_name as "taxName", c.tax_number as "taxNumber", o.placed_at as "placedAt",
      platform.now() as now
    from shop.orders o join shop.checkouts c on c.practice_id = o.practice_id and c.id = o.checkout_id
    where o.practice_id = ${practiceId} and o.id = ${orderId}
    for no key update of o
  `;
  return row;
};

export type SoldLine = {
  readonly kind: 'seat' | 'workbook';
  readonly count: number;
  readonly unitMinor: number;
  readonly packageMinor: number;
  readonly couponMinor: number;
  readonly fundMinor: number;
  readonly payableMinor: number;
  readonly taxRate: number;
  readonly taxMinor: number;
  readonly zone: string;
  readonly firstAt: Instant | undefined;
  readonly lastAt: Instant | undefined;
};

export const soldLines = async (
  tx: Tx,
  practiceId: PracticeId,
  checkoutId: string,
): Promise<readonly SoldLine[]> => {
  const rows = await tx<
    (Omit<SoldLine, 'firstAt' | 'lastAt'> & { firstAt: string | null; lastAt: string | null })[]
  >`
    select kind, case kind when 'seat' then meetings else 1 end::integer as count, unit_minor as "unitMinor", package_saving_minor as "packageMinor",
      coupon_saving_minor as "couponMinor", fund_minor as "fundMinor", payable_minor as "payableMinor",
      round(tax_rate * 100000)::integer as "taxRate", tax_minor as "taxMinor", zone,
      meetings_at -> 0 ->> 'startsAt' as "firstAt", meetings_at -> -1 ->> 'startsAt' as "lastAt"
    from shop.checkout_lines
    where practice_id = ${practiceId} and checkout_id = ${checkoutId}
    order by id
  `;
  const instant = (text: string | null) => (text === null ? undefined : Temporal.Instant.from(text));
  return rows.map(({ firstAt, lastAt, ...row }) => ({
    ...row,
    firstAt: instant(firstAt),
    lastAt: instant(lastAt),
  }));
};

export type Invoice = {
  readonly id: string;
  readonly number: number;
  readonly kind: InvoiceKind;
  readonly orderId: string;
  readonly correctsId: string | null;
  readonly refundId: string | null;
  readonly issuedAt: Instant;
  readonly issuedBy: string;
  readonly document: InvoiceDocument;
};

const columns = (sql: Queryable) => sql`
  i.id, i.number, i.kind, i.order_id as "orderId", i.corrects_id as "correctsId", i.refund_id as "refundId",
  i.issued_at as "issuedAt", i.issued_by as "issuedBy", i.document
`;

/** Everything that was written about an order, in its order. */
export const invoicesOf = (sql: Queryable, practiceId: PracticeId, orderId: string) => sql<Invoice[]>`
  select ${columns(sql)} from shop.invoices i
  where i.practice_id = ${practiceId} and i.order_id = ${orderId}
  order by i.number
`;

export const invoiceById = async (sql: Queryable, practiceId: PracticeId, id: string) => {
  const [row] = await sql<Invoice[]>`
    select ${columns(sql)} from shop.invoices i where i.practice_id = ${practiceId} and i.id = ${id}
  `;
  return row;
};

/** An invoice of the order behind this link, and of no other. */
export const invoiceOfLink = async (
  sql: Queryable,
  practiceId: PracticeId,
  { secretHash, number }: { readonly secretHash: Buffer; readonly number: number },
) => {
  const [row] = await sql<Invoice[]>`
    select ${columns(sql)} from shop.invoices i
    join shop.orders o on o.practice_id = i.practice_id and o.id = i.order_id
    where i.practice_id = ${practiceId} and i.number = ${number} and o.secret_hash = ${secretHash}
  `;
  return row;
};

export type NewInvoice = Omit<Invoice, 'issuedAt'>;

export const insertInvoice = (tx: Tx, practiceId: PracticeId, invoice: NewInvoice) => tx`
  insert into shop.invoices (practice_id, id, number, kind, order_id, corrects_id, refund_id, issued_on, currency,
    total_minor, tax_minor, document, issued_by)
  values (${practiceId}, ${invoice.id}, ${invoice.number}, ${invoice.kind}, ${invoice.orderId}, ${invoice.correctsId},
    ${invoice.refundId}, ${invoice.document.issuedOn}, ${invoice.document.currency}, ${invoice.document.totalMinor},
    ${invoice.document.taxMinor}, ${tx.json(invoice.document as never)}, ${invoice.issuedBy})
`;

export type RefundToCounter = {
  readonly id: string;
  readonly orderId: string;
  readonly amountMinor: number;
  readonly state: string;
};

/** A refund of money that bought an order; undefined where the money bought nothing. */
export const refundById = async (tx: Tx, practiceId: PracticeId, refundId: string) => {
  const [row] = await tx<RefundToCounter[]>`
    select r.id, o.id as "orderId", r.amount_minor as "amountMinor", r.state
    from shop.refunds r
    join shop.orders o on o.practice_id = r.practice_id and o.capture_id = r.capture_id
    where r.practice_id = ${practiceId} and r.id = ${refundId}
  `;
  return row;
};

export type Owed = {
  readonly practiceId: PracticeId;
  readonly kind: 'invoice' | 'counter' | 'restoring';
  readonly id: string;
};

/** What has happened since and is not written yet: paid orders, money that went back, and money that came back again. */
export const owed = (sql: Queryable, sinceHours: number | null, limit: number) => {
  const since = (column: ReturnType<Queryable>) =>
    sinceHours === null ? sql`` : sql`and ${column} > platform.now() - make_interval(hours => ${sinceHours})`;
  return sql<Owed[]>`
    (select o.practice_id as "practiceId", 'invoice' as kind, o.id from shop.orders o
    where o.capture_id is not null ${since(sql`o.placed_at`)} and not exists (
      select 1 from shop.invoices i where i.practice_id = o.practice_id and i.order_id = o.id)
    limit ${limit})
    union all
    (select r.practice_id, 'counter', r.id from shop.refunds r
    join shop.orders o on o.practice_id = r.practice_id and o.capture_id = r.capture_id
    where r.state in ('completed', 'settled') ${since(sql`r.changed_at`)} and not exists (
      select 1 from shop.invoices i where i.practice_id = r.practice_id and i.refund_id = r.id)
    limit ${limit})
    union all
    (select r.practice_id, 'restoring', r.id from shop.refunds r
    join shop.invoices i on i.practice_id = r.practice_id and i.refund_id = r.id
    where r.state = 'undone' ${since(sql`r.changed_at`)} and not exists (
      select 1 from shop.invoices back where back.practice_id = i.practice_id and back.corrects_id = i.id)
    limit ${limit})
  `;
};
