-- A group that is below its minimum on its decision day goes, is postponed, or is not held.
alter table shop.offerings
  -- The decision date that was answered: the group goes, or everything was given back.
  add column decided_on date;

-- What was decided, and by whom. Never changed.
create table shop.group_decisions (
  practice_id uuid not null,
  id uuid not null,
  offering_id uuid not null,
  -- The how-manieth of its group: a form that was sent twice decides once.
  number integer not null check (number >= 1),
  choice text not null check (choice in ('go', 'postpone', 'refund-all')),
  -- The decision date that it answers.
  decision_on date not null,
  -- The later date, where it was postponed.
  next_on date,
  -- Chairs that were taken, and how many the group needs, when it was decided.
  taken integer not null check (taken >= 0),
  needed integer not null check (needed > taken),
  person_id uuid not null,
  decided_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, offering_id, number),
  constraint a_postponed_decision_has_a_later_date
    check ((choice = 'postpone') = (next_on is not null) and (next_on is null or next_on > decision_on)),
  foreign key (practice_id, offering_id) references shop.offerings
);
create index groups_not_held on shop.group_decisions (practice_id, offering_id) where choice = 'refund-all';
grant select, insert on shop.group_decisions to ninefold_app;
