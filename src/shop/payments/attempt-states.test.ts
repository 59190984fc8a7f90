import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ATTEMPT_BECOMES,
  type AttemptState,
  CAPTURABLE,
  canAttemptBecome,
  isLive,
} from './attempt-states.ts';

const states = Object.keys(ATTEMPT_BECOMES) as AttemptState[];

/** Written out by hand a second time, row by row: + may, . may not. Columns are in the order of the table. */
const GRID = `
creating  . + . . . + . . + . . .
awaiting  . . + + + + + . + + + +
capturing . + . + + + + . + . . .
pending   . . . . + + + . . . . .
captured  . . . . . . + + . . . .
failed    . . . + + . + . . . . .
refunding . . . . . . . + . . . .
refunded  . . . . . . . . . . . .
abandoned . . + + + . + . . + + +
seat-lost . . . + + . + . . . . .
duplicate . . . . . . + . . . . .
requote   . . . . . . + . . . . .`;
const COLUMNS: AttemptState[] = [
  'creating', 'awaiting', 'capturing', 'pending', 'captured', 'failed',
  'refunding', 'refunded', 'abandoned', 'seat-lost', 'duplicate', 'requote',
]; // biome-ignore format: columns of the grid

for (const row of GRID.trim().split('\n')) {
  const [was, ...marks] = row.trim().split(/\s+/) as [AttemptState, ...string[]];
  test(`from ${was} an attempt goes where the table says and nowhere else`, () => {
    for (const [index, next] of COLUMNS.entries())
      assert.equal(canAttemptBecome(was, next), marks[index] === '+', `${was} > ${next}`);
  });
}

test('the grid names every state', () => {
  assert.deepEqual(new Set(COLUMNS), new Set(states));
  assert.equal(GRID.trim().split('\n').length, states.length);
});

test('from every state the books can be closed', () => {
  const closes = (state: AttemptState, seen: readonly AttemptState[] = []): boolean =>
    state === 'refunded' ||
    ATTEMPT_BECOMES[state].some((next) => !seen.includes(next) && closes(next, [...seen, state]));
  assert.deepEqual(
    states.filter((state) => !closes(state)),
    [],
  );
});

test('money in the wrong place can always be given back', () => {
  for (const state of states.filter((one) => !['creating', 'refunding', 'refunded'].includes(one)))
    assert.ok(canAttemptBecome(state, 'refunding'), state);
});

test('what is captured once is never captured again', () => {
  for (const state of ['captured', 'pending', 'refunding', 'refunded', 'failed'] as const)
    assert.ok(!canAttemptBecome(state, 'capturing'), state);
  // Who was told "you have not been charged" by letter is not charged afterwards.
  for (const state of ['seat-lost', 'duplicate', 'requote'] as const)
    assert.ok(!canAttemptBecome(state, 'capturing'), state);
  assert.ok(CAPTURABLE.every((state) => canAttemptBecome(state, 'capturing')));
  assert.ok(isLive('capturing') && !isLive('abandoned'));
});
