// Each test file gets its own database, cloned from a migrated template, on one shared server.
import { randomBytes } from 'node:crypto';
import { after } from 'node:test';
import type postgres from 'postgres';
import { type Db, openDb } from '../../src/platform/db.ts';
import { connect } from '../../src/platform/postgres/connect.ts';
import { startServerForOneFile } from './server.ts';

export type TestDatabase = {
  /** As the role `ninefold_app`, the way the product runs. */
  readonly db: Db;
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** As owner: for looking behind row-level security in an assertion, and for shifting the clock. */
  readonly owner: postgres.Sql;
  /** Moves platform.now() by this PostgreSQL interval ('16 minutes', '-2 hours'), counted from the real time. */
  shiftClock(interval: string): Promise<void>;
};

/** Call once at the top of a test file (await it at module level); it is dropped after the file's last test. */
export const testDatabase = async (): Promise<TestDatabase> => {
  const server = await startServerForOneFile();
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = connect(server.adminUrl, { max: 1 });
  await admin.unsafe(
    `create database "${name}" owner ninefold_owner template "${server.template}" strategy file_copy`,
  );
  const appUrl = server.url('ninefold_app', name);
  const ownerUrl = server.url('ninefold_owner', name);
  const db = openDb({ url: appUrl, maxConnections: 16 });
  const owner = connect(server.url(new URL(server.adminUrl).username, name), { max: 2 });
  after(async () => {
    await db.close();
    await owner.end({ timeout: 1 });
    await admin.unsafe(`drop database if exists "${name}" with (force)`);
    await admin.end();
    await server.release();
  });
  return {
    db,
    appUrl,
    ownerUrl,
    owner,
    shiftClock: async (interval) => {
      await owner`update platform.clock set shift = ${interval}::text::interval`;
    },
  };
};
