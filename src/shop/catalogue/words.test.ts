import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createWordIndex } from './word-index.ts';
import { fold, likenessWithSlips, queryWords, slips } from './words.ts';

const TEXTS = [
  {
    strong: 'After a loss grief bereavement',
    middle: 'Imani Okafor Thursday evening in person',
    weak: 'their name',
  },
  { strong: 'Steadier panic anxiety', middle: 'Hanna Lindqvist Monday online', weak: 'heart runs' },
  {
    strong: 'Entre nosotros',
    middle: 'Tomás Reyes Spanish Sunday online',
    weak: 'el peso de estar solos, la mañana',
  },
];
const index = createWordIndex();
for (const [slot, text] of TEXTS.entries()) index.put(slot, text);
const found = (query: string) =>
  [...index.find(query, TEXTS.length)].flatMap((score, slot) => (score > 0 ? [slot] : []));

const QUERIES: readonly [string, readonly number[]][] = [
  ['anxiety', [1]],
  ['anxeity', [1]],
  ['ANXIETY!', [1]],
  ['anx', [1]],
  ['grief', [0]],
  ['greif', [0]],
  ['berevement', [0]],
  ['tomas', [2]],
  ['manana', [2]],
  ['help with my panic', [1]],
  ['online', [1, 2]],
  ['online spanish', [2]],
  ['panic zzzzz', [1]],
  ['zzzzz', []],
  ['', []],
  ['   ', []],
  ['<script>alert(1)</script>', []],
  ["'; drop table shop.listings; --", []],
];
for (const [query, slots] of QUERIES)
  test(`"${query}" finds ${slots.length === 0 ? 'nothing' : slots.join(' and ')}`, () => {
    assert.deepEqual(found(query), slots);
  });

test('a word in the name counts more than the same word in the text', () => {
  const two = createWordIndex();
  two.put(0, { strong: 'Low tide', middle: '', weak: 'morning' });
  two.put(1, { strong: 'Morning room', middle: '', weak: '' });
  const scores = two.find('morning', 2);
  assert.ok((scores[1] ?? 0) > (scores[0] ?? 0) && (scores[0] ?? 0) > 0);
});

test('a group whose words were replaced is found by the new ones alone', () => {
  const one = createWordIndex();
  one.put(0, { strong: 'Steadier', middle: 'panic', weak: '' });
  one.put(1, { strong: 'Low tide', middle: 'panic', weak: '' });
  one.put(0, { strong: 'Calmer', middle: 'worry', weak: '' });
  assert.deepEqual(
    [...one.find('panic', 2)].map((score) => score > 0),
    [false, true],
  );
  assert.deepEqual(
    [...one.find('steadier', 2)].map((score) => score > 0),
    [false, false],
  );
  assert.deepEqual(
    [...one.find('worry', 2)].map((score) => score > 0),
    [true, false],
  );
});

test('slips are counted as letters wrong, missing, too many and swapped', () => {
  assert.equal(slips('anxeity', 'anxiety', 2), 1);
  assert.equal(slips('greif', 'grief', 1), 1);
  assert.equal(slips('panik', 'panic', 1), 1);
  assert.equal(slips('panc', 'panic', 1), 1);
  assert.equal(slips('sleep', 'anger', 2), 3);
});

test('the number of slips is the same both ways, and the quick look aside never changes it', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      const all = slips(a, b, 20);
      assert.equal(slips(b, a, 20), all);
      assert.equal(slips(a, b, 2), Math.min(all, 3));
    }),
  );
});

test('short words forgive nothing', () => {
  assert.equal(likenessWithSlips('cat', 'car'), 0);
});

test('folding takes accents and case away, and a pasted page becomes a few words', () => {
  assert.equal(fold('Tomás Ångström Straße'), 'tomas angstrom strasse');
  assert.equal(queryWords('word '.repeat(3000)).length, 1);
  assert.ok(queryWords(Array.from({ length: 500 }, (_, index) => `w${index}`).join(' ')).length <= 8);
});
