import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { EndedBecause, Offer, OfferSource, PairRule, Person } from './offer.ts';

export type OfferKey = { readonly practiceId: PracticeId; readonly offerId: string };

const columns = (sql: Queryable) => sql`
  offer.practice_id as "practiceId", offer.id, offer.offering_id as "offeringId", offer.state,
  json_build_object('name', offer.person_name, 'email', offer.person_email) as person,
  offer.source, offer.source_id as "sourceId", offer.pair_id as "pairId", offer.pair_rule as "pairRule",
  offer.tier_id as "tierId", offer.note, offer.offered_at as "offeredAt", offer.until_at as until, offer.extended,
  offer.ends_because as "endsBecause", offer.seat_id as "seatId", offer.ended_at as "endedAt",
  offer.ended_because as "endedBecause", offer.ended_words as "endedWords", offer.stays, platform.now() as now
`;

export const offerById = async (sql: Queryable, { practiceId, offerId }: OfferKey) => {
  const [row] = await sql<Offer[]>`
    select ${columns(sql)} from shop.offers as offer where offer.practice_id = ${practiceId} and offer.id = ${offerId}
  `;
  return row;
};

export const offerBehind = async (sql: Queryable, practiceId: PracticeId, secretHash: Buffer) => {
  const [row] = await sql<Offer[]>`
    select ${columns(sql)} from shop.offers as offer
    where offer.practice_id = ${practiceId} and offer.secret_hash = ${secretHash}
  `;
  return row;
};

export const offersById = (sql: Queryable, practiceId: PracticeId, offerIds: readonly string[]) => sql<
  Offer[]
>`
  select ${columns(sql)} from shop.offers as offer
  where offer.practice_id = ${practiceId} and offer.id = any(${offerIds as string[]}::uuid[])
  order by offer.id
`;

/** The offers that were made together with this one, and the one itself, in the order of their ids. */
export const familyOf = (sql: Queryable, { practiceId, offerId }: OfferKey) => sql<Offer[]>`
  select ${columns(sql)} from shop.offers as offer
  where offer.practice_id = ${practiceId} and (offer.id = ${offerId} or offer.pair_id = (
    select pair_id from shop.offers where practice_id = ${practiceId} and id = ${offerId}))
  order by offer.id
`;

/** Whether this address has an offer in the group that is still open. */
export const hasOpenOffer = async (
  tx: Tx,
  practiceId: PracticeId,
  offeringId: string,
  email: string,
): Promise<boolean> => {
  const rows = await tx`
    select 1 from shop.offers where practice_id = ${practiceId} and offering_id = ${offeringId}
      and person_email = ${email} and state in ('made', 'held')
  `;
  return rows.length > 0;
};

export type NewOffer = {
  readonly id: string;
  readonly offeringId: string;
  readonly person: Person;
  readonly secretHash: Buffer;
  readonly source: OfferSource;
  readonly sourceId: string | null;
  readonly pairId: string | null;
  readonly pairRule: PairRule | null;
  readonly tierId: string | null;
  readonly note: string | null;
  readonly until: Instant;
};

export const insertOffer = (tx: Tx, practiceId: PracticeId, offer: NewOffer) => tx`
  insert into shop.offers (practice_id, id, offering_id, person_name, person_email, secret_hash, source, source_id,
    pair_id, pair_rule, tier_id, note, until_at)
  values (${practiceId}, ${offer.id}, ${offer.offeringId}, ${offer.person.name}, ${offer.person.email},
    ${offer.secretHash}, ${offer.source}, ${offer.sourceId}, ${offer.pairId}, ${offer.pairRule}, ${offer.tierId},
    ${offer.note}, ${offer.until})
`;

export type Ending = {
  readonly state: 'declined' | 'expired' | 'withdrawn';
  readonly because: Exclude<EndedBecause, 'paid'>;
  readonly stays?: boolean;
  /** What the practice adds to the letter. */
  readonly words?: string;
};

export const endOffer = async (tx: Tx, { practiceId, offerId }: OfferKey, ending: Ending): Promise<void> => {
  const ended = await tx`
    update shop.offers set state = ${ending.state}, ended_at = platform.now(), ended_because = ${ending.because},
      ends_because = null, stays = ${ending.stays ?? null}, ended_words = coalesce(${ending.words ?? null}, ended_words)
    where practice_id = ${practiceId} and id = ${offerId} and state = 'made'
    returning id
  `;
  invariant(ended.length === 1, 'only an offer that waits for its answer ends');
};

/** It lies in a checkout: it ends as soon as no money can move for it. */
export const endLater = (
  tx: Tx,
  { practiceId, offerId }: OfferKey,
  because: 'withdrawn' | 'pair',
  words?: string,
) => tx`
  update shop.offers set ends_because = ${because}, ended_words = coalesce(${words ?? null}, ended_words)
  where practice_id = ${practiceId} and id = ${offerId} and state = 'held' and ends_because is null
`;

export const prolongOffer = (tx: Tx, { practiceId, offerId }: OfferKey, until: Instant) => tx`
  update shop.offers set until_at = ${until}, extended = extended + 1, reminded_at = null
  where practice_id = ${practiceId} and id = ${offerId} and state in ('made', 'held')
`;

export type Due = OfferKey & { readonly why: Exclude<EndedBecause, 'paid' | 'declined'> };

/** Offers that wait for an answer and must end, and why. */
export const offersDue = (sql: Queryable, limit: number) => sql<Due[]>`
  select offer.practice_id as "practiceId", offer.id as "offerId",
    case when offer.ends_because = 'pair' then 'pair' when offer.ends_because is not null then 'by-hand'
      when seat.id is not null then 'seated' when offering.state in ('draft', 'archived') then 'group-closed'
      else 'time' end as why
  from shop.offers as offer
  join shop.offerings as offering on offering.practice_id = offer.practice_id and offering.id = offer.offering_id
  left join shop.seats as seat on seat.practice_id = offer.practice_id and seat.offering_id = offer.offering_id
    and seat.attendee_email = offer.person_email and seat.state in ('paid', 'granted')
  where offer.state = 'made' and (offer.until_at <= platform.now() or offer.ends_because is not null
    or seat.id is not null or offering.state in ('draft', 'archived'))
  order by offer.until_at limit ${limit}
`;

/** Open offers that end within so many hours and were not brought to mind yet. */
export const offersToRemind = (sql: Queryable, hours: number, limit: number) => sql<OfferKey[]>`
  select practice_id as "practiceId", id as "offerId" from shop.offers
  where state = 'made' and ends_because is null and reminded_at is null
    and until_at > platform.now() and until_at <= platform.now() + make_interval(hours => ${hours})
  order by until_at limit ${limit}
`;

/** True for the one who marks it: two that come together write one letter. */
export const markReminded = async (tx: Tx, { practiceId, offerId }: OfferKey): Promise<boolean> => {
  const marked = await tx`
    update shop.offers set reminded_at = platform.now()
    where practice_id = ${practiceId} and id = ${offerId} and state = 'made' and reminded_at is null
    returning id
  `;
  return marked.length === 1;
};

/** The checkout in which an offer lies: whether it is this browser's, and until when it holds. */
export const checkoutOf = async (
  sql: Queryable,
  { practiceId, offerId }: OfferKey,
  cartHash: Buffer | undefined,
) => {
  const [row] = await sql<{ isOwn: boolean; until: Instant }[]>`
    select checkout.holds_until as until, coalesce(cart.secret_hash = ${cartHash ?? null}::bytea, false) as "isOwn"
    from shop.holds as hold
    join shop.checkouts as checkout on checkout.practice_id = hold.practice_id and checkout.id = hold.checkout_id
    left join shop.carts as cart on cart.practice_id = hold.practice_id and cart.id = checkout.cart_id
    where hold.practice_id = ${practiceId} and hold.offer_id = ${offerId} and hold.state in ('held', 'pinned')
  `;
  return row;
};

/** The clock by which offers live. */
export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  invariant(row, 'the database has a clock');
  return row.now;
};
