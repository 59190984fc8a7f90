-- The desk finds one order among a million: by number (its unique key), name, address, PayPal's ids; by state, day, sum.
create index orders_by_placing on shop.orders (practice_id, placed_at, number);
create index orders_by_sum on shop.orders (practice_id, total_minor, number);
create index orders_by_state on shop.orders (practice_id, state, placed_at, number);
create index orders_address_start on shop.orders (practice_id, payer_email text_pattern_ops);
create index orders_name_start on shop.orders (practice_id, lower(payer_name) text_pattern_ops);
create index orders_name_part on shop.orders using gin (lower(payer_name) gin_trgm_ops);
create index seats_address_start on shop.seats (practice_id, attendee_email text_pattern_ops);
create index seats_name_start on shop.seats (practice_id, lower(attendee_name) text_pattern_ops);
create index seats_name_part on shop.seats using gin (lower(attendee_name) gin_trgm_ops);
create index seats_of_line on shop.seats (practice_id, line_id);
create index seats_of_offering on shop.seats (practice_id, offering_id, created_at);
create index lines_of_offering on shop.checkout_lines (practice_id, offering_id, checkout_id);
create index if not exists refunds_of_capture on shop.refunds (practice_id, capture_id);
