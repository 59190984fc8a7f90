import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  APPLICATION_STATES,
  type ApplicationState,
  canApplicationBecome,
  canBeAccepted,
  isApplicationOver,
  isUndecided,
} from './application-states.ts';

const EDGES: readonly (readonly [ApplicationState, ApplicationState])[] = [
  ['draft', 'applied'],
  ['applied', 'talking'],
  ['applied', 'accepted'],
  ['applied', 'refused'],
  ['applied', 'withdrawn'],
  ['talking', 'accepted'],
  ['talking', 'refused'],
  ['talking', 'withdrawn'],
  ['accepted', 'waiting'],
  ['accepted', 'talking'],
  ['accepted', 'withdrawn'],
  ['accepted', 'enrolled'],
  ['waiting', 'offered'],
  ['waiting', 'talking'],
  ['waiting', 'withdrawn'],
  ['waiting', 'lapsed'],
  ['waiting', 'enrolled'],
  ['offered', 'waiting'],
  ['offered', 'talking'],
  ['offered', 'withdrawn'],
  ['offered', 'lapsed'],
  ['offered', 'enrolled'],
  ['lapsed', 'accepted'],
];

test('an application takes the steps on the list, and every other step is forbidden', () => {
  const named = new Set(EDGES.map((step) => step.join(' -> ')));
  for (const from of APPLICATION_STATES)
    for (const to of APPLICATION_STATES)
      assert.equal(canApplicationBecome(from, to), named.has(`${from} -> ${to}`), `${from} -> ${to}`);
});

test('nobody is offered a chair or enrolled without a yes, and nobody is decided about twice', () => {
  const withYes: readonly ApplicationState[] = ['accepted', 'waiting', 'offered'];
  for (const state of APPLICATION_STATES) {
    if (canApplicationBecome(state, 'enrolled')) assert.ok(withYes.includes(state), state);
    if (canApplicationBecome(state, 'offered')) assert.ok(withYes.includes(state), state);
    if (canApplicationBecome(state, 'refused')) assert.ok(isUndecided(state), state);
  }
  assert.deepEqual(APPLICATION_STATES.filter(canBeAccepted), ['applied', 'talking', 'lapsed']);
});

test('every state leads to an end', () => {
  for (const state of APPLICATION_STATES.filter((each) => each !== 'draft' && !isApplicationOver(each)))
    assert.ok(
      APPLICATION_STATES.some((to) => isApplicationOver(to) && canApplicationBecome(state, to)),
      state,
    );
});
