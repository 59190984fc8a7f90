-- What staff do to a waiting list goes through the job that picks, after row-level security has said that they see the
-- entry: so that nobody moves somebody past the list's lock. A pair that parted may be forgotten.

drop policy staff on care.waiting_lists;
create policy staff on care.waiting_lists for select
  using (platform.viewer() = 'person' and practice_id = platform.viewer_practice()
    and (care.has_role(practice_id, '{owner,front-desk}') or care.facilitates(practice_id, id)));

drop policy staff_write on care.waiting_entries;

drop policy written_with_entry on care.waiting_steps;
create policy written_with_entry on care.waiting_steps for insert
  with check (platform.viewer() = 'job:waiting' and practice_id = platform.viewer_practice()
    and exists (select 1 from care.waiting_entries e where e.practice_id = waiting_steps.practice_id and e.id = entry_id));

create policy forgetting on care.waiting_pairs for all
  using (platform.viewer() = 'job:forget' and practice_id = platform.viewer_practice() and state = 'parted')
  with check (platform.viewer() = 'job:forget' and practice_id = platform.viewer_practice() and state = 'parted');
grant delete on care.waiting_pairs to ninefold_app;
