// One embedded PostgreSQL with the product's own settings (fsync on), and as many databases on it as are measured.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { manyPublications, seedMany } from '../example/many.ts';
import { openPractice } from '../src/identity/practice/public.ts';
import { Temporal } from '../src/kernel/time.ts';
import { openDb } from '../src/platform/db.ts';
import { migrateJobs } from '../src/platform/jobs-boss.ts';
import { connect } from '../src/platform/postgres/connect.ts';
import { startEmbedded } from '../src/platform/postgres/embedded.ts';
import { migrate } from '../src/platform/postgres/migrate.ts';
import { ensureRolesAndDatabase } from '../src/platform/postgres/roles.ts';
import type { Publication } from '../src/shop/catalogue/public.ts';

export type Ground = {
  /** A folder that goes when the bench ends. */
  readonly folder: string;
  /** Address of a database as the role the program runs as. */
  appUrl(database: string): string;
  /** A migrated database with a practice and so many groups; `change` makes them others. */
  seed(database: string, groups: number, change?: (group: Publication) => Publication): Promise<void>;
  /** A copy of a database that nobody is using. */
  copy(from: string, to: string): Promise<void>;
  close(): Promise<void>;
};

const SEED = 907;

/** A catalogue that was printed an hour ago: what has just changed is read again at each look for half a minute. */
const RESTED = ['offerings', 'listings']
  .map(
    (table) => `
      alter table shop.${table} disable trigger user;
      update shop.${table} set changed_at = now() - interval '1 hour';
      alter table shop.${table} enable trigger user;
    `,
  )
  .join('');

export const openGround = async (): Promise<Ground> => {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-bench-'));
  const server = await startEmbedded({ folder });
  const admin = async (statement: string) => {
    const sql = connect(server.adminUrl, { max: 1 });
    await sql.unsafe(statement);
    await sql.end();
  };
  return {
    folder,
    appUrl: (database) => server.url('ninefold_app', database),
    seed: async (database, groups, change = (group) => group) => {
      await ensureRolesAndDatabase(server.adminUrl, database);
      await migrate(server.url('ninefold_owner', database), {
        afterMigrations: (ownerUrl) => migrateJobs(ownerUrl),
      });
      await fill(server.url('ninefold_app', database), groups, change);
      const owner = connect(server.url('postgres', database), { max: 1 });
      await owner.unsafe(RESTED);
      // What the server does by itself within a minute; without it the first figures would be of dead rows.
      await owner.unsafe('vacuum (analyze)');
      await owner.end();
    },
    copy: (from, to) => admin(`create database "${to}" owner ninefold_owner template "${from}"`),
    close: async () => {
      await server.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const fill = async (url: string, groups: number, change: (group: Publication) => Publication) => {
  const db = openDb({ url });
  const { practiceId } = await openPractice(db, {
    name: 'Rowan Street Group Practice',
    neutralName: 'RS Practice',
    region: 'US',
    zone: 'America/Los_Angeles',
    locale: 'en-US',
    currency: 'USD',
    address: ['214 Rowan Street', 'Portland, Oregon'],
    phone: '503-555-0117',
    email: 'hello@rowanstreet.example',
    hosts: ['localhost', '127.0.0.1'],
    owner: { name: 'Ada Rowan', email: 'ada@rowanstreet.example' },
  });
  const today = Temporal.Now.plainDateISO('America/Los_Angeles');
  await seedMany((work) => db.begin(work), practiceId, manyPublications(groups, SEED, today).map(change));
  // Some chairs are taken, so that rings and counts differ from group to group.
  await db.sql`
    update shop.offerings set confirmed = least(capacity, abs(hashtext(id::text)) % 8) where practice_id = ${practiceId}
  `;
  await db.close();
};
