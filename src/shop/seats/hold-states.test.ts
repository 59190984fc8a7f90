import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canHoldBecome, HOLD_BECOMES, type HoldState } from './hold-states.ts';

const states = Object.keys(HOLD_BECOMES) as HoldState[];
const allowed = ['held>pinned', 'held>released', 'pinned>held', 'pinned>consumed', 'pinned>released'];

for (const was of states)
  for (const next of states) {
    const may = allowed.includes(`${was}>${next}`);
    test(`a ${was} hold ${may ? 'may' : 'may not'} become ${next}`, () => {
      assert.equal(canHoldBecome(was, next), may);
    });
  }

test('money in motion is never timed out: only a live hold can end, and both ends are final', () => {
  assert.deepEqual(
    states.filter((state) => HOLD_BECOMES[state].length === 0),
    ['consumed', 'released'],
  );
});
