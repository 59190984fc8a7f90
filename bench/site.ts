// The web part of the product as start.ts puts it together, on a database that is already there.
import { buildApp } from '../src/app.ts';
import { practiceById } from '../src/identity/practice/public.ts';
import type { Parts } from '../src/parts.ts';
import { type DbOptions, openDb } from '../src/platform/db.ts';
import { createAssets } from '../src/platform/http/assets.ts';
import { createMicroCache } from '../src/platform/http/micro-cache.ts';
import { openJobs } from '../src/platform/jobs-boss.ts';
import { createLimits } from '../src/platform/limits.ts';
import { secretLinks } from '../src/platform/links.ts';
import { openLog } from '../src/platform/log.ts';
import { createOutbox } from '../src/platform/mail/deliver.ts';
import { createMetrics } from '../src/platform/metrics.ts';
import { createVault } from '../src/platform/vault.ts';
import { sources } from '../src/sources.ts';
import { instantPayPal } from './instant-paypal.ts';
import { freePort } from './program.ts';

export type SiteOptions = {
  readonly appUrl: string;
  /** Where its log goes. */
  readonly folder: string;
};

/** Listens on a port of its own; jobs are written, and nobody works on them. */
/** PayPal's own books play no part in what is measured. */
const silentBooks = (): Pick<Parts, 'disputes' | 'reports'> => {
  const debugId = undefined;
  const away = async () =>
    ({ kind: 'unknown', why: 'network', status: undefined, retryAfterSeconds: undefined, debugId }) as const;
  return {
    disputes: { get: away, list: away, addressOf: () => 'https://www.paypal.com/' },
    reports: { transactions: away, balances: away },
  };
};

export const openSite = async ({ appUrl, folder }: SiteOptions, watch?: DbOptions['watch']) => {
  const port = await freePort();
  const log = openLog('file', folder);
  const db = openDb({ url: appUrl, ...(watch ? { watch } : {}) });
  const jobs = await openJobs({ url: appUrl, log, maxConnections: 2 });
  const key = Buffer.alloc(32, 8);
  const assets = await createAssets(sources);
  const parts: Parts = {
    platform: {
      ...{ db, log, jobs, limits: createLimits(), mode: 'example', asset: assets.address },
      vault: createVault(Buffer.alloc(32, 7)),
      outbox: createOutbox({ jobs, key }),
      links: secretLinks(Buffer.alloc(32, 9)),
      publicUrl: `http://127.0.0.1:${port}`,
    },
    paypal: instantPayPal(),
    ...silentBooks(),
    merchantId: undefined,
    mail: {
      ...{ sql: db.sql, key, log, fromAddress: 'practice@ninefold.example' },
      senderName: async (practiceId) => (await practiceById(db, practiceId))?.neutralName ?? 'Practice',
      transport: { send: async () => undefined, close: () => undefined },
    },
    assets,
    microCache: createMicroCache({ hosts: [`127.0.0.1:${port}`] }),
    metrics: createMetrics(),
  };
  const app = await buildApp(parts);
  await app.listen({ port, host: '127.0.0.1' });
  return {
    port,
    db,
    stop: async () => {
      app.server.closeAllConnections();
      await app.close();
      await jobs.stop();
      await db.close();
      log.flush();
    },
  };
};
