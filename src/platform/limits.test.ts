import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLimits } from './limits.ts';

const FEW = { points: 3, seconds: 60 };

test('as many tries as allowed pass, and each key counts for itself', async () => {
  const limits = createLimits();
  const tries = [];
  for (let count = 0; count < 5; count++) tries.push(await limits.take('sign-in', 'mira@example.org', FEW));
  assert.deepEqual(tries, [true, true, true, false, false]);
  assert.equal(await limits.take('sign-in', 'jonas@example.org', FEW), true);
  assert.equal(await limits.take('contact', 'mira@example.org', FEW), true);
});

test('a flood of other keys does not give anybody new tries', async () => {
  const limits = createLimits();
  for (let count = 0; count < 4; count++) await limits.take('sign-in', 'mira@example.org', FEW);
  for (let count = 0; count < 20_000; count++) await limits.take('sign-in', `made-up-${count}`, FEW);
  assert.equal(await limits.take('sign-in', 'mira@example.org', FEW), false);
});

test('after its time a key may try again', async () => {
  const limits = createLimits();
  const brief = { points: 1, seconds: 0.05 };
  assert.equal(await limits.take('brief', 'a', brief), true);
  assert.equal(await limits.take('brief', 'a', brief), false);
  for (let waited = 0; waited < 100 && !(await limits.take('brief', 'a', brief)); waited++)
    await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(await limits.take('brief', 'a', { points: 2, seconds: 0.05 }), true);
});
