import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { CannotStart } from './cannot-start.ts';
import { migrate } from './migrate.ts';

const { owner, ownerUrl } = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'ninefold-migrations-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
await owner`delete from platform.migrations`;

test('programs that start together wait for each other, and each file runs once, in order', async () => {
  write('0001_first.sql', 'create table platform.steps (name text); insert into platform.steps values (1);');
  write('0002_second.sql', 'select pg_sleep(0.2); insert into platform.steps values (2);');
  const ran = await Promise.all([1, 2, 3, 4].map(() => migrate(ownerUrl, { folder })));
  assert.deepEqual(ran.flat(), ['0001_first.sql', '0002_second.sql']);
  assert.deepEqual(
    (await owner`select name from platform.steps`).map((row) => row['name']),
    ['1', '2'],
  );
});

test('a file that fails leaves nothing behind, and runs again when it is mended', async () => {
  write('0003_third.sql', 'insert into platform.steps values (3); select nonsense;');
  await assert.rejects(() => migrate(ownerUrl, { folder }), /nonsense/);
  assert.equal((await owner`select 1 from platform.steps where name = '3'`).length, 0);
  write('0003_third.sql', 'insert into platform.steps values (3);');
  assert.deepEqual(await migrate(ownerUrl, { folder }), ['0003_third.sql']);
});

test('a file that changed after it ran is refused by name', async () => {
  write('0001_first.sql', 'create table platform.steps (name text); -- improved');
  await assert.rejects(
    () => migrate(ownerUrl, { folder }),
    (error) => error instanceof CannotStart && /0001_first\.sql was changed after it ran/.test(error.message),
  );
  write('0001_first.sql', 'create table platform.steps (name text); insert into platform.steps values (1);');
});

test('a database that ran files this release never had is refused; a newer one is not', async () => {
  await owner`insert into platform.migrations (name, hash) values ('0002_other.sql', 'x')`;
  await assert.rejects(
    () => migrate(ownerUrl, { folder }),
    /ran 0002_other\.sql, which this release does not have/,
  );
  await owner`update platform.migrations set name = '0009_newer.sql' where name = '0002_other.sql'`;
  assert.deepEqual(await migrate(ownerUrl, { folder }), []);
});

test('the hook of the job queue runs under the same lock', async () => {
  let [inside, most] = [0, 0];
  const afterMigrations = async (url: string) => {
    assert.equal(url, ownerUrl);
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 50));
    inside -= 1;
  };
  await Promise.all([1, 2, 3].map(() => migrate(ownerUrl, { folder, afterMigrations })));
  assert.equal(most, 1);
});
