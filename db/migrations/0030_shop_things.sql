-- What a practice sells beside seats: workbooks (files) and packages; and a cart of every kind.

-- Files lie in parts in the database: one backup holds everything, and every web process has them
-- (docs/decisions/0010-files-in-the-database.md).
create table shop.files (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  -- What its first bytes say, never what the sender called it.
  type text not null check (type in
    ('application/pdf', 'application/epub+zip', 'audio/mpeg', 'image/png', 'image/jpeg')),
  -- As it was called where it came from.
  name text not null check (length(name) between 1 and 200),
  size bigint not null check (size between 1 and 20971520),
  sha256 bytea not null check (length(sha256) = 32),
  created_at timestamptz not null default platform.now(),
  primary key (practice_id, id)
);

create table shop.file_parts (
  practice_id uuid not null,
  file_id uuid not null,
  number integer not null check (number >= 0),
  bytes bytea not null check (length(bytes) between 1 and 262144),
  primary key (practice_id, file_id, number),
  foreign key (practice_id, file_id) references shop.files
);
-- Files are packed already: no time is lost on packing them again.
alter table shop.file_parts alter column bytes set storage external;

create table shop.workbooks (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  state text not null check (state in ('draft', 'published', 'archived')),
  -- Neutral by default, as a group's is.
  address text not null check (address ~ '^[a-z0-9-]{4,60}$'),
  name text not null,
  summary text not null,
  words text not null,
  price_minor bigint not null check (price_minor >= 0),
  currency text not null,
  -- Number of the newest version of its file; 0 while it has none.
  newest smallint not null default 0 check (newest >= 0),
  -- How often its words were saved: two people at once do not overwrite each other.
  savings integer not null default 0,
  created_at timestamptz not null default platform.now(),
  changed_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  constraint workbook_address unique (practice_id, address),
  constraint what_is_for_sale_has_a_file check (state <> 'published' or newest > 0)
);

create table shop.workbook_versions (
  practice_id uuid not null,
  id uuid not null,
  workbook_id uuid not null,
  number smallint not null check (number > 0),
  file_id uuid not null,
  -- What is new, for those who have it already.
  note text not null default '',
  added_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  unique (practice_id, workbook_id, number),
  foreign key (practice_id, workbook_id) references shop.workbooks,
  foreign key (practice_id, file_id) references shop.files
);
create index versions_of_file on shop.workbook_versions (practice_id, file_id);

create table shop.packages (
  practice_id uuid not null references identity.practices,
  id uuid not null,
  state text not null check (state in ('draft', 'published', 'archived')),
  address text not null check (address ~ '^[a-z0-9-]{4,60}$'),
  name text not null,
  summary text not null,
  words text not null,
  price_minor bigint not null check (price_minor >= 0),
  currency text not null,
  savings integer not null default 0,
  created_at timestamptz not null default platform.now(),
  changed_at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  constraint package_address unique (practice_id, address)
);

create table shop.package_parts (
  practice_id uuid not null,
  id uuid not null,
  package_id uuid not null,
  position smallint not null,
  offering_id uuid,
  tier_id uuid,
  workbook_id uuid,
  primary key (practice_id, id),
  unique (practice_id, package_id, offering_id),
  unique (practice_id, package_id, workbook_id),
  constraint a_part_is_one_thing check ((offering_id is null) <> (workbook_id is null)),
  constraint a_seat_part_names_its_price check ((offering_id is null) = (tier_id is null)),
  foreign key (practice_id, package_id) references shop.packages,
  foreign key (practice_id, offering_id) references shop.offerings,
  foreign key (practice_id, tier_id) references shop.tiers,
  foreign key (practice_id, workbook_id) references shop.workbooks
);

alter table shop.cart_lines
  add column kind text not null default 'seat' check (kind in ('seat', 'workbook', 'package')),
  add column workbook_id uuid,
  add column package_id uuid,
  alter column offering_id drop not null,
  alter column tier_id drop not null,
  add constraint a_line_is_one_thing check (
    (kind = 'seat') = (offering_id is not null) and (kind = 'seat') = (tier_id is not null)
    and (kind = 'workbook') = (workbook_id is not null) and (kind = 'package') = (package_id is not null)),
  add constraint one_workbook_a_cart unique (practice_id, cart_id, workbook_id),
  add constraint one_package_a_cart unique (practice_id, cart_id, package_id),
  add foreign key (practice_id, workbook_id) references shop.workbooks,
  add foreign key (practice_id, package_id) references shop.packages;

alter table shop.checkout_lines
  -- The version that was the newest when it was bought.
  add column workbook_version smallint,
  drop constraint line_total_is_unit_times_meetings,
  add constraint line_total_is_unit_times_meetings
    check (total_minor = unit_minor * case kind when 'seat' then meetings else 1 end),
  alter column tier_name drop not null,
  alter column zone drop not null,
  alter column place drop not null,
  alter column terms_version drop not null,
  alter column agreement_version drop not null,
  add constraint a_seat_line_has_its_terms check (kind <> 'seat'
    or (tier_name is not null and zone is not null and place is not null and terms_version is not null
      and agreement_version is not null)),
  add constraint a_workbook_line_meets_nobody check (kind <> 'workbook' or (meetings = 0 and workbook_version is not null)),
  add constraint a_part_names_its_package check ((package_id is null) = (package_name is null)),
  add constraint one_workbook_a_checkout unique (practice_id, checkout_id, workbook_id),
  add foreign key (practice_id, workbook_id) references shop.workbooks,
  add foreign key (practice_id, package_id) references shop.packages;
create index lines_of_workbook on shop.checkout_lines (practice_id, workbook_id) where workbook_id is not null;
create index lines_of_package on shop.checkout_lines (practice_id, package_id) where package_id is not null;

-- The right to download what one line of one order bought. It ends when all of the order was paid back, or by hand.
create table shop.downloads (
  practice_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  line_id uuid not null,
  workbook_id uuid not null,
  -- The version that was bought: that and every newer one may be downloaded.
  version smallint not null,
  secret_hash bytea not null,
  created_at timestamptz not null default platform.now(),
  ended_at timestamptz,
  ended_because text,
  primary key (practice_id, id),
  unique (secret_hash),
  unique (practice_id, line_id),
  foreign key (practice_id, order_id) references shop.orders,
  foreign key (practice_id, line_id) references shop.checkout_lines,
  foreign key (practice_id, workbook_id) references shop.workbooks
);
create index downloads_of_order on shop.downloads (practice_id, order_id);

-- Each time a file was given out: when, and no more of whom than the link.
create table shop.download_times (
  practice_id uuid not null,
  id uuid not null,
  download_id uuid not null,
  version smallint not null,
  at timestamptz not null default platform.now(),
  primary key (practice_id, id),
  foreign key (practice_id, download_id) references shop.downloads
);
create index times_of_download on shop.download_times (practice_id, download_id, at);

grant select, insert, update on shop.workbooks, shop.packages, shop.downloads to ninefold_app;
grant select, insert on shop.files, shop.file_parts, shop.workbook_versions, shop.package_parts, shop.download_times to ninefold_app;
grant delete on shop.package_parts to ninefold_app;
