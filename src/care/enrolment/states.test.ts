import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canBecome, ENROLMENT_STATES, type EnrolmentState, isOver } from './states.ts';

const ALLOWED: readonly (readonly [EnrolmentState, EnrolmentState])[] = [
  ['active', 'paused'],
  ['active', 'completed'],
  ['active', 'left'],
  ['active', 'withdrawn'],
  ['active', 'refused'],
  ['paused', 'active'],
  ['paused', 'completed'],
  ['paused', 'left'],
  ['paused', 'withdrawn'],
];

test('every step that is not on the list is forbidden', () => {
  const named = new Set(ALLOWED.map((step) => step.join(' -> ')));
  for (const from of ENROLMENT_STATES)
    for (const to of ENROLMENT_STATES)
      assert.equal(canBecome(from, to), named.has(`${from} -> ${to}`), `${from} -> ${to}`);
});

test('from every state an end can be reached, and an end stays', () => {
  for (const state of ENROLMENT_STATES) {
    const next = ENROLMENT_STATES.filter((to) => canBecome(state, to));
    assert.ok(isOver(state) ? next.length === 0 : next.some(isOver), state);
  }
});
