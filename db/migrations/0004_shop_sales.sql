-- From cart to seat. Facts from PayPal (captures, refunds, events) are stored whatever they are;
-- only their effects are constrained.

create table shop.carts (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  secret_hash bytea not null,
  created_at timestamptz not null default platform.now(),
  expires_at timestamptz not null,
  primary key (practice_id, id),
  unique (secret_hash)
);

create table shop.cart_lines (
  practice_id uuid not null,
  id uuid not null,
  cart_id uuid not null,
  offering_id uuid not null,
  tier_id uuid not null,
  listed_minor bigint not null check (listed_minor >= 0),
  added_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  constraint one_seat_a_cart_and_group unique (practice_id, cart_id, offering_id),
  foreign key (practice_id, cart_id) references shop.carts on delete cascade,
  foreign key (practice_id, offering_id) references shop.offerings,
  foreign key (practice_id, tier_id) references shop.tiers
);

-- Frozen at "Go on": prices, dates, terms. The hold begins here.
create table shop.checkouts (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  cart_id uuid not null,
  state text not null check (state in ('open', 'paying', 'ordered', 'ended')),
  currency text not null,
  total_minor bigint not null check (total_minor >= 0),
  payer_name text,
  payer_email text check (payer_email = lower(payer_email)),
  attendee_name text,
  attendee_email text check (attendee_email = lower(attendee_email)),
  attendee_is_payer boolean,
  attested_at timestamptz,
  -- The sentences that were ticked, as they stood.
  attested text[] not null default '{}',
  agreed_at timestamptz,
  agreed_name text,
  agreement_version integer,
  holds_until timestamptz not null,
  prolonged smallint not null default 0,
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  ended_because text,
  primary key (practice_id, id),
  constraint at_most_two_prolongations check (prolonged between 0 and 2)
);
-- One live hold a browser.
create unique index one_live_checkout_a_cart on shop.checkouts (practice_id, cart_id) where state in ('open', 'paying');
create index checkouts_of_cart on shop.checkouts (practice_id, cart_id, created_at desc);

create table shop.checkout_lines (
  practice_id uuid not null,
  id uuid not null,
  checkout_id uuid not null,
  offering_id uuid not null,
  tier_id uuid not null,
  tier_name text not null,
  name text not null,
  unit_minor bigint not null,
  meetings smallint not null,
  total_minor bigint not null,
  -- Starts and ends of the meetings bought: [{"startsAt":"...Z","endsAt":"...Z"}], with zone and place beside.
  meetings_at jsonb not null,
  zone text not null,
  place text not null,
  terms_version integer not null,
  agreement_version integer not null,
  -- What the group asks of whoever comes, frozen with the rest.
  age_from smallint not null default 18,
  age_to smallint,
  attestations text[] not null default '{}',
  primary key (practice_id, id),
  unique (practice_id, checkout_id, offering_id),
  constraint line_total_is_unit_times_meetings check (total_minor = unit_minor * meetings),
  foreign key (practice_id, checkout_id) references shop.checkouts,
  foreign key (practice_id, offering_id) references shop.offerings
);

create table shop.holds (
  practice_id uuid not null,
  id uuid not null,
  checkout_id uuid not null,
  line_id uuid not null,
  offering_id uuid not null,
  state text not null check (state in ('held', 'pinned', 'consumed', 'released')),
  expires_at timestamptz not null,
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  ended_because text,
  primary key (practice_id, id),
  foreign key (practice_id, checkout_id) references shop.checkouts,
  foreign key (practice_id, line_id) references shop.checkout_lines,
  foreign key (practice_id, offering_id) references shop.offerings
);
create unique index one_live_hold_a_line on shop.holds (practice_id, line_id) where state in ('held', 'pinned');
create index holds_running_out on shop.holds (expires_at) where state = 'held';
create index holds_pinned on shop.holds (practice_id, offering_id) where state = 'pinned';
create index holds_of_checkout on shop.holds (practice_id, checkout_id);

-- One PayPal order each.
create table shop.attempts (
  practice_id uuid not null,
  id uuid not null,
  checkout_id uuid not null,
  number smallint not null,
  state text not null check (state in
    ('creating', 'awaiting', 'capturing', 'pending', 'captured', 'failed', 'refunding', 'refunded', 'abandoned', 'seat-lost', 'duplicate', 'requote')),
  -- 128-bit secret of the outcome page; the return and cancel addresses carry it.
  secret_hash bytea not null,
  generation smallint not null default 0,
  declines smallint not null default 0,
  paypal_order_id text,
  approve_url text,
  invoice_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  lease_until timestamptz,
  next_check_at timestamptz,
  checks integer not null default 0,
  problem text,
  created_at timestamptz not null default platform.now(),
  changed_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, checkout_id, number),
  unique (secret_hash),
  unique (paypal_order_id),
  unique (practice_id, invoice_id),
  foreign key (practice_id, checkout_id) references shop.checkouts
);
create unique index one_live_attempt on shop.attempts (practice_id, checkout_id)
  where state in ('creating', 'awaiting', 'capturing', 'pending');
create index attempts_of_checkout on shop.attempts (practice_id, checkout_id);
create index attempts_to_check on shop.attempts (next_check_at) where next_check_at is not null;

-- Every call to PayPal: the intent is stored before it is made, the outcome after.
create table shop.calls (
  practice_id uuid not null,
  id uuid not null,
  attempt_id uuid,
  operation text not null check (operation in ('create', 'get', 'capture', 'refund', 'get-capture', 'get-refund')),
  request_key text,
  request_body text,
  started_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  status integer,
  outcome text,
  debug_id text,
  primary key (practice_id, id)
);
create index calls_of_attempt on shop.calls (practice_id, attempt_id, started_at);

create table shop.captures (
  practice_id uuid not null,
  -- PayPal's capture id.
  id text not null,
  attempt_id uuid not null,
  status text not null,
  amount_minor bigint not null,
  currency text not null,
  fee_minor bigint,
  net_minor bigint,
  custom_id text,
  captured_at timestamptz,
  recorded_at timestamptz not null default platform.now(),
  -- Why this money buys no seat and goes back: 'duplicate', 'wrong-amount', 'seat-lost', ...
  surplus_because text,
  primary key (practice_id, id),
  foreign key (practice_id, attempt_id) references shop.attempts
);
create index captures_of_attempt on shop.captures (practice_id, attempt_id);

create table shop.refunds (
  practice_id uuid not null,
  id uuid not null,
  -- 'rf:' capture ':' reason: the same refund is never asked for twice.
  request_key text not null,
  capture_id text not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text not null,
  because text not null,
  state text not null check (state in ('wanted', 'asked', 'pending', 'completed', 'failed')),
  paypal_refund_id text,
  next_try_at timestamptz,
  tries integer not null default 0,
  problem text,
  created_at timestamptz not null default platform.now(),
  changed_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, request_key),
  unique (paypal_refund_id),
  foreign key (practice_id, capture_id) references shop.captures
);
create index refunds_of_capture on shop.refunds (practice_id, capture_id);
create index refunds_to_do on shop.refunds (next_try_at) where next_try_at is not null;

create table shop.webhook_inbox (
  event_id text primary key,
  practice_id uuid not null,
  event_type text not null,
  paypal_order_id text,
  attempt_id uuid,
  capture_id text,
  refund_id text,
  body text not null,
  verified_by text not null check (verified_by in ('signature', 'postback')),
  received_at timestamptz not null default platform.now(),
  received_count integer not null default 1,
  done_at timestamptz,
  tries integer not null default 0,
  next_try_at timestamptz,
  outcome text
);
create index inbox_of_order on shop.webhook_inbox (practice_id, paypal_order_id);
create index inbox_to_do on shop.webhook_inbox (next_try_at) where done_at is null;

create table shop.counters (
  practice_id uuid not null,
  name text not null,
  value bigint not null,
  primary key (practice_id, name)
);

create table shop.orders (
  practice_id uuid not null,
  id uuid not null,
  number bigint not null,
  checkout_id uuid not null,
  -- The capture that paid for it; null for a free order.
  capture_id text,
  state text not null check (state in ('paid', 'free', 'refunded', 'partly-refunded')),
  total_minor bigint not null,
  currency text not null,
  payer_name text not null,
  payer_email text not null,
  secret_hash bytea not null,
  placed_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, number),
  unique (practice_id, checkout_id),
  unique (practice_id, capture_id),
  unique (secret_hash),
  constraint paid_orders_have_a_capture check ((total_minor = 0) = (capture_id is null)),
  foreign key (practice_id, checkout_id) references shop.checkouts,
  foreign key (practice_id, capture_id) references shop.captures
);
create index orders_newest on shop.orders (practice_id, placed_at desc);
create index orders_by_payer on shop.orders (practice_id, payer_email);

-- A place in a group, bought or granted. The only seat ledger.
create table shop.seats (
  practice_id uuid not null,
  id uuid not null,
  offering_id uuid not null,
  order_id uuid,
  line_id uuid,
  attendee_name text not null,
  attendee_email text not null check (attendee_email = lower(attendee_email)),
  state text not null check (state in ('paid', 'granted', 'freed')),
  -- Secret of the attendee's own link, where the payer is somebody else.
  attendee_secret_hash bytea,
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  ended_because text,
  primary key (practice_id, id),
  unique (attendee_secret_hash),
  foreign key (practice_id, offering_id) references shop.offerings,
  foreign key (practice_id, order_id) references shop.orders,
  foreign key (practice_id, line_id) references shop.checkout_lines
);
create unique index one_seat_a_person_and_group on shop.seats (practice_id, offering_id, attendee_email)
  where state in ('paid', 'granted');
create index seats_of_order on shop.seats (practice_id, order_id);
create index seats_by_attendee on shop.seats (practice_id, attendee_email) where attendee_secret_hash is not null;

-- Where somebody else paid, the attendee signs by the own link. A signature is never changed; a new version is a new row.
create table shop.seat_agreements (
  practice_id uuid not null,
  id uuid not null,
  seat_id uuid not null,
  agreement_version integer not null,
  signed_name text not null,
  attested text[] not null default '{}',
  signed_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, seat_id, agreement_version),
  foreign key (practice_id, seat_id) references shop.seats,
  foreign key (practice_id, agreement_version) references shop.agreements
);
grant select, insert on shop.seat_agreements to ninefold_app;

-- Double entry: the entries of one posting sum to zero per currency. Insert only.
create table shop.ledger (
  practice_id uuid not null,
  id uuid not null,
  posting_id uuid not null,
  account text not null check (account in ('paypal-balance', 'paypal-fees', 'sales', 'refunds', 'suspense')),
  amount_minor bigint not null,
  currency text not null,
  because text not null,
  attempt_id uuid,
  order_id uuid,
  capture_id text,
  refund_id uuid,
  posted_at timestamptz not null default platform.now(),
  primary key (practice_id, id)
);
create index ledger_of_capture on shop.ledger (practice_id, capture_id);
create index ledger_of_order on shop.ledger (practice_id, order_id);

-- Every change of state with who and when: `entity` is attempt, hold, checkout, order, seat, refund.
create table shop.history (
  practice_id uuid not null,
  id uuid not null,
  entity text not null,
  entity_id uuid not null,
  was text,
  became text not null,
  because text,
  actor text not null,
  at timestamptz not null default platform.now(),
  primary key (practice_id, id)
);
create index history_of on shop.history (practice_id, entity_id, at);

grant select, insert, update on shop.carts, shop.cart_lines, shop.checkouts, shop.checkout_lines, shop.holds,
  shop.attempts, shop.calls, shop.captures, shop.refunds, shop.webhook_inbox, shop.counters, shop.orders,
  shop.seats to ninefold_app;
grant delete on shop.carts, shop.cart_lines to ninefold_app;
grant select, insert on shop.ledger, shop.history to ninefold_app;
