-- Who asks to come into a group: applications with their answers, the waiting list, pairs, and who is kept apart.
-- Free text is sealed before it gets here. The shop learns a name, an address and a date, and nothing else.

-- A private link is a viewer of its own: it sees the one row whose secret it carries.
create function platform.viewer_link() returns bytea language sql stable
  return decode(nullif(current_setting('ninefold.link', true), ''), 'hex');

-- Both see with the eyes of who asks: row-level security of the tables they read holds inside them.
create function care.facilitates(in_practice uuid, in_group uuid) returns boolean language sql stable
  return exists (
    select 1 from care.group_facilitators f
    where f.practice_id = in_practice and f.group_id = in_group and f.person_id = platform.viewer_person()
      and (f.until is null or f.until >= platform.now()::date));
create function care.has_role(in_practice uuid, in_roles text[]) returns boolean language sql stable
  return exists (
    select 1 from identity.roles r
    where r.practice_id = in_practice and r.person_id = platform.viewer_person() and r.role = any (in_roles));

-- What the practice asks: a set for a group, or the set for every group without one (group_id null). Never changed, only followed.
create table care.question_sets (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  group_id uuid,
  version integer not null check (version > 0),
  -- [{"id":"q1","kind":"short"|"long"|"choice"|"yes-no","words":"…","hint":"…","required":true,"choices":["…"]}]
  questions jsonb not null,
  made_by_name text not null,
  made_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  constraint one_set_a_version unique nulls not distinct (practice_id, group_id, version),
  foreign key (practice_id, group_id) references care.groups
);

create table care.applications (
  practice_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  -- What was asked, as it stood; version 0 is our own words.
  questions jsonb not null,
  questions_version integer not null,
  state text not null check (state in ('draft', 'applied', 'talking', 'accepted', 'waiting', 'offered',
    'enrolled', 'refused', 'withdrawn', 'lapsed')),
  -- Null once they are forgotten.
  name text,
  email text check (email = lower(email)),
  secret_hash bytea not null,
  -- Sealed.
  answers text,
  note text,
  -- How many days the chair is kept, chosen with the yes.
  offer_days smallint check (offer_days between 1 and 60),
  asked_at timestamptz not null default platform.now(),
  -- The first time somebody wrote from behind the mailed link: then the address is theirs.
  confirmed_at timestamptz,
  sent_at timestamptz,
  changed_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  forgotten_at timestamptz,
  primary key (practice_id, id),
  unique (secret_hash),
  constraint what_was_sent_was_confirmed check (state = 'draft' or (confirmed_at is not null and sent_at is not null)),
  constraint a_yes_names_its_days check (state not in ('accepted', 'waiting', 'offered') or offer_days is not null),
  constraint who_applies_has_an_address check (forgotten_at is not null or (name is not null and email is not null)),
  foreign key (practice_id, group_id) references care.groups
);
create unique index one_live_application on care.applications (practice_id, group_id, email)
  where state in ('draft', 'applied', 'talking', 'accepted', 'waiting', 'offered');
create index applications_of_group on care.applications (practice_id, group_id, state);
create index applications_to_forget on care.applications (practice_id, ended_at) where forgotten_at is null;

-- Every step of an application: who, when, and the letter that went with it (sealed).
create table care.application_steps (
  practice_id uuid not null,
  id uuid not null,
  application_id uuid not null,
  was text not null,
  became text not null,
  at timestamptz not null default platform.now(),
  -- Null where the applicant or a clock moved it.
  by_person uuid,
  by_name text,
  letter text,
  primary key (practice_id, id),
  foreign key (practice_id, application_id) references care.applications on delete cascade
);
create index steps_of_application on care.application_steps (practice_id, application_id, at);

-- The practice's own words for a letter; the newest version is in force, and without one our words are.
create table care.letter_templates (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  kind text not null check (kind in ('yes', 'no', 'talk', 'removed')),
  version integer not null check (version > 0),
  body text not null check (length(body) between 1 and 5000),
  made_by_name text not null,
  made_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, kind, version)
);

-- One a group that somebody waits for. Whoever picks locks it first, so that two never pick at once.
create table care.waiting_lists (
  practice_id uuid not null,
  -- The group's id.
  id uuid not null,
  paused_at timestamptz,
  paused_because text,
  paused_by_name text,
  -- What the last look found: chairs that nobody was offered, and why.
  looked_at timestamptz,
  idle_seats smallint not null default 0 check (idle_seats >= 0),
  idle_since timestamptz,
  idle_because text,
  primary key (practice_id, id),
  constraint a_pause_says_why check ((paused_at is null) = (paused_because is null)),
  constraint no_seat_idle_without_a_reason check ((idle_seats > 0) = (idle_because is not null)),
  foreign key (practice_id, id) references care.groups
);

create table care.waiting_pairs (
  practice_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  state text not null check (state in ('invited', 'linked', 'one-left', 'parted')),
  -- First names, for each other's page.
  inviting_name text not null,
  invited_name text,
  invited_email text not null check (invited_email = lower(invited_email)),
  secret_hash bytea not null,
  invited_at timestamptz not null default platform.now(),
  changed_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (secret_hash),
  foreign key (practice_id, group_id) references care.groups
);

create table care.waiting_entries (
  practice_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  state text not null check (state in ('asked', 'waiting', 'paused', 'offered', 'placed', 'left', 'removed', 'lapsed')),
  -- Null once they are forgotten.
  name text,
  email text check (email = lower(email)),
  secret_hash bytea not null,
  -- The yes behind it, where there is one.
  application_id uuid,
  offer_days smallint check (offer_days between 1 and 60),
  asked_at timestamptz not null default platform.now(),
  -- The place in line.
  since timestamptz,
  priority smallint not null default 0 check (priority between 0 and 9),
  -- Sealed.
  priority_because text,
  priority_by_name text,
  pause_until date,
  -- How often an offer ran out unanswered.
  missed smallint not null default 0 check (missed between 0 and 2),
  pair_id uuid,
  pair_side smallint check (pair_side in (1, 2)),
  offer_id uuid,
  offered_until timestamptz,
  changed_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  forgotten_at timestamptz,
  primary key (practice_id, id),
  unique (secret_hash),
  constraint a_pair_has_two_sides unique (practice_id, pair_id, pair_side),
  constraint who_is_in_line_has_a_place check (state = 'asked' or since is not null),
  constraint priority_has_a_reason check (priority = 0 or priority_because is not null),
  constraint who_has_an_offer_knows_it check (state <> 'offered' or (offer_id is not null and offered_until is not null)),
  constraint who_waits_has_an_address check (forgotten_at is not null or (name is not null and email is not null)),
  foreign key (practice_id, group_id) references care.groups,
  foreign key (practice_id, application_id) references care.applications,
  foreign key (practice_id, pair_id) references care.waiting_pairs
);
create unique index one_live_entry on care.waiting_entries (practice_id, group_id, email)
  where state in ('asked', 'waiting', 'paused', 'offered');
create unique index one_entry_an_application on care.waiting_entries (practice_id, application_id)
  where state in ('asked', 'waiting', 'paused', 'offered');
create index line_of_group on care.waiting_entries (practice_id, group_id, since)
  where state in ('waiting', 'paused', 'offered');
create index entry_of_offer on care.waiting_entries (practice_id, offer_id) where offer_id is not null;
create index entries_by_name on care.waiting_entries using gin (lower(name) gin_trgm_ops);

create table care.waiting_steps (
  practice_id uuid not null,
  id uuid not null,
  entry_id uuid not null,
  was text not null,
  became text not null,
  -- A word of the program, such as declined or expired; staff's own words are sealed beside it.
  because text,
  said text,
  letter text,
  at timestamptz not null default platform.now(),
  by_name text,
  primary key (practice_id, id),
  foreign key (practice_id, entry_id) references care.waiting_entries on delete cascade
);
create index steps_of_entry on care.waiting_steps (practice_id, entry_id, at);

-- "Never with": two people as keyed fingerprints, so that the tables alone tell nobody who they are.
create table care.apart_rules (
  practice_id uuid not null,
  id uuid not null,
  -- Whose facilitators read and settle it. It holds in every group of the practice.
  group_id uuid not null,
  -- stated: a name that a facilitator has yet to look at. in-force. lifted.
  state text not null check (state in ('stated', 'in-force', 'lifted')),
  one_key bytea not null,
  other_key bytea,
  other_name_key bytea,
  -- Sealed: both names, and why.
  said text not null,
  stated_by text not null check (stated_by in ('person', 'facilitator')),
  stated_at timestamptz not null default platform.now(),
  settled_at timestamptz,
  settled_by_name text,
  primary key (practice_id, id),
  constraint what_is_in_force_can_be_matched check (state <> 'in-force' or other_key is not null or other_name_key is not null),
  foreign key (practice_id, group_id) references care.groups
);
create index apart_rules_in_force on care.apart_rules (practice_id) where state <> 'lifted';

do $$
declare
  one text;
begin
  foreach one in array array['question_sets', 'applications', 'application_steps', 'letter_templates', 'waiting_lists',
    'waiting_pairs', 'waiting_entries', 'waiting_steps', 'apart_rules'] loop
    execute format('alter table care.%I enable row level security', one);
    execute format('alter table care.%I force row level security', one);
  end loop;
end $$;

-- Facilitators see their own groups, who is in them, and nothing of others.
create policy own_groups on care.group_facilitators for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and person_id = platform.viewer_person());
create policy facilitators on care.groups for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and care.facilitates(practice_id, id));
create policy facilitators on care.enrolments for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and care.facilitates(practice_id, group_id));
create policy in_own_groups on identity.people for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from care.enrolments e where e.practice_id = people.practice_id and e.person_id = people.id));

-- Whom to tell that an application came.
create policy telling on care.group_facilitators for select
  using (platform.viewer() = 'job:tell-facilitators' and practice_id = platform.viewer_practice());
create policy telling on identity.people for select
  using (platform.viewer() = 'job:tell-facilitators' and practice_id = platform.viewer_practice() and exists (
    select 1 from care.group_facilitators f where f.practice_id = people.practice_id and f.person_id = people.id));

create policy asking on care.groups for select
  using (platform.viewer() in ('job:apply', 'job:waiting', 'job:counts') and practice_id = platform.viewer_practice());

-- The questions stand on a public page.
create policy public_words on care.question_sets for select
  using (platform.viewer() in ('visitor', 'link', 'person', 'job:apply') and practice_id = platform.viewer_practice());
create policy facilitators on care.question_sets for insert
  with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice()
    and (care.has_role(practice_id, '{owner}') or (group_id is not null and care.facilitates(practice_id, group_id))));
create policy opening on care.question_sets for all
  using (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice());

-- An application: its own link; who takes the request; the group's facilitators once it was sent; the jobs that move it.
create policy own_link on care.applications for select
  using (platform.viewer() = 'link' and practice_id = platform.viewer_practice() and secret_hash = platform.viewer_link());
create policy own_link_writes on care.applications for update
  using (platform.viewer() = 'link' and practice_id = platform.viewer_practice() and secret_hash = platform.viewer_link())
  with check (platform.viewer() = 'link' and practice_id = platform.viewer_practice() and secret_hash = platform.viewer_link());
create policy asking on care.applications for select
  using (platform.viewer() = 'job:apply' and practice_id = platform.viewer_practice());
create policy asking_anew on care.applications for insert
  with check (platform.viewer() = 'job:apply' and practice_id = platform.viewer_practice() and state = 'draft');
create policy facilitators on care.applications for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and state <> 'draft'
    and care.facilitates(practice_id, group_id));
create policy facilitators_decide on care.applications for update
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and state <> 'draft'
    and care.facilitates(practice_id, group_id))
  with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and state <> 'draft'
    and care.facilitates(practice_id, group_id));
create policy seating on care.applications for select
  using (platform.viewer() = 'job:waiting' and practice_id = platform.viewer_practice() and state <> 'draft');
create policy seating_moves on care.applications for update
  using (platform.viewer() = 'job:waiting' and practice_id = platform.viewer_practice() and state <> 'draft')
  with check (platform.viewer() = 'job:waiting' and practice_id = platform.viewer_practice() and state <> 'draft');
create policy counting on care.applications for select
  using (platform.viewer() = 'job:counts' and practice_id = platform.viewer_practice());
create policy forgetting on care.applications for all
  using (platform.viewer() = 'job:forget' and practice_id = platform.viewer_practice() and (state = 'draft' or ended_at is not null))
  with check (platform.viewer() = 'job:forget' and practice_id = platform.viewer_practice() and ended_at is not null);

-- A step is seen by whoever sees its application, and written by whoever may move it.
create policy with_application on care.application_steps for select
  using (platform.viewer() in ('link', 'person', 'job:waiting', 'job:forget') and practice_id = platform.viewer_practice()
    and exists (select 1 from care.applications a where a.practice_id = application_steps.practice_id and a.id = application_id));
create policy written_with_application on care.application_steps for insert
  with check (platform.viewer() in ('link', 'person', 'job:waiting') and practice_id = platform.viewer_practice()
    and exists (select 1 from care.applications a where a.practice_id = application_steps.practice_id and a.id = application_id));
create policy forgetting on care.application_steps for update
  using (platform.viewer() = 'job:forget' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:forget' and practice_id = platform.viewer_practice() and letter is null);

create policy staff on care.letter_templates for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice()
    and care.has_role(practice_id, '{owner,front-desk,facilitator}'));
create policy staff_write on care.letter_templates for insert
  with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice()
    and care.has_role(practice_id, '{owner,facilitator}'));

-- The list: the desk and the group's facilitators; the job that picks.
create policy staff on care.waiting_lists for all
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice()
    and (care.has_role(practice_id, '{owner,front-desk}') or care.facilitates(practice_id, id)))
  with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice()
    and (care.has_role(practice_id, '{owner,front-desk}') or care.facilitates(practice_id, id)));
create policy seating on care.waiting_lists for all
  using (platform.viewer() = 'job:waiting' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:waiting' and practice_id = platform.viewer_practice());

create policy own_link on care.waiting_entries for select
  using (platform.viewer() = 'link' and practice_id = platform.viewer_practice() and secret_hash = platform.viewer_link());
create policy asking on care.waiting_entries for select
  using (platform.viewer() = 'job:apply' and practice_id = platform.viewer_practice());
create policy asking_anew on care.waiting_entries for insert
  with check (platform.viewer() = 'job:apply' and practice_id = platform.viewer_practice() and state = 'asked');
create policy staff on care.waiting_entries for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and state <> 'asked'
    and (care.has_role(practice_id, '{owner,front-desk}') or care.facilitates(practice_id, group_id)));
create policy staff_write on care.waiting_entries for update
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and state <> 'asked'
    and (care.has_role(practice_id, '{owner,front-desk}') or care.facilitates(practice_id, group_id)))
  with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and state <> 'asked'
    and (care.has_role(practice_id, '{owner,front-desk}') or care.facilitates(practice_id, group_id)));
create policy seating on care.waiting_entries for all
  using (platform.viewer() = 'job:waiting' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:waiting' and practice_id = platform.viewer_practice());
create policy forgetting on care.waiting_entries for all
  using (platform.viewer() = 'job:forget' and practice_id = platform.viewer_practice() and (state = 'asked' or ended_at is not null))
  with check (platform.viewer() = 'job:forget' and practice_id = platform.viewer_practice() and ended_at is not null);

create policy with_entry on care.waiting_steps for select
  using (platform.viewer() in ('link', 'person', 'job:waiting', 'job:forget') and practice_id = platform.viewer_practice()
    and exists (select 1 from care.waiting_entries e where e.practice_id = waiting_steps.practice_id and e.id = entry_id));
create policy written_with_entry on care.waiting_steps for insert
  with check (platform.viewer() in ('person', 'job:waiting') and practice_id = platform.viewer_practice()
    and exists (select 1 from care.waiting_entries e where e.practice_id = waiting_steps.practice_id and e.id = entry_id));
create policy forgetting on care.waiting_steps for update
  using (platform.viewer() = 'job:forget' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:forget' and practice_id = platform.viewer_practice() and letter is null and said is null);

-- A pair: each of the two by the own link, the invited one by the invitation, and whoever sees one of its entries.
create policy own_link on care.waiting_pairs for select
  using (platform.viewer() = 'link' and practice_id = platform.viewer_practice() and (secret_hash = platform.viewer_link()
    or exists (select 1 from care.waiting_entries e where e.practice_id = waiting_pairs.practice_id and e.pair_id = waiting_pairs.id)));
create policy with_entry on care.waiting_pairs for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from care.waiting_entries e where e.practice_id = waiting_pairs.practice_id and e.pair_id = waiting_pairs.id));
create policy seating on care.waiting_pairs for all
  using (platform.viewer() = 'job:waiting' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:waiting' and practice_id = platform.viewer_practice());

-- Who is kept apart: said from behind a link, read and settled by the group's facilitators, and asked by the job that picks.
create policy saying on care.apart_rules for insert
  with check (platform.viewer() = 'link' and practice_id = platform.viewer_practice() and stated_by = 'person' and (
    exists (select 1 from care.waiting_entries e where e.practice_id = apart_rules.practice_id and e.group_id = apart_rules.group_id)
    or exists (select 1 from care.applications a where a.practice_id = apart_rules.practice_id and a.group_id = apart_rules.group_id)));
create policy facilitators on care.apart_rules for all
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and care.facilitates(practice_id, group_id))
  with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and care.facilitates(practice_id, group_id));
create policy seating on care.apart_rules for select
  using (platform.viewer() in ('job:waiting', 'job:counts') and practice_id = platform.viewer_practice());

grant select, insert on care.question_sets, care.letter_templates, care.application_steps, care.waiting_steps to ninefold_app;
grant update (letter) on care.application_steps to ninefold_app;
grant update (letter, said) on care.waiting_steps to ninefold_app;
grant select, insert, update, delete on care.applications, care.waiting_entries to ninefold_app;
grant select, insert, update on care.waiting_lists, care.waiting_pairs, care.apart_rules to ninefold_app;
