import type { PracticeId } from '../../kernel/id.ts';
import type { Temporal } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { ShelfRow, ShelfSource } from './fresh.ts';
import type { OfferingId } from './listing.ts';
import type { SeatChange } from './shelf.ts';

/** What a practice's shelf reads. */
export const shelfSource = (sql: Queryable, practiceId: PracticeId): ShelfSource => ({
  clock: () => shelfClock(sql),
  seats: (since) => seatsChangedSince(sql, practiceId, since),
  listings: (since) => listingsChangedSince(sql, practiceId, since),
  cards: (offeringIds) => cardsOf(sql, practiceId, offeringIds),
});

/** The clocks of a look at the shelf: the platform's for meetings, the real one (microseconds) for what changed. */
const shelfClock = async (sql: Queryable): Promise<{ now: Temporal.Instant; lookedAt: number }> => {
  const [row] = await sql<{ now: Temporal.Instant; lookedAt: number }[]>`
    select platform.now() as now, (extract(epoch from statement_timestamp()) * 1000000)::bigint as "lookedAt"
  `;
  if (!row) throw new Error('The database has no clock');
  return row;
};

const seatsChangedSince = (sql: Queryable, practiceId: PracticeId, since: number) => sql<
  (SeatChange & { changedAt: number })[]
>`
  select id as "offeringId", state, capacity, held, confirmed, min_seats as "minSeats",
    (extract(epoch from changed_at) * 1000000)::bigint as "changedAt"
  from shop.offerings
  where practice_id = ${practiceId} and changed_at > to_timestamp(${since}::float8 / 1000000)
`;

const listingsChangedSince = (sql: Queryable, practiceId: PracticeId, since: number) => sql<
  { offeringId: OfferingId; changedAt: number }[]
>`
  select offering_id as "offeringId", (extract(epoch from changed_at) * 1000000)::bigint as "changedAt"
  from shop.listings
  where practice_id = ${practiceId} and changed_at > to_timestamp(${since}::float8 / 1000000)
`;

const cardsOf = (sql: Queryable, practiceId: PracticeId, offeringIds: readonly string[]) => sql<ShelfRow[]>`
  select l.offering_id as "offeringId", l.address, l.name, l.summary, l.lead, l.focus, l.struggles, l.format, l.place,
    l.languages, l.kind, l.schedule, o.state, o.currency,
    json_build_object('capacity', o.capacity, 'held', o.held, 'confirmed', o.confirmed, 'minSeats', o.min_seats) as seats,
    (select coalesce(json_agg(t.unit_minor order by t.position), '[]')
      from shop.tiers t where t.practice_id = l.practice_id and t.offering_id = l.offering_id) as prices,
    (select coalesce(json_agg(f.name order by lf.position), '[]')
      from shop.listing_facilitators lf
      join shop.facilitators f on f.practice_id = lf.practice_id and f.id = lf.facilitator_id
      where lf.practice_id = l.practice_id and lf.offering_id = l.offering_id) as facilitators
  from shop.listings l
  join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
  where l.practice_id = ${practiceId} and l.offering_id in ${sql(offeringIds)}
`;
