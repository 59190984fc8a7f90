-- How a seat ends, and what comes of it: the refund rule, withdrawals, transfers, swaps, the decision date.
alter table shop.seats
  -- The freed seat that this one goes on from: taken back by the desk, passed on to somebody else, moved to another group.
  add column follows_id uuid,
  -- What was paid for an earlier seat and stands in this one since a transfer.
  add column carried_minor bigint not null default 0 check (carried_minor >= 0),
  -- Dates that the practice moved after they were bought; null where those of the line hold.
  add column meetings_at jsonb,
  -- All of its money went back outside of any withdrawal, and the practice lets the person stay.
  add column kept_at timestamptz,
  add unique (practice_id, follows_id),
  add foreign key (practice_id, follows_id) references shop.seats,
  add constraint a_freed_seat_says_when_and_why
    check ((state = 'freed') = (ended_at is not null) and (state = 'freed') = (ended_because is not null)),
  add constraint only_what_moved_carries_money check (carried_minor = 0 or follows_id is not null);

-- What goes back when a seat is given back. A version is never changed.
create table shop.refund_rules (
  practice_id uuid not null references identity.practices,
  version integer not null check (version > 0),
  full_until_days smallint not null check (full_until_days between 0 and 365),
  share_before smallint not null check (share_before between 0 and 100),
  share_after smallint not null check (share_after between 0 and share_before),
  fee_minor bigint not null check (fee_minor between 0 and 1000000),
  cooling_off_days smallint not null check (cooling_off_days between 0 and 365),
  -- The owner who wrote it; null for the house rule that every practice begins with.
  made_by uuid,
  made_at timestamptz not null default platform.now(),
  primary key (practice_id, version)
);
grant select, insert on shop.refund_rules to ninefold_app;

-- Frozen with the rest: a later version never changes what was bought.
alter table shop.checkouts add column refund_rule_version integer,
  add foreign key (practice_id, refund_rule_version) references shop.refund_rules;

-- A seat that was given back by who paid, by who came, or by the desk, and what goes back for it.
create table shop.withdrawals (
  practice_id uuid not null,
  id uuid not null,
  seat_id uuid not null,
  order_id uuid,
  by_whom text not null check (by_whom in ('payer', 'attendee', 'desk')),
  -- Who at the desk.
  person_id uuid,
  -- Why this much goes back: by the rule, or as the desk chose.
  because text not null,
  rule_version integer,
  paid_minor bigint not null check (paid_minor >= 0),
  back_minor bigint not null check (back_minor between 0 and paid_minor),
  refund_id uuid,
  -- Why PayPal could not be asked; the money is owed until it was, or until somebody paid it another way.
  owed_because text,
  settled_how text check (length(settled_how) between 1 and 500),
  withdrawn_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, seat_id),
  constraint what_goes_back_is_asked_for_owed_or_settled check
    ((back_minor > 0) = (num_nonnulls(refund_id, owed_because, settled_how) = 1)
      and (back_minor > 0 or num_nonnulls(refund_id, owed_because, settled_how) = 0)),
  foreign key (practice_id, seat_id) references shop.seats,
  foreign key (practice_id, order_id) references shop.orders,
  foreign key (practice_id, refund_id) references shop.refunds,
  foreign key (practice_id, rule_version) references shop.refund_rules
);
create index withdrawals_owed on shop.withdrawals (practice_id, withdrawn_at) where owed_because is not null;
create index withdrawals_of_order on shop.withdrawals (practice_id, order_id);
grant select, insert on shop.withdrawals to ninefold_app;
grant update (refund_id, owed_because, settled_how) on shop.withdrawals to ninefold_app;
