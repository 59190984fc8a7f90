-- The person's way in a group. Refers to the seat by its id; knows no money.
create schema care;
grant usage on schema care to ninefold_app;

create table care.groups (
  practice_id uuid not null references identity.practices,
  -- The same id as its offering in the shop.
  id uuid not null,
  name text not null,
  created_at timestamptz not null default platform.now(),
  primary key (practice_id, id)
);

create table care.group_facilitators (
  practice_id uuid not null,
  group_id uuid not null,
  person_id uuid not null,
  since date not null default current_date,
  until date,
  primary key (practice_id, group_id, person_id),
  foreign key (practice_id, group_id) references care.groups,
  foreign key (practice_id, person_id) references identity.people
);

create table care.enrolments (
  practice_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  person_id uuid not null,
  seat_id uuid not null,
  state text not null check (state in ('active', 'paused', 'completed', 'left', 'withdrawn', 'refused')),
  joined_on date not null,
  left_on date,
  created_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, seat_id),
  foreign key (practice_id, group_id) references care.groups,
  foreign key (practice_id, person_id) references identity.people
);
create unique index one_active_enrolment on care.enrolments (practice_id, group_id, person_id)
  where state in ('active', 'paused');

alter table care.groups enable row level security;
alter table care.groups force row level security;
alter table care.group_facilitators enable row level security;
alter table care.group_facilitators force row level security;
alter table care.enrolments enable row level security;
alter table care.enrolments force row level security;

create policy desk on care.groups for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from identity.roles r
    where r.practice_id = groups.practice_id and r.person_id = platform.viewer_person() and r.role in ('owner', 'front-desk')));
create policy desk on care.group_facilitators for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from identity.roles r
    where r.practice_id = group_facilitators.practice_id and r.person_id = platform.viewer_person() and r.role in ('owner', 'front-desk')));
create policy desk on care.enrolments for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from identity.roles r
    where r.practice_id = enrolments.practice_id and r.person_id = platform.viewer_person() and r.role in ('owner', 'front-desk')));

create policy enrolling on care.enrolments for all
  using (platform.viewer() = 'job:enrol' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:enrol' and practice_id = platform.viewer_practice());
create policy enrolling on care.groups for select
  using (platform.viewer() = 'job:enrol' and practice_id = platform.viewer_practice());

create policy opening on care.groups for all
  using (platform.viewer() = 'job:open-practice') with check (platform.viewer() = 'job:open-practice');
create policy opening on care.group_facilitators for all
  using (platform.viewer() = 'job:open-practice') with check (platform.viewer() = 'job:open-practice');

grant select, insert, update on care.groups, care.group_facilitators, care.enrolments to ninefold_app;
