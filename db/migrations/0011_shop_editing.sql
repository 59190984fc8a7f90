-- Editing groups: drafts, every version that went to print, and what a change of dates does to what was bought.

-- A price that is no longer offered keeps its row, because carts and orders name it; it has no position.
-- Prices change places one after the other, so that two may share a position until the transaction ends.
alter table shop.tiers alter column position drop not null,
  drop constraint tiers_practice_id_offering_id_position_key,
  add constraint one_price_a_position unique (practice_id, offering_id, position) deferrable initially deferred;

-- When the first meeting begins, derived from the schedule: it may be moved before the first date.
alter table shop.listings add column begins_at timestamptz;
update shop.listings set begins_at =
  ((schedule ->> 'startsOn')::date + (schedule ->> 'time')::time) at time zone (schedule ->> 'zone');
alter table shop.listings alter column begins_at set not null;

-- Each version of a group as it went to print. Never changed.
create table shop.publications (
  practice_id uuid not null,
  id uuid not null,
  offering_id uuid not null,
  number integer not null check (number >= 1),
  -- Words, seats, dates and prices: all of a publication but its state.
  content jsonb not null,
  address text not null,
  -- The version of the terms from this publication on.
  terms_version integer not null,
  -- Who pressed "Publish"; null for what the program printed by itself.
  by_person uuid,
  published_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, offering_id, number),
  foreign key (practice_id, offering_id) references shop.offerings
);
-- Old addresses lead to the new one.
create index publications_by_address on shop.publications (practice_id, address);
grant select, insert on shop.publications to ninefold_app;

-- What is being written and not yet published, at most one a group. It has no offering until it is published.
create table shop.drafts (
  practice_id uuid not null references identity.practices,
  offering_id uuid not null,
  -- Null while nothing is being changed. The row stays, so that its version only ever rises.
  content jsonb,
  version integer not null check (version >= 1),
  -- The version in which each part of the form was last saved: {"words": 3, "dates": 5}
  parts jsonb not null default '{}',
  -- The publication it began from; null for a group that was never published.
  based_on integer,
  changed_by uuid not null,
  changed_at timestamptz not null default platform.now(),
  created_at timestamptz not null default platform.now(),
  primary key (practice_id, offering_id)
);
grant select, insert, update, delete on shop.drafts to ninefold_app;

-- What became of a meeting that somebody had bought: one row a seat, meeting and publication. The purchase stays as it
-- was; the newest row says where the meeting is now.
create table shop.meeting_changes (
  practice_id uuid not null,
  id uuid not null,
  offering_id uuid not null,
  seat_id uuid not null,
  publication integer not null,
  -- The meeting as it was bought; of a seat that was granted, as it stood before.
  bought_at timestamptz not null,
  -- Where it was before this change; null when it had been called off.
  was_at timestamptz,
  was_until timestamptz,
  -- Where it is now; null when it is called off.
  becomes_at timestamptz,
  becomes_until timestamptz,
  changed_at timestamptz not null default platform.now(),
  -- When the letter about it was written.
  told_at timestamptz,
  primary key (practice_id, id),
  constraint one_change_a_meeting_and_publication unique (practice_id, seat_id, bought_at, publication),
  constraint a_meeting_was_somewhere_or_is check (was_at is not null or becomes_at is not null),
  constraint a_meeting_ends check ((was_at is null) = (was_until is null) and (becomes_at is null) = (becomes_until is null)),
  foreign key (practice_id, seat_id) references shop.seats,
  foreign key (practice_id, offering_id, publication) references shop.publications (practice_id, offering_id, number)
);
create index meeting_changes_of_publication on shop.meeting_changes (practice_id, offering_id, publication);
grant select, insert on shop.meeting_changes to ninefold_app;
grant update (told_at) on shop.meeting_changes to ninefold_app;

-- Care's groups follow what is published, and no further than its practice.
create policy keeping_groups on care.groups for all
  using (platform.viewer() = 'job:keep-groups' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:keep-groups' and practice_id = platform.viewer_practice());
create policy keeping_groups on care.group_facilitators for all
  using (platform.viewer() = 'job:keep-groups' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:keep-groups' and practice_id = platform.viewer_practice());
create policy keeping_groups on identity.people for select
  using (platform.viewer() = 'job:keep-groups' and practice_id = platform.viewer_practice());
