import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { bindsPayer, giveBackSavings, keepSavings, type SavingsGone } from '../savings/public.ts';
import { lockOffers, payOffers } from './offered-store.ts';
import type { CheckoutKey } from './store.ts';
import * as store from './store.ts';
import { giveBack, type Line, type SeatsFull, type Taken, takeAllOrNone } from './take-actions.ts';

/** offer-ended: the offer that a line came by has ended, or is being paid in another window. */
export type PinRefusal =
  | SeatsFull
  | { readonly because: 'terms-changed' | 'offer-ended' | 'coupon-used'; readonly offeringIds: string[] };
export type Attendee = { readonly name: string; readonly email: string };

/**
 * Holds one seat for every line, all or none, for so many minutes by the database's clock.
 * Lines that already have a live hold keep it and are prolonged; they never block their own buyer.
 */
export const holdSeats = async (
  tx: Tx,
  wish: CheckoutKey & { readonly lines: readonly Line[]; readonly minutes: number },
): Promise<Result<Instant, SeatsFull>> => {
  const held = await store.liveHolds(tx, wish);
  const missing = wish.lines.filter((line) => !held.some((hold) => hold.lineId === line.lineId));
  const taken = await takeAllOrNone(tx, wish.practiceId, missing);
  if (!taken.ok) return taken;
  if (held.length > 0) await store.moveHolds(tx, wish, 'held', { to: 'held', minutes: wish.minutes });
  await insertNew(tx, wish, { taken: taken.value, state: 'held', minutes: wish.minutes });
  return accept(await shownUntil(tx, wish, wish.minutes));
};

/** Gives a live hold more minutes, counted from now; `gone` when nothing is held any more. */
export const prolongHolds = async (
  tx: Tx,
  wish: CheckoutKey & { readonly minutes: number },
): Promise<Result<Instant, { readonly because: 'gone' }>> => {
  if (await store.anyHoldRunOut(tx, wish)) return refuse({ because: 'gone' });
  const moved = await store.moveHolds(tx, wish, 'held', { to: 'held', minutes: wish.minutes });
  if (moved.length === 0) return refuse({ because: 'gone' });
  return accept(await shownUntil(tx, wish, wish.minutes));
};

/**
 * Lets the checkout's held seats go. Answers false, and releases nothing, while money may be moving
 * for them (pinned): then the payment decides. Safe to repeat.
 */
export const releaseHolds = async (
  tx: Tx,
  wish: CheckoutKey & { readonly because: string },
): Promise<boolean> => {
  const live = await store.liveHolds(tx, wish);
  if (live.some((hold) => hold.state === 'pinned')) return false;
  await letGo(tx, wish, live);
  await giveBackSavings(tx, wish, wish.because);
  return true;
};

/** For payments alone: lets every seat go, pinned ones too, once it is known that no money moved for them. */
export const releasePinnedHolds = async (
  tx: Tx,
  wish: CheckoutKey & { readonly because: string },
): Promise<void> => {
  await letGo(tx, wish, await store.liveHolds(tx, wish));
  await giveBackSavings(tx, wish, wish.because);
};

/**
 * Pins every seat of the checkout, all or none, before money moves: no clock ends a pinned hold.
 * A seat whose hold had ended is taken again, from its offer while that lives, and only on the terms the buyer saw: a
 * coupon and what the sponsors' fund pays belong to them, and are reserved again with it.
 */
export const pinHolds = async (tx: Tx, wish: CheckoutKey): Promise<Result<true, PinRefusal>> => {
  const lines = await store.linesOfCheckout(tx, wish);
  const held = await store.liveHolds(tx, wish);
  const missing = lines.filter((line) => !held.some((hold) => hold.lineId === line.lineId));
  const offerings = await store.lockOfferings(tx, {
    practiceId: wish.practiceId,
    offeringIds: lines.map((line) => line.offeringId),
  });
  const changed = missing.filter(
    (line) =>
      offerings.find((offering) => offering.id === line.offeringId)?.termsVersion !== line.termsVersion,
  );
  if (changed.length > 0)
    return refuse({ because: 'terms-changed', offeringIds: changed.map((line) => line.offeringId) });
  const ending = await endedUnder(tx, wish.practiceId, held);
  if (ending.length > 0) return refuse({ because: 'offer-ended', offeringIds: ending });
  const kept = await keepSavings(tx, wish);
  if (!kept.ok) return refuse({ because: SAVINGS_REFUSED[kept.refusal.because], offeringIds: [] });
  const taken = await takeAllOrNone(tx, wish.practiceId, missing);
  if (!taken.ok && held.length === 0) await giveBackSavings(tx, wish, 'seat-gone');
  if (!taken.ok) return refuse(withOffers(taken.refusal, missing));
  await store.moveHolds(tx, wish, 'held', { to: 'pinned' });
  await insertNew(tx, wish, { taken: taken.value, state: 'pinned', minutes: 0 });
  return accept(true);
};

/** A price that cannot be kept is another price; only a person's own limit is told apart, by letter to that person. */
const SAVINGS_REFUSED = {
  'coupon-gone': 'terms-changed',
  'fund-low': 'terms-changed',
  'coupon-used': 'coupon-used',
} as const satisfies Record<SavingsGone['because'], PinRefusal['because']>;

/** Whoever came by an offer is told of the offer, not of a group that is full. */
const withOffers = ({ because, offeringIds }: SeatsFull, lines: readonly Line[]): PinRefusal => {
  const offered = lines.filter((line) => line.offerId && offeringIds.includes(line.offeringId));
  return offered.length > 0 ? { because: 'offer-ended', offeringIds } : { because, offeringIds };
};

/**
 * Pinned seats are held again until the end they had before, which the buyer was told; with minutes,
 * for at least so many in which the buyer may try once more.
 */
export const unpinHolds = async (
  tx: Tx,
  wish: CheckoutKey & { readonly minutes?: number },
): Promise<void> => {
  const { minutes } = wish;
  const moved = await store.moveHolds(tx, wish, 'pinned', {
    to: 'held',
    ...(minutes === undefined ? {} : { minutes }),
  });
  if (moved.length > 0 && minutes !== undefined) await store.showHoldsUntil(tx, wish, minutes);
};

/**
 * Sees to it that every line is held before the buyer leaves to pay, and a coupon bound to its payer; what ran out is
 * taken again for `minutes`.
 */
export const retakeHolds = async (
  tx: Tx,
  wish: CheckoutKey & { readonly minutes: number },
): Promise<Result<true, PinRefusal>> => {
  const lines = await store.linesOfCheckout(tx, wish);
  const held = await store.liveHolds(tx, wish);
  if (held.length === lines.length && !(await bindsPayer(tx, wish))) return accept(true);
  const pinned = await pinHolds(tx, wish);
  if (pinned.ok) await unpinHolds(tx, wish);
  return pinned;
};

export type ConsumedSeat = {
  readonly seatId: string;
  readonly offeringId: string;
  readonly offerId: string | null;
};

/**
 * Turns the checkout's pinned holds into seats of an order, and the offers they came from into paid ones.
 * The caller has pinned them in this transaction or before: anything else is a fault.
 */
export const consumeHolds = async (
  tx: Tx,
  wish: CheckoutKey & {
    readonly orderId: string;
    readonly attendee: Attendee;
    /** Hash of the secret behind which the attendee finds the seat; null where the payer is the attendee. */
    readonly secretHashOf: (seatId: string) => Buffer | null;
  },
): Promise<ConsumedSeat[]> => {
  const lines = await store.linesOfCheckout(tx, wish);
  const holds = await store.liveHolds(tx, wish);
  const offeringIds = lines.map((line) => line.offeringId);
  await store.lockOfferings(tx, { practiceId: wish.practiceId, offeringIds });
  const consumed = await store.moveHolds(tx, wish, 'pinned', { to: 'consumed', because: 'order' });
  invariant(consumed.length === lines.length, 'an order consumes one pinned hold for every line');
  await store.confirmSeats(tx, { practiceId: wish.practiceId, offeringIds });
  const seats = lines.map((line) => ({ id: newId<'seat'>(), ...line }));
  await store.insertSeats(
    tx,
    wish.practiceId,
    seats.map((seat) => ({
      id: seat.id,
      offeringId: seat.offeringId,
      orderId: wish.orderId,
      lineId: seat.lineId,
      attendee: wish.attendee,
      state: 'paid' as const,
      secretHash: wish.secretHashOf(seat.id),
    })),
  );
  const became = seats.map((seat) => ({
    seatId: seat.id,
    offeringId: seat.offeringId,
    offerId: holds.find((hold) => hold.lineId === seat.lineId)?.offerId ?? null,
  }));
  const paid = became.flatMap(({ offerId, seatId }) => (offerId === null ? [] : [{ offerId, seatId }]));
  const settled = paid.length === 0 ? [] : await payOffers(tx, wish.practiceId, paid);
  invariant(settled.length === paid.length, 'an order pays the offers whose seats it takes');
  return became;
};

const letGo = async (
  tx: Tx,
  wish: CheckoutKey & { readonly because: string },
  live: readonly store.Hold[],
): Promise<void> => {
  if (live.length === 0) return;
  const offeringIds = live.map((hold) => hold.offeringId);
  await store.lockOfferings(tx, { practiceId: wish.practiceId, offeringIds });
  for (const from of ['held', 'pinned'] as const)
    await store.moveHolds(tx, wish, from, { to: 'released', because: wish.because });
  await giveBack(tx, wish.practiceId, live);
};

/** Held through an offer that was ended meanwhile. What is pinned already stays so: money may be moving for it. */
const endedUnder = async (
  tx: Tx,
  practiceId: PracticeId,
  holds: readonly store.Hold[],
): Promise<string[]> => {
  const held = holds.filter((hold) => hold.state === 'held');
  const offerIds = held.flatMap((hold) => (hold.offerId === null ? [] : [hold.offerId]));
  if (offerIds.length === 0) return [];
  const offers = await lockOffers(tx, { practiceId, offerIds });
  return offers.filter((offer) => offer.ending).map((offer) => offer.offeringId);
};

const insertNew = async (
  tx: Tx,
  key: CheckoutKey,
  wanted: {
    readonly taken: readonly Taken[];
    readonly state: 'held' | 'pinned';
    readonly minutes: number;
  },
) => {
  if (wanted.taken.length === 0) return;
  const rows = wanted.taken.map((taken) => ({ id: newId<'hold'>(), ...taken, state: wanted.state }));
  await store.insertHolds(tx, key, rows, wanted.minutes);
};

const shownUntil = async (tx: Tx, key: CheckoutKey, minutes: number): Promise<Instant> => {
  const until = await store.showHoldsUntil(tx, key, minutes);
  invariant(until, 'a hold belongs to a stored checkout');
  return until;
};
