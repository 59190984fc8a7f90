import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVault } from './vault.ts';

const vault = createVault(Buffer.alloc(32, 1));
const place = { table: 'care.applications', column: 'answers', practiceId: 'p1', id: 'a1' };

test('what was sealed opens at its place, and the same text is never sealed to the same bytes', () => {
  const sealed = vault.seal('I lost my brother. 🕯', place);
  assert.equal(vault.open(sealed, place), 'I lost my brother. 🕯');
  assert.notEqual(vault.seal('I lost my brother. 🕯', place), sealed);
  assert.ok(!Buffer.from(sealed, 'base64').includes('brother'));
});

test('moved to another table, column, practice or row it opens nowhere, and a changed byte is noticed', () => {
  const sealed = vault.seal('mine', place);
  for (const moved of [
    { ...place, table: 'care.waiting_steps' },
    { ...place, column: 'note' },
    { ...place, practiceId: 'p2' },
    { ...place, id: 'a2' },
  ])
    assert.throws(() => vault.open(sealed, moved));
  const bytes = Buffer.from(sealed, 'base64');
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  assert.throws(() => vault.open(bytes.toString('base64'), place));
  assert.throws(() => createVault(Buffer.alloc(32, 2)).open(sealed, place));
});

test('a fingerprint knows the same text again, for one purpose and one key', () => {
  assert.deepEqual(vault.fingerprint('address', 'x'), vault.fingerprint('address', 'x'));
  assert.notDeepEqual(vault.fingerprint('address', 'x'), vault.fingerprint('name', 'x'));
  assert.notDeepEqual(
    vault.fingerprint('address', 'x'),
    createVault(Buffer.alloc(32, 2)).fingerprint('address', 'x'),
  );
});
