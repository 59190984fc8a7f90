import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPractice } from './forms.ts';

const rowan = {
  name: 'Rowan Street Group Practice',
  'neutral-name': 'RS Practice',
  zone: 'America/Los_Angeles',
  email: 'Hello@Rowan.example',
  'owner-name': 'Ada Rowan',
  'owner-email': 'ada@rowan.example',
};

test('a practice is read with its defaults, addresses in lower case', () => {
  const read = readPractice(rowan);
  assert.ok(read.ok);
  assert.equal(read.practice.email, 'hello@rowan.example');
  assert.equal(read.practice.currency, 'USD');
  assert.deepEqual(read.practice.hosts, []);
});

test('everything that is wrong is told at once, by its option', () => {
  const read = readPractice({
    ...rowan,
    name: undefined,
    zone: 'Portland',
    currency: 'XXX',
    region: 'Oregon',
    'owner-email': 'ada',
  });
  assert.ok(!read.ok);
  assert.deepEqual(read.problems.map((problem) => problem.split(' ')[0]).sort(), [
    '--currency',
    '--name',
    '--owner-email',
    '--region',
    '--zone',
  ]);
});
