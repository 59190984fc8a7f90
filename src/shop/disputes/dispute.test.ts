import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import { endingOf, nextState } from './dispute.ts';
import { canDisputeBecome, DISPUTE_BECOMES, type DisputeState, stateOfStatus } from './dispute-states.ts';

const states = Object.keys(DISPUTE_BECOMES) as DisputeState[];
const allowed = new Set([
  'open>answer', 'open>waiting', 'open>review', 'open>resolved', 'answer>waiting', 'answer>review', 'answer>resolved',
  'waiting>answer', 'waiting>review', 'waiting>resolved', 'review>answer', 'review>waiting', 'review>resolved',
  'resolved>answer', 'resolved>review',
]); // biome-ignore format: pairs

for (const was of states)
  for (const next of states)
    test(`a dispute in ${was} ${allowed.has(`${was}>${next}`) ? 'may go' : 'never goes'} to ${next}`, () =>
      assert.equal(canDisputeBecome(was, next), allowed.has(`${was}>${next}`)));

const at = (hours: number) => Temporal.Instant.from('2026-10-01T00:00:00Z').add({ hours });
const STATUS = {
  answer: 'WAITING_FOR_SELLER_RESPONSE',
  review: 'UNDER_REVIEW',
  resolved: 'RESOLVED',
  open: 'OPEN',
};

test('news moves a dispute; older news and steps back to the beginning do not', () => {
  const known = { state: 'review', changedAt: at(2) } as const;
  assert.equal(nextState(undefined, { status: STATUS.answer, changedAt: at(1) }), 'answer');
  assert.equal(nextState(known, { status: STATUS.resolved, changedAt: at(3) }), 'resolved');
  assert.equal(nextState(known, { status: STATUS.resolved, changedAt: at(1) }), undefined);
  assert.equal(nextState(known, { status: STATUS.open, changedAt: at(3) }), 'review');
});

test('a word of PayPal’s that we do not know is somebody’s turn to look', () => {
  assert.equal(stateOfStatus('SOMETHING_NEW'), 'open');
  assert.equal(stateOfStatus('constructor'), 'open');
  assert.equal(endingOf('SOMETHING_NEW'), 'other');
  assert.equal(endingOf('RESOLVED_BUYER_FAVOUR'), 'buyer');
  assert.equal(endingOf(null), undefined);
});
