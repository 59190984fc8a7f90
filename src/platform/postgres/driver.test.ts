// In the driver as it comes, the first two of these end the whole program: see driver.ts.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '../../../test/support/database.ts';
import { openDb, type Tx } from '../db.ts';
import { MENDS } from './driver.ts';

const { appUrl, owner } = await testDatabase();
const CONNECTIONS = 3;

const endConnectionOf = async (tx: Tx): Promise<void> => {
  const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`;
  await owner`select pg_terminate_backend(${row?.pid ?? 0}, 2000)`;
};

test('a connection that dies under a transaction fails the transaction, not the program; the pool goes on', async () => {
  const db = openDb({ url: appUrl, maxConnections: CONNECTIONS });
  for (const pause of [0, 100]) {
    const work = db.begin(async (tx) => {
      await endConnectionOf(tx);
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

test('all connections die at once, asked at every moment of their end: none is lost from the pool', async () => {
  const db = openDb({ url: appUrl, maxConnections: CONNECTIONS });
  for (const pause of [0, 1, 20, 100, 0, 1]) {
    const works = Array.from({ length: CONNECTIONS }, () =>
      db.begin(async (tx) => {
        const ended = endConnectionOf(tx);
        for (let again = 0; again < 5; again++) {
          await tx`select ${again}::int`.catch(() => undefined);
          await sleep(pause / 5);
        }
        await ended;
        return tx`select 2`;
      }),
    );
    for (const { status } of await Promise.allSettled(works)) assert.equal(status, 'rejected');
  }
  const together = Array.from({ length: CONNECTIONS }, () =>
    db.begin(async (tx) => {
      await tx`select pg_sleep(0.2)`;
      return (await tx<{ pid: number }[]>`select pg_backend_pid() as pid`)[0]?.pid;
    }),
  );
  assert.equal(new Set(await Promise.all(together)).size, CONNECTIONS);
  await db.close();
});

test('a transaction whose connection died says nothing more, also when the connection lives again for others', async () => {
  const db = openDb({ url: appUrl, maxConnections: 1 });
  await owner`create table platform.said (words text)`;
  await owner`grant all on platform.said to ninefold_app`;
  let working: Promise<void> = Promise.resolve();
  const dead = db.begin((tx) => {
    working = (async () => {
      await endConnectionOf(tx);
      await sleep(100);
      await db.sql`insert into platform.said values ('by the living')`;
      await tx`insert into platform.said values ('by the dead')`;
    })();
    return working;
  });
  await assert.rejects(dead);
  await assert.rejects(working);
  const said = await owner<{ words: string }[]>`select words from platform.said`;
  assert.deepEqual(
    said.map(({ words }) => words),
    ['by the living'],
  );
  await db.close();
});

test('what is mended is still there to be mended: when this fails, look whether the driver has done it itself', () => {
  const folder = new URL('.', import.meta.resolve('postgres'));
  for (const { file, flaw } of MENDS)
    assert.equal(readFileSync(new URL(file, folder), 'utf8').split(flaw).length, 2, flaw);
});
