import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lockProblems } from './lock-file.ts';
import { secretsInText } from './secrets.ts';
import { bannedIn } from './words.ts';

test('planted secrets are seen, and look-alikes are not', () => {
  const planted = [
    `-----BEGIN ${'PRIVATE'} KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0B'}`,
    `AKIA${'ABCDEFGHIJKLMNOP'}`,
    `ghp_${'a'.repeat(36)}`,
    `MASTER_${'KEY'}=${'A'.repeat(43)}=`,
    `postgres://ninefold:${'horse7staple'}@db7.rowan.org/ninefold`,
  ];
  for (const text of planted) assert.equal(secretsInText(text).length, 1, text.slice(0, 12));
  const innocent = [
    'postgres://ninefold_app@localhost/x',
    'smtp://name:password@host:587',
    'MASTER_KEY=',
    'akia',
  ];
  for (const text of innocent) assert.deepEqual(secretsInText(text), [], text);
});

test('names that mean something else here are seen in any case', () => {
  assert.deepEqual(bannedIn('user-service'), ['user', 'service']);
  assert.deepEqual(bannedIn('loginHelpers'), ['login', 'helpers']);
  assert.deepEqual(bannedIn('OrderManager'), ['manager']);
  assert.deepEqual(bannedIn('enrolment'), []);
  assert.deepEqual(bannedIn('constructor'), []);
});

test('the lock file of this project is in order', () => assert.deepEqual(lockProblems(), []));
