import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  canRefundBecome,
  countsAsGiven,
  isAtRest,
  REFUND_BECOMES,
  type RefundState,
  refundIssue,
} from './refund-states.ts';

const states = Object.keys(REFUND_BECOMES) as RefundState[];
const allowed = new Set([
  'wanted>asked', 'wanted>completed', 'wanted>failed', 'wanted>cancelled', 'asked>pending', 'asked>completed',
  'asked>failed', 'pending>completed', 'pending>failed', 'completed>undone', 'failed>wanted', 'failed>settled',
]); // biome-ignore format: pairs

for (const was of states)
  for (const next of states)
    test(`a ${was} refund ${allowed.has(`${was}>${next}`) ? 'may become' : 'never becomes'} ${next}`, () => {
      assert.equal(canRefundBecome(was, next), allowed.has(`${was}>${next}`));
    });

test('every state is reached, and the table names no other', () => {
  const reached = new Set(['wanted', ...Object.values(REFUND_BECOMES).flat()]);
  assert.deepEqual([...reached].sort(), [...states].sort());
});

test('money that failed to go, was called back or came back to us is not counted as given', () => {
  assert.deepEqual(states.filter((state) => !countsAsGiven(state)).sort(), ['cancelled', 'failed', 'undone']);
  assert.deepEqual(states.filter((state) => !isAtRest(state)).sort(), ['asked', 'pending', 'wanted']);
});

test('a capture that is already refunded counts as done; a surprise needs a person', () => {
  assert.equal(refundIssue('CAPTURE_FULLY_REFUNDED'), 'done');
  assert.equal(refundIssue('PENDING_CAPTURE'), 'later');
  assert.equal(refundIssue('REFUND_TIME_LIMIT_EXCEEDED'), 'person');
});
