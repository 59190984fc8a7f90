import { randomUUID } from 'node:crypto';
import { PgBoss, type SendOptions } from 'pg-boss';
import type { Tx } from './db.ts';
import type { EnqueueOptions, JobData, JobDefinition, Jobs, ScheduleEntry } from './jobs.ts';
import type { Log } from './log.ts';
import { connect } from './postgres/connect.ts';

const SCHEMA = 'pgboss';
const APP_ROLE = 'ninefold_app';
/** A job that runs longer is given to another worker; every call inside has a shorter deadline of its own. */
const LONGEST_RUN_SECONDS = 300;
/** The queue waits so long for one of its few connections: a start beside heavy work is slow, and no reason to give up. */
const CONNECTION_MS = 60_000;

/** Brings the queue's own tables to its newest schema and lets the app use them. Runs as owner. */
export const migrateJobs = async (ownerUrl: string, appRole: string = APP_ROLE): Promise<void> => {
  const boss = new PgBoss({
    connectionString: ownerUrl,
    schema: SCHEMA,
    max: 1,
    connectionTimeoutMillis: CONNECTION_MS,
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
  /** Starts the entries with a cron expression; any process may run one, and only one does. */
  runCron(entries: readonly ScheduleEntry[]): Promise<void>;
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

type Queue = {
  readonly boss: PgBoss;
  readonly options: JobQueueOptions;
  /** Queues known to exist. */
  readonly ready: Map<string, Promise<void>>;
};

/** Opens the queue as the app: it migrates nothing. */
export const openJobs = async (options: JobQueueOptions): Promise<JobQueue> => {
  const boss = new PgBoss({
    connectionString: options.url,
    schema: SCHEMA,
    max: options.maxConnections ?? 4,
    connectionTimeoutMillis: CONNECTION_MS,
    application_name: 'ninefold-jobs',
    migrate: false,
    createSchema: false,
    reindex: false,
    registerInstance: false,
  });
  boss.on('error', (error) => options.log.fault('queue-failed', error));
  await boss.start();
  const queue: Queue = { boss, options, ready: new Map() };
  return {
    enqueue: (tx, name, data, given = {}) => enqueue(queue, tx, { name, data, given }),
    work: (definitions) => work(queue, definitions),
    runCron: (entries) => runCron(queue, entries),
    drain: (definitions) => drain(queue, definitions),
    stop: () => boss.stop({ graceful: true, timeout: 10_000, close: true }),
  };
};

type Sending = { readonly name: string; readonly data: JobData; readonly given: EnqueueOptions };

const enqueue = async (queue: Queue, tx: Tx, { name, data, given }: Sending): Promise<void> => {
  await ensureQueue(queue, name);
  const sending: SendOptions = { db: through(tx), singletonKey: given.singletonKey ?? randomUUID() };
  if (given.startAfterSeconds !== undefined) sending.startAfter = Math.ceil(given.startAfterSeconds);
  await queue.boss.send(name, { ...data }, sending);
};

/** pg-boss writes through our transaction, so that a rollback leaves no job. */
const through = (tx: Tx) => ({
  executeSql: async (text: string, values?: unknown[]) => ({
    rows: [...(await tx.unsafe(text, (values ?? []) as never[]))],
  }),
});

/** 'short' keeps one waiting job a key. A job without a key gets one of its own, else two would become one. */
const ensureQueue = ({ boss, ready }: Queue, name: string): Promise<void> => {
  const known = ready.get(name);
  if (known) return known;
  const made = boss.createQueue(name, { policy: 'short' });
  ready.set(name, made);
  made.catch(() => ready.delete(name));
  return made;
};

const retryOf = (definition: JobDefinition) => ({
  retryLimit: definition.retryLimit ?? 8,
  retryDelay: definition.retryDelaySeconds ?? 5,
  retryBackoff: true,
  retryDelayMax: 3_600,
  expireInSeconds: LONGEST_RUN_SECONDS,
  deleteAfterSeconds: 3 * 86_400,
});

const work = async (queue: Queue, definitions: readonly JobDefinition[]): Promise<void> => {
  const how = {
    pollingIntervalSeconds: queue.options.pollSeconds ?? 0.5,
    batchSize: 1,
    localConcurrency: 2,
    burstWhenBatchFull: true,
  };
  const begin = async (definition: JobDefinition) => {
    await ensureQueue(queue, definition.name);
    await queue.boss.updateQueue(definition.name, retryOf(definition));
    await queue.boss.work<JobData>(definition.name, how, async ([job]) => job && run(queue, definition, job));
  };
  await Promise.all(definitions.map(begin));
};

type Running = { readonly id: string; readonly data: JobData };

const run = async ({ options }: Queue, definition: JobDefinition, job: Running): Promise<void> => {
  const data = job.data ?? {};
  try {
    await definition.run(data);
    options.observe?.(definition.name, 'done');
  } catch (error) {
    options.observe?.(definition.name, 'failed');
    options.log.fault('job-failed', error, { job: definition.name, jobId: job.id, ...idsOf(data) });
    throw error;
  }
};

/** What a log may say of a job's data: its ids. */
const idsOf = (data: JobData) =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) =>
      name.endsWith('Id') && typeof value === 'string' ? [[name, value]] : [],
    ),
  );

/** Entries that left the program leave the database's clock too. */
const runCron = async (queue: Queue, entries: readonly ScheduleEntry[]): Promise<void> => {
  const named = new Map<string, { cron: string; run: () => Promise<void> }>();
  for (const { name, every, run: go } of entries)
    if ('cron' in every) named.set(name, { cron: every.cron, run: go });
  const definitions = [...named].map(
    ([name, entry]): JobDefinition => ({ name, run: entry.run, retryLimit: 2 }),
  );
  await work({ ...queue, options: { ...queue.options, pollSeconds: 20 } }, definitions);
  for (const { name } of await queue.boss.getSchedules())
    if (!named.has(name)) await queue.boss.unschedule(name);
  for (const [name, { cron }] of named)
    await queue.boss.schedule(name, cron, null, { tz: 'UTC', singletonKey: name });
};

const drain = async (queue: Queue, definitions: readonly JobDefinition[]): Promise<number> => {
  let count = 0;
  for (let before = -1; before !== count; ) {
    before = count;
    for (const definition of definitions) count += await drainOne(queue, definition);
  }
  return count;
};

const drainOne = async (queue: Queue, definition: JobDefinition): Promise<number> => {
  const { boss } = queue;
  await ensureQueue(queue, definition.name);
  for (let count = 0; ; count++) {
    const [job] = await boss.fetch<JobData>(definition.name);
    if (job === undefined) return count;
    try {
      await run(queue, definition, job);
    } catch (error) {
      await boss.fail(definition.name, job.id);
      throw error;
    }
    await boss.complete(definition.name, job.id);
  }
};
