-- Letters that were given up wait on Today until somebody has tried them again or seen to them another way.
alter table platform.outbox add column put_aside_at timestamptz;
create index outbox_lost on platform.outbox (practice_id, gave_up_at) where gave_up_at is not null and sent_at is null;

-- Months at the desk: what ended when.
create index seats_by_day on shop.seats (practice_id, created_at);
create index seats_by_end on shop.seats (practice_id, ended_at) where ended_at is not null;
create index attempts_in_motion on shop.attempts (practice_id, changed_at)
  where state in ('creating', 'capturing', 'pending', 'refunding');
