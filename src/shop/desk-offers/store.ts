import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { OfferSource } from '../offers/public.ts';
import type { OffersFilter } from './filter.ts';

export type OfferRow = {
  readonly id: string;
  readonly offeringId: string;
  readonly group: string;
  readonly name: string;
  readonly email: string;
  readonly state: 'made' | 'held' | 'paid' | 'declined' | 'expired' | 'withdrawn';
  readonly endsBecause: string | null;
  readonly source: OfferSource;
  readonly isPair: boolean;
  readonly offeredAt: Instant;
  readonly until: Instant;
  readonly endedAt: Instant | null;
  readonly now: Instant;
};

const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const searched = (sql: Queryable, typed: string) => {
  const text = literally(typed.toLowerCase());
  if (text === '') return sql``;
  return text.includes('@')
    ? sql`and offer.person_email like ${`${text}%`}`
    : sql`and lower(offer.person_name) like ${`%${text}%`}`;
};

const matching = (sql: Queryable, practiceId: PracticeId, { typed, state, offeringId }: OffersFilter) => sql`
    offer.practice_id = ${practiceId}
    ${state === 'open' ? sql`and offer.state in ('made', 'held')` : sql``}
    ${state !== undefined && state !== 'open' ? sql`and offer.state = ${state}` : sql``}
    ${offeringId ? sql`and offer.offering_id = ${offeringId}` : sql``}
    ${searched(sql, typed)}
`;

const sorting = (sql: Queryable, sortBy: OffersFilter['sortBy']) => {
  if (sortBy === 'ends') return sql`order by offer.until_at, offer.id`;
  return sortBy === 'name'
    ? sql`order by lower(offer.person_name), offer.id`
    : sql`order by offer.offered_at desc, offer.id`;
};

export const offersPage = (
  sql: Queryable,
  practiceId: PracticeId,
  filter: OffersFilter,
  page: { readonly limit: number; readonly offset: number },
) => sql<OfferRow[]>`
  select offer.id, offer.offering_id as "offeringId", coalesce(listing.name, '') as group, offer.person_name as name,
    offer.person_email as email, offer.state, offer.ends_because as "endsBecause", offer.source,
    offer.pair_id is not null as "isPair", offer.offered_at as "offeredAt", offer.until_at as until,
    offer.ended_at as "endedAt", platform.now() as now
  from shop.offers as offer
  left join shop.listings as listing on listing.practice_id = offer.practice_id and listing.offering_id = offer.offering_id
  where ${matching(sql, practiceId, filter)}
  ${sorting(sql, filter.sortBy)}
  limit ${page.limit} offset ${page.offset}
`;

/** How many match, counted no further than `most`. */
export const countOffers = async (
  sql: Queryable,
  practiceId: PracticeId,
  filter: OffersFilter,
  most: number,
): Promise<number> => {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::integer as count from (
      select 1 from shop.offers as offer where ${matching(sql, practiceId, filter)} limit ${most}) as counted
  `;
  return row?.count ?? 0;
};

export const groupChoices = (sql: Queryable, practiceId: PracticeId) => sql<{ id: string; name: string }[]>`
  select offering_id as id, name from shop.listings where practice_id = ${practiceId} order by name, offering_id
`;

export type GroupSeats = {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly entry: 'buy' | 'apply';
  readonly capacity: number;
  readonly held: number;
  readonly offered: number;
  readonly confirmed: number;
  readonly waiting: number;
  readonly opened: number;
  readonly offerHours: number;
};

/** The seats of a group as the ledger counts them. */
export const groupSeats = async (sql: Queryable, practiceId: PracticeId, offeringId: string) => {
  const [row] = await sql<GroupSeats[]>`
    select offering.id, listing.name, offering.state, offering.entry, offering.capacity, offering.held, offering.offered,
      offering.confirmed, offering.waiting, offering.opened, offering.offer_hours as "offerHours"
    from shop.offerings as offering
    join shop.listings as listing on listing.practice_id = offering.practice_id and listing.offering_id = offering.id
    where offering.practice_id = ${practiceId} and offering.id = ${offeringId}
  `;
  return row;
};

export type Step = {
  readonly at: Instant;
  readonly became: string;
  readonly because: string | null;
  readonly actor: string;
};

/** What became of an offer, oldest first: decisions, and the times it lay in a checkout. */
export const storyOf = (sql: Queryable, practiceId: PracticeId, offerId: string) => sql<Step[]>`
  select at, became, because, actor from shop.history
  where practice_id = ${practiceId} and entity = 'offer' and entity_id = ${offerId}
  union all
  select created_at, 'in-checkout', null, 'buyer' from shop.holds
  where practice_id = ${practiceId} and offer_id = ${offerId}
  union all
  select ended_at, 'out-of-checkout', ended_because, 'buyer' from shop.holds
  where practice_id = ${practiceId} and offer_id = ${offerId} and state = 'released'
  order by at
`;

/** The other offer of a pair. */
export const otherOf = async (sql: Queryable, practiceId: PracticeId, offerId: string) => {
  const [row] = await sql<{ id: string; name: string; state: OfferRow['state']; settled: boolean }[]>`
    select other.id, other.person_name as name, other.state, other.settled_at is not null as settled
    from shop.offers as own
    join shop.offers as other on other.practice_id = ${practiceId} and other.pair_id = own.pair_id and other.id <> own.id
    where own.practice_id = ${practiceId} and own.id = ${offerId}
  `;
  return row;
};
