import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { hashSecret, markOf } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { seatsToOffer } from '../offers/public.ts';
import { lockSeats, moveSeat } from '../seats/public.ts';
import { bookGivenBack, findSeat, lockMoneyOf, type SeatToWithdraw } from '../withdrawals/public.ts';
import { type LetterDeps, lettersOf, type Way, wayTo } from './look-actions.ts';

type Person = { readonly name: string; readonly email: string };

export type TransferDeps = LetterDeps & {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  /** A transaction in which care can be asked, wired from outside: the shop does not know care. */
  readonly begin: <Value>(practiceId: PracticeId, work: (tx: Tx) => Promise<Value>) => Promise<Value>;
  /** Whether somebody may sit with those who are there. Nobody is told why not. */
  readonly mayJoin: (
    tx: Tx,
    practiceId: PracticeId,
    person: Person,
    there: readonly Person[],
  ) => Promise<boolean>;
};

export type TransferRefusal =
  | { readonly because: 'already-freed' | 'already-seated' | 'has-an-offer' | 'closed' | 'not-possible' }
  /** The sum, the dates or the order are not as they were shown. */
  | { readonly because: 'moved' };

export type TransferWish = {
  readonly seatId: string;
  readonly offeringId: string;
  /** The mark of what was shown. */
  readonly shown: string;
  readonly personId: string;
};

/** Changes with everything that whoever moves somebody was shown. */
export const markOfWay = (
  seat: SeatToWithdraw,
  { offeringId, backMinor, carriedMinor, meetings }: Way,
): string =>
  markOf(
    JSON.stringify([
      seat.seatId,
      ...[seat.attendeeEmail, seat.order?.payerEmail, offeringId, backMinor, carriedMinor],
      meetings.map(({ startsAt }) => startsAt),
    ]),
  );

/**
 * Moves somebody to another group in one transaction: a seat is taken there and theirs is free, the difference is asked
 * for, and whoever has to know is written to, or nothing of it. It locks both groups, then the money, then the seat.
 */
export const transfer = (
  deps: TransferDeps,
  practice: Practice,
  wish: TransferWish,
): Promise<Result<{ readonly seatId: string }, TransferRefusal>> =>
  deps.begin(practice.id, async (tx) => {
    const { id: practiceId } = practice;
    const known = await findSeat(tx, practiceId, wish.seatId);
    invariant(known, 'a seat that is to move exists');
    await lockSeats(tx, practiceId, [known.offeringId, wish.offeringId]);
    await lockMoneyOf(tx, practiceId, wish.seatId);
    const seat = await findSeat(tx, practiceId, wish.seatId);
    invariant(seat, 'a locked seat is there');
    if (seat.isFreed) return refuse({ because: 'already-freed' });
    const because = await whyNot(tx, deps, practiceId, { seat, offeringId: wish.offeringId });
    if (because) return refuse({ because });
    const way = await wayTo(tx, practice, seat, wish.offeringId);
    if (!way) return refuse({ because: 'closed' });
    if (markOfWay(seat, way) !== wish.shown) return refuse({ because: 'moved' });
    return move(tx, deps, practice, { seat, way, personId: wish.personId });
  });

/** What stands in the way of these two, besides seats and money. Ask it under the lock of the group. */
export const whyNot = async (
  tx: Tx,
  { mayJoin }: Pick<TransferDeps, 'mayJoin'>,
  practiceId: PracticeId,
  { seat, offeringId }: { readonly seat: SeatToWithdraw; readonly offeringId: string },
): Promise<'already-seated' | 'has-an-offer' | 'not-possible' | undefined> => {
  const there = await seatsToOffer(tx, practiceId, offeringId);
  if (!there) return 'not-possible';
  const isThem = ({ email }: Person) => email === seat.attendeeEmail;
  if (there.sitting.some(isThem)) return 'already-seated';
  if (there.offered.some(isThem)) return 'has-an-offer';
  const person = { name: seat.attendeeName, email: seat.attendeeEmail };
  const may = await mayJoin(tx, practiceId, person, [...there.sitting, ...there.offered]);
  return may ? undefined : 'not-possible';
};

const move = async (
  tx: Tx,
  deps: TransferDeps,
  practice: Practice,
  { seat, way, personId }: { readonly seat: SeatToWithdraw; readonly way: Way; readonly personId: string },
): Promise<Result<{ readonly seatId: string }, TransferRefusal>> => {
  const { id: practiceId } = practice;
  const moved = await moveSeat(tx, deps, {
    ...{ practiceId, seatId: seat.seatId, email: seat.attendeeEmail, offeringId: way.offeringId, by: 'desk' },
    meetings: seat.order ? way.meetings : null,
    carriedMinor: way.carriedMinor,
    secretHashOf: (id) => (seat.hasOwnLink ? hashSecret(deps.links.secret('chair', id)) : null),
  });
  if (!moved.ok)
    return refuse({ because: moved.refusal.because === 'full' ? 'closed' : moved.refusal.because });
  const { seatId } = moved.value;
  const id = await bookGivenBack(tx, deps, practiceId, {
    ...{ seat, byWhom: 'desk', personId, because: 'transferred' },
    ...{ ruleVersion: null, backMinor: way.backMinor },
  });
  for (const { role, to, letter } of lettersOf(deps, practice, { seat, way, seatId }))
    await deps.outbox.mail(tx, {
      ...{ practiceId, kind: `transfer-${role}`, dedupe: `transfer-${role}:${id}`, mail: { to, ...letter } },
      ...(seat.order ? { orderId: seat.order.id } : {}),
    });
  return accept({ seatId });
};
