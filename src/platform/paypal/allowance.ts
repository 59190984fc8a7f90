import type { Instant } from '../../kernel/time.ts';

/** Answers true so many times in each minute: what strangers can make us ask of PayPal is bounded. */
export const allowancePerMinute = (points: number, now: () => Instant) => {
  let minute = 0;
  let used = 0;
  return (): boolean => {
    const current = Math.floor(now().epochMilliseconds / 60_000);
    if (current !== minute) used = 0;
    minute = current;
    used += 1;
    return used <= points;
  };
};
