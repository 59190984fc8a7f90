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

/** The day of the first beat: a fortnight is counted from it and not from the week `startsOn` lies in. */
export const firstDay = ({ startsOn, weekday }: Pick<Weekly, 'startsOn' | 'weekday'>): Temporal.PlainDate => {
  const date = Temporal.PlainDate.from(startsOn);
  return date.add({ days: (weekday - date.dayOfWeek + 7) % 7 });
};

/**
 * The beats from `from` on, without end. A local time that the clocks skip moves forward by the gap, one that happens
 * twice is taken the first time (RFC 5545 section 3.3.5). The test holds it against an RRULE library.
 */
export function* weeklyBeats(
  weekly: Weekly,
  from: Temporal.Instant,
): Generator<Temporal.ZonedDateTime, never> {
  const first = firstDay(weekly);
  const at = { timeZone: weekly.zone, plainTime: Temporal.PlainTime.from(weekly.time) };
  const daysAhead = first.until(from.toZonedDateTimeISO(weekly.zone).toPlainDate()).days;
  // One beat early: the zone's midnight and the beat's hour decide whether it still counts.
  for (let beat = Math.max(0, Math.floor(daysAhead / (7 * weekly.everyWeeks)) - 1); ; beat++) {
    const moment = first.add({ weeks: beat * weekly.everyWeeks }).toZonedDateTime(at);
    if (Temporal.Instant.compare(moment.toInstant(), from) >= 0) yield moment;
  }
}
