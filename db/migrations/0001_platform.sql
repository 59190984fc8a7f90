-- The clock, the outbox. Roles exist before the first migration: owner (runs this) and app (owns nothing).
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create schema if not exists platform;
grant usage on schema platform to ninefold_app;

-- One row. Only the owner may shift it, and only tests do: every deadline is read from platform.now().
create table platform.clock (
  only_row boolean primary key default true check (only_row),
  shift interval not null default '0'
);
insert into platform.clock default values;
grant select on platform.clock to ninefold_app;

create function platform.now() returns timestamptz language sql stable
  return now() + (select shift from platform.clock);

-- Who is looking, set per transaction; null when unset, so that a policy that asks finds no rows.
create function platform.viewer() returns text language sql stable
  return nullif(current_setting('ninefold.viewer', true), '');
create function platform.viewer_practice() returns uuid language sql stable
  return nullif(current_setting('ninefold.practice', true), '')::uuid;
create function platform.viewer_person() returns uuid language sql stable
  return nullif(current_setting('ninefold.person', true), '')::uuid;

create table platform.outbox (
  practice_id uuid not null,
  id uuid not null,
  kind text not null,
  dedupe text not null,
  mail jsonb not null,
  order_id uuid,
  created_at timestamptz not null default platform.now(),
  attempts integer not null default 0,
  -- A deliverer takes a letter by moving this ahead; if it dies, somebody tries again then.
  next_try_at timestamptz not null default platform.now(),
  sent_at timestamptz,
  gave_up_at timestamptz,
  last_error text,
  primary key (practice_id, id),
  unique (practice_id, dedupe)
);
create index outbox_waiting on platform.outbox (next_try_at) where sent_at is null and gave_up_at is null;
create index outbox_by_order on platform.outbox (practice_id, order_id) where order_id is not null;
grant select, insert, update on platform.outbox to ninefold_app;
