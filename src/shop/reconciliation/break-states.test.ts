import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  BREAK_BECOMES,
  BREAK_KINDS,
  type BreakState,
  canBreakBecome,
  fits,
  WAYS_OF,
} from './break-states.ts';

const STATES = Object.keys(BREAK_BECOMES) as BreakState[];
const ALLOWED = new Set(['open>settled', 'open>explained', 'open>gone', 'explained>open']);

for (const was of STATES)
  for (const next of STATES) {
    const edge = ALLOWED.has(`${was}>${next}`);
    test(`a break that is ${was} ${edge ? 'may become' : 'never becomes'} ${next}`, () =>
      assert.equal(canBreakBecome(was, next), edge));
  }

test('each kind has a way out besides words, and currencies are never booked against each other', () => {
  for (const kind of BREAK_KINDS) assert.ok(WAYS_OF[kind].length > 0, kind);
  assert.ok(!fits('currency-differs', 'booked'));
  assert.ok(!fits('state-differs', 'booked'));
  assert.ok(fits('fee-differs', 'booked'));
});
