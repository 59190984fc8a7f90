import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../../test/support/programs.ts';
import { testFolder } from '../../../test/support/server.ts';
import { openDb } from '../db.ts';
import { startEmbedded } from './embedded.ts';

/** A few in every run, hundreds in `npm run prove`. */
const KILLS = Number(process.env['KILLS'] ?? 3);

const folder = testFolder();
const server = await startEmbedded({ folder });
after(async () => {
  await server.destroy();
  rmSync(folder, { recursive: true, force: true });
});

test(`nothing that was committed is lost in ${KILLS} kills of the server`, async () => {
  const db = openDb({ url: server.adminUrl, maxConnections: 4 });
  await db.sql`create table sold (number integer primary key)`;
  const promised = new Set<number>();
  let [next, writing] = [0, true];
  const writer = async () => {
    while (writing) {
      const number = next++;
      const kept = await db.sql`insert into sold values (${number})`.then(
        () => true,
        () => false,
      );
      if (kept) promised.add(number);
      else await sleep(20);
    }
  };
  const writers = [writer(), writer(), writer()];
  for (let kill = 0; kill < KILLS; kill++) {
    const before = promised.size;
    await eventually('somebody writes again', () => promised.size > before + 20);
    // At any moment, spread over a quarter of a second.
    await sleep((kill * 37) % 250);
    const pid = server.pid();
    process.kill(pid, 'SIGKILL');
    await eventually('another server runs', () => server.pid() !== pid);
  }
  await eventually('the pool answers', () =>
    db.sql`select 1`.then(
      () => true,
      () => false,
    ),
  );
  writing = false;
  await Promise.all(writers);
  const kept = new Set(
    (await db.sql<{ number: number }[]>`select number from sold`).map(({ number }) => number),
  );
  assert.deepEqual(
    [...promised].filter((number) => !kept.has(number)),
    [],
  );
  assert.ok(promised.size > KILLS * 20);
  await db.close();
});
