-- Ground for "behind the counter": seats reserved by offers, lines that are no seat, what takes off a price,
-- and the accounts that the books need. Each slice adds its own tables in a file of its own.
alter table shop.offerings
  -- Seats reserved for one person each until a time (shop.offers); part of the one seat ledger.
  add column offered integer not null default 0,
  -- How a seat is got: at once, or after an application and a yes.
  add column entry text not null default 'buy' check (entry in ('buy', 'apply')),
  drop constraint seats_are_never_negative,
  drop constraint seats_are_never_oversold,
  add constraint seats_are_never_negative check (held >= 0 and offered >= 0 and confirmed >= 0),
  add constraint seats_are_never_oversold check (held + offered + confirmed <= capacity);

alter table shop.checkout_lines
  add column kind text not null default 'seat' check (kind in ('seat', 'workbook')),
  add column workbook_id uuid,
  -- The bundle that this line is a part of, with its name as it stood.
  add column package_id uuid,
  add column package_name text,
  add column package_saving_minor bigint not null default 0 check (package_saving_minor >= 0),
  add column coupon_saving_minor bigint not null default 0 check (coupon_saving_minor >= 0),
  -- What a sponsor's fund pays of this line.
  add column fund_minor bigint not null default 0 check (fund_minor >= 0),
  -- Tax of what the buyer pays; a share of it where prices include it, on top where they do not.
  add column tax_minor bigint not null default 0 check (tax_minor >= 0),
  add column tax_is_added boolean not null default false,
  add column tax_rate numeric(7, 5) not null default 0 check (tax_rate >= 0 and tax_rate < 1),
  add column payable_minor bigint not null generated always as
    (total_minor - package_saving_minor - coupon_saving_minor - fund_minor
      + case when tax_is_added then tax_minor else 0 end) stored,
  alter column offering_id drop not null,
  alter column tier_id drop not null,
  add constraint a_seat_line_names_its_group check (kind <> 'seat' or (offering_id is not null and tier_id is not null)),
  add constraint a_workbook_line_names_its_workbook check ((kind = 'workbook') = (workbook_id is not null)),
  add constraint savings_never_exceed_their_line
    check (package_saving_minor + coupon_saving_minor + fund_minor <= total_minor);

-- differences: what a person settled by hand while reconciling; funds: what sponsors gave and have not yet paid for seats.
alter table shop.ledger drop constraint ledger_account_check,
  add constraint ledger_account_check check (account in ('paypal-balance', 'paypal-fees', 'sales', 'refunds',
    'suspense', 'disputes', 'funds', 'tax', 'differences'));
