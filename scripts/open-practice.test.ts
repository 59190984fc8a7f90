import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { practiceByHost } from '../src/identity/practice/public.ts';
import { testDatabase } from '../test/support/database.ts';

const { db, appUrl, ownerUrl } = await testDatabase();

const run = (
  args: readonly string[],
  env: Record<string, string> = { DATABASE_URL: appUrl, DATABASE_OWNER_URL: ownerUrl },
) =>
  spawnSync(process.execPath, [join(import.meta.dirname, 'open-practice.ts'), ...args], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env['PATH'] ?? '', PUBLIC_URL: 'https://groups.rowan.example', ...env },
  });

const ROWAN = [
  ...['--name', 'Rowan Street', '--neutral-name', 'RS Practice', '--email', 'hello@rowan.example'],
  ...['--owner-name', 'Ada Rowan', '--owner-email', 'ada@rowan.example', '--zone', 'America/Los_Angeles'],
];

test('one command opens a practice and prints the owner a link', async () => {
  const opened = run(ROWAN);
  assert.equal(opened.status, 0, opened.stderr);
  assert.match(opened.stdout, /https:\/\/groups\.rowan\.example\/sign-in\/[\w-]{44}/);
  assert.match(
    opened.stdout,
    /missing before it can open: https:\/\/groups\.rowan\.example\/desk\/practice\/opening$/m,
  );
  assert.equal((await practiceByHost(db, 'groups.rowan.example'))?.name, 'Rowan Street');
  const again = run(ROWAN);
  assert.equal(again.status, 1);
  assert.match(again.stderr, /there already/);
});

test('what is missing or unknown is told, and nothing is opened', () => {
  assert.match(run([]).stderr, /--name is missing/);
  assert.match(run(['--nonsense']).stderr, /nonsense/);
  assert.match(run(ROWAN, {}).stderr, /DATABASE_URL/);
});
