import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canEntryBecome, ENTRY_STATES, type EntryState, isEntryOver, isInLine } from './entry-states.ts';
import { canPairBecome, PAIR_STATES, type PairState } from './pair-states.ts';

const ENTRY_EDGES: readonly (readonly [EntryState, EntryState])[] = [
  ['asked', 'waiting'],
  ['waiting', 'paused'],
  ['waiting', 'offered'],
  ['waiting', 'placed'],
  ['waiting', 'left'],
  ['waiting', 'removed'],
  ['paused', 'waiting'],
  ['paused', 'placed'],
  ['paused', 'left'],
  ['paused', 'removed'],
  ['offered', 'waiting'],
  ['offered', 'paused'],
  ['offered', 'placed'],
  ['offered', 'left'],
  ['offered', 'removed'],
  ['offered', 'lapsed'],
];

const PAIR_EDGES: readonly (readonly [PairState, PairState])[] = [
  ['invited', 'linked'],
  ['invited', 'one-left'],
  ['invited', 'parted'],
  ['linked', 'one-left'],
  ['linked', 'parted'],
  ['one-left', 'parted'],
];

test('an entry takes the steps on the list, and every other step is forbidden', () => {
  const named = new Set(ENTRY_EDGES.map((step) => step.join(' -> ')));
  for (const from of ENTRY_STATES)
    for (const to of ENTRY_STATES)
      assert.equal(canEntryBecome(from, to), named.has(`${from} -> ${to}`), `${from} -> ${to}`);
});

test('a pair takes the steps on the list, and every other step is forbidden', () => {
  const named = new Set(PAIR_EDGES.map((step) => step.join(' -> ')));
  for (const from of PAIR_STATES)
    for (const to of PAIR_STATES)
      assert.equal(canPairBecome(from, to), named.has(`${from} -> ${to}`), `${from} -> ${to}`);
});

test('from every state an end can be reached, nobody is offered a chair unconfirmed, and a pause is no offer', () => {
  for (const state of ENTRY_STATES.filter((each) => each !== 'asked' && !isEntryOver(each)))
    assert.ok(
      ENTRY_STATES.some((to) => isEntryOver(to) && canEntryBecome(state, to)),
      state,
    );
  assert.deepEqual(
    ENTRY_STATES.filter((state) => canEntryBecome(state, 'offered')),
    ['waiting'],
  );
  assert.deepEqual(ENTRY_STATES.filter(isInLine), ['waiting', 'paused', 'offered']);
});
