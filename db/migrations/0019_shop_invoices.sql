-- Invoices: what was written stays as it was written. A mistake or a refund is a counter-invoice, never a change.
create table shop.invoices (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  -- Without gaps: taken from shop.counters in the transaction that writes the row.
  number bigint not null,
  kind text not null check (kind in ('invoice', 'counter')),
  order_id uuid not null,
  -- A counter-invoice names the invoice it takes from; an invoice written after a mistake names the one it replaces.
  corrects_id uuid,
  refund_id uuid,
  -- The day it was written, in the practice's zone.
  issued_on date not null,
  currency text not null,
  total_minor bigint not null,
  tax_minor bigint not null,
  -- Seller, buyer, lines, taxes, words: everything that is printed, as it stood.
  document jsonb not null,
  -- A person's id, or the program.
  issued_by text not null,
  issued_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, number),
  unique (practice_id, refund_id),
  constraint a_counter_invoice_takes_away check (case kind when 'counter' then total_minor < 0 and corrects_id is not null
    else total_minor > 0 and refund_id is null end),
  foreign key (practice_id, order_id) references shop.orders,
  foreign key (practice_id, corrects_id) references shop.invoices,
  foreign key (practice_id, refund_id) references shop.refunds
);
create unique index one_first_invoice_an_order on shop.invoices (practice_id, order_id)
  where kind = 'invoice' and corrects_id is null;
-- Two people who correct the same invoice at once: one of them does.
create unique index one_correction_an_invoice on shop.invoices (practice_id, corrects_id) where kind = 'invoice';
create unique index one_full_counter_an_invoice on shop.invoices (practice_id, corrects_id)
  where kind = 'counter' and refund_id is null;
create index invoices_of_order on shop.invoices (practice_id, order_id, number);
create index invoices_by_day on shop.invoices (practice_id, issued_on, number);
create index invoices_buyer_part on shop.invoices using gin (lower(document #>> '{buyer,name}') gin_trgm_ops);

-- Not even the owner of the tables changes one by accident.
create function shop.invoices_stay() returns trigger language plpgsql as $$
begin
  raise exception 'an invoice is never changed or deleted' using errcode = 'restrict_violation';
end $$;
create trigger invoices_stay before update or delete on shop.invoices
  for each row execute function shop.invoices_stay();
create trigger invoices_stay_all before truncate on shop.invoices
  for each statement execute function shop.invoices_stay();

grant select, insert on shop.invoices to ninefold_app;

