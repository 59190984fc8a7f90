import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { canHoldBecome, type HoldState } from './hold-states.ts';

export type Hold = {
  readonly id: string;
  readonly lineId: string;
  readonly offeringId: string;
  readonly state: HoldState;
  readonly expiresAt: Instant;
  /** The offer that the seat was kept by; null for one that everybody could take. */
  readonly offerId: string | null;
  readonly fromOpened: boolean;
};

export type CheckoutKey = { readonly practiceId: PracticeId; readonly checkoutId: string };
type Offerings = { readonly practiceId: PracticeId; readonly offeringIds: readonly string[] };

/**
 * Locks the offerings in the order of their ids, so that two carts never wait for each other in a ring.
 * sellable: a free seat may be taken by everybody, neither an application nor somebody who waits comes first.
 */
export const lockOfferings = (tx: Tx, { practiceId, offeringIds }: Offerings) => tx<
  { id: string; state: string; free: number; opened: number; sellable: boolean; termsVersion: number }[]
>`
  select id, state, opened, capacity - held - offered - confirmed as free, terms_version as "termsVersion",
    state = 'published' and entry = 'buy' and (waiting = 0 or opened > 0) as sellable
  from shop.offerings
  where practice_id = ${practiceId} and id = any(${offeringIds as string[]}::uuid[])
  order by id
  for no key update
`;

/**
 * The atomic take of a seat that is on sale: the row is changed only while a seat is free, and the CHECK stands behind
 * it. While people wait, only what was opened to everybody is on sale.
 */
export const takeSeats = (tx: Tx, { practiceId, offeringIds }: Offerings) => tx<
  { id: string; fromOpened: boolean }[]
>`
  update shop.offerings set held = held + 1,
    opened = case when waiting > 0 then opened - 1 else least(opened, capacity - held - offered - confirmed - 1) end
  where practice_id = ${practiceId} and id = any(${offeringIds as string[]}::uuid[])
    and state = 'published' and entry = 'buy' and (waiting = 0 or opened > 0) and held + offered + confirmed < capacity
  returning id, waiting > 0 as "fromOpened"
`;

export const giveSeatsBack = (
  tx: Tx,
  { practiceId, offeringIds, openedIds }: Offerings & { readonly openedIds: readonly string[] },
) => tx`
  update shop.offerings set held = held - 1, opened = opened + (id = any(${openedIds as string[]}::uuid[]))::integer
  where practice_id = ${practiceId} and id = any(${offeringIds as string[]}::uuid[])
`;

export const confirmSeats = (tx: Tx, { practiceId, offeringIds }: Offerings) => tx`
  update shop.offerings set held = held - 1, confirmed = confirmed + 1
  where practice_id = ${practiceId} and id = any(${offeringIds as string[]}::uuid[])
`;

/** A seat without a hold before it: granted by the practice. */
export const takeGrantedSeat = (tx: Tx, practiceId: PracticeId, offeringId: string) => tx<{ id: string }[]>`
  update shop.offerings set confirmed = confirmed + 1, opened = least(opened, capacity - held - offered - confirmed - 1)
  where practice_id = ${practiceId} and id = ${offeringId} and held + offered + confirmed < capacity
  returning id
`;

export const liveHolds = (tx: Tx, { practiceId, checkoutId }: CheckoutKey) => tx<Hold[]>`
  select id, line_id as "lineId", offering_id as "offeringId", state, expires_at as "expiresAt",
    offer_id as "offerId", from_opened as "fromOpened"
  from shop.holds
  where practice_id = ${practiceId} and checkout_id = ${checkoutId} and state in ('held', 'pinned')
  order by offering_id
  for no key update
`;

/** Only seats are held: a workbook is never sold out. */
export const linesOfCheckout = (tx: Tx, { practiceId, checkoutId }: CheckoutKey) => tx<
  { lineId: string; offeringId: string; termsVersion: number; offerId: string | null }[]
>`
  select id as "lineId", offering_id as "offeringId", terms_version as "termsVersion", offer_id as "offerId"
  from shop.checkout_lines
  where practice_id = ${practiceId} and checkout_id = ${checkoutId} and kind = 'seat'
  order by offering_id
`;

export const insertHolds = (
  tx: Tx,
  key: CheckoutKey,
  rows: readonly Omit<Hold, 'expiresAt'>[],
  minutes: number,
) => tx`
  insert into shop.holds (practice_id, id, checkout_id, line_id, offering_id, state, offer_id, from_opened, expires_at)
  select ${key.practiceId}, id, ${key.checkoutId}, line_id, offering_id, state, offer_id, from_opened,
    platform.now() + make_interval(mins => ${minutes})
  from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.lineId)}::uuid[],
    ${rows.map((row) => row.offeringId)}::uuid[], ${rows.map((row) => row.state)}::text[],
    ${rows.map((row) => row.offerId)}::uuid[], ${rows.map((row) => String(row.fromOpened))}::text[]::boolean[])
    as wanted (id, line_id, offering_id, state, offer_id, from_opened)
`;

/** Moves the checkout's holds from one state to another. Minutes, where given, count from now and only ever add time. */
export const moveHolds = (
  tx: Tx,
  { practiceId, checkoutId }: CheckoutKey,
  from: HoldState,
  move: { readonly to: HoldState; readonly minutes?: number; readonly because?: string },
) => {
  invariant(from === move.to || canHoldBecome(from, move.to), `a ${from} hold does not become ${move.to}`);
  return tx<{ offeringId: string }[]>`
  update shop.holds set state = ${move.to},
    expires_at = ${move.minutes === undefined ? tx`expires_at` : tx`greatest(expires_at, platform.now() + make_interval(mins => ${move.minutes}))`},
    ended_at = ${move.to === 'released' || move.to === 'consumed' ? tx`platform.now()` : null},
    ended_because = ${move.because ?? null}
  where practice_id = ${practiceId} and checkout_id = ${checkoutId} and state = ${from}
  returning offering_id as "offeringId"
`;
};

/** Writes the end of the hold where the checkout's page looks for it. */
export const showHoldsUntil = async (tx: Tx, { practiceId, checkoutId }: CheckoutKey, minutes: number) => {
  const [row] = await tx<{ until: Instant }[]>`
    update shop.checkouts set holds_until = greatest(holds_until, platform.now() + make_interval(mins => ${minutes}))
    where practice_id = ${practiceId} and id = ${checkoutId}
    returning holds_until as until
  `;
  return row?.until;
};

export const insertSeats = (
  tx: Tx,
  practiceId: PracticeId,
  seats: readonly {
    readonly id: string;
    readonly offeringId: string;
    readonly orderId: string | null;
    readonly lineId: string | null;
    readonly attendee: { readonly name: string; readonly email: string };
    readonly state: 'paid' | 'granted';
    readonly secretHash: Buffer | null;
  }[],
) => tx`
  insert into shop.seats ${tx(
    seats.map((seat) => ({
      practice_id: practiceId,
      id: seat.id,
      offering_id: seat.offeringId,
      order_id: seat.orderId,
      line_id: seat.lineId,
      attendee_name: seat.attendee.name,
      attendee_email: seat.attendee.email.toLowerCase(),
      state: seat.state,
      attendee_secret_hash: seat.secretHash,
    })),
  )}
`;

/** Which of these offerings this address already sits in. */
export const alreadySeatedIn = (tx: Tx, { practiceId, offeringIds }: Offerings, email: string) => tx<
  { offeringId: string }[]
>`
  select offering_id as "offeringId" from shop.seats
  where practice_id = ${practiceId} and offering_id = any(${offeringIds as string[]}::uuid[])
    and attendee_email = ${email.toLowerCase()} and state in ('paid', 'granted')
`;

/** Other checkouts that are being paid right now for the same person and group. */
export const twinsInFlight = (tx: Tx, { practiceId, checkoutId }: CheckoutKey, email: string) => tx<
  { checkoutId: string }[]
>`
  select distinct theirs.checkout_id as "checkoutId"
  from shop.holds as theirs
  join shop.checkouts as other on other.practice_id = theirs.practice_id and other.id = theirs.checkout_id
  where theirs.practice_id = ${practiceId} and theirs.state = 'pinned' and theirs.checkout_id <> ${checkoutId}
    and other.attendee_email = ${email.toLowerCase()}
    and theirs.offering_id in (
      select offering_id from shop.checkout_lines where practice_id = ${practiceId} and checkout_id = ${checkoutId})
`;

export const countSeats = (sql: Queryable, { practiceId, offeringIds }: Offerings) => sql<
  { offeringId: string; capacity: number; held: number; offered: number; confirmed: number }[]
>`
  select id as "offeringId", capacity, held, offered, confirmed from shop.offerings
  where practice_id = ${practiceId} and id = any(${offeringIds as string[]}::uuid[])
`;

/** A hold that is over: its time has passed, or the offer that it was taken from must end. */
const isOver = (sql: Queryable) => sql`
  hold.state = 'held' and (hold.expires_at <= platform.now() or exists (select 1 from shop.offers as offer
    where offer.practice_id = hold.practice_id and offer.id = hold.offer_id and offer.ends_because is not null))
`;

/** Checkouts with a hold that is over; each is then ended in its own transaction. */
export const checkoutsRunOut = (sql: Queryable, limit: number) => sql<CheckoutKey[]>`
  select distinct practice_id as "practiceId", checkout_id as "checkoutId" from shop.holds as hold
  where ${isOver(sql)}
  limit ${limit}
`;

/** Locks the checkout unless somebody is at work on it: then the next round comes. */
export const lockCheckoutUnlessBusy = (tx: Tx, { practiceId, checkoutId }: CheckoutKey) => tx<
  { id: string }[]
>`
  select id from shop.checkouts where practice_id = ${practiceId} and id = ${checkoutId} for no key update skip locked
`;

export const anyHoldRunOut = async (tx: Tx, { practiceId, checkoutId }: CheckoutKey) => {
  const rows = await tx`
    select 1 from shop.holds as hold
    where practice_id = ${practiceId} and checkout_id = ${checkoutId} and ${isOver(tx)}
    limit 1
  `;
  return rows.length > 0;
};

export const endCheckout = (tx: Tx, { practiceId, checkoutId }: CheckoutKey, because: string) => tx`
  update shop.checkouts set state = 'ended', ended_at = platform.now(), ended_because = ${because}
  where practice_id = ${practiceId} and id = ${checkoutId} and state in ('open', 'paying')
`;
