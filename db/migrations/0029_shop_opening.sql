-- Somebody called the crisis lines that our pages print, and they were right. Only ever added to.
create table shop.crisis_checks (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  on_day date not null,
  who text not null check (length(who) between 1 and 120),
  -- As the pages printed them then: where they print others now, somebody calls again.
  numbers text[] not null check (cardinality(numbers) > 0),
  by_person uuid not null,
  at timestamptz not null default platform.now(),
  primary key (practice_id, id)
);

-- What came of the last time somebody at the desk had PayPal asked.
create table shop.paypal_answers (
  practice_id uuid primary key references identity.practices,
  answer text not null check (answer in ('answered', 'unauthorised', 'unreachable')),
  asked_at timestamptz not null default platform.now()
);

do $$
declare
  one text;
begin
  foreach one in array array['crisis_checks', 'paypal_answers'] loop
    execute format('alter table shop.%I enable row level security', one);
    execute format('alter table shop.%I force row level security', one);
    execute format($policy$create policy desk on shop.%I for select
      using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
        select 1 from identity.roles r where r.practice_id = %I.practice_id and r.person_id = platform.viewer_person()
          and r.role in ('owner', 'front-desk')))$policy$, one, one);
    execute format($policy$create policy owner_writes on shop.%I for insert
      with check (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
        select 1 from identity.roles r where r.practice_id = %I.practice_id and r.person_id = platform.viewer_person()
          and r.role = 'owner'))$policy$, one, one);
  end loop;
end $$;
create policy owner_asks_again on shop.paypal_answers for update
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice() and exists (
    select 1 from identity.roles r where r.practice_id = paypal_answers.practice_id
      and r.person_id = platform.viewer_person() and r.role = 'owner'));
grant select, insert on shop.crisis_checks, shop.paypal_answers to ninefold_app;
grant update (answer, asked_at) on shop.paypal_answers to ninefold_app;

create index webhook_heard on shop.webhook_inbox (practice_id, received_at);
create index outbox_stuck on platform.outbox (practice_id, created_at) where sent_at is null and last_error is not null;
