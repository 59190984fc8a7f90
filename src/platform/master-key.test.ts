import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { EnvRefusal } from './env.ts';
import { exampleMasterKey, keyFor, readMasterKey } from './master-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'ninefold-key-'));
after(() => rmSync(folder, { recursive: true }));
const KEY = Buffer.alloc(32, 7);

test('the key of example mode is made once, for this account only', () => {
  const file = join(folder, 'var', 'master-key');
  const key = exampleMasterKey(file);
  assert.equal(key.length, 32);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(exampleMasterKey(file), key);
});

test('a key file that others may read, is missing or holds no key is refused', () => {
  const file = join(folder, 'key');
  assert.throws(() => readMasterKey({ file }), EnvRefusal);
  writeFileSync(file, `${KEY.toString('base64')}\n`, { mode: 0o600 });
  assert.deepEqual(readMasterKey({ file }), KEY);
  chmodSync(file, 0o644);
  assert.throws(() => readMasterKey({ file }), /others may read/);
  chmodSync(file, 0o600);
  writeFileSync(file, 'short');
  assert.throws(() => readMasterKey({ file }), /32 bytes/);
});

test('each purpose has a key of its own, and none is the master key', () => {
  assert.notDeepEqual(keyFor(KEY, 'links'), keyFor(KEY, 'letters'));
  assert.notDeepEqual(keyFor(KEY, 'links'), KEY);
  assert.deepEqual(keyFor(KEY, 'links'), keyFor(KEY, 'links'));
});
