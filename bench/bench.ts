import type { Ground } from './database.ts';

/** How long to measure: short runs show that everything works, long ones are worth writing down. */
export type Effort = {
  readonly name: 'short' | 'full';
  /** Counted pairs of samples. */
  readonly pairs: number;
  /** Pairs before them that are not counted: both sides are new for seconds and serve for weeks. */
  readonly warmUps: number;
  /** Seconds a sample. */
  readonly seconds: number;
  /** Requests after which memory is looked at. */
  readonly requests: number;
};

export type Bench = { readonly ground: Ground; readonly effort: Effort };

export const SHORT: Effort = { name: 'short', pairs: 3, warmUps: 1, seconds: 1, requests: 4_000 };
export const FULL: Effort = { name: 'full', pairs: 9, warmUps: 4, seconds: 2, requests: 100_000 };
