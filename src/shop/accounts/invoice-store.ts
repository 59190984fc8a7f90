import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import type { Violation } from './store.ts';

/** Invoices: numbered without gaps, each once, and together they say what the buyer has paid. */
export const invoiceViolations = (sql: Queryable, practiceId: PracticeId) => sql<Violation[]>`
  select 'invoice numbers have no gaps' as rule, max(number)::text as subject from shop.invoices
  where practice_id = ${practiceId} having max(number) - min(number) + 1 <> count(*)
  union all
  select 'an invoice says what its document says', id::text from shop.invoices
  where practice_id = ${practiceId} and (total_minor, tax_minor, currency) is distinct from
    ((document ->> 'totalMinor')::bigint, (document ->> 'taxMinor')::bigint, document ->> 'currency')
  union all
  select 'the rates of an invoice sum to it', id::text from shop.invoices
  where practice_id = ${practiceId} and not exists (
    select from jsonb_array_elements(document -> 'taxes') as rate
    having sum((rate ->> 'grossMinor')::bigint) = total_minor and sum((rate ->> 'taxMinor')::bigint) = tax_minor)
  union all
  select 'the invoices of an order say what stays paid', placed.id::text from shop.orders as placed
  where placed.practice_id = ${practiceId} and exists (
      select 1 from shop.invoices as written where written.practice_id = ${practiceId} and written.order_id = placed.id)
    and (select sum(written.total_minor) from shop.invoices as written
      where written.practice_id = ${practiceId} and written.order_id = placed.id)
    <> placed.total_minor - coalesce((select sum(refund.amount_minor) from shop.refunds as refund
      where refund.practice_id = ${practiceId} and refund.capture_id = placed.capture_id
        and exists (select 1 from shop.invoices as counter
          where counter.practice_id = ${practiceId} and counter.refund_id = refund.id)
        and not (refund.state = 'undone' and exists (select 1 from shop.invoices as counter
          join shop.invoices as back on back.practice_id = counter.practice_id and back.corrects_id = counter.id
          where counter.practice_id = ${practiceId} and counter.refund_id = refund.id))), 0)
`;
