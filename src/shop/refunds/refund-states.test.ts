import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canRefundBecome, REFUND_BECOMES, type RefundState, refundIssue } from './refund-states.ts';

const states = Object.keys(REFUND_BECOMES) as RefundState[];
const allowed = new Set([
  'wanted>asked', 'wanted>completed', 'wanted>failed', 'asked>pending', 'asked>completed', 'asked>failed',
  'pending>completed', 'pending>failed',
]); // biome-ignore format: pairs

for (const was of states)
  test(`a ${was} refund goes where the table says and nowhere else`, () => {
    for (const next of states)
      assert.equal(canRefundBecome(was, next), allowed.has(`${was}>${next}`), `${was}>${next}`);
  });

test('a capture that is already refunded counts as done; a surprise needs a person', () => {
  assert.equal(refundIssue('CAPTURE_FULLY_REFUNDED'), 'done');
  assert.equal(refundIssue('PENDING_CAPTURE'), 'later');
  assert.equal(refundIssue('REFUND_TIME_LIMIT_EXCEEDED'), 'person');
});
