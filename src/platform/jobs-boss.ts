import { randomUUID } from 'node:crypto';
import { PgBoss, type SendOptions } from 'pg-boss';
import type { Tx } from './db.ts';
import type { JobData, JobDefinition, Jobs } from './jobs.ts';
import type { Log } from './log.ts';
import { connect } from './postgres/connect.ts';

const SCHEMA = 'pgboss';
const APP_ROLE = 'ninefold_app';
/** A job that runs longer is given to another worker; every call inside has a shorter deadline of its own. */
const LONGEST_RUN_SECONDS = 300;

/** Brings the queue's own tables to its newest schema and lets the app use them. Runs as owner. */
export const migrateJobs = async (ownerUrl: string, appRole: string = APP_ROLE): Promise<void> => {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: SCHEMA,
    max: 1,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.stop({ graceful: false, close: true });
  const sql = connect(ownerUrl, { max: 1 });
  try {
    const schema = sql(SCHEMA);
    const role = sql(appRole);
    await sql`grant usage on schema ${schema} to ${role}`;
    await sql`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`;
    await sql`grant execute on all functions in schema ${schema} to ${role}`;
  } finally {
    await sql.end();
  }
};

export type JobQueue = Jobs & {
  /** Starts workers for these jobs and keeps them going until `stop`. */
  work(definitions: readonly JobDefinition[]): Promise<void>;
  /** Runs everything that is due now, one after another, in this call; returns how many ran. For tests and tools. */
  drain(definitions: readonly JobDefinition[]): Promise<number>;
  /** Waits for running jobs (at most ten seconds), then closes the pool. */
  stop(): Promise<void>;
};

export type JobQueueOptions = {
  readonly url: string;
  readonly log: Log;
  /** Called after every run, for the metrics. */
  readonly observe?: (job: string, outcome: 'done' | 'failed') => void;
  readonly maxConnections?: number;
  readonly pollSeconds?: number;
};

/** pg-boss writes through our transaction, so that a rollback leaves no job. */
const through = (tx: Tx) => ({
  executeSql: async (text: string, values?: unknown[]) => ({
    rows: [...(await tx.unsafe(text, (values ?? []) as never[]))],
  }),
});

const retryOf = (definition: JobDefinition) => ({
  retryLimit: definition.retryLimit ?? 8,
  retryDelay: definition.retryDelaySeconds ?? 5,
  retryBackoff: true,
  retryDelayMax: 3_600,
  expireInSeconds: LONGEST_RUN_SECONDS,
  deleteAfterSeconds: 3 * 86_400,
});

/** What a log may say of a job's data: its ids. */
const idsOf = (data: JobData) =>
  Object.fromEntries(
    Object.entries(data).filter(([name, value]) => name.endsWith('Id') && typeof value === 'string'),
  );

/** Opens the queue as the app: it migrates nothing. */
export const openJobs = async (options: JobQueueOptions): Promise<JobQueue> => {
  const { log } = options;
  const boss = new PgBoss({
    connectionString: options.url,
    schema: SCHEMA,
    max: options.maxConnections ?? 4,
    application_name: 'ninefold-jobs',
    migrate: false,
    createSchema: false,
    schedule: false,
    reindex: false,
    registerInstance: false,
  });
  boss.on('error', (error) => log.fault('queue-failed', error));
  await boss.start();
  const ready = new Map<string, Promise<void>>();
  const ensureQueue = (name: string, definition?: JobDefinition) => {
    const known = ready.get(name);
    if (known) return known;
    // 'short': one waiting job a key. A job without a key gets one of its own, else two would become one.
    const made = boss.createQueue(name, { policy: 'short', ...(definition ? retryOf(definition) : {}) });
    ready.set(name, made);
    made.catch(() => ready.delete(name));
    return made;
  };

  const run = async (definition: JobDefinition, job: { id: string; data: JobData }) => {
    try {
      await definition.run(job.data ?? {});
      options.observe?.(definition.name, 'done');
    } catch (error) {
      options.observe?.(definition.name, 'failed');
      log.fault('job-failed', error, { job: definition.name, jobId: job.id, ...idsOf(job.data ?? {}) });
      throw error;
    }
  };

  return {
    enqueue: async (tx, name, data, given = {}) => {
      await ensureQueue(name);
      const sending: SendOptions = { db: through(tx), singletonKey: given.singletonKey ?? randomUUID() };
      if (given.startAfterSeconds !== undefined) sending.startAfter = Math.ceil(given.startAfterSeconds);
      await boss.send(name, { ...data }, sending);
    },
    work: async (definitions) => {
      for (const definition of definitions) {
        await ensureQueue(definition.name, definition);
        await boss.updateQueue(definition.name, retryOf(definition));
        await boss.work<JobData>(
          definition.name,
          {
            pollingIntervalSeconds: options.pollSeconds ?? 0.5,
            batchSize: 1,
            localConcurrency: 2,
            burstWhenBatchFull: true,
          },
          async ([job]) => (job ? run(definition, job) : undefined),
        );
      }
    },
    drain: async (definitions) => {
      let count = 0;
      for (let before = -1; before !== count; ) {
        before = count;
        for (const definition of definitions) count += await drainOne(boss, definition, ensureQueue, run);
      }
      return count;
    },
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: true }),
  };
};

const drainOne = async (
  boss: PgBoss,
  definition: JobDefinition,
  ensureQueue: (name: string, definition: JobDefinition) => Promise<void>,
  run: (definition: JobDefinition, job: { id: string; data: JobData }) => Promise<void>,
): Promise<number> => {
  await ensureQueue(definition.name, definition);
  let count = 0;
  for (;;) {
    const [job] = await boss.fetch<JobData>(definition.name);
    if (job === undefined) return count;
    count++;
    await run(definition, job).then(
      () => boss.complete(definition.name, job.id),
      async (error: unknown) => {
        await boss.fail(definition.name, job.id);
        throw error;
      },
    );
  }
};
