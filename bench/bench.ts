import type { Ground } from './database.ts';

/** How long to measure: short runs show that everything works, long ones are worth writing down. */
export type Effort = {
  readonly name: 'short' | 'full';
  /** Counted pairs of samples; one more before them warms up. */
  readonly pairs: number;
  /** Seconds a sample. */
  readonly seconds: number;
  /** Requests after which memory is looked at. */
  readonly requests: number;
};

export type Bench = { readonly ground: Ground; readonly effort: Effort };

export const SHORT: Effort = { name: 'short', pairs: 3, seconds: 1, requests: 4_000 };
export const FULL: Effort = { name: 'full', pairs: 9, seconds: 2, requests: 100_000 };
