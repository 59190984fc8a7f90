import { writeDate, writeTime } from '../kernel/formats.ts';
import type { Instant, Temporal } from '../kernel/time.ts';
import { type Html, html } from './html.ts';

const DAY = { weekday: 'long', month: 'long', day: 'numeric' } as const;

/** "Thursday, October 8, 6:30 pm" in the practice's zone and locale. */
export const momentWords = (instant: Instant, zone: string, locale: string): string => {
  const there = instant.toZonedDateTimeISO(zone);
  return `${writeDate(there.toPlainDate(), locale, DAY)}, ${clockWords(instant, zone, locale)}`;
};

/** "6:30 pm" in the practice's zone and locale. */
export const clockWords = (instant: Instant, zone: string, locale: string): string => {
  const time = instant.toZonedDateTimeISO(zone).toPlainTime();
  const words = writeTime(time, locale, { hour: 'numeric', minute: '2-digit' });
  return words.replace(/\s?([AP])M$/i, (_, half: string) => ` ${half.toLowerCase()}m`);
};

/**
 * A moment in the practice's zone. With script and in another zone, the visitor's own time is added after it.
 */
export const localTime = (
  instant: Instant,
  zone: string,
  locale: string,
  words = momentWords(instant, zone, locale),
): Html =>
  html`<local-time data-zone="${zone}"><time datetime="${instant.toString()}">${words}</time></local-time>`;

/** The same with the time of day alone, to the minute: "6:30 pm". */
export const clockTime = (instant: Instant, zone: string, locale: string): Html => {
  const minute = instant.round({ smallestUnit: 'minute', roundingMode: 'floor' });
  return localTime(minute, zone, locale, clockWords(minute, zone, locale));
};

/** Today's date in a zone, for pages that count from it. */
export const dateIn = (instant: Instant, zone: string): Temporal.PlainDate =>
  instant.toZonedDateTimeISO(zone).toPlainDate();
