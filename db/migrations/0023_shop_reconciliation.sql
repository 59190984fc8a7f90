-- PayPal's report beside our books: what was read, when, and where the two do not agree.

-- One row a reading. `behind`: PayPal had not brought its report up to `until` yet, so it is read again.
create table shop.reports (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  since timestamptz not null,
  until timestamptz not null,
  state text not null check (state in ('done', 'behind', 'failed')),
  refreshed_at timestamptz,
  lines integer not null default 0 check (lines >= 0),
  found integer not null default 0 check (found >= 0),
  closed integer not null default 0 check (closed >= 0),
  problem text,
  read_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  constraint a_report_covers_some_time check (since < until),
  constraint only_what_failed_has_a_problem check ((state = 'failed') = (problem is not null))
);
create index reports_newest on shop.reports (practice_id, read_at desc);

-- A line of PayPal's report as it was told last. PayPal's ids are not unique there, so `name` says which line it is.
create table shop.report_lines (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  name text not null,
  transaction_id text not null,
  code text not null,
  status text not null,
  gross_minor bigint not null,
  fee_minor bigint not null,
  currency text not null,
  at timestamptz not null,
  reference_id text,
  invoice_id text,
  custom_field text,
  told_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, name)
);
create index report_lines_by_time on shop.report_lines (practice_id, at);
create index report_lines_of_transaction on shop.report_lines (practice_id, transaction_id);
create index report_lines_of_reference on shop.report_lines (practice_id, reference_id) where reference_id is not null;

-- Where the books differ. Amounts are signed: what they do to the PayPal balance. History stays: a difference that
-- comes again is a new row.
create table shop.breaks (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  number bigint not null,
  kind text not null check (kind in ('only-at-paypal', 'only-here', 'amount-differs', 'fee-differs', 'currency-differs',
    'state-differs')),
  -- What the two sides say, in one text: the same difference told again is the same break.
  fingerprint text not null,
  state text not null check (state in ('open', 'settled', 'explained', 'gone')),
  report_line_id uuid,
  capture_id text,
  refund_id uuid,
  ours_minor bigint,
  ours_fee_minor bigint,
  ours_currency text,
  ours_state text,
  theirs_minor bigint,
  theirs_fee_minor bigint,
  theirs_currency text,
  theirs_state text,
  -- When the money moved.
  at timestamptz not null,
  found_at timestamptz not null default platform.now(),
  closed_at timestamptz,
  closed_by text,
  way text check (way in ('fetched', 'booked')),
  note text check (length(note) <= 500),
  primary key (practice_id, id),
  unique (practice_id, number),
  constraint what_is_closed_says_when check ((state = 'open') = (closed_at is null)),
  constraint what_is_settled_says_how check ((state = 'settled') = (way is not null)),
  constraint what_is_explained_has_words check (state <> 'explained' or length(note) > 0),
  foreign key (practice_id, report_line_id) references shop.report_lines,
  foreign key (practice_id, capture_id) references shop.captures,
  foreign key (practice_id, refund_id) references shop.refunds
);
create unique index one_open_break_a_difference on shop.breaks (practice_id, fingerprint) where state = 'open';
create index breaks_decided on shop.breaks (practice_id, fingerprint) where state in ('settled', 'explained');
create index breaks_open on shop.breaks (practice_id, found_at) where state = 'open';
create index ledger_of_report_line on shop.ledger (practice_id, report_line_id) where report_line_id is not null;

do $$
declare
  one text;
begin
  foreach one in array array['reports', 'report_lines', 'breaks'] loop
    execute format('alter table shop.%I enable row level security', one);
    execute format('alter table shop.%I force row level security', one);
    execute format($policy$create policy reconciling on shop.%I for all
      using (platform.viewer() = 'job:reconcile' and practice_id = platform.viewer_practice())
      with check (platform.viewer() = 'job:reconcile' and practice_id = platform.viewer_practice())$policy$, one);
    execute format($policy$create policy desk on shop.%I for select
      using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
        select 1 from identity.roles r where r.practice_id = %I.practice_id and r.person_id = platform.viewer_person()
          and r.role in ('owner', 'front-desk')))$policy$, one, one);
  end loop;
end $$;

-- Whoever is at the desk settles, and what they had fetched may show another difference.
create policy desk_settles on shop.breaks for update
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from identity.roles r where r.practice_id = breaks.practice_id and r.person_id = platform.viewer_person()
      and r.role in ('owner', 'front-desk')));
create policy desk_finds on shop.breaks for insert
  with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from identity.roles r where r.practice_id = breaks.practice_id and r.person_id = platform.viewer_person()
      and r.role in ('owner', 'front-desk')));

grant select, insert on shop.reports, shop.report_lines, shop.breaks to ninefold_app;
grant update (status, fee_minor, told_at) on shop.report_lines to ninefold_app;
grant update (state, closed_at, closed_by, way, note) on shop.breaks to ninefold_app;
