-- What visitors write to the practice: kept before it is mailed, so that a lost mail loses no words.
create schema site;
grant usage on schema site to ninefold_app;

create table site.messages (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  about text not null check (about in ('contact', 'question')),
  offering_id uuid,
  name text not null,
  email text not null check (email = lower(email)),
  body text not null,
  received_at timestamptz not null default platform.now(),
  primary key (practice_id, id)
);
grant select, insert on site.messages to ninefold_app;
