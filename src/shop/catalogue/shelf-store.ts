import type { PracticeId } from '../../kernel/id.ts';
import type { Temporal } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import { monotonicMs } from '../../platform/monotonic.ts';
import { keepFresh, type ShelfRow, type ShelfSource } from './fresh.ts';
import type { OfferingId } from './listing.ts';
import type { SeatChange, Shelf } from './shelf.ts';

export type Shelves = (practiceId: PracticeId) => Promise<Shelf>;

/** The shelves of this process, one a practice, each read when somebody first asks for it. */
export const openShelves = (sql: Queryable): Shelves => {
  const kept = new Map<PracticeId, () => Promise<Shelf>>();
  return (practiceId) => {
    const known = kept.get(practiceId) ?? keepFresh(shelfSource(sql, practiceId), monotonicMs);
    kept.set(practiceId, known);
    return known();
  };
};

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
  select id as "offeringId", state, capacity, kept as held, confirmed, min_seats as "minSeats",
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

export const cardsOf = (sql: Queryable, practiceId: PracticeId, offeringIds: readonly string[]) => sql<
  ShelfRow[]
>`
  select l.offering_id as "offeringId", l.address, l.name, l.summary, l.lead, l.focus, l.struggles, l.format, l.place,
    l.languages, l.kind, l.schedule, o.state, o.currency,
    json_build_object('capacity', o.capacity, 'held', o.kept, 'confirmed', o.confirmed, 'minSeats', o.min_seats) as seats,
    (select coalesce(json_agg(t.unit_minor order by t.position), '[]')
      from shop.tiers t
      where t.practice_id = l.practice_id and t.offering_id = l.offering_id and t.position is not null) as prices,
    (select coalesce(json_agg(f.name order by lf.position), '[]')
      from shop.listing_facilitators lf
      join shop.facilitators f on f.practice_id = lf.practice_id and f.id = lf.facilitator_id
      where lf.practice_id = l.practice_id and lf.offering_id = l.offering_id) as facilitators
  from shop.listings l
  join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
  where l.practice_id = ${practiceId} and l.offering_id in ${sql(offeringIds)}
`;

/** Groups that somebody could join now, those that meet soonest on the clock of the week first; for a page's foot. */
export const openCards = async (
  sql: Queryable,
  practiceId: PracticeId,
  limit: number,
): Promise<ShelfRow[]> => {
  const rows = await sql<{ offeringId: OfferingId }[]>`
    select l.offering_id as "offeringId"
    from shop.listings l
    join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
    where l.practice_id = ${practiceId} and o.state = 'published' and o.kept + o.confirmed < o.capacity
      and (l.ends_at is null or l.ends_at > platform.now())
      and (l.kind <> 'closed' or l.begins_at > platform.now())
    order by o.capacity - o.kept - o.confirmed desc, l.name
    limit ${limit}
  `;
  return inOrder(sql, practiceId, rows);
};

export const cardsOfFacilitator = async (
  sql: Queryable,
  practiceId: PracticeId,
  facilitatorId: string,
): Promise<ShelfRow[]> => {
  const rows = await sql<{ offeringId: OfferingId }[]>`
    select l.offering_id as "offeringId"
    from shop.listing_facilitators lf
    join shop.listings l on l.practice_id = lf.practice_id and l.offering_id = lf.offering_id
    join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
    where lf.practice_id = ${practiceId} and lf.facilitator_id = ${facilitatorId} and o.state = 'published'
      and (l.ends_at is null or l.ends_at > platform.now())
    order by l.weekday, l.name
    limit 24
  `;
  return inOrder(sql, practiceId, rows);
};

const inOrder = async (
  sql: Queryable,
  practiceId: PracticeId,
  rows: readonly { offeringId: OfferingId }[],
) => {
  const ids = rows.map(({ offeringId }) => offeringId);
  const cards = ids.length === 0 ? [] : await cardsOf(sql, practiceId, ids);
  return cards.toSorted((a, b) => ids.indexOf(a.offeringId) - ids.indexOf(b.offeringId));
};
