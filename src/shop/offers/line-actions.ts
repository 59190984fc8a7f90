import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { nextMeetings, offeringForSale, seriesOnSale } from '../catalogue/public.ts';
import { lockSeats } from '../seats/public.ts';
import * as line from './line-store.ts';
import type { Person } from './offer.ts';
import { databaseNow } from './store.ts';
import { offerUntil } from './until.ts';

/** What the shop says of a group to whoever picks the next for it. */
export type SeatsToOffer = {
  /** Seats that can be offered now; 0 where nobody can join. */
  readonly free: number;
  readonly needsYes: boolean;
  readonly sitting: readonly Person[];
  readonly offered: readonly Person[];
  /** When an offer that is made now would end: after the group's own hours, or after so many days. */
  readonly untilFor: (days: number | null, zone: string) => Instant;
};

/** Seats, people and terms of a group as they stand. Lock the seats first where the answer must hold. */
export const seatsToOffer = async (
  sql: Queryable,
  practiceId: PracticeId,
  offeringId: string,
): Promise<SeatsToOffer | undefined> => {
  const seats = await line.seatsForLine(sql, practiceId, offeringId);
  const offering = await offeringForSale(sql, practiceId, offeringId);
  if (!seats || !offering) return undefined;
  const now = await databaseNow(sql);
  const people = await line.peopleOf(sql, practiceId, offeringId);
  const peopleWho = (sits: boolean) =>
    people.filter(({ isSitting }) => isSitting === sits).map(({ name, email }) => ({ name, email }));
  const [first] = offering.kind === 'closed' ? nextMeetings(offering.schedule, now, 1) : [];
  return {
    free: seriesOnSale(offering, now).ok ? seats.free : 0,
    needsYes: seats.entry === 'apply',
    sitting: peopleWho(true),
    offered: peopleWho(false),
    untilFor: (days, zone) =>
      offerUntil(now, {
        ...{ hours: days === null ? seats.offerHours : days * 24, zone },
        ...(first ? { last: first.startsAt } : {}),
      }),
  };
};

/** The same with the seats locked until the transaction ends. */
export const lockSeatsToOffer = async (tx: Tx, practiceId: PracticeId, offeringId: string) => {
  await lockSeats(tx, practiceId, [offeringId]);
  return seatsToOffer(tx, practiceId, offeringId);
};

/** How many wait for a group: while somebody does, free seats are theirs and cannot be bought at once. */
export const noteWaiting = async (
  tx: Tx,
  practiceId: PracticeId,
  offeringId: string,
  waiting: number,
): Promise<void> => {
  await line.setWaiting(tx, practiceId, offeringId, waiting);
};
