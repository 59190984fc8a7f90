import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import * as offered from './offered-store.ts';
import type { Hold } from './store.ts';
import * as store from './store.ts';

/** A line that wants a seat; with an offer it gets the seat that is kept for it. */
export type Line = { readonly lineId: string; readonly offeringId: string; readonly offerId?: string | null };
export type SeatsFull = { readonly because: 'full'; readonly offeringIds: string[] };
/** Where a line's seat came from, and must go back to. */
export type Taken = {
  readonly lineId: string;
  readonly offeringId: string;
  readonly offerId: string | null;
  readonly fromOpened: boolean;
};

/**
 * Takes one seat for every line, all or none. An offer that lives gives the seat it keeps; one that is over leaves
 * its line to what everybody may take; one that lies in another checkout has nothing to give.
 */
export const takeAllOrNone = async (
  tx: Tx,
  practiceId: PracticeId,
  lines: readonly Line[],
): Promise<Result<readonly Taken[], SeatsFull>> => {
  if (lines.length === 0) return accept([]);
  const offerings = await store.lockOfferings(tx, {
    practiceId,
    offeringIds: lines.map((line) => line.offeringId),
  });
  const offers = await offersOf(tx, practiceId, lines);
  const isKept = ({ offerId }: Line) => offers.some((offer) => offer.id === offerId && offer.lives);
  const isElsewhere = ({ offerId }: Line) =>
    offers.some((offer) => offer.id === offerId && offer.state === 'held');
  const isOnSale = ({ offeringId }: Line) =>
    offerings.some((offering) => offering.id === offeringId && offering.sellable && offering.free > 0);
  const full = lines.filter((line) => isElsewhere(line) || !(isKept(line) || isOnSale(line)));
  if (full.length > 0) return refuse({ because: 'full', offeringIds: full.map((line) => line.offeringId) });
  return accept([
    ...(await takeOffered(tx, practiceId, lines.filter(isKept))),
    ...(await takeOpen(
      tx,
      practiceId,
      lines.filter((line) => !isKept(line)),
    )),
  ]);
};

const offersOf = async (tx: Tx, practiceId: PracticeId, lines: readonly Line[]) => {
  const offerIds = lines.flatMap((line) => (line.offerId ? [line.offerId] : []));
  return offerIds.length === 0 ? [] : offered.lockOffers(tx, { practiceId, offerIds });
};

const takeOffered = async (tx: Tx, practiceId: PracticeId, lines: readonly Line[]): Promise<Taken[]> => {
  if (lines.length === 0) return [];
  const offerIds = lines.map((line) => line.offerId ?? '');
  const moved = await offered.moveOffers(tx, { practiceId, offerIds }, 'made', 'held');
  const taken = await offered.holdOfferedSeats(tx, {
    practiceId,
    offeringIds: lines.map((line) => line.offeringId),
  });
  invariant(moved === lines.length && taken.length === lines.length, 'a locked offer has its seat');
  return lines.map((line) => ({ ...idsOf(line), offerId: line.offerId ?? null, fromOpened: false }));
};

const takeOpen = async (tx: Tx, practiceId: PracticeId, lines: readonly Line[]): Promise<Taken[]> => {
  if (lines.length === 0) return [];
  const taken = await store.takeSeats(tx, { practiceId, offeringIds: lines.map((line) => line.offeringId) });
  invariant(taken.length === lines.length, 'a locked free seat can be taken');
  return lines.map((line) => ({
    ...idsOf(line),
    offerId: null,
    fromOpened: taken.some(({ id, fromOpened }) => id === line.offeringId && fromOpened),
  }));
};

const idsOf = ({ lineId, offeringId }: Line) => ({ lineId, offeringId });

/**
 * Gives the seats of live holds back to where they came from: to their offers, which wait for an answer again until
 * they end, or to everybody. The caller has locked the offerings.
 */
export const giveBack = async (tx: Tx, practiceId: PracticeId, holds: readonly Hold[]): Promise<void> => {
  const kept = holds.filter((hold) => hold.offerId !== null);
  const open = holds.filter((hold) => hold.offerId === null);
  if (open.length > 0)
    await store.giveSeatsBack(tx, {
      practiceId,
      offeringIds: open.map((hold) => hold.offeringId),
      openedIds: open.filter((hold) => hold.fromOpened).map((hold) => hold.offeringId),
    });
  if (kept.length === 0) return;
  const offerIds = kept.map((hold) => hold.offerId ?? '');
  const moved = await offered.moveOffers(tx, { practiceId, offerIds }, 'held', 'made');
  const returned = await offered.returnOfferedSeats(tx, {
    practiceId,
    offeringIds: kept.map((hold) => hold.offeringId),
  });
  invariant(moved === kept.length && returned.length === kept.length, 'a held offer gets its seat back');
};
