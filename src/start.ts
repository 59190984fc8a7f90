import { join } from 'node:path';
import { buildApp } from './app.ts';
import { practiceById } from './identity/practice/public.ts';
import type { Parts } from './parts.ts';
import { openDb } from './platform/db.ts';
import type { Env } from './platform/env.ts';
import { createAssets } from './platform/http/assets.ts';
import { createMicroCache } from './platform/http/micro-cache.ts';
import { type JobQueue, migrateJobs, openJobs } from './platform/jobs-boss.ts';
import { createLimits } from './platform/limits.ts';
import { secretLinks } from './platform/links.ts';
import { type Log, openLog } from './platform/log.ts';
import { createOutbox, type DeliverDeps } from './platform/mail/deliver.ts';
import { countMail } from './platform/mail/store.ts';
import { folderTransport, smtpTransport } from './platform/mail/transport.ts';
import { exampleMasterKey, keyFor, readMasterKey } from './platform/master-key.ts';
import { createMetrics, type Metrics, serveMetrics } from './platform/metrics.ts';
import type { Platform } from './platform/platform.ts';
import { openDatabase } from './platform/postgres/open-database.ts';
import { runSchedule } from './platform/schedule-runner.ts';
import { createVault } from './platform/vault.ts';
import { clockOf, jobsOf } from './schedule.ts';
import type { PayPalDisputes } from './shop/disputes/public.ts';
import type { PayPal } from './shop/payments/public.ts';
import type { PayPalReports } from './shop/reconciliation/public.ts';
import { sources } from './sources.ts';

/** The PayPal that this start speaks to: the real one, or the one on this machine. */
export type PayPalDoor = {
  readonly paypal: PayPal;
  readonly disputes: PayPalDisputes;
  readonly reports: PayPalReports;
  readonly merchantId: string | undefined;
  /** Where the real PayPal moves money for real. */
  readonly env?: 'sandbox' | 'live';
  /** Origin of the local PayPal. */
  readonly local?: string;
  close(): Promise<void>;
};

export type Start = {
  readonly openPayPal: () => Promise<PayPalDoor>;
  /** Runs when everything is there and before anybody is let in: the example practice. */
  readonly prepare?: (parts: Parts) => Promise<void>;
};

export type Running = {
  readonly parts: Parts;
  /** Finishes requests and jobs, then closes everything. A second call waits for the first. */
  stop(): Promise<void>;
};

/** What was opened, to be closed in the opposite order, also when a start breaks off half way. */
const createEnding = () => {
  const steps: (() => Promise<unknown> | unknown)[] = [];
  let ended: Promise<void> | undefined;
  const run = async () => {
    for (const step of steps.reverse()) await step();
  };
  return {
    later: (step: () => Promise<unknown> | unknown) => void steps.push(step),
    run: () => {
      ended ??= run();
      return ended;
    },
  };
};

type Ending = ReturnType<typeof createEnding>;

/** Opens everything in its order and listens. Whatever fails, what was opened before is closed again. */
export const start = async (env: Env, { openPayPal, prepare }: Start): Promise<Running> => {
  const ending = createEnding();
  try {
    const log = openLog(env.log, env.dataFolder);
    ending.later(() => log.flush());
    const { parts, jobs } = await openParts(env, { log, ending, openPayPal });
    const app = await buildApp(parts);
    await prepare?.(parts);
    await app.listen({ port: env.port, host: env.host });
    await startWork(env, { parts, jobs, ending });
    ending.later(() => app.close());
    log.event('started', { mode: env.mode, port: env.port, pid: process.pid });
    return { parts, stop: ending.run };
  } catch (error) {
    await ending.run().catch(() => undefined);
    throw error;
  }
};

/** What works by itself: the clock, the jobs, the metrics. Stopping waits for what is in hand. */
const startWork = async (
  env: Env,
  { parts, jobs, ending }: { parts: Parts; jobs: JobQueue; ending: Ending },
) => {
  const { db, log } = parts.platform;
  const metrics = await serveMetrics(parts.metrics, env.metricsPort);
  ending.later(() => metrics.close());
  await jobs.work(jobsOf(parts));
  await jobs.runCron(clockOf(parts));
  const clock = runSchedule({ sql: db.sql, log }, clockOf(parts));
  ending.later(() => clock.stop());
};

type Opening = {
  readonly log: Log;
  readonly ending: Ending;
  readonly openPayPal: () => Promise<PayPalDoor>;
};

const openParts = async (
  env: Env,
  { log, ending, openPayPal }: Opening,
): Promise<{ parts: Parts; jobs: JobQueue }> => {
  const metrics = createMetrics();
  // Scripts and styles are built while the database starts.
  const [{ db, jobs }, assets] = await Promise.all([
    openRecords(env, { log, ending, metrics }),
    createAssets(sources),
  ]);
  const door = await openPayPal();
  ending.later(door.close);
  const microCache = createMicroCache({ hosts: hostsOf(env) });
  const master =
    env.mode === 'open' ? readMasterKey(env.masterKey) : exampleMasterKey(join(env.dataFolder, 'master-key'));
  metrics.watchCache(microCache.stats);
  metrics.watchMail(() => countMail(db.sql));
  const letterKey = keyFor(master, 'letters');
  const platform: Platform = {
    ...{ db, log, jobs, mode: env.mode, publicUrl: originOf(env), asset: assets.address },
    outbox: createOutbox({ jobs, key: letterKey }),
    links: secretLinks(keyFor(master, 'links')),
    limits: createLimits(),
    vault: createVault(keyFor(master, 'care')),
  };
  const parts: Parts = {
    ...{ platform, assets, microCache, metrics, merchantId: door.merchantId },
    ...{ paypal: door.paypal, disputes: door.disputes, reports: door.reports },
    mail: { ...mailOf(env, platform, ending), key: letterKey },
    trustProxy: env.trustProxy,
    ...(door.local === undefined ? {} : { localPayPal: door.local }),
    ...(door.env === undefined ? {} : { payPalEnv: door.env }),
  };
  return { parts, jobs };
};

const mailOf = (env: Env, { db, log }: Platform, ending: Ending): Omit<DeliverDeps, 'key'> => {
  const transport =
    env.mode === 'open' ? smtpTransport(env.smtpUrl) : folderTransport(join(env.dataFolder, 'mailbox'));
  ending.later(() => transport.close());
  return {
    ...{ sql: db.sql, log, transport },
    fromAddress: env.mode === 'open' ? env.mailFrom : 'practice@ninefold.example',
    senderName: async (practiceId) => (await practiceById(db, practiceId))?.neutralName ?? 'Practice',
  };
};

const openRecords = async (
  env: Env,
  { log, ending, metrics }: Omit<Opening, 'openPayPal'> & { readonly metrics: Metrics },
) => {
  const database = await openDatabase({
    databaseUrl: env.databaseUrl,
    ownerUrl: env.databaseOwnerUrl,
    dataFolder: env.dataFolder,
    log,
    afterMigrations: (ownerUrl) => migrateJobs(ownerUrl),
  });
  ending.later(() => database.stop());
  const db = openDb({ url: database.appUrl });
  ending.later(() => db.close());
  const jobs: JobQueue = await openJobs({ url: database.appUrl, log, observe: metrics.jobRan });
  ending.later(() => jobs.stop());
  return { db, jobs };
};

const hostsOf = (env: Env) =>
  env.mode === 'open' ? [new URL(env.publicUrl).host] : [`localhost:${env.port}`, `127.0.0.1:${env.port}`];

/** Links of example mode name the machine by its number: `localhost` may mean another address family. */
const originOf = (env: Env) => (env.mode === 'open' ? env.publicUrl : `http://127.0.0.1:${env.port}`);
