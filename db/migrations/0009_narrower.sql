-- Rights as narrow as their use. Opening a practice and enrolling touch the own practice and no other.
alter policy opening on identity.practices
  using (platform.viewer() = 'job:open-practice' and id = platform.viewer_practice())
  with check (platform.viewer() = 'job:open-practice' and id = platform.viewer_practice());
alter policy opening on identity.practice_hosts
  using (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice());
alter policy opening on identity.people
  using (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice());
alter policy opening on identity.roles
  using (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice());
alter policy opening on care.groups
  using (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice());
alter policy opening on care.group_facilitators
  using (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice())
  with check (platform.viewer() = 'job:open-practice' and practice_id = platform.viewer_practice());

-- A paid seat makes somebody known; it changes nobody.
drop policy enrolling on identity.people;
create policy enrolling on identity.people for select
  using (platform.viewer() = 'job:enrol' and practice_id = platform.viewer_practice());
create policy enrolling_somebody_new on identity.people for insert
  with check (platform.viewer() = 'job:enrol' and practice_id = platform.viewer_practice());

-- Nothing changes these yet.
revoke update on identity.practices, identity.practice_hosts, identity.people from ninefold_app;

-- The inbox is keyed like every table of a practice.
alter table shop.webhook_inbox drop constraint webhook_inbox_pkey, add primary key (practice_id, event_id);
