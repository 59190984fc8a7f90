// The real app in memory on a test database, with the local PayPal and a mailbox that can be read.
import { after } from 'node:test';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { buildApp } from '../../src/app.ts';
import { practiceById } from '../../src/identity/practice/public.ts';
import type { PracticeId } from '../../src/kernel/id.ts';
import type { Parts } from '../../src/parts.ts';
import { type Assets, createAssets } from '../../src/platform/http/assets.ts';
import { createMicroCache } from '../../src/platform/http/micro-cache.ts';
import type { JobDefinition } from '../../src/platform/jobs.ts';
import { migrateJobs, openJobs } from '../../src/platform/jobs-boss.ts';
import { createLimits } from '../../src/platform/limits.ts';
import { secretLinks } from '../../src/platform/links.ts';
import { createLog } from '../../src/platform/log.ts';
import { createOutbox } from '../../src/platform/mail/deliver.ts';
import type { Envelope } from '../../src/platform/mail/transport.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { createVault } from '../../src/platform/vault.ts';
import { jobsOf } from '../../src/schedule.ts';
import { sources } from '../../src/sources.ts';
import type { TestDatabase } from './database.ts';

export type Visitor = {
  /** Cookies this browser holds, by name. */
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>;
  /** Posts a form the way a browser on our own page does. */
  post(
    path: string,
    form?: Record<string, string | readonly string[]>,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
};

export type TestApp = {
  readonly app: FastifyInstance;
  readonly parts: Parts;
  /** Every letter that left, oldest first. Run `runJobs()` before looking. */
  readonly mailbox: readonly Envelope[];
  /** Everything that was logged, as JSON lines. */
  readonly logLines: readonly string[];
  /** A browser with its own cookies. */
  visitor(): Visitor;
  /** Runs all jobs that are due, then the letters. */
  runJobs(): Promise<number>;
  /** A job the app has not wired itself. */
  alsoRun(...definitions: JobDefinition[]): void;
};

export type TestAppOptions = {
  /** Replaces parts: another PayPal, open mode. */
  readonly change?: (parts: Parts) => Parts;
};

const LETTER_KEY = Buffer.alloc(32, 8);

let built: Promise<Assets> | undefined;

/** Call after testDatabase(): `const { app, visitor } = await testApp(database)`. Closed after the file's last test. */
export const testApp = async (database: TestDatabase, options: TestAppOptions = {}): Promise<TestApp> => {
  await migrateJobs(database.ownerUrl);
  built ??= createAssets(sources);
  const assets = await built;
  const logLines: string[] = [];
  const mailbox: Envelope[] = [];
  const { db } = database;
  const log = createLog({ write: (line) => logLines.push(line) });
  const jobs = await openJobs({ url: database.appUrl, log, maxConnections: 2 });
  const base: Parts = {
    platform: {
      db,
      log,
      jobs,
      outbox: createOutbox({ jobs, key: LETTER_KEY }),
      links: secretLinks(Buffer.alloc(32, 9)),
      limits: createLimits(),
      vault: createVault(Buffer.alloc(32, 7)),
      mode: 'example',
      publicUrl: 'http://localhost',
      asset: assets.address,
    },
    paypal: outOfReach,
    disputes: { get: away, list: away, addressOf: () => 'https://www.paypal.com/' },
    reports: { transactions: away, balances: away },
    merchantId: undefined,
    mail: {
      sql: db.sql,
      key: LETTER_KEY,
      log,
      fromAddress: 'practice@ninefold.example',
      senderName: async (practiceId: PracticeId) =>
        (await practiceById(db, practiceId))?.neutralName ?? 'Practice',
      transport: { send: async (envelope) => void mailbox.push(envelope), close: () => undefined },
    },
    assets,
    microCache: createMicroCache({ hosts: ['localhost'] }),
    metrics: createMetrics(),
  };
  const parts = options.change?.(base) ?? base;
  const app = await buildApp(parts);
  const definitions: JobDefinition[] = [...jobsOf(parts)];
  after(async () => {
    await app.close();
    await jobs.stop();
  });
  return {
    app,
    parts,
    mailbox,
    logLines,
    visitor: () => visitorOf(app),
    runJobs: () => jobs.drain(definitions),
    alsoRun: (...more) => void definitions.push(...more),
  };
};

const visitorOf = (app: FastifyInstance): Visitor => {
  const cookies = new Map<string, string>();
  const send = async (
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    payload?: string,
  ) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.inject({
      method,
      url,
      headers: { host: 'localhost', ...(cookie ? { cookie } : {}), ...headers },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const { name, value, maxAge } of response.cookies)
      if (maxAge === 0) cookies.delete(name);
      else cookies.set(name, value);
    return response;
  };
  const formOf = (form: Record<string, string | readonly string[]>) => {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(form))
      for (const value of [values].flat()) body.append(name, value);
    return body.toString();
  };
  return {
    cookies,
    get: (path, headers = {}) => send('GET', path, headers),
    post: (path, form = {}, headers = {}) =>
      send(
        'POST',
        path,
        { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://localhost', ...headers },
        formOf(form),
      ),
  };
};

const away = async () =>
  ({
    kind: 'unknown',
    why: 'network',
    status: undefined,
    retryAfterSeconds: undefined,
    debugId: undefined,
  }) as const;

/** A PayPal that nobody reaches, until the local one is handed in. */
const outOfReach: Parts['paypal'] = {
  createOrder: away,
  getOrder: away,
  captureOrder: away,
  getCapture: away,
  refundCapture: away,
  getRefund: away,
  judgeWebhook: async () => ({ kind: 'unjudged', why: 'out of reach' }),
  reachable: () => false,
};
