import type { Tx } from './db.ts';

export type JobData = { readonly [key: string]: string | number | boolean | null };

/** A piece of background work. It may run more than once, so it must be re-entrant. */
export type JobDefinition = {
  /** kebab-case; an event that happened is named in the past tense (`order-placed`). */
  readonly name: string;
  readonly run: (data: JobData) => Promise<void>;
  readonly retryLimit?: number;
  /** Seconds before the first retry; later ones back off. */
  readonly retryDelaySeconds?: number;
};

export type EnqueueOptions = {
  readonly startAfterSeconds?: number;
  /** At most one waiting job per name and key. */
  readonly singletonKey?: string;
};

/** The queue as slices see it: work is enqueued inside the transaction that makes it necessary. */
export type Jobs = {
  enqueue(tx: Tx, name: string, data: JobData, options?: EnqueueOptions): Promise<void>;
};

/** A clock entry: `every` is a cron expression in UTC, or seconds for work finer than a minute. */
export type ScheduleEntry = {
  readonly name: string;
  readonly every: { readonly cron: string } | { readonly seconds: number };
  readonly run: () => Promise<void>;
};
