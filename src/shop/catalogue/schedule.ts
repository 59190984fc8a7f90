import { firstDay, type Weekly, weeklyBeats } from '../../kernel/recurrence.ts';
import { Temporal } from '../../kernel/time.ts';

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
  /** How many meetings are held in all; rests are not counted. Null for a group without an end. */
  readonly sessions: number | null;
  /** ISO dates on which there is no group. */
  readonly rests: readonly string[];
};

export type Meeting = { readonly startsAt: Temporal.Instant; readonly endsAt: Temporal.Instant };

/** One date tile of a group's page. */
export type DateTile = {
  readonly on: Temporal.PlainDate;
  readonly state: 'gone' | 'next' | 'later' | 'rest';
};

const weekly = (schedule: Schedule): Weekly => ({
  startsOn: schedule.startsOn,
  weekday: schedule.weekday,
  time: schedule.time,
  zone: schedule.zone,
  everyWeeks: schedule.every,
});

const startOf = (schedule: Schedule): Temporal.Instant =>
  firstDay(schedule)
    .toZonedDateTime({ timeZone: schedule.zone, plainTime: Temporal.PlainTime.from(schedule.time) })
    .toInstant();

type Beat = { readonly at: Temporal.ZonedDateTime; readonly isHeld: boolean };

/**
 * Beats with their rests, from `from` or a little before it. A series with an end is walked from its start,
 * because rests lengthen it.
 */
function* beatsFrom(schedule: Schedule, from: Temporal.Instant): Generator<Beat> {
  let left = schedule.sessions ?? Number.POSITIVE_INFINITY;
  for (const at of weeklyBeats(weekly(schedule), schedule.sessions === null ? from : startOf(schedule))) {
    if (left === 0) return;
    const isHeld = !schedule.rests.includes(at.toPlainDate().toString());
    if (isHeld) left -= 1;
    yield { at, isHeld };
  }
}

const isBefore = (a: Temporal.Instant, b: Temporal.Instant): boolean => Temporal.Instant.compare(a, b) < 0;

/** The first `count` meetings that start at `from` or later, in order; fewer when the series ends before. */
export const nextMeetings = (schedule: Schedule, from: Temporal.Instant, count: number): Meeting[] => {
  const meetings: Meeting[] = [];
  for (const { at, isHeld } of beatsFrom(schedule, from)) {
    if (meetings.length === count) break;
    const startsAt = at.toInstant();
    if (isHeld && !isBefore(startsAt, from))
      meetings.push({ startsAt, endsAt: startsAt.add({ minutes: schedule.minutes }) });
  }
  return meetings;
};

/** The very first meeting. */
export const firstMeeting = (schedule: Schedule): Meeting | undefined =>
  nextMeetings(schedule, startOf(schedule), 1)[0];

/** The last meeting of a series with an end; undefined for a group without one. */
export const lastMeeting = (schedule: Schedule): Meeting | undefined =>
  schedule.sessions === null
    ? undefined
    : nextMeetings(schedule, startOf(schedule), schedule.sessions).at(-1);

/**
 * The meetings that one purchase covers: the next ones that have not begun, at most `meetings` of them.
 * A series near its end covers fewer, and the price follows what is covered. Empty when the series is over.
 */
export const seriesFrom = (schedule: Schedule, now: Temporal.Instant, meetings: number): Meeting[] =>
  nextMeetings(schedule, now.add({ milliseconds: 1 }), meetings);

/** About a dozen dates round `now` with the rests in their places, so that a missing date is never a puzzle. */
export const dateTiles = (schedule: Schedule, now: Temporal.Instant, count: number): DateTile[] => {
  const back = now.subtract({ hours: schedule.every * 7 * 24 });
  const beats: Beat[] = [];
  for (const beat of beatsFrom(schedule, back)) {
    if (beats.length === count) break;
    if (isBefore(back, beat.at.toInstant())) beats.push(beat);
  }
  const next = beats.findIndex(({ at, isHeld }) => isHeld && isBefore(now, at.toInstant()));
  return beats.map(({ at, isHeld }, index) => ({
    on: at.toPlainDate(),
    state: isHeld ? tileState(index, next) : 'rest',
  }));
};

const tileState = (index: number, next: number): 'gone' | 'next' | 'later' => {
  if (index === next) return 'next';
  return next < 0 || index < next ? 'gone' : 'later';
};
