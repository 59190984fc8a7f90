-- The books: refunds that a practice wishes, and disputes that buyers open at PayPal.

-- What of a capture goes back, or has gone back, is counted on the capture itself: whatever writes a refund,
-- and however many do so at once, no capture gives back more than it took.
alter table shop.captures
  add column given_minor bigint not null default 0,
  add constraint no_capture_gives_back_more_than_it_took check (given_minor between 0 and amount_minor);

alter table shop.refunds
  drop constraint refunds_state_check,
  add constraint refunds_state_check check (state in
    ('wanted', 'asked', 'pending', 'completed', 'failed', 'cancelled', 'settled', 'undone')),
  -- A new key at PayPal after a definitive no; the same while no answer is known.
  add column generation smallint not null default 0,
  -- What the buyer reads at PayPal beside the sum.
  add column note text check (length(note) <= 255),
  add column wanted_by text,
  -- Until then a wish can be taken back.
  add column cancellable_until timestamptz,
  -- How a failed refund was settled outside of PayPal, in the words of whoever did.
  add column settled_how text,
  -- PayPal's own time, and what it gives back of its fee.
  add column made_at timestamptz,
  add column fee_back_minor bigint not null default 0 check (fee_back_minor >= 0),
  -- When somebody decided what becomes of the chairs after a refund that nobody here asked for.
  add column chairs_decided_at timestamptz,
  add column chairs_decided_by text,
  add constraint a_settled_refund_says_how check ((state = 'settled') = (settled_how is not null));

create function shop.count_what_goes_back() returns trigger language plpgsql as $$
declare
  was bigint := 0;
  becomes bigint := 0;
begin
  if tg_op = 'UPDATE' and old.state not in ('failed', 'cancelled', 'undone') then was := old.amount_minor; end if;
  if new.state not in ('failed', 'cancelled', 'undone') then becomes := new.amount_minor; end if;
  if was <> becomes then
    update shop.captures set given_minor = given_minor + becomes - was
    where practice_id = new.practice_id and id = new.capture_id;
  end if;
  return null;
end $$;
create trigger what_goes_back_is_counted after insert or update of state, amount_minor on shop.refunds
  for each row execute function shop.count_what_goes_back();

create index refunds_failed on shop.refunds (practice_id, changed_at) where state = 'failed';
create index refunds_made_elsewhere on shop.refunds (practice_id, changed_at)
  where state = 'completed' and because in ('outside', 'reversed') and chairs_decided_at is null;

-- Which lines of the order a refund is for, where somebody said so.
create table shop.refund_lines (
  practice_id uuid not null,
  refund_id uuid not null,
  line_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  primary key (practice_id, refund_id, line_id),
  foreign key (practice_id, refund_id) references shop.refunds,
  foreign key (practice_id, line_id) references shop.checkout_lines
);
grant select, insert on shop.refund_lines to ninefold_app;

-- Chairs that open to others when the refund goes out; until then the wish can be taken back.
create table shop.refund_seats (
  practice_id uuid not null,
  refund_id uuid not null,
  seat_id uuid not null,
  primary key (practice_id, refund_id, seat_id),
  foreign key (practice_id, refund_id) references shop.refunds,
  foreign key (practice_id, seat_id) references shop.seats
);
grant select, insert on shop.refund_seats to ninefold_app;

-- A buyer's complaint to PayPal about a payment, as PayPal tells it.
create table shop.disputes (
  practice_id uuid not null,
  id uuid not null,
  paypal_dispute_id text not null,
  capture_id text not null,
  state text not null check (state in ('open', 'answer', 'waiting', 'review', 'resolved')),
  reason text not null,
  stage text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  respond_until timestamptz,
  outcome text,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  recorded_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, paypal_dispute_id),
  foreign key (practice_id, capture_id) references shop.captures
);
create index disputes_of_capture on shop.disputes (practice_id, capture_id);
create index disputes_open on shop.disputes (practice_id, respond_until) where state <> 'resolved';
grant select, insert, update on shop.disputes to ninefold_app;
alter table shop.webhook_inbox add column dispute_id text;

-- The ledger. bank: moved to or from the practice's bank account; exchange: changed into another currency.
alter table shop.ledger
  drop constraint ledger_account_check,
  add constraint ledger_account_check check (account in ('paypal-balance', 'paypal-fees', 'sales', 'refunds',
    'suspense', 'disputes', 'funds', 'tax', 'differences', 'bank', 'exchange')),
  add column dispute_id uuid,
  add column report_line_id uuid,
  add column break_id uuid;
create index ledger_of_posting on shop.ledger (practice_id, posting_id);
create index ledger_by_time on shop.ledger (practice_id, posted_at);

-- Nobody changes what is written, not even the owner of the tables: a mistake is posted back.
create function shop.the_ledger_is_never_changed() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is never changed: post the opposite' using errcode = 'integrity_constraint_violation';
end $$;
create trigger ledger_rows_stay before update or delete on shop.ledger
  for each row execute function shop.the_ledger_is_never_changed();
create trigger the_ledger_stays before truncate on shop.ledger
  for each statement execute function shop.the_ledger_is_never_changed();

create function shop.a_posting_sums_to_zero() returns trigger language plpgsql as $$
begin
  if exists (select 1 from shop.ledger where practice_id = new.practice_id and posting_id = new.posting_id
      group by currency having sum(amount_minor) <> 0) then
    raise exception 'posting % does not sum to zero', new.posting_id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger postings_sum_to_zero after insert on shop.ledger
  deferrable initially deferred for each row execute function shop.a_posting_sums_to_zero();
