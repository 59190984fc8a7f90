import { type Instant, Temporal } from '../../kernel/time.ts';
import type { Meeting, PlannedMeeting } from '../catalogue/public.ts';

/** The meetings to come by one version of a schedule, in order. */
export type Plan = {
  readonly meetings: readonly PlannedMeeting[];
  /** True for a series with an end: what is called off in it is made up for behind its last meeting. */
  readonly hasEnd: boolean;
  /** Weeks from one meeting to the next. */
  readonly every: number;
};

/** What became of a meeting: where it was, and where it is; null where it is not held. */
export type Change = { readonly was: Meeting | null; readonly becomes: Meeting | null };

/** A meeting of a seat: as it was bought, and where it is now. */
export type BoughtMeeting = { readonly bought: Meeting; readonly current: Meeting | null };

export type MeetingsOfSeat = { readonly seatId: string; readonly meetings: readonly BoughtMeeting[] };

export type SeatChange = Change & { readonly seatId: string; readonly bought: Meeting };

/**
 * Which meetings of `before` are elsewhere in `after`, by the first of these that says so:
 * 1. the same moment is the same meeting; 2. the same date of the beat is the same meeting, moved;
 * 3. one that is gone and one that is new, at most half a beat apart, are one meeting, moved (another weekday);
 * 4. in a series with an end, what is gone is made up for by what is new behind it, in order; 5. it is called off.
 */
export const changesBetween = (
  before: Plan,
  after: Plan,
): readonly (Change & { readonly was: Meeting })[] => {
  const free = new Set(after.meetings);
  const becomes = new Map<PlannedMeeting, Meeting>();
  const pair = (one: PlannedMeeting, other: PlannedMeeting | undefined) => {
    if (other && free.delete(other)) becomes.set(one, other);
  };
  const unpaired = () => before.meetings.filter((meeting) => !becomes.has(meeting));
  for (const one of unpaired())
    pair(
      one,
      [...free].find((other) => isSame(one, other)),
    );
  for (const one of unpaired())
    pair(
      one,
      [...free].find(({ slot }) => slot === one.slot),
    );
  for (const one of unpaired()) pair(one, nearest(one, [...free], Math.min(before.every, after.every)));
  if (before.hasEnd && after.hasEnd)
    for (const one of unpaired())
      pair(
        one,
        [...free].find((other) => isLater(other, one)),
      );
  return before.meetings
    .map((was) => ({ was, becomes: becomes.get(was) ?? null }))
    .filter((change) => change.becomes === null || !isSame(change.was, change.becomes));
};

const isLater = (a: Meeting, b: Meeting): boolean => Temporal.Instant.compare(a.startsAt, b.startsAt) > 0;

const isSame = (a: Meeting, b: Meeting): boolean =>
  a.startsAt.equals(b.startsAt) && a.endsAt.equals(b.endsAt);

const MS_OF_HALF_A_WEEK = 3.5 * 24 * 3_600_000;

const nearest = (
  { startsAt }: Meeting,
  others: readonly PlannedMeeting[],
  everyWeeks: number,
): PlannedMeeting | undefined => {
  const away = (other: Meeting) => Math.abs(other.startsAt.epochMilliseconds - startsAt.epochMilliseconds);
  return others
    .filter((other) => away(other) <= MS_OF_HALF_A_WEEK * everyWeeks)
    .sort((a, b) => away(a) - away(b))[0];
};

/**
 * What a new version of the schedule does to the meetings of seats. A meeting that had been called off and is held
 * again where it was bought is back; one that no version knows is left alone.
 */
export const followSeats = (
  seats: readonly MeetingsOfSeat[],
  before: Plan,
  after: Plan,
): readonly SeatChange[] => {
  const changes = new Map(changesBetween(before, after).map((change) => [keyOf(change.was), change.becomes]));
  const known = new Set(before.meetings.map(keyOf));
  const held = new Set(after.meetings.map(keyOf));
  return seats.flatMap(({ seatId, meetings }) =>
    meetings.flatMap(({ bought, current }): SeatChange[] => {
      if (current === null) {
        const isBack = held.has(keyOf(bought)) && !known.has(keyOf(bought));
        return isBack ? [{ seatId, bought, was: null, becomes: bought }] : [];
      }
      const becomes = changes.get(keyOf(current));
      return becomes === undefined ? [] : [{ seatId, bought, was: current, becomes }];
    }),
  );
};

const keyOf = ({ startsAt, endsAt }: Meeting): string =>
  `${startsAt.epochMilliseconds}-${endsAt.epochMilliseconds}`;

/** The newest word about a meeting that was bought. */
export type Latest = {
  readonly boughtAt: Instant;
  readonly becomes: Meeting | null;
  /** The publication that said so: it only ever rises. */
  readonly publication: number;
};

/** A meeting of a seat, and how often it was changed: 0 while it is as it was bought. */
export type HeldMeeting = BoughtMeeting & { readonly revision: number };

/** Meetings as they were bought, each with where it is now. */
export const heldNow = (bought: readonly Meeting[], latest: readonly Latest[]): readonly HeldMeeting[] => {
  const found = new Map(latest.map((one) => [one.boughtAt.epochMilliseconds, one]));
  return bought.map(({ startsAt, endsAt }) => {
    const meeting = { startsAt, endsAt };
    const change = found.get(startsAt.epochMilliseconds);
    return change
      ? { bought: meeting, current: change.becomes, revision: change.publication }
      : { bought: meeting, current: meeting, revision: 0 };
  });
};

/** True when a meeting is where, and as long as, it was when it was bought. */
export const isAsBought = ({ bought, current }: BoughtMeeting): boolean =>
  current !== null && isSame(bought, current);

/** The seats after a change: where each of their meetings is now. */
export const afterChanges = (
  seats: readonly MeetingsOfSeat[],
  changes: readonly SeatChange[],
): readonly MeetingsOfSeat[] => {
  const found = new Map(
    changes.map((change) => [`${change.seatId} ${keyOf(change.bought)}`, change.becomes]),
  );
  return seats.map(({ seatId, meetings }) => ({
    seatId,
    meetings: meetings.map(({ bought, current }) => {
      const becomes = found.get(`${seatId} ${keyOf(bought)}`);
      return { bought, current: becomes === undefined ? current : becomes };
    }),
  }));
};

/** The same change of many seats is one line: how many people it touches, soonest first. */
export const counted = (
  changes: readonly SeatChange[],
): readonly (Change & { readonly people: number })[] => {
  const lines = new Map<string, Change & { people: number }>();
  for (const { was, becomes } of changes) {
    const key = `${was ? keyOf(was) : ''} ${becomes ? keyOf(becomes) : ''}`;
    const line = lines.get(key);
    if (line) line.people += 1;
    else lines.set(key, { was, becomes, people: 1 });
  }
  return [...lines.values()].sort((a, b) => Temporal.Instant.compare(momentOf(a), momentOf(b)));
};

const momentOf = ({ was, becomes }: Change): Instant =>
  (was ?? becomes)?.startsAt ?? Temporal.Instant.fromEpochMilliseconds(0);

/** How many people are touched. */
export const peopleIn = (changes: readonly SeatChange[]): number =>
  new Set(changes.map(({ seatId }) => seatId)).size;
