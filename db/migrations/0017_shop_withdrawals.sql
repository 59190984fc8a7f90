-- How a seat ends, and what comes of it: withdrawals, transfers, swaps, the decision date.
alter table shop.seats
  add constraint a_freed_seat_says_when_and_why
    check ((state = 'freed') = (ended_at is not null) and (state = 'freed') = (ended_because is not null));
