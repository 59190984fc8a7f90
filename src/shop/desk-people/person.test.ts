import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import { type ChairOfPerson, isComing, letterState } from './person.ts';

const NOW = Temporal.Instant.from('2026-10-01T12:00:00Z');
const chair = (change: Partial<ChairOfPerson>): ChairOfPerson => ({
  ...{ seatId: 's', offeringId: 'o', group: 'G', state: 'paid', since: NOW, endedAt: null },
  ...{ lastEndsAt: NOW.add({ hours: 1 }), nextAt: null, orderId: null, orderNumber: null, paidBy: null },
  ...change,
});

test('a chair is to come until its last meeting is over, and never after it was given back', () => {
  assert.ok(isComing(chair({}), NOW));
  assert.ok(!isComing(chair({ lastEndsAt: NOW.subtract({ hours: 1 }) }), NOW));
  assert.ok(!isComing(chair({ state: 'freed' }), NOW));
  assert.ok(isComing(chair({ state: 'granted', lastEndsAt: null }), NOW), 'given without dates');
});

test('a letter left, waits, or did not arrive', () => {
  assert.equal(letterState({ sentAt: NOW, gaveUpAt: null }), 'arrived');
  assert.equal(letterState({ sentAt: null, gaveUpAt: null }), 'waiting');
  assert.equal(letterState({ sentAt: null, gaveUpAt: NOW }), 'lost');
});
