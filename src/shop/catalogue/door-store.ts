import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import type { OfferingState } from './listing.ts';

/** A group as the doors beside the shop know it: its public words, and how a seat is got. */
export type GroupAtDoor = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly state: OfferingState;
  /** buy: at once. apply: after an application and a yes. */
  readonly entry: 'buy' | 'apply';
  readonly facilitators: readonly string[];
  readonly capacity: number;
  readonly confirmed: number;
  /** Seats in nobody's hands at this moment. */
  readonly free: number;
  /** The database's clock when this was read. */
  readonly now: Instant;
};

/** The group at this address or with this id; undefined where it was never printed. */
export const groupAtDoor = async (
  sql: Queryable,
  practiceId: PracticeId,
  which: { readonly address: string } | { readonly id: string },
): Promise<GroupAtDoor | undefined> => {
  const [row] = await sql<GroupAtDoor[]>`
    select o.id, l.name, l.address, o.state, o.entry, o.capacity, o.confirmed,
      o.capacity - o.held - o.offered - o.confirmed as free,
      platform.now() as now,
      array(select f.name from shop.listing_facilitators lf
        join shop.facilitators f on f.practice_id = lf.practice_id and f.id = lf.facilitator_id
        where lf.practice_id = o.practice_id and lf.offering_id = o.id order by lf.position) as facilitators
    from shop.listings l join shop.offerings o on o.practice_id = l.practice_id and o.id = l.offering_id
    where l.practice_id = ${practiceId} and ${'id' in which ? sql`o.id = ${which.id}` : sql`l.address = ${which.address}`}
  `;
  return row;
};
