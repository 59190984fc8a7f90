import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { meetingsBetween, nextMeetings, type Schedule, seriesFrom } from '../catalogue/public.ts';
import {
  afterChanges,
  type BoughtMeeting,
  followSeats,
  heldNow,
  type MeetingsOfSeat,
  type Plan,
  type SeatChange,
} from './meeting-changes.ts';
import type { GroupKey, SeatAtGroup } from './store.ts';
import * as store from './store.ts';

/** Two versions of a group's dates. */
export type DatesChange = {
  readonly before: { readonly schedule: Schedule; readonly meetingsSold: number };
  readonly after: { readonly schedule: Schedule };
  readonly now: Instant;
};

/** Whom new dates touch: everybody who has a seat, and what becomes of the meetings they have. */
export type Consequences = {
  readonly seats: readonly SeatAtGroup[];
  readonly changes: readonly SeatChange[];
};

/** What publishing new dates would do to seats. Lock the offering first where the answer must hold. */
export const consequencesOf = async (
  sql: Queryable,
  key: GroupKey,
  change: DatesChange,
): Promise<Consequences> => {
  const seats = await store.seatsAt(sql, key);
  return {
    seats,
    changes: follow(
      seats.map((seat) => meetingsOf(seat, change)),
      change,
    ),
  };
};

/** Writes down what a publication did; in the transaction that publishes. */
export const keepConsequences = (
  tx: Tx,
  key: GroupKey,
  publication: number,
  changes: readonly SeatChange[],
): Promise<void> => store.insertChanges(tx, key, publication, changes);

/** The meetings of a seat that have not begun: those it bought; all of the next ones where it was granted. */
const meetingsOf = (seat: SeatAtGroup, { before, now }: DatesChange): MeetingsOfSeat => {
  const bought = seat.bought ?? seriesFrom(before.schedule, now, before.meetingsSold);
  const isToCome = ({ bought: was, current }: BoughtMeeting) =>
    (current ?? was).startsAt.epochMilliseconds > now.epochMilliseconds;
  return { seatId: seat.seatId, meetings: heldNow(bought, seat.bought ? seat.latest : []).filter(isToCome) };
};

const WEEK_HOURS = 7 * 24;

const follow = (
  seats: readonly MeetingsOfSeat[],
  { before, after, now }: DatesChange,
): readonly SeatChange[] => {
  const ends = seats.flatMap(({ meetings }) =>
    meetings.map(({ bought, current }) => (current ?? bought).endsAt.epochMilliseconds),
  );
  const hours = Math.ceil((Math.max(now.epochMilliseconds, ...ends) - now.epochMilliseconds) / 3_600_000);
  const until = now.add({ hours });
  const later = until.add({ hours: WEEK_HOURS * Math.max(before.schedule.every, after.schedule.every) });
  return followSeats(seats, planOf(before.schedule, now, until), planOf(after.schedule, now, later));
};

/** The meetings to come: all of them in a series with an end, up to `until` in one without. */
const planOf = (schedule: Schedule, now: Instant, until: Instant): Plan => ({
  meetings:
    schedule.sessions === null
      ? meetingsBetween(schedule, { from: now.add({ milliseconds: 1 }), until })
      : nextMeetings(schedule, now.add({ milliseconds: 1 }), schedule.sessions),
  hasEnd: schedule.sessions !== null,
  every: schedule.every,
});

export type Followed = { readonly offeringId: string; readonly publication: number };

/**
 * An order whose dates changed while it was being paid: what became of them since its terms is written down, one
 * publication after the other. Gives those that touched it. Safe to repeat.
 */
export const followOrder = async (tx: Tx, practiceId: PracticeId, orderId: string): Promise<Followed[]> => {
  const touched: Followed[] = [];
  for (const { offeringId, termsVersion, isOld } of await store.linesOfOrder(tx, practiceId, orderId)) {
    if (!isOld) continue;
    const key = { practiceId, offeringId };
    await store.lockOffering(tx, key);
    const numbers = await followLine(tx, key, { orderId, termsVersion });
    touched.push(...numbers.map((publication) => ({ offeringId, publication })));
  }
  return touched;
};

const followLine = async (
  tx: Tx,
  key: GroupKey,
  line: { readonly orderId: string; readonly termsVersion: number },
): Promise<number[]> => {
  const versions = await store.printedSince(tx, key, line.termsVersion);
  const now = await store.databaseNow(tx);
  const seats = await store.seatsAt(tx, key, line.orderId);
  let standing: readonly MeetingsOfSeat[] = seats.map(({ seatId, bought = [] }) => ({
    seatId,
    meetings: heldNow(bought, []),
  }));
  const touching: number[] = [];
  for (const [index, after] of versions.entries()) {
    const before = versions[index - 1];
    if (!before) continue;
    const changes = follow(standing, { before, after, now });
    await store.insertChanges(tx, key, after.number, changes);
    standing = afterChanges(standing, changes);
    if (changes.length > 0) touching.push(after.number);
  }
  return touching;
};
