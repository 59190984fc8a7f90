-- What takes off a price (coupons, the sponsors' fund), what comes on top (tax), and the estimate before paying.

-- A price that the sponsors' fund makes up to the group's full price.
alter table shop.tiers add column fund_supported boolean not null default false;
