-- The system's clock: who runs an entry now, so that two processes do not both do. Counted in real time,
-- not by platform.now(): a shifted clock must not stop the machine.
create table platform.schedule_runs (
  name text primary key,
  taken_until timestamptz not null default '-infinity',
  started_at timestamptz,
  ended_at timestamptz,
  failures integer not null default 0
);
grant select, insert, update on platform.schedule_runs to ninefold_app;
