-- What is for sale. The seat ledger's counters stand apart from the public words: they are hot, words are not.
create schema shop;
grant usage on schema shop to ninefold_app;

create table shop.offerings (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  state text not null check (state in ('draft', 'published', 'closed', 'archived')),
  capacity integer not null check (capacity between 1 and 500),
  min_seats integer not null default 1 check (min_seats between 1 and capacity),
  decision_on date,
  -- Seats taken: held = reserved while somebody pays, confirmed = paid or granted.
  held integer not null default 0,
  confirmed integer not null default 0,
  -- Rises whenever prices or dates change, so that a late payment is never taken on other terms.
  terms_version integer not null default 1,
  currency text not null,
  changed_at timestamptz not null default clock_timestamp(),
  primary key (practice_id, id),
  constraint seats_are_never_negative check (held >= 0 and confirmed >= 0),
  constraint seats_are_never_oversold check (held + confirmed <= capacity)
) with (fillfactor = 70);

-- Prices per meeting, private to the buyer and the practice.
create table shop.tiers (
  practice_id uuid not null,
  id uuid not null,
  offering_id uuid not null,
  position smallint not null,
  name text not null,
  line text not null,
  unit_minor bigint not null check (unit_minor >= 0),
  primary key (practice_id, id),
  unique (practice_id, offering_id, position),
  foreign key (practice_id, offering_id) references shop.offerings
);

create table shop.facilitators (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  address text not null,
  name text not null,
  credentials text not null,
  about text not null,
  languages text[] not null default '{en}',
  position smallint not null default 0,
  primary key (practice_id, id),
  unique (practice_id, address)
);

-- The published snapshot of a group's public words.
create table shop.listings (
  practice_id uuid not null,
  offering_id uuid not null,
  -- Neutral by default: random letters, so that a link in a history says nothing.
  address text not null check (address ~ '^[a-z0-9-]{4,60}$'),
  name text not null,
  summary text not null,
  lead text not null,
  suits text[] not null default '{}',
  talk_first text[] not null default '{}',
  first_session text not null,
  focus text not null,
  -- Three of the nine, each with a line: [{"factor":"support","line":"..."}]
  leans_on jsonb not null default '[]',
  struggles text[] not null,
  format text not null check (format in ('in-person', 'online')),
  place text not null,
  languages text[] not null,
  kind text not null check (kind in ('open', 'closed', 'slow-open')),
  -- {"startsOn":"2026-10-08","weekday":4,"time":"18:30","minutes":90,"zone":"America/Los_Angeles","every":1,"sessions":8|null,"rests":["2026-11-26"]}
  schedule jsonb not null,
  -- How many meetings one purchase covers.
  meetings_sold smallint not null check (meetings_sold between 1 and 60),
  -- Derived for filters, from the schedule in the practice's zone.
  weekday smallint not null check (weekday between 1 and 7),
  day_part text not null check (day_part in ('morning', 'afternoon', 'evening')),
  lowest_unit_minor bigint not null,
  agreement_version integer not null,
  age_from smallint not null default 18,
  age_to smallint,
  attestations text[] not null default '{}',
  -- The end of the last meeting, derived from the schedule; null for a group without an end.
  ends_at timestamptz,
  published_at timestamptz not null default platform.now(),
  changed_at timestamptz not null default clock_timestamp(),
  primary key (practice_id, offering_id),
  unique (practice_id, address),
  foreign key (practice_id, offering_id) references shop.offerings
);

create table shop.listing_facilitators (
  practice_id uuid not null,
  offering_id uuid not null,
  facilitator_id uuid not null,
  position smallint not null default 0,
  primary key (practice_id, offering_id, facilitator_id),
  foreign key (practice_id, offering_id) references shop.listings,
  foreign key (practice_id, facilitator_id) references shop.facilitators
);

-- The text that a buyer agrees to, kept by version for ever.
create table shop.agreements (
  practice_id uuid not null references identity.practices,
  version integer not null,
  title text not null,
  body text not null,
  published_at timestamptz not null default platform.now(),
  primary key (practice_id, version)
);

-- Questions to a group's facilitators: kept before they are mailed, so that a lost mail loses no words.
create table shop.questions (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  offering_id uuid not null,
  name text not null,
  email text not null check (email = lower(email)),
  body text not null,
  received_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  foreign key (practice_id, offering_id) references shop.offerings
);

-- Each web process keeps the published listings in memory and reads what changed since its last look.
-- changed_at is the real clock, also where a test has shifted platform.now().
create function shop.mark_changed() returns trigger language plpgsql as $$
begin
  new.changed_at := clock_timestamp();
  return new;
end $$;
create trigger changed before insert or update on shop.offerings
  for each row execute function shop.mark_changed();
create trigger changed before insert or update on shop.listings
  for each row execute function shop.mark_changed();

-- Tiers and facilitators are shown with the listing, so a change of theirs is a change of it.
create function shop.mark_listing_changed() returns trigger language plpgsql as $$
begin
  update shop.listings l set changed_at = clock_timestamp()
  where l.practice_id = coalesce(new.practice_id, old.practice_id)
    and l.offering_id = coalesce(new.offering_id, old.offering_id);
  return null;
end $$;
create trigger listing_changed after insert or update or delete on shop.tiers
  for each row execute function shop.mark_listing_changed();
create trigger listing_changed after insert or update or delete on shop.listing_facilitators
  for each row execute function shop.mark_listing_changed();

create function shop.mark_facilitators_listings_changed() returns trigger language plpgsql as $$
begin
  update shop.listings l set changed_at = clock_timestamp()
  from shop.listing_facilitators f
  where f.practice_id = new.practice_id and f.facilitator_id = new.id
    and l.practice_id = f.practice_id and l.offering_id = f.offering_id;
  return null;
end $$;
create trigger listings_changed after update on shop.facilitators
  for each row execute function shop.mark_facilitators_listings_changed();

-- A block-range index on the hot table: seats change without an entry in it (PostgreSQL 16 and newer keep the update HOT).
create index offerings_changed on shop.offerings using brin (changed_at) with (pages_per_range = 16, autosummarize = on);
create index listings_changed on shop.listings (practice_id, changed_at);
create index listing_facilitators_back on shop.listing_facilitators (practice_id, facilitator_id);

grant select, insert, update on shop.offerings, shop.tiers, shop.facilitators, shop.listings,
  shop.listing_facilitators to ninefold_app;
grant delete on shop.listing_facilitators to ninefold_app;
grant select, insert on shop.agreements, shop.questions to ninefold_app;
