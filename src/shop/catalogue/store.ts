import type { PracticeId } from '../../kernel/id.ts';
import type { Temporal } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Agreement } from './agreement.ts';
import type { Facilitator, Listing, OfferingId, Seats } from './listing.ts';
import type { Question } from './question.ts';

/** The group at this public address; undefined unless it was published (a closed one still has its page). */
export const listingAt = async (
  sql: Queryable,
  practiceId: PracticeId,
  address: string,
): Promise<Listing | undefined> =>
  (await listings(sql, practiceId, sql`l.address = ${address} and o.state in ('published', 'closed')`))[0];

/** Where a page that had this address stands now, if the public may see it. */
export const newAddressOf = async (
  sql: Queryable,
  practiceId: PracticeId,
  address: string,
): Promise<string | undefined> => {
  const [row] = await sql<{ address: string }[]>`
    select l.address from shop.publications p
    join shop.listings l on l.practice_id = p.practice_id and l.offering_id = p.offering_id
    join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
    where p.practice_id = ${practiceId} and p.address = ${address} and l.address <> p.address
      and o.state in ('published', 'closed')
    limit 1
  `;
  return row?.address;
};

/** The group with this id in any state: cart and checkout say for themselves why it cannot be bought. */
export const listingOf = async (
  sql: Queryable,
  practiceId: PracticeId,
  offeringId: string,
): Promise<Listing | undefined> => (await listings(sql, practiceId, sql`l.offering_id = ${offeringId}`))[0];

const listings = (sql: Queryable, practiceId: PracticeId, where: ReturnType<Queryable>) => sql<Listing[]>`
  select l.offering_id as "offeringId", l.address, l.name, l.summary, l.lead, l.suits, l.talk_first as "talkFirst",
    l.first_session as "firstSession", l.focus, l.leans_on as "leansOn", l.struggles, l.format, l.place, l.languages,
    l.kind, l.schedule, l.meetings_sold as "meetingsSold", l.agreement_version as "agreementVersion",
    l.age_from as "ageFrom", l.age_to as "ageTo", l.attestations,
    o.state, o.entry, o.currency, o.terms_version as "termsVersion", nullif(o.decision_on, o.decided_on)::text as "decisionOn",
    json_build_object('capacity', o.capacity, 'held', o.kept, 'confirmed', o.confirmed, 'minSeats', o.min_seats) as seats,
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'line', t.line, 'unitMinor', t.unit_minor,
        'fundSupported', t.fund_supported) order by t.position), '[]')
      from shop.tiers t
      where t.practice_id = l.practice_id and t.offering_id = l.offering_id and t.position is not null) as tiers,
    (select coalesce(json_agg(json_build_object('id', f.id, 'address', f.address, 'name', f.name,
        'credentials', f.credentials, 'about', f.about, 'languages', f.languages, 'isRetired', f.retired_at is not null)
        order by lf.position), '[]')
      from shop.listing_facilitators lf
      join shop.facilitators f on f.practice_id = lf.practice_id and f.id = lf.facilitator_id
      where lf.practice_id = l.practice_id and lf.offering_id = l.offering_id) as facilitators
  from shop.listings l
  join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
  where l.practice_id = ${practiceId} and ${where}
`;

/** The ledger's counters of these groups, fresh. */
export const seatsOf = (sql: Queryable, practiceId: PracticeId, offeringIds: readonly string[]) => sql<
  (Seats & { offeringId: OfferingId })[]
>`
  select id as "offeringId", capacity, kept as held, confirmed, min_seats as "minSeats"
  from shop.offerings
  where practice_id = ${practiceId} and id = any(string_to_array(${offeringIds.join(',')}, ',')::uuid[])
`;

/** Addresses of everything a search engine may list, newest change first. */
export const publishedAddresses = (sql: Queryable, practiceId: PracticeId) => sql<
  { kind: 'group' | 'facilitator'; address: string }[]
>`
  select 'group' as kind, l.address
  from shop.listings l
  join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
  where l.practice_id = ${practiceId} and o.state = 'published' and (l.ends_at is null or l.ends_at > platform.now())
  union all
  select 'facilitator', address from shop.facilitators where practice_id = ${practiceId} and retired_at is null
  order by 1, 2
  limit 45000
`;

/** Who facilitates, in the order of the practice; `retired` too, for what was printed before they went. */
export const facilitatorsOf = (sql: Queryable, practiceId: PracticeId, { retired = false } = {}) => sql<
  Facilitator[]
>`
  select id, address, name, credentials, about, languages, retired_at is not null as "isRetired"
  from shop.facilitators
  where practice_id = ${practiceId} and (retired_at is null or ${retired})
  order by position, name
`;

export const facilitatorAt = async (sql: Queryable, practiceId: PracticeId, address: string) =>
  (
    await sql<Facilitator[]>`
      select id, address, name, credentials, about, languages, false as "isRetired"
      from shop.facilitators
      where practice_id = ${practiceId} and address = ${address} and retired_at is null
    `
  )[0];

/** Where the page of a facilitator stands now that had this address before, if there is one. */
export const newFacilitatorAddressOf = async (
  sql: Queryable,
  practiceId: PracticeId,
  address: string,
): Promise<string | undefined> => {
  const [row] = await sql<{ address: string }[]>`
    select f.address from shop.facilitator_addresses a
    join shop.facilitators f on f.practice_id = a.practice_id and f.id = a.facilitator_id
    where a.practice_id = ${practiceId} and a.address = ${address} and f.address <> a.address
      and f.retired_at is null
  `;
  return row?.address;
};

/** The text that buyers agree to; the newest version unless one is named. */
export const agreementOf = async (sql: Queryable, practiceId: PracticeId, version?: number) =>
  (
    await sql<Agreement[]>`
      select version, title, body, published_at as "publishedAt"
      from shop.agreements
      where practice_id = ${practiceId} and (${version ?? null}::integer is null or version = ${version ?? null})
      order by version desc
      limit 1
    `
  )[0];

/** What the database's clock says; deadlines and "next" are measured by it alone. */
export const databaseNow = async (sql: Queryable): Promise<Temporal.Instant> => {
  const [row] = await sql<{ now: Temporal.Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('The database has no clock');
  return row.now;
};

export const saveQuestion = (
  tx: Tx,
  practiceId: PracticeId,
  { id, offeringId, name, email, body }: Question,
) => tx`
  insert into shop.questions (practice_id, id, offering_id, name, email, body)
  values (${practiceId}, ${id}, ${offeringId}, ${name}, ${email}, ${body})
`;
