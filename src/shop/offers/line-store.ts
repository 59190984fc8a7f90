import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Person } from './offer.ts';

/** Who sits in a group, and who has a live offer for it. */
export const peopleOf = (sql: Queryable, practiceId: PracticeId, offeringId: string) => sql<
  (Person & { isSitting: boolean })[]
>`
  select attendee_name as name, attendee_email as email, true as "isSitting" from shop.seats
  where practice_id = ${practiceId} and offering_id = ${offeringId} and state in ('paid', 'granted')
  union all
  select person_name, person_email, false from shop.offers
  where practice_id = ${practiceId} and offering_id = ${offeringId} and state in ('made', 'held')
`;

export type SeatsForLine = {
  readonly entry: 'buy' | 'apply';
  readonly state: string;
  readonly offerHours: number;
  /** Seats in nobody's hands, less those that were opened to everybody. */
  readonly free: number;
};

export const seatsForLine = async (sql: Queryable, practiceId: PracticeId, offeringId: string) => {
  const [row] = await sql<SeatsForLine[]>`
    select entry, state, offer_hours as "offerHours",
      greatest(capacity - held - offered - confirmed - opened, 0) as free
    from shop.offerings where practice_id = ${practiceId} and id = ${offeringId}
  `;
  return row;
};

/** How many wait; while somebody does, free seats are theirs. Writes only what has changed. */
export const setWaiting = (tx: Tx, practiceId: PracticeId, offeringId: string, waiting: number) => tx`
  update shop.offerings set waiting = ${waiting}
  where practice_id = ${practiceId} and id = ${offeringId} and waiting <> ${waiting}
`;
