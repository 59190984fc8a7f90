import { firstDay, type Weekly, weeklyBeats } from '../../kernel/recurrence.ts';
import { Temporal } from '../../kernel/time.ts';

/** Days without a group: the first and the last, both counted, as ISO dates. */
export type Break = { readonly from: string; readonly to: string };

/** One meeting held at another time than its beat: the beat's ISO date, the new ISO date and local time. */
export type Move = { readonly on: string; readonly to: string; readonly time: string };

/** When a group meets, as listings keep it. */
export type Schedule = {
  /** ISO date of the first meeting, or a day before it. */
  readonly startsOn: string;
  /** ISO weekday, 1 is Monday. */
  readonly weekday: number;
  /** Local time, "18:30". */
  readonly time: string;
  readonly minutes: number;
  /** IANA zone. */
  readonly zone: string;
  /** Weeks from one meeting to the next. */
  readonly every: number;
  /** How many meetings are held in all; rests are not counted, moved ones are. Null for a group without an end. */
  readonly sessions: number | null;
  /** ISO dates on which there is no group. */
  readonly rests: readonly string[];
  readonly breaks?: readonly Break[];
  /** A meeting that is moved is held, also where its own date lies in a break. */
  readonly moves?: readonly Move[];
};

export type Meeting = { readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant };

/** A meeting and the ISO date of the beat it stands for, which stays when the meeting is moved. */
export type PlannedMeeting = Meeting & { readonly slot: string };

/** What a calendar shows on a date: a meeting, no group, or the place from which a meeting was moved away. */
export type Mark = {
  readonly kind: 'meeting' | 'rest' | 'away';
  readonly at: Temporal.ZonedDateTime;
  readonly slot: string;
  /** The move that brought this meeting here, or took it away. */
  readonly move: Move | undefined;
};

/** One date tile of a group's page. */
export type DateTile = {
  readonly on: Temporal.PlainDate;
  readonly state: 'gone' | 'next' | 'later' | 'rest' | 'away';
  /** Local time, where a meeting is held at another than the usual. */
  readonly otherTime: string | undefined;
};

const weekly = (schedule: Schedule): Weekly => ({
  startsOn: schedule.startsOn,
  weekday: schedule.weekday,
  time: schedule.time,
  zone: schedule.zone,
  everyWeeks: schedule.every,
});

const momentOn = (date: string | Temporal.PlainDate, time: string, zone: string): Temporal.ZonedDateTime =>
  Temporal.PlainDate.from(date).toZonedDateTime({
    timeZone: zone,
    plainTime: Temporal.PlainTime.from(time),
  });

/** The date of the first beat, be there a meeting or a rest. */
export const firstDate = (schedule: Schedule): Temporal.PlainDate => firstDay(schedule);

/** When the first beat is, be there a meeting or a rest. */
export const startOf = (schedule: Schedule): Temporal.Instant =>
  momentOn(firstDay(schedule), schedule.time, schedule.zone).toInstant();

/** True when there is no group on this ISO date, be it a beat or not. */
export const isRest = ({ rests, breaks = [] }: Schedule, date: string): boolean =>
  rests.includes(date) || breaks.some(({ from, to }) => from <= date && date <= to);

/**
 * Beats with what becomes of each, from `from` or a little before it. A series with an end is walked from its start,
 * because rests lengthen it.
 */
function* beatsFrom(schedule: Schedule, from: Temporal.Instant): Generator<Mark> {
  const moves = movesBySlot(schedule);
  let left = schedule.sessions ?? Number.POSITIVE_INFINITY;
  for (const at of weeklyBeats(weekly(schedule), schedule.sessions === null ? from : startOf(schedule))) {
    if (left === 0) return;
    const slot = at.toPlainDate().toString();
    const move = moves.get(slot);
    const kind = kindOf(move, isRest(schedule, slot));
    if (kind !== 'rest') left -= 1;
    yield { kind, at, slot, move };
  }
}

const kindOf = (move: Move | undefined, rests: boolean): Mark['kind'] => {
  if (move) return 'away';
  return rests ? 'rest' : 'meeting';
};

const movesBySlot = ({ moves = [] }: Schedule): ReadonlyMap<string, Move> =>
  new Map(moves.map((move) => [move.on, move]));

/** Where moved meetings are held, soonest first; a move of a date that is no beat of this series moves nothing. */
const arrivals = (schedule: Schedule): Mark[] => {
  const { moves = [], zone } = schedule;
  if (moves.length === 0) return [];
  const slots = schedule.sessions === null ? undefined : slotsOf(schedule);
  return [...movesBySlot(schedule).values()]
    .filter(({ on }) => (slots ? slots.has(on) : isBeat(schedule, on)))
    .map((move): Mark => ({ kind: 'meeting', at: momentOn(move.to, move.time, zone), slot: move.on, move }))
    .sort((a, b) => Temporal.ZonedDateTime.compare(a.at, b.at));
};

const slotsOf = (schedule: Schedule): ReadonlySet<string> =>
  new Set(Array.from(beatsFrom(schedule, startOf(schedule)), ({ slot }) => slot));

const isBeat = (schedule: Schedule, date: string): boolean => {
  const days = firstDay(schedule).until(Temporal.PlainDate.from(date)).days;
  return days >= 0 && days % (7 * schedule.every) === 0;
};

/** Everything a calendar shows, in the order of time; a little of what lies before `from` may come first. */
export function* marksFrom(schedule: Schedule, from: Temporal.Instant): Generator<Mark> {
  const moved = arrivals(schedule);
  let next = 0;
  for (const beat of beatsFrom(schedule, from)) {
    for (let mark = moved[next]; mark && isEarlier(mark, beat); mark = moved[next]) {
      yield mark;
      next += 1;
    }
    yield beat;
  }
  yield* moved.slice(next);
}

const isEarlier = (a: Mark, b: Mark): boolean => Temporal.ZonedDateTime.compare(a.at, b.at) < 0;

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;

/** The first `count` meetings that start at `from` or later, in order; fewer when the series ends before. */
export const nextMeetings = (schedule: Schedule, from: Temporal.Instant, count: number): PlannedMeeting[] => {
  const meetings: PlannedMeeting[] = [];
  for (const mark of marksFrom(schedule, from)) {
    if (meetings.length === count) break;
    if (mark.kind === 'meeting' && !isBefore(mark.at.toInstant(), from))
      meetings.push(meetingAt(schedule, mark));
  }
  return meetings;
};

const meetingAt = ({ minutes }: Schedule, { at, slot }: Mark): PlannedMeeting => {
  const startsAt = at.toInstant();
  return { startsAt, endsAt: startsAt.add({ minutes }), slot };
};

type Span = { readonly from: Temporal.Instant; readonly until: Temporal.Instant };

/** All meetings that begin from `from` to `until`, both counted. */
export const meetingsBetween = (schedule: Schedule, span: Span): PlannedMeeting[] =>
  marksBetween(schedule, span)
    .filter(({ kind }) => kind === 'meeting')
    .map((mark) => meetingAt(schedule, mark));

/** All meetings, rests and places from which a meeting was moved, from `from` to `until`, both counted. */
export const marksBetween = (schedule: Schedule, { from, until }: Span): Mark[] => {
  const marks: Mark[] = [];
  for (const mark of marksFrom(schedule, from)) {
    const instant = mark.at.toInstant();
    if (isBefore(until, instant)) break;
    if (!isBefore(instant, from)) marks.push(mark);
  }
  return marks;
};

/** From when on there can be meetings: a move may bring one before the first beat. */
const beginOf = (schedule: Schedule): Temporal.Instant => {
  const [moved] = arrivals(schedule);
  const start = startOf(schedule);
  return moved && isBefore(moved.at.toInstant(), start) ? moved.at.toInstant() : start;
};

/** The very first meeting. */
export const firstMeeting = (schedule: Schedule): PlannedMeeting | undefined =>
  nextMeetings(schedule, beginOf(schedule), 1)[0];

/** The last meeting of a series with an end; undefined for a group without one. */
export const lastMeeting = (schedule: Schedule): PlannedMeeting | undefined =>
  schedule.sessions === null
    ? undefined
    : nextMeetings(schedule, beginOf(schedule), schedule.sessions).at(-1);

/**
 * The meetings that one purchase covers: the next ones that have not begun, at most `meetings` of them.
 * A series near its end covers fewer, and the price follows what is covered. Empty when the series is over.
 */
export const seriesFrom = (schedule: Schedule, now: Temporal.Instant, meetings: number): PlannedMeeting[] =>
  nextMeetings(schedule, now.add({ milliseconds: 1 }), meetings);

/**
 * About a dozen dates round `now` with the rests and what was moved away in their places, so that a missing date is
 * never a puzzle. A meeting that stays on its day at another time is one tile.
 */
export const dateTiles = (schedule: Schedule, now: Temporal.Instant, count: number): DateTile[] => {
  const back = now.subtract({ hours: schedule.every * 7 * 24 });
  const marks: Mark[] = [];
  for (const mark of marksFrom(schedule, back)) {
    if (marks.length === count) break;
    if (isBefore(back, mark.at.toInstant()) && !isAwayOnItsDay(mark)) marks.push(mark);
  }
  const next = marks.findIndex(({ kind, at }) => kind === 'meeting' && isBefore(now, at.toInstant()));
  return marks.map(({ kind, at, move }, index) => ({
    on: at.toPlainDate(),
    state: kind === 'meeting' ? tileState(index, next) : kind,
    otherTime: kind === 'meeting' && move && move.time !== schedule.time ? move.time : undefined,
  }));
};

const isAwayOnItsDay = ({ kind, move }: Mark): boolean => kind === 'away' && move?.to === move?.on;

const tileState = (index: number, next: number): 'gone' | 'next' | 'later' => {
  if (index === next) return 'next';
  return next < 0 || index < next ? 'gone' : 'later';
};
