import type { Instant } from './time.ts';

/** Something at the desk that needs a hand. Each slice tells its own; Today lists them. */
export type Need = {
  /** kebab-case: `refund-failed`, `dispute-open`. */
  readonly kind: string;
  /** How many of them; never 0. */
  readonly count: number;
  /** What needs doing, in one sentence. */
  readonly sentence: string;
  /** Where it is done. */
  readonly href: string;
  /** Since when the oldest of them waits. */
  readonly since: Instant;
};
