import { type Instant, Temporal } from '../../kernel/time.ts';
import { type Bought, fullUntil, type RefundRule, refundFor } from './rule.ts';

export type Example = {
  readonly when: ExampleMoment;
  readonly at: Instant;
  readonly minor: number;
};

export type ExampleMoment =
  | 'day-after-buying'
  | 'last-day-for-all'
  | 'day-after-that'
  | 'hour-before-first'
  | 'after-first'
  | 'after-half'
  | 'after-last';

/** A rule at work on one chair: what goes back at the moments at which people ask. Those that are past are left out. */
export const examplesOf = (rule: RefundRule, bought: Bought): Example[] => {
  const { meetings, placedAt } = bought;
  const [first, last] = [meetings[0], meetings.at(-1)];
  const middle = meetings[Math.floor((meetings.length - 1) / 2)];
  const end = fullUntil(rule, bought);
  if (!first || !last || !middle || !end) return [];
  const moments: (readonly [ExampleMoment, Instant])[] = [
    ['day-after-buying', placedAt.add({ hours: 24 })],
    ['last-day-for-all', end.subtract({ minutes: 1 })],
    ['day-after-that', end.add({ hours: 12 })],
    ['hour-before-first', first.startsAt.subtract({ hours: 1 })],
    ['after-first', first.startsAt.add({ hours: 3 })],
    ['after-half', middle.startsAt.add({ hours: 3 })],
    ['after-last', last.startsAt.add({ hours: 3 })],
  ];
  const shown: Example[] = [];
  for (const [when, at] of moments)
    if (isAfter(at, shown.at(-1)?.at ?? placedAt))
      shown.push({ when, at, minor: refundFor(rule, bought, at).minor });
  return shown;
};

const isAfter = (one: Instant, other: Instant): boolean => Temporal.Instant.compare(one, other) > 0;

/** A chair bought today for eight Thursday evenings that begin in about four weeks: where no group can serve. */
export const madeUpChair = (now: Instant, zone: string, unitMinor: number): Bought => {
  const today = now.toZonedDateTimeISO(zone);
  const first = today
    .add({ days: 28 + ((4 - today.dayOfWeek + 7) % 7) })
    .with({ hour: 18, minute: 30, second: 0, millisecond: 0, microsecond: 0, nanosecond: 0 });
  const meetings = Array.from({ length: 8 }, (_, week) => ({
    startsAt: first.add({ weeks: week }).toInstant(),
  }));
  return { paidMinor: unitMinor * 8, goneMinor: 0, meetings, placedAt: now, zone };
};
