-- Who published a version of the agreement; null for what the program printed by itself.
alter table shop.agreements add column by_person uuid, add column by_name text,
  add constraint who_published_has_a_name check ((by_person is null) = (by_name is null));

-- The version that is being written: one a practice. The row stays, without words, when a draft is published or thrown
-- away, so that its number never falls and a form from before is known by it.
create table shop.agreement_drafts (
  practice_id uuid primary key references identity.practices,
  revision integer not null default 1 check (revision > 0),
  title text check (length(title) between 1 and 120),
  body text check (length(body) between 1 and 30000),
  by_person uuid not null,
  by_name text not null,
  changed_at timestamptz not null default platform.now(),
  constraint words_come_together check ((title is null) = (body is null))
);
grant select, insert, update on shop.agreement_drafts to ninefold_app;
