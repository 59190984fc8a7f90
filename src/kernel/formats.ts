import type { Temporal } from './time.ts';

/**
 * Each formatter is made once. A new one costs a tenth of a millisecond and twenty kilobytes outside of the heap that
 * do not come back, and Temporal's own toLocaleString makes one at every call.
 */
const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

const once = <Format extends Intl.DateTimeFormat | Intl.NumberFormat>(
  key: string,
  make: () => Format,
): Format => {
  const known = made.get(key);
  if (known !== undefined) return known as Format;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
};

type DateOptions = Readonly<Omit<Intl.DateTimeFormatOptions, 'timeZone'>>;

const inUtc = (locale: string, options: DateOptions): Intl.DateTimeFormat =>
  once(
    `date ${locale} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }),
  );

/** A date in the locale's words: `{ month: 'long', day: 'numeric' }` gives "October 14". */
export const writeDate = (date: Temporal.PlainDate, locale: string, options: DateOptions): string =>
  inUtc(locale, options).format(date.toZonedDateTime('UTC').epochMilliseconds);

/** A time of day in the locale's words: `{ hour: 'numeric', minute: '2-digit' }` gives "6:30 PM". */
export const writeTime = (time: Temporal.PlainTime, locale: string, options: DateOptions): string =>
  inUtc(locale, options).format(((time.hour * 60 + time.minute) * 60 + time.second) * 1000);

/** What people of the locale call a zone: "Pacific Time"; the zone itself where they have no word. */
export const writeZone = (zone: string, locale: string): string =>
  once(
    `zone ${locale} ${zone}`,
    () => new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }),
  )
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value ?? zone;

/** Writes numbers as the locale does. */
export const numberFormat = (
  locale: string,
  options: Readonly<Intl.NumberFormatOptions>,
): Intl.NumberFormat =>
  once(`number ${locale} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(locale, options));
