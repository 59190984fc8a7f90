import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathOfReferrer, safePath } from './return-path.ts';

test('only a path of this site is a way back', () => {
  assert.equal(safePath('/groups/kxwv?day=4'), '/groups/kxwv?day=4');
  assert.equal(safePath('/'), '/');
  for (const bad of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    'javascript:alert(1)',
    '/a\nb',
    '/a b',
    '',
    undefined,
    ['/groups'],
    `/${'a'.repeat(400)}`,
  ])
    assert.equal(safePath(bad), undefined, String(bad));
});

test('nobody is sent back into the cart they want to leave', () => {
  for (const round of [
    '/cart',
    '/cart?from=x',
    '/checkout/pay',
    '/payments/abc',
    '/orders/abc',
    '/chair/abc',
  ])
    assert.equal(safePath(round), undefined);
  assert.equal(safePath('/cartography'), '/cartography');
});

test('a referrer counts only when it is our own host', () => {
  assert.equal(pathOfReferrer('http://127.0.0.1:9009/groups/abcd', '127.0.0.1:9009'), '/groups/abcd');
  assert.equal(pathOfReferrer('https://evil.example/groups/abcd', '127.0.0.1:9009'), undefined);
  assert.equal(pathOfReferrer('https://127.0.0.1:9009', '127.0.0.1:9009'), '/');
  assert.equal(pathOfReferrer(undefined, '127.0.0.1:9009'), undefined);
});
