-- Who published a version of the agreement; null for what the program printed by itself.
alter table shop.agreements add column by_person uuid, add column by_name text,
  add constraint who_published_has_a_name check ((by_person is null) = (by_name is null));

-- The version that is being written: one a practice.
create table shop.agreement_drafts (
  practice_id uuid primary key references identity.practices,
  title text not null check (length(title) between 1 and 120),
  body text not null check (length(body) between 1 and 30000),
  by_person uuid not null,
  by_name text not null,
  changed_at timestamptz not null default platform.now()
);
grant select, insert, update, delete on shop.agreement_drafts to ninefold_app;
