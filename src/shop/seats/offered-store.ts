import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Tx } from '../../platform/db.ts';
import { canOfferBecome, type OfferState } from './offer-states.ts';

type Offers = { readonly practiceId: PracticeId; readonly offerIds: readonly string[] };
type Offerings = { readonly practiceId: PracticeId; readonly offeringIds: readonly string[] };

export type OfferNow = {
  readonly id: string;
  readonly offeringId: string;
  readonly state: OfferState;
  /** It waits for an answer, its time is not over, and nothing else has ended it. */
  readonly lives: boolean;
  /** It must not be paid any more, although it lies in a checkout. */
  readonly ending: boolean;
};

/** Locks offers in the order of their ids. Whoever changes one has locked its offering before. */
export const lockOffers = (tx: Tx, { practiceId, offerIds }: Offers) => tx<OfferNow[]>`
  select id, offering_id as "offeringId", state, ends_because is not null as ending,
    state = 'made' and ends_because is null and until_at > platform.now() as lives
  from shop.offers where practice_id = ${practiceId} and id = any(${offerIds as string[]}::uuid[])
  order by id
  for no key update
`;

/** Moves offers between two states of their ledger; how many moved. */
export const moveOffers = async (
  tx: Tx,
  { practiceId, offerIds }: Offers,
  was: OfferState,
  next: 'made' | 'held',
): Promise<number> => {
  invariant(canOfferBecome(was, next), `an offer does not go from ${was} to ${next}`);
  const moved = await tx`
    update shop.offers set state = ${next}
    where practice_id = ${practiceId} and id = any(${offerIds as string[]}::uuid[]) and state = ${was}
    returning id
  `;
  return moved.length;
};

/** The seat that an offer became. */
export const payOffers = (
  tx: Tx,
  practiceId: PracticeId,
  paid: readonly { readonly offerId: string; readonly seatId: string }[],
) => tx<{ id: string }[]>`
  update shop.offers as offer set state = 'paid', seat_id = became.seat_id, ended_at = platform.now(), ended_because = 'paid',
    ends_because = null
  from unnest(${paid.map(({ offerId }) => offerId)}::uuid[], ${paid.map(({ seatId }) => seatId)}::uuid[])
    as became (offer_id, seat_id)
  where offer.practice_id = ${practiceId} and offer.id = became.offer_id and offer.state = 'held'
  returning offer.id
`;

/** A seat kept for one person: taken only while one is free, and the CHECK stands behind it. */
export const addOffered = (tx: Tx, { practiceId, offeringIds }: Offerings) => tx<{ id: string }[]>`
  update shop.offerings set offered = offered + 1,
    opened = least(opened, capacity - held - offered - confirmed - 1)
  where practice_id = ${practiceId} and id = any(${offeringIds as string[]}::uuid[])
    and held + offered + confirmed < capacity
  returning id
`;

/** The offer ended: its seat is free. */
export const takeOffered = (tx: Tx, { practiceId, offeringIds }: Offerings) => tx<{ id: string }[]>`
  update shop.offerings set offered = offered - 1
  where practice_id = ${practiceId} and id = any(${offeringIds as string[]}::uuid[]) and offered > 0
  returning id
`;

/** From the offer into its holder's checkout, and back. */
export const holdOfferedSeats = (tx: Tx, { practiceId, offeringIds }: Offerings) => tx<{ id: string }[]>`
  update shop.offerings set offered = offered - 1, held = held + 1
  where practice_id = ${practiceId} and id = any(${offeringIds as string[]}::uuid[]) and offered > 0
  returning id
`;

export const returnOfferedSeats = (tx: Tx, { practiceId, offeringIds }: Offerings) => tx<{ id: string }[]>`
  update shop.offerings set held = held - 1, offered = offered + 1
  where practice_id = ${practiceId} and id = any(${offeringIds as string[]}::uuid[]) and held > 0
  returning id
`;
