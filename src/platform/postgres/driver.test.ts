import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '../../../test/support/database.ts';
import { openDb, type Tx } from '../db.ts';
import { MENDS } from './driver.ts';

const { appUrl, owner } = await testDatabase();
const CONNECTIONS = 3;

/** Kills the connection of a transaction and goes on asking, at once or a little later. */
const dying = async (tx: Tx, pause: number): Promise<unknown> => {
  const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const killed = owner`select pg_terminate_backend(${row?.pid ?? 0}, 2000)`.then(() => sleep(pause));
  if (pause > 0) await killed;
  for (let again = 0; again < 5; again++) {
    await tx`select ${again}::int`.catch(() => undefined);
    await sleep(pause / 5);
  }
  await killed;
  return tx`select 2`;
};

// In the driver as it comes this ends the whole program: see driver.ts.
test('connections that die under transactions fail the transactions, not the program; the whole pool goes on', async () => {
  const db = openDb({ url: appUrl, maxConnections: CONNECTIONS });
  for (const pause of [0, 1, 20, 100, 0, 1]) {
    const works = Array.from({ length: CONNECTIONS }, () => db.begin((tx) => dying(tx, pause)));
    for (const { status } of await Promise.allSettled(works)) assert.equal(status, 'rejected');
  }
  const together = await Promise.all(
    Array.from({ length: CONNECTIONS }, () =>
      db.begin(async (tx) => {
        await tx`select pg_sleep(0.2)`;
        return (await tx<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]?.pid;
      }),
    ),
  );
  assert.equal(new Set(together).size, CONNECTIONS, 'no connection was lost');
  await db.close();
});

test('what is mended is still there to be mended: when this fails, look whether the driver has done it itself', () => {
  const text = readFileSync(
    import.meta.resolve('postgres').replace('file://', '').replace('index.js', 'connection.js'),
    'utf8',
  );
  for (const { flaw } of MENDS) assert.equal(text.split(flaw).length, 2, flaw);
});
