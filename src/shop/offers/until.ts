import { Temporal } from '../../kernel/time.ts';

/** Nobody should have to answer at night: an offer that would end in these hours ends in the morning after. */
const EARLIEST_HOUR = 9;
const LATEST_HOUR = 21;

/**
 * When an offer that is made now ends: so many hours later, at a full hour of the practice's day. Never later than
 * `last` (the first meeting of a group that nobody joins afterwards), where there is one.
 */
export const offerUntil = (
  now: Temporal.Instant,
  { hours, zone, last }: { readonly hours: number; readonly zone: string; readonly last?: Temporal.Instant },
): Temporal.Instant => {
  const there = now.add({ hours }).toZonedDateTimeISO(zone);
  const full = there.round({ smallestUnit: 'hour', roundingMode: 'ceil' });
  const until = inDaytime(full).toInstant();
  return last && Temporal.Instant.compare(last, until) < 0 ? last : until;
};

const inDaytime = (at: Temporal.ZonedDateTime): Temporal.ZonedDateTime => {
  const morning = (day: Temporal.PlainDate) =>
    day.toZonedDateTime({
      timeZone: at.timeZoneId,
      plainTime: Temporal.PlainTime.from({ hour: EARLIEST_HOUR }),
    });
  if (at.hour < EARLIEST_HOUR) return morning(at.toPlainDate());
  const isLate = at.hour > LATEST_HOUR || (at.hour === LATEST_HOUR && at.minute > 0);
  return isLate ? morning(at.toPlainDate().add({ days: 1 })) : at;
};
