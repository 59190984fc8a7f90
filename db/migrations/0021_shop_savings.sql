-- What takes off a price (coupons, the sponsors' fund), what comes on top (tax), and the estimate before paying.


create table shop.coupons (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  -- Capitals and digits: what people type is brought to this before it is looked for.
  code text not null check (code ~ '^[A-Z0-9]{4,24}$'),
  -- What it is for, for the desk's eyes.
  title text not null check (length(title) between 1 and 120),
  state text not null check (state in ('active', 'paused', 'archived')),
  amount_minor bigint check (amount_minor > 0),
  per_ten_thousand integer check (per_ten_thousand between 1 and 10000),
  currency text not null,
  -- The lines it is for have to cost so much together.
  lowest_minor bigint not null default 0 check (lowest_minor >= 0),
  -- How often in all, and how often one address may use it; null is without a limit.
  uses_limit integer check (uses_limit > 0),
  person_limit smallint check (person_limit between 1 and 100),
  kinds text[] not null default '{seat,workbook}'
    check (kinds <@ array['seat', 'workbook'] and cardinality(kinds) > 0),
  from_at timestamptz,
  until_at timestamptz,
  -- Uses: reserved while somebody pays, used by an order.
  reserved integer not null default 0,
  used integer not null default 0,
  created_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  constraint one_coupon_a_code unique (practice_id, code),
  constraint a_coupon_takes_off_an_amount_or_a_share check (num_nonnulls(amount_minor, per_ten_thousand) = 1),
  constraint coupon_begins_before_it_ends check (from_at is null or until_at is null or from_at < until_at),
  constraint uses_are_never_negative check (reserved >= 0 and used >= 0),
  constraint uses_never_pass_their_limit check (uses_limit is null or reserved + used <= uses_limit)
) with (fillfactor = 70);
create index coupons_newest on shop.coupons (practice_id, created_at desc, id);

-- The groups a coupon is for; none means all.
create table shop.coupon_offerings (
  practice_id uuid not null,
  coupon_id uuid not null,
  offering_id uuid not null,
  primary key (practice_id, coupon_id, offering_id),
  foreign key (practice_id, coupon_id) references shop.coupons,
  foreign key (practice_id, offering_id) references shop.offerings
);

-- One use a checkout: reserved with its hold, consumed by its order, given back when neither is.
create table shop.coupon_uses (
  practice_id uuid not null,
  id uuid not null,
  coupon_id uuid not null,
  checkout_id uuid not null,
  state text not null check (state in ('reserved', 'consumed', 'given-back')),
  saving_minor bigint not null check (saving_minor >= 0),
  -- Where one address may use it so often only: SHA-256 of the payer's address, and which of its times this is.
  person_hash bytea,
  turn smallint,
  created_at timestamptz not null default platform.now(),
  changed_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, checkout_id),
  constraint a_turn_is_a_persons check ((person_hash is null) = (turn is null)),
  foreign key (practice_id, coupon_id) references shop.coupons,
  foreign key (practice_id, checkout_id) references shop.checkouts
);
create unique index one_use_a_person_and_turn on shop.coupon_uses (practice_id, coupon_id, person_hash, turn)
  where state in ('reserved', 'consumed');
create index uses_of_coupon on shop.coupon_uses (practice_id, coupon_id, changed_at desc);

-- What sponsors gave for those who pay less. Gifts raise the balance; what is reserved stays inside it.
create table shop.funds (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  currency text not null,
  balance_minor bigint not null default 0,
  reserved_minor bigint not null default 0,
  created_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  constraint one_fund_a_practice unique (practice_id),
  constraint a_fund_gives_no_more_than_it_has check (reserved_minor >= 0 and reserved_minor <= balance_minor)
) with (fillfactor = 70);

-- What the fund pays of one line.
create table shop.fund_uses (
  practice_id uuid not null,
  id uuid not null,
  fund_id uuid not null,
  checkout_id uuid not null,
  line_id uuid not null,
  state text not null check (state in ('reserved', 'consumed', 'given-back')),
  amount_minor bigint not null check (amount_minor > 0),
  -- Of a consumed one: what went back into the fund since.
  returned_minor bigint not null default 0,
  created_at timestamptz not null default platform.now(),
  changed_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, line_id),
  constraint no_more_returns_than_was_paid check (returned_minor between 0 and amount_minor),
  constraint only_what_was_paid_returns check (state = 'consumed' or returned_minor = 0),
  foreign key (practice_id, fund_id) references shop.funds,
  foreign key (practice_id, checkout_id) references shop.checkouts,
  foreign key (practice_id, line_id) references shop.checkout_lines
);
create index fund_uses_of_checkout on shop.fund_uses (practice_id, checkout_id);

-- Every movement of the balance. Insert only; a mistake is corrected by a movement of its own.
create table shop.fund_movements (
  practice_id uuid not null,
  id uuid not null,
  fund_id uuid not null,
  kind text not null check (kind in ('gift', 'correction', 'paid', 'returned')),
  amount_minor bigint not null check (amount_minor <> 0),
  -- Of a gift: the day it came.
  on_date date,
  note text not null default '' check (length(note) <= 300),
  use_id uuid,
  actor text not null,
  at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  constraint a_gift_came_on_a_day check ((kind = 'gift') = (on_date is not null)),
  constraint a_movement_has_its_sign check (kind = 'correction' or (kind = 'paid') = (amount_minor < 0)),
  constraint what_pays_names_its_use check ((kind in ('paid', 'returned')) = (use_id is not null)),
  foreign key (practice_id, fund_id) references shop.funds,
  foreign key (practice_id, use_id) references shop.fund_uses
);
create index fund_movements_newest on shop.fund_movements (practice_id, at desc, id);

-- How prices stand to tax, by version; the newest counts, older ones stay for what was bought under them.
create table shop.tax_settings (
  practice_id uuid not null references identity.practices,
  version integer not null,
  way text not null check (way in ('none', 'included', 'added')),
  -- "VAT", and the practice's number for it.
  name text not null check (length(name) between 1 and 40),
  number text not null default '' check (length(number) <= 40),
  seat_rate numeric(7, 5) not null check (seat_rate >= 0 and seat_rate < 1),
  workbook_rate numeric(7, 5) not null check (workbook_rate >= 0 and workbook_rate < 1),
  set_by uuid,
  set_at timestamptz not null default platform.now(),
  primary key (practice_id, version)
);

-- The estimate before paying, by version like the tax.
create table shop.estimate_settings (
  practice_id uuid not null references identity.practices,
  version integer not null,
  -- 'region': where the practice's region asks for it.
  shown text not null check (shown in ('region', 'always', 'never')),
  -- Who provides the service: name, license, tax and provider numbers, a line each.
  provider text not null default '' check (length(provider) <= 600),
  -- What the service is called on it, without a word of anybody's health.
  service text not null check (length(service) between 1 and 120),
  set_by uuid,
  set_at timestamptz not null default platform.now(),
  primary key (practice_id, version)
);

-- The estimate as somebody saw it before paying. It changes until there is an order, and never after.
create table shop.estimates (
  practice_id uuid not null,
  id uuid not null,
  checkout_id uuid not null,
  body jsonb not null,
  made_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  constraint one_estimate_a_checkout unique (practice_id, checkout_id),
  foreign key (practice_id, checkout_id) references shop.checkouts
);

-- The coupon that lies in a cart, and what was frozen of it and of the tax.
alter table shop.carts
  add column coupon_id uuid,
  add foreign key (practice_id, coupon_id) references shop.coupons;
alter table shop.checkouts
  add column coupon_id uuid,
  add column coupon_code text,
  add column tax_name text,
  add column tax_number text,
  add constraint a_coupon_is_frozen_with_its_code check ((coupon_id is null) = (coupon_code is null)),
  add foreign key (practice_id, coupon_id) references shop.coupons;

grant select, insert, update on shop.coupons, shop.coupon_uses, shop.funds, shop.fund_uses, shop.estimates to ninefold_app;
grant select, insert, delete on shop.coupon_offerings to ninefold_app;
grant select, insert on shop.fund_movements, shop.tax_settings, shop.estimate_settings to ninefold_app;
