/**
 * A break: a difference between PayPal's books and ours. A person settles it (something was taken over or booked) or
 * explains it in words; `gone` is what a later report agrees with by itself. An explanation can be taken back. A
 * difference that comes again is a new break.
 */
export const BREAK_BECOMES = {
  open: ['settled', 'explained', 'gone'],
  explained: ['open'],
  settled: [],
  gone: [],
} as const satisfies Record<string, readonly string[]>;

export type BreakState = keyof typeof BREAK_BECOMES;

export const canBreakBecome = (was: BreakState, next: BreakState): boolean =>
  (BREAK_BECOMES[was] as readonly BreakState[]).includes(next);

export const BREAK_KINDS = [
  'only-at-paypal',
  'only-here',
  'amount-differs',
  'fee-differs',
  'currency-differs',
  'state-differs',
] as const;
export type BreakKind = (typeof BREAK_KINDS)[number];

/** How a break is settled: PayPal is asked again and believed, or the difference is booked by an entry of its own. */
export type Way = 'fetched' | 'booked';

/** Which ways fit; explaining by hand always does. Two currencies cannot be booked against each other. */
export const WAYS_OF = {
  'only-at-paypal': ['fetched', 'booked'],
  'only-here': ['fetched', 'booked'],
  'amount-differs': ['fetched', 'booked'],
  'fee-differs': ['booked'],
  'currency-differs': ['fetched'],
  'state-differs': ['fetched'],
} as const satisfies Record<BreakKind, readonly Way[]>;

export const fits = (kind: BreakKind, way: Way): boolean => (WAYS_OF[kind] as readonly Way[]).includes(way);
