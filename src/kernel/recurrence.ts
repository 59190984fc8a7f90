import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from './time.ts';

/** A weekly beat in the local time of one zone: 18:30 stays 18:30 when the clocks change. */
export type Weekly = {
  /** ISO date; the beat begins on the first such weekday on or after it. */
  readonly startsOn: string;
  /** ISO weekday, 1 is Monday. */
  readonly weekday: number;
  /** Local time, "18:30". */
  readonly time: string;
  /** IANA zone. */
  readonly zone: string;
  /** 1 for each week, 2 for every other one. */
  readonly everyWeeks: number;
};

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The day of the first beat: a fortnight is counted from it and not from the week `startsOn` lies in. */
export const firstDay = ({ startsOn, weekday }: Pick<Weekly, 'startsOn' | 'weekday'>): Temporal.PlainDate => {
  const date = Temporal.PlainDate.from(startsOn);
  return date.add({ days: (weekday - date.dayOfWeek + 7) % 7 });
};

/**
 * The beats from `from` to `until`, both included. A local time that the clocks skip moves forward by the gap,
 * one that happens twice is taken the first time (RFC 5545 section 3.3.5).
 */
export const weeklyBeats = (
  weekly: Weekly,
  from: Temporal.Instant,
  until: Temporal.Instant,
): Temporal.ZonedDateTime[] => {
  const start = firstDay(weekly).toZonedDateTime({
    timeZone: weekly.zone,
    plainTime: Temporal.PlainTime.from(weekly.time),
  });
  if (Temporal.Instant.compare(until, start.toInstant()) < 0) return [];
  const rule = new RRuleTemporal({
    freq: 'WEEKLY',
    interval: weekly.everyWeeks,
    byDay: [DAYS[weekly.weekday - 1] ?? 'MO'],
    tzid: weekly.zone,
    dtstart: start,
    cache: false,
  });
  return rule
    .between(from.toZonedDateTimeISO(weekly.zone), until.toZonedDateTimeISO(weekly.zone), true)
    .map((beat) =>
      Temporal.Instant.fromEpochMilliseconds(beat.epochMilliseconds).toZonedDateTimeISO(weekly.zone),
    );
};
