import assert from 'node:assert/strict';
import { test } from 'node:test';
import { turn } from './turn.ts';

const numbered = (...numbers: number[]) => numbers.map((number) => ({ number }));

test('the first page has no way back, the last no way on', () => {
  assert.deepEqual(turn(numbered(9, 8, 7), 2, undefined), {
    rows: numbered(9, 8),
    back: undefined,
    forward: { side: 'after', number: 8 },
  });
  assert.deepEqual(turn(numbered(7), 2, { side: 'after', number: 8 }), {
    rows: numbered(7),
    back: { side: 'before', number: 7 },
    forward: undefined,
  });
  assert.deepEqual(turn(numbered(2, 1), 2, undefined), {
    rows: numbered(2, 1),
    back: undefined,
    forward: undefined,
  });
});

test('read backwards, the surplus row is the first and there is always a way on', () => {
  assert.deepEqual(turn(numbered(9, 8, 7), 2, { side: 'before', number: 6 }), {
    rows: numbered(8, 7),
    back: { side: 'before', number: 8 },
    forward: { side: 'after', number: 7 },
  });
  assert.equal(turn(numbered(9, 8), 2, { side: 'before', number: 7 }).back, undefined);
});

test('nothing found turns nowhere', () => {
  assert.deepEqual(turn([], 2, { side: 'after', number: 1 }), {
    rows: [],
    back: undefined,
    forward: undefined,
  });
});
