import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { testDatabase } from '../../test/support/database.ts';
import type { JobDefinition } from './jobs.ts';
import { migrateJobs, openJobs } from './jobs-boss.ts';
import { createLog } from './log.ts';

const { db, appUrl, ownerUrl } = await testDatabase();
await migrateJobs(ownerUrl);
await migrateJobs(ownerUrl);
const lines: string[] = [];
const jobs = await openJobs({ url: appUrl, log: createLog({ write: (line) => lines.push(line) }) });
after(() => jobs.stop());

const recorder = (name: string) => {
  const seen: unknown[] = [];
  const definition: JobDefinition = { name, run: async (data) => void seen.push(data) };
  return { seen, definition };
};

test('a job enqueued in a transaction runs after its commit', async () => {
  const { seen, definition } = recorder('order-placed');
  await db.begin((tx) => jobs.enqueue(tx, 'order-placed', { orderId: 'a' }));
  assert.equal(await jobs.drain([definition]), 1);
  assert.deepEqual(seen, [{ orderId: 'a' }]);
});

test('a transaction that is rolled back leaves no job', async () => {
  const { seen, definition } = recorder('never-happened');
  await assert.rejects(
    db.begin(async (tx) => {
      await jobs.enqueue(tx, 'never-happened', { orderId: 'b' });
      throw new Error('rolled back');
    }),
    /rolled back/,
  );
  assert.equal(await jobs.drain([definition]), 0);
  assert.deepEqual(seen, []);
});

test('a job of a viewer with row-level security goes along too', async () => {
  const { seen, definition } = recorder('seen-by-viewer');
  await db.as({ kind: 'visitor' }, (tx) => jobs.enqueue(tx, 'seen-by-viewer', { count: 3 }));
  await jobs.drain([definition]);
  assert.deepEqual(seen, [{ count: 3 }]);
});

test('with a key there is one waiting job, without one each counts', async () => {
  const keyed = recorder('look-again');
  const free = recorder('each-counts');
  for (const round of [1, 2])
    await db.begin(async (tx) => {
      await jobs.enqueue(tx, 'look-again', { round }, { singletonKey: 'attempt-1' });
      await jobs.enqueue(tx, 'each-counts', { round });
    });
  assert.equal(await jobs.drain([keyed.definition]), 1);
  assert.equal(await jobs.drain([free.definition]), 2);
});

test('a delayed job waits', async () => {
  const { definition } = recorder('later');
  await db.begin((tx) => jobs.enqueue(tx, 'later', {}, { startAfterSeconds: 3_600 }));
  assert.equal(await jobs.drain([definition]), 0);
});

test('a failed job is tried again, and the log names it by ids without its words', async () => {
  let tries = 0;
  const definition: JobDefinition = {
    name: 'fails-once',
    retryDelaySeconds: 1,
    run: async () => {
      tries++;
      if (tries === 1) throw new Error('Mira Halloway has no address');
    },
  };
  await jobs.work([definition]);
  await db.begin((tx) => jobs.enqueue(tx, 'fails-once', { orderId: 'order-17', note: 'private words' }));
  for (let waited = 0; tries < 2 && waited < 15_000; waited += 100) await sleep(100);
  assert.equal(tries, 2);
  const line = lines.find((text) => text.includes('job-failed')) ?? '';
  assert.match(line, /order-17/);
  assert.doesNotMatch(line, /Halloway|private words/);
});
