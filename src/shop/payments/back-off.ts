const UNKNOWN_SECONDS = [30, 60, 120, 300, 900] as const;
const AWAITING_SECONDS = [120, 180, 300, 600, 900] as const;
const HOUR = 3600;

/** Seconds until PayPal is asked again after an unknown outcome: 30 s, 1, 2, 5, 15 min, then hourly. */
export const secondsToNextLook = (checks: number): number => UNKNOWN_SECONDS[checks] ?? HOUR;

/** Seconds until an order that awaits its buyer is looked at: a closed tab must not lose an approved payment. */
export const secondsToNextVisit = (checks: number): number => AWAITING_SECONDS[checks] ?? 900;

/** Seconds until a payment under review is looked at: a quarter of an hour, later hourly. */
export const secondsToNextReviewLook = (checks: number): number => (checks < 4 ? 900 : HOUR);

/** After so many hours without an answer a human is told; the seat stays pinned. */
export const ALARM_AFTER_HOURS = 24;
