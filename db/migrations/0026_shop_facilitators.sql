-- Who facilitates. Nobody is deleted: who goes is retired, and may come back.
alter table shop.facilitators add column retired_at timestamptz;

-- Addresses that a facilitator's page had before. They lead to the one it has, and nobody else takes them.
create table shop.facilitator_addresses (
  practice_id uuid not null,
  address text not null,
  facilitator_id uuid not null,
  left_at timestamptz not null default platform.now(),
  primary key (practice_id, address),
  foreign key (practice_id, facilitator_id) references shop.facilitators
);
grant select, insert on shop.facilitator_addresses to ninefold_app;

-- One row a saving; coming and going are changes of the field "state".
create table shop.facilitator_changes (
  practice_id uuid not null,
  id uuid not null,
  facilitator_id uuid not null,
  by_person uuid not null,
  by_name text not null,
  changes jsonb not null check (jsonb_typeof(changes) = 'array' and jsonb_array_length(changes) > 0),
  at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  foreign key (practice_id, facilitator_id) references shop.facilitators
);
create index facilitator_changes_of on shop.facilitator_changes (practice_id, facilitator_id, at desc);
grant select, insert on shop.facilitator_changes to ninefold_app;

-- An owner makes a facilitator known, gives and takes that one role, and puts a facilitator's name or address right.
create policy owner_makes_known on identity.people for insert
  with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from identity.roles r
    where r.practice_id = people.practice_id and r.person_id = platform.viewer_person() and r.role = 'owner'));
create policy owner_puts_right on identity.people for update
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from identity.roles r
    where r.practice_id = people.practice_id and r.person_id = platform.viewer_person() and r.role = 'owner')
    and exists (select 1 from identity.roles f
      where f.practice_id = people.practice_id and f.person_id = people.id and f.role = 'facilitator'))
  with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice());
create policy owner_gives_the_role on identity.roles for insert
  with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and role = 'facilitator' and exists (
    select 1 from identity.roles r
    where r.practice_id = roles.practice_id and r.person_id = platform.viewer_person() and r.role = 'owner'));
create policy owner_takes_the_role on identity.roles for delete
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and role = 'facilitator' and exists (
    select 1 from identity.roles r
    where r.practice_id = roles.practice_id and r.person_id = platform.viewer_person() and r.role = 'owner'));
-- To take a role one must see it. Who facilitates stands on the public pages.
create policy facilitators_are_known on identity.roles for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and role = 'facilitator');
grant update (name, email) on identity.people to ninefold_app;
grant delete on identity.roles to ninefold_app;
