import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { PlainDate } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import { type InvoiceFilter, numberIn } from './filter.ts';
import type { InvoiceKind } from './invoice.ts';

export type InvoiceRow = {
  readonly id: string;
  readonly number: number;
  readonly kind: InvoiceKind;
  readonly issuedOn: PlainDate;
  readonly buyer: string;
  readonly orderId: string;
  readonly orderNumber: number;
  readonly correctsNumber: number | null;
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly taxMinor: number;
};

type Query = { readonly practiceId: PracticeId; readonly filter: InvoiceFilter };

/** One page of invoices in the asked order, at most `limit`. */
export const invoicesPage = (sql: Queryable, query: Query, limit: number) => {
  const { sortBy, bookmark } = query.filter;
  const rising = (sortBy === 'oldest') !== (bookmark?.side === 'before');
  return sql<InvoiceRow[]>`
    with page as (
      select i.* from shop.invoices i
      where ${matching(sql, query)} ${beyond(sql, bookmark, rising)}
      order by i.number ${rising ? sql`asc` : sql`desc`}
      limit ${limit}
    )
    select p.id, p.number, p.kind, p.issued_on as "issuedOn", p.document #>> '{buyer,name}' as buyer,
      p.order_id as "orderId", (p.document ->> 'orderNumber')::bigint as "orderNumber",
      (p.document ->> 'correctsNumber')::bigint as "correctsNumber", p.currency, p.total_minor as "totalMinor",
      p.tax_minor as "taxMinor"
    from page p
    order by p.number ${sortBy === 'oldest' ? sql`asc` : sql`desc`}
  `;
};

const beyond = (sql: Queryable, bookmark: InvoiceFilter['bookmark'], rising: boolean) => {
  if (!bookmark) return sql``;
  return rising ? sql`and i.number > ${bookmark.number}` : sql`and i.number < ${bookmark.number}`;
};

/** How many match, counted no further than `most`. */
export const countInvoices = async (sql: Queryable, query: Query, most: number): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from (
      select 1 from shop.invoices i where ${matching(sql, query)} limit ${most}) as counted
  `;
  return row?.count ?? 0;
};

const matching = (sql: Queryable, { practiceId, filter }: Query) => {
  const { typed, kind, from, to } = filter;
  const number = numberIn(typed);
  const part = `%${typed.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
  return sql`
    i.practice_id = ${practiceId}
    ${kind ? sql`and i.kind = ${kind}` : sql``}
    ${from ? sql`and i.issued_on >= ${from.toString()}` : sql``}
    ${to ? sql`and i.issued_on <= ${to.toString()}` : sql``}
    ${
      number !== undefined
        ? sql`and (i.number = ${number} or i.order_id = (select o.id from shop.orders o
            where o.practice_id = ${practiceId} and o.number = ${number}))`
        : sql``
    }
    ${typed !== '' && number === undefined ? sql`and lower(i.document #>> '{buyer,name}') like ${part}` : sql``}
  `;
};
