-- The desk finds offers by the start of an address or a part of a name.
create index offers_address_start on shop.offers (practice_id, person_email text_pattern_ops);
create index offers_name_part on shop.offers using gin (lower(person_name) gin_trgm_ops);
