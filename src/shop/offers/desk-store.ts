import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { OfferKey } from './store.ts';

/** The caller has locked the group's seats. One more free seat is for everybody; false where there is none left to open. */
export const openOne = async (tx: Tx, practiceId: PracticeId, offeringId: string): Promise<boolean> => {
  const opened = await tx`
    update shop.offerings set opened = opened + 1
    where practice_id = ${practiceId} and id = ${offeringId} and state = 'published' and entry = 'buy' and waiting > 0
      and opened < capacity - held - offered - confirmed
    returning id
  `;
  return opened.length === 1;
};

export const closeAll = (tx: Tx, practiceId: PracticeId, offeringId: string) => tx`
  update shop.offerings set opened = 0 where practice_id = ${practiceId} and id = ${offeringId} and opened > 0
`;

export const setHours = (tx: Tx, practiceId: PracticeId, offeringId: string, hours: number) => tx`
  update shop.offerings set offer_hours = ${hours}
  where practice_id = ${practiceId} and id = ${offeringId} and offer_hours <> ${hours}
`;

export const settle = (tx: Tx, { practiceId, offerId }: OfferKey) => tx`
  update shop.offers set settled_at = platform.now()
  where practice_id = ${practiceId} and settled_at is null and pair_id = (
    select pair_id from shop.offers where practice_id = ${practiceId} and id = ${offerId})
`;

export type Asking = { readonly count: number; readonly since: Instant };

/** Open offers that end within a day. */
export const endingSoon = async (sql: Queryable, practiceId: PracticeId): Promise<Asking | undefined> => {
  const [row] = await sql<Asking[]>`
    select count(*)::integer as count, min(offered_at) as since from shop.offers
    where practice_id = ${practiceId} and state = 'made' and ends_because is null
      and until_at > platform.now() and until_at <= platform.now() + interval '1 day'
    having count(*) > 0
  `;
  return row;
};

/** Pairs of which one was paid and the other ended, that nobody has settled. */
export const brokenPairs = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<(Asking & { offerId: string })[]>`
    select count(*)::integer as count, min(gone.ended_at) as since, min(paid.id::text) as "offerId"
    from shop.offers as paid
    join shop.offers as gone on gone.practice_id = ${practiceId} and gone.pair_id = paid.pair_id
      and gone.state in ('declined', 'expired', 'withdrawn')
    where paid.practice_id = ${practiceId} and paid.pair_rule = 'together' and paid.state = 'paid'
      and paid.settled_at is null
    having count(*) > 0
  `;
  return row;
};
