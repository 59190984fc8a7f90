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

const daysFor = (schedule: Schedule, beats: number): number => beats * schedule.every * 7;

const shift = (instant: Temporal.Instant, days: number): Temporal.Instant =>
  instant.add({ hours: days * 24 });

const startOf = (schedule: Schedule): Temporal.Instant =>
  firstDay(schedule)
    .toZonedDateTime({ timeZone: schedule.zone, plainTime: Temporal.PlainTime.from(schedule.time) })
    .toInstant();

/** Beats with their rests: a series with an end is always walked from its start, because rests lengthen it. */
const beatsFrom = (
  schedule: Schedule,
  from: Temporal.Instant,
  meetings: number,
): Temporal.ZonedDateTime[] => {
  const start = startOf(schedule);
  const rests = new Set(schedule.rests);
  const isHeld = (beat: Temporal.ZonedDateTime) => !rests.has(beat.toPlainDate().toString());
  const wanted = schedule.sessions ?? meetings;
  const since = schedule.sessions === null && Temporal.Instant.compare(from, start) > 0 ? from : start;
  const beats = weeklyBeats(
    weekly(schedule),
    since,
    shift(since, daysFor(schedule, wanted + rests.size + 2)),
  );
  let held = 0;
  const until = beats.findIndex((beat) => isHeld(beat) && ++held === wanted);
  return until < 0 ? beats : beats.slice(0, until + 1);
};

const heldOn = (schedule: Schedule) => (beat: Temporal.ZonedDateTime) =>
  !schedule.rests.includes(beat.toPlainDate().toString());

const toMeeting =
  (schedule: Schedule) =>
  (beat: Temporal.ZonedDateTime): Meeting => ({
    startsAt: beat.toInstant(),
    endsAt: beat.toInstant().add({ minutes: schedule.minutes }),
  });

/** The first `count` meetings that start at `from` or later, in order; fewer when the series ends before. */
export const nextMeetings = (schedule: Schedule, from: Temporal.Instant, count: number): Meeting[] =>
  beatsFrom(schedule, from, count)
    .filter(heldOn(schedule))
    .map(toMeeting(schedule))
    .filter(({ startsAt }) => Temporal.Instant.compare(startsAt, from) >= 0)
    .slice(0, count);

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
  const back = shift(now, -daysFor(schedule, 1));
  const held = heldOn(schedule);
  const beats = beatsFrom(schedule, back, count).filter(
    (beat) => Temporal.Instant.compare(beat.toInstant(), back) > 0,
  );
  const isComing = (beat: Temporal.ZonedDateTime) => Temporal.Instant.compare(beat.toInstant(), now) > 0;
  const next = beats.findIndex((beat) => held(beat) && isComing(beat));
  return beats.slice(0, count).map((beat, index) => ({
    on: beat.toPlainDate(),
    state: !held(beat) ? 'rest' : tileState(index, next),
  }));
};

const tileState = (index: number, next: number): 'gone' | 'next' | 'later' => {
  if (index === next) return 'next';
  return next < 0 || index < next ? 'gone' : 'later';
};
