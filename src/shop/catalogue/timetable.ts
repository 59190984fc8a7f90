import { Temporal } from '../../kernel/time.ts';
import { firstMeeting, nextMeetings, type Schedule } from './schedule.ts';

/** Starts of the meetings to come, in milliseconds since 1970, worked out a few ahead. */
export type Timetable = {
  readonly firstAt: number;
  /** The next start after `nowMs`; undefined when there is none. */
  nextAt(nowMs: number): number | undefined;
};

const AHEAD = 2;
const MOST_KEPT = 20_000;

/** Timetables by schedule: groups that meet at the same times share one, and the clock changes are asked for once. */
export const createTimetables = (): ((schedule: Schedule) => Timetable) => {
  const kept = new Map<string, Timetable>();
  return (schedule) => {
    const key = JSON.stringify(schedule);
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= MOST_KEPT) kept.clear();
    const made = timetable(schedule);
    kept.set(key, made);
    return made;
  };
};

const timetable = (schedule: Schedule): Timetable => {
  const startsFrom = (ms: number) =>
    nextMeetings(schedule, Temporal.Instant.fromEpochMilliseconds(ms), AHEAD).map(
      ({ startsAt }) => startsAt.epochMilliseconds,
    );
  const firstAt = firstMeeting(schedule)?.startsAt.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  let ahead: number[] = [];
  return {
    firstAt,
    nextAt: (nowMs) => {
      const known = ahead.find((start) => start > nowMs);
      if (known !== undefined) return known;
      ahead = startsFrom(nowMs + 1);
      return ahead[0];
    },
  };
};
