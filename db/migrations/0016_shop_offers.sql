-- Offers: a seat kept for one person until a time, in the one seat ledger. What the counters say:
-- held = in a checkout (an offered seat too, while its holder is there), offered = waiting for the person's answer.
alter table shop.offerings
  -- How many people wait for a seat here. Care knows who; the shop only has to know that free seats are theirs.
  add column waiting integer not null default 0,
  -- Free seats that everybody may take although people wait.
  add column opened integer not null default 0,
  -- For how long a seat is offered to the next who waits.
  add column offer_hours smallint not null default 48,
  add constraint waiting_and_opened_are_never_negative check (waiting >= 0 and opened >= 0),
  add constraint an_offer_lasts_from_six_hours_to_two_weeks check (offer_hours between 6 and 336);
alter table shop.offerings
  -- Seats that are not taken and yet nobody can buy at once: held, offered, or kept for those who wait. Shown as held.
  add column kept integer not null generated always as (held + offered
    + case when waiting > 0 then greatest(capacity - held - offered - confirmed - opened, 0) else 0 end) stored;

create table shop.offers (
  practice_id uuid not null,
  id uuid not null,
  offering_id uuid not null,
  state text not null default 'made' check (state in ('made', 'held', 'paid', 'declined', 'expired', 'withdrawn')),
  person_name text not null check (length(person_name) between 1 and 120),
  person_email text not null check (person_email = lower(person_email)),
  secret_hash bytea not null,
  -- Who asked for it, and the id by which the asker knows it again.
  source text not null check (source in ('application', 'waiting-list', 'transfer', 'plan', 'desk')),
  source_id uuid,
  -- Two offers that were made together. together: when one ends, so does the other; each: they stand alone.
  pair_id uuid,
  pair_rule text check (pair_rule in ('together', 'each')),
  -- The one price of this offer; null leaves the choice to the person.
  tier_id uuid,
  -- A line from the practice, shown on the offer's own page and nowhere else.
  note text,
  offered_at timestamptz not null default platform.now(),
  until_at timestamptz not null,
  reminded_at timestamptz,
  extended smallint not null default 0,
  -- It must end as soon as no money can move for it: it was in a checkout when that was decided.
  ends_because text check (ends_because in ('withdrawn', 'pair')),
  seat_id uuid,
  ended_at timestamptz,
  ended_because text,
  -- After a no: whether the person wishes to stay on the waiting list.
  stays boolean,
  -- What the practice added to the letter that ended it.
  ended_words text,
  -- Somebody has looked at a pair of which one pays and the other does not come.
  settled_at timestamptz,
  primary key (practice_id, id),
  unique (secret_hash),
  unique (practice_id, seat_id),
  constraint a_pair_has_its_rule check ((pair_id is null) = (pair_rule is null)),
  constraint an_offer_ends_after_it_began check (until_at > offered_at),
  constraint an_end_has_its_time check ((state in ('made', 'held')) = (ended_at is null)),
  constraint a_paid_offer_has_its_seat check ((state = 'paid') = (seat_id is not null)),
  foreign key (practice_id, offering_id) references shop.offerings,
  foreign key (practice_id, tier_id) references shop.tiers,
  foreign key (practice_id, seat_id) references shop.seats
);
create unique index one_live_offer_a_person_and_group on shop.offers (practice_id, offering_id, person_email)
  where state in ('made', 'held');
create index offers_running_out on shop.offers (until_at) where state in ('made', 'held');
create index offers_of_group on shop.offers (practice_id, offering_id, offered_at);
create index offers_of_pair on shop.offers (practice_id, pair_id) where pair_id is not null;
create index offers_newest on shop.offers (practice_id, offered_at desc, id);

-- The offer that a line is bought through, and the one that a hold was taken from.
alter table shop.cart_lines add column offer_id uuid,
  add foreign key (practice_id, offer_id) references shop.offers;
alter table shop.checkout_lines add column offer_id uuid,
  add foreign key (practice_id, offer_id) references shop.offers;
alter table shop.holds add column offer_id uuid,
  -- Taken from the seats that were opened to everybody.
  add column from_opened boolean not null default false,
  add foreign key (practice_id, offer_id) references shop.offers;
-- Two windows, two devices: an offer is in one checkout at a time.
create unique index one_live_hold_an_offer on shop.holds (practice_id, offer_id)
  where offer_id is not null and state in ('held', 'pinned');

grant select, insert on shop.offers to ninefold_app;
grant update (state, until_at, reminded_at, extended, ends_because, seat_id, ended_at, ended_because, stays, ended_words,
  settled_at)
  on shop.offers to ninefold_app;
