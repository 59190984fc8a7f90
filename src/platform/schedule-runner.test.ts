import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { createLog } from './log.ts';
import { runOnce, runSchedule } from './schedule-runner.ts';

const { db, owner } = await testDatabase();
const lines: string[] = [];
const deps = { sql: db.sql, log: createLog({ write: (line) => lines.push(line) }) };

const entry = (name: string, run: () => Promise<void>) => ({ name, every: { seconds: 60 }, run });

test('of two processes that want the same entry at once, one runs it', async () => {
  const gate = Promise.withResolvers<void>();
  let runs = 0;
  const slow = entry('slow', async () => {
    runs++;
    await gate.promise;
  });
  const first = runOnce(deps, slow);
  while (runs === 0) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(await runOnce(deps, slow), false);
  gate.resolve();
  assert.equal(await first, true);
  assert.equal(await runOnce(deps, slow), false, 'it has just run, another process need not');
  assert.equal(runs, 1);
});

test('an entry whose process died is taken again after its deadline', async () => {
  let runs = 0;
  const dead = entry('dead', async () => void runs++);
  await owner`insert into platform.schedule_runs (name, taken_until, started_at) values ('dead', now() - interval '1 second', now() - interval '2 minutes')`;
  assert.equal(await runOnce(deps, dead), true);
  assert.equal(runs, 1);
});

test('what an entry throws is logged and counted, and stops nothing', async () => {
  const broken = entry('broken', async () => {
    throw new Error('Mira Halloway');
  });
  assert.equal(await runOnce(deps, broken), true);
  const [row] = await owner`select failures from platform.schedule_runs where name = 'broken'`;
  assert.equal(row?.['failures'], 1);
  assert.ok(lines.some((line) => line.includes('schedule-failed') && line.includes('broken')));
  assert.ok(!lines.some((line) => line.includes('Halloway')));
});

test('stopping waits for the run in hand and starts no other', async () => {
  let runs = 0;
  let done = false;
  const { promise: begun, resolve } = Promise.withResolvers<void>();
  const schedule = runSchedule(deps, [
    {
      name: 'in-hand',
      every: { seconds: 0.01 },
      run: async () => {
        runs++;
        resolve();
        await new Promise((next) => setTimeout(next, 30));
        done = true;
      },
    },
  ]);
  await begun;
  await schedule.stop();
  assert.ok(done);
  assert.equal(runs, 1);
});
