-- Everybody the shop knows: who paid for an order, and who has or had a chair. One row each time somebody was seen;
-- the newest of an address is who they are now. No group is named here.
create view shop.sightings with (security_invoker = true) as
  select practice_id, id, 'order' as kind, placed_at as seen_at, payer_email as email, payer_name as name
  from shop.orders
  union all
  select practice_id, id, 'seat', created_at, attendee_email, attendee_name from shop.seats;
grant select on shop.sightings to ninefold_app;

create index seats_of_attendee on shop.seats (practice_id, attendee_email, created_at);
create index orders_of_payer on shop.orders (practice_id, payer_email, placed_at);
create index orders_payer_sorted on shop.orders (practice_id, lower(payer_name));
create index seats_attendee_sorted on shop.seats (practice_id, lower(attendee_name));
