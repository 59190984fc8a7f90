-- What a practice says about itself: settings with their history, its own words, who facilitates, what is agreed to,
-- and what was looked at before it opened. Words and agreements are only ever added: who reads an old one finds it.
alter table identity.practices
  -- The practice's own color by day; the house's where there is none.
  add column accent text check (accent ~ '^#[0-9a-f]{6}$');

create policy owner_changes on identity.practices for update
  using (platform.viewer() = 'person' and id = platform.viewer_practice() and exists (
    select 1 from identity.roles r
    where r.practice_id = practices.id and r.person_id = platform.viewer_person() and r.role = 'owner'))
  with check (platform.viewer() = 'person' and id = platform.viewer_practice());
grant update (name, neutral_name, region, zone, locale, currency, address, phone, email, accent)
  on identity.practices to ninefold_app;

-- One row a saving: [{"field":"phone","was":"503-555-0117","became":""}]
create table identity.practice_changes (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  by_person uuid not null,
  changes jsonb not null check (jsonb_typeof(changes) = 'array' and jsonb_array_length(changes) > 0),
  at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  foreign key (practice_id, by_person) references identity.people
);
create index practice_changes_in_time on identity.practice_changes (practice_id, at desc, id desc);
alter table identity.practice_changes enable row level security;
alter table identity.practice_changes force row level security;
create policy desk on identity.practice_changes for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from identity.roles r
    where r.practice_id = practice_changes.practice_id and r.person_id = platform.viewer_person()
      and r.role in ('owner', 'front-desk')));
create policy owner_writes on identity.practice_changes for insert
  with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice()
    and by_person = platform.viewer_person() and exists (
      select 1 from identity.roles r
      where r.practice_id = practice_changes.practice_id and r.person_id = platform.viewer_person() and r.role = 'owner'));
grant select, insert on identity.practice_changes to ninefold_app;

-- The practice's own words on the public pages, by place and version. The newest stands; empty words take it away.
create table site.words (
  practice_id uuid not null references identity.practices,
  place text not null check (place in ('home-notice', 'home-title', 'home-introduction', 'home-questions', 'about',
    'first-meeting', 'contact', 'privacy', 'terms', 'money-back', 'accessibility')),
  version integer not null check (version > 0),
  body text not null check (length(body) <= 20000),
  -- An earlier version whose words these are again; 0 is what stands there without the practice.
  brought_back integer check (brought_back >= 0 and brought_back < version),
  by_person uuid not null,
  by_name text not null,
  published_at timestamptz not null default platform.now(),
  primary key (practice_id, place, version)
);
grant select, insert on site.words to ninefold_app;

-- What is being written and nobody sees yet: one a place.
create table site.word_drafts (
  practice_id uuid not null references identity.practices,
  place text not null,
  body text not null,
  by_person uuid not null,
  by_name text not null,
  changed_at timestamptz not null default platform.now(),
  primary key (practice_id, place)
);
grant select, insert, update, delete on site.word_drafts to ninefold_app;
