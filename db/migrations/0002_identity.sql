-- Who. Row-level security is forced on every table: the owner of the tables sees no more than its viewer.
create schema identity;
grant usage on schema identity to ninefold_app;

-- The one table whose key is not (practice_id, id): it is what practice_id points at.
create table identity.practices (
  id uuid primary key,
  name text not null,
  -- What PayPal, the bank and a mail's sender show: no health word.
  neutral_name text not null check (length(neutral_name) between 2 and 40),
  region text not null,
  zone text not null,
  locale text not null default 'en-US',
  currency text not null,
  address text[] not null default '{}',
  phone text,
  email text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null default platform.now()
);
alter table identity.practices enable row level security;
alter table identity.practices force row level security;
create policy anyone_named on identity.practices for select using (platform.viewer() is not null);

create table identity.practice_hosts (
  host text primary key check (host = lower(host)),
  practice_id uuid not null references identity.practices
);
alter table identity.practice_hosts enable row level security;
alter table identity.practice_hosts force row level security;
create policy anyone_named on identity.practice_hosts for select using (platform.viewer() is not null);

create table identity.people (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  name text not null,
  email text not null check (email = lower(email)),
  created_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, email)
);

create table identity.roles (
  practice_id uuid not null,
  person_id uuid not null,
  role text not null check (role in ('owner', 'front-desk', 'facilitator')),
  since timestamptz not null default platform.now(),
  primary key (practice_id, person_id, role),
  foreign key (practice_id, person_id) references identity.people
);

-- Somebody typed an address at the sign-in page. A job looks whether it is known, so that the page's answer
-- takes the same time either way; the row is dropped when that is done.
create table identity.sign_in_requests (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  email text not null check (email = lower(email)),
  created_at timestamptz not null default platform.now(),
  primary key (practice_id, id)
);

create table identity.sign_in_links (
  practice_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  secret_hash bytea not null,
  created_at timestamptz not null default platform.now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (practice_id, id),
  unique (secret_hash),
  foreign key (practice_id, person_id) references identity.people
);

create table identity.sign_ins (
  practice_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  secret_hash bytea not null,
  created_at timestamptz not null default platform.now(),
  last_seen_at timestamptz not null default platform.now(),
  expires_at timestamptz not null,
  ended_at timestamptz,
  primary key (practice_id, id),
  unique (secret_hash),
  foreign key (practice_id, person_id) references identity.people
);

alter table identity.people enable row level security;
alter table identity.people force row level security;
alter table identity.roles enable row level security;
alter table identity.roles force row level security;
alter table identity.sign_in_requests enable row level security;
alter table identity.sign_in_requests force row level security;
alter table identity.sign_in_links enable row level security;
alter table identity.sign_in_links force row level security;
alter table identity.sign_ins enable row level security;
alter table identity.sign_ins force row level security;

-- A person sees the own row and roles; who runs the practice sees its people.
create policy own_roles on identity.roles for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and person_id = platform.viewer_person());
create policy self on identity.people for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and id = platform.viewer_person());
create policy desk on identity.people for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from identity.roles r
    where r.practice_id = people.practice_id and r.person_id = platform.viewer_person() and r.role in ('owner', 'front-desk')));

-- Signing in: find the person by address or link, and open a sign-in.
create policy signing_in on identity.people for select
  using (platform.viewer() = 'signing-in' and practice_id = platform.viewer_practice());
create policy signing_in_roles on identity.roles for select
  using (platform.viewer() = 'signing-in' and practice_id = platform.viewer_practice());
create policy signing_in on identity.sign_in_requests for all
  using (platform.viewer() = 'signing-in' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'signing-in' and practice_id = platform.viewer_practice());
create policy signing_in on identity.sign_in_links for all
  using (platform.viewer() = 'signing-in' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'signing-in' and practice_id = platform.viewer_practice());
create policy signing_in on identity.sign_ins for all
  using (platform.viewer() = 'signing-in' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'signing-in' and practice_id = platform.viewer_practice());

-- A paid seat makes its attendee known as a person.
create policy enrolling on identity.people for all
  using (platform.viewer() = 'job:enrol' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:enrol' and practice_id = platform.viewer_practice());

-- Opening a practice (first start, example data) writes practice, host, owner, facilitators.
create policy opening on identity.practices for all
  using (platform.viewer() = 'job:open-practice') with check (platform.viewer() = 'job:open-practice');
create policy opening on identity.practice_hosts for all
  using (platform.viewer() = 'job:open-practice') with check (platform.viewer() = 'job:open-practice');
create policy opening on identity.people for all
  using (platform.viewer() = 'job:open-practice') with check (platform.viewer() = 'job:open-practice');
create policy opening on identity.roles for all
  using (platform.viewer() = 'job:open-practice') with check (platform.viewer() = 'job:open-practice');

create index sign_in_links_old on identity.sign_in_links (practice_id, expires_at);
create index sign_ins_old on identity.sign_ins (practice_id, expires_at);

grant select, insert, update on identity.practices, identity.practice_hosts, identity.people,
  identity.sign_in_requests, identity.sign_in_links, identity.sign_ins to ninefold_app;
grant delete on identity.sign_in_requests, identity.sign_in_links, identity.sign_ins to ninefold_app;
grant select, insert on identity.roles to ninefold_app;
