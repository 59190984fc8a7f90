import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '../../../test/support/database.ts';
import { openDb } from '../db.ts';
import { MENDS } from './driver.ts';

const { appUrl, owner } = await testDatabase();

// In the driver as it comes this ends the whole program: see driver.ts.
test('a connection that dies under a transaction fails the transaction, not the program; the pool goes on', async () => {
  const db = openDb({ url: appUrl, maxConnections: 3 });
  for (const pause of [0, 100]) {
    const work = db.begin(async (tx) => {
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
      await owner`select pg_terminate_backend(${row?.pid ?? 0}, 2000)`;
      await sleep(pause);
      await tx`select 1`.catch(() => undefined);
      await sleep(pause);
      return tx`select 2`;
    });
    await assert.rejects(work);
    await sleep(100);
  }
  const [row] = await db.sql`select 3 as three`;
  assert.equal(row?.['three'], 3);
  await db.close();
});

test('what is mended is still there to be mended: when this fails, look whether the driver has done it itself', () => {
  const folder = new URL('.', import.meta.resolve('postgres'));
  for (const { file, flaw } of MENDS)
    assert.equal(readFileSync(new URL(file, folder), 'utf8').split(flaw).length, 2, flaw);
});
