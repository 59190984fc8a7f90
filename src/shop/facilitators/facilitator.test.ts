import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addressFor, judgeRetiring, moved } from './facilitator.ts';
import { type FacilitatorState, mayBecome, stateOf } from './facilitator-states.ts';

const STATES: readonly FacilitatorState[] = ['here', 'retired'];
const EDGES = new Set(['here>retired', 'retired>here']);

test('somebody retires and comes back, and nothing else happens', () => {
  for (const from of STATES)
    for (const to of STATES) assert.equal(mayBecome(from, to), EDGES.has(`${from}>${to}`), `${from}>${to}`);
  assert.deepEqual([stateOf({ isRetired: true }), stateOf({ isRetired: false })], ['retired', 'here']);
});

test('nobody goes while a group names them, and it says which', () => {
  assert.equal(judgeRetiring('here', []).ok, true);
  const groups = [{ id: 'g', name: 'After a loss', isDraft: false, chairs: 3 }];
  assert.deepEqual(judgeRetiring('here', groups), { ok: false, refusal: { because: 'leads', groups } });
  assert.deepEqual(judgeRetiring('retired', []), { ok: false, refusal: { because: 'not-here' } });
});

test('an order is changed by one place, and ends where it ends', () => {
  const order = ['a', 'b', 'c'] as never[];
  assert.deepEqual(moved(order, 'b', -1), ['b', 'a', 'c']);
  assert.deepEqual(moved(order, 'b', 1), ['a', 'c', 'b']);
  assert.deepEqual(moved(order, 'a', -1), order);
  assert.deepEqual(moved(order, 'c', 1), order);
  assert.deepEqual(moved(order, 'nobody', 1), order);
});

test('an address is made of the name, is of its own, and is there for any script', () => {
  assert.equal(addressFor('Tomás Reyes, LCSW', new Set()), 'tomas-reyes-lcsw');
  assert.equal(addressFor('Ana', new Set(['ana', 'ana-2'])), 'ana-3');
  assert.equal(addressFor('李明', new Set()), 'facilitator');
  assert.equal(addressFor('X', new Set()), 'facilitator');
  assert.match(addressFor('x'.repeat(90), new Set()), /^x{56}$/);
});
