import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import { canTryAgain, type Outcome, outcomeOf, type Standing } from './outcome.ts';

const standing = (more: Partial<Standing> = {}): Standing => ({
  checkoutState: 'paying', holdsUntil: Temporal.Instant.from('2026-11-23T19:42:00Z'), held: true, chairs: 1, things: 0,
  orderId: null, paidByThis: false, placedLongAgo: false, givenUp: false, refundFailed: false, ...more,
}); // biome-ignore format: one row
type Case = readonly [string, Parameters<typeof outcomeOf>[0], Partial<Standing>, Outcome];

const CASES: readonly Case[] = [
  [
    'an order that PayPal never answered is an error with the chair kept',
    { state: 'creating', problem: 'timeout' },
    {},
    'error',
  ],
  ['an order waiting for its buyer goes on', { state: 'awaiting', problem: null }, {}, 'go-on'],
  ['a declined card may be changed', { state: 'awaiting', problem: 'INSTRUMENT_DECLINED' }, {}, 'declined'],
  [
    'a chair that was given up says so',
    { state: 'awaiting', problem: null },
    { held: false },
    'hold-ran-out',
  ],
  ['no answer means we are asking', { state: 'capturing', problem: 'timeout' }, {}, 'confirming'],
  [
    'no answer stays so though the checkout has ended',
    { state: 'capturing', problem: null },
    { checkoutState: 'ended', held: false },
    'confirming',
  ],
  ['a review is a review', { state: 'pending', problem: null }, {}, 'review'],
  [
    'money that arrived celebrates',
    { state: 'captured', problem: null },
    { orderId: 'o', paidByThis: true, checkoutState: 'ordered' },
    'placed',
  ],
  [
    'a late twin of a paid order was not needed',
    { state: 'abandoned', problem: null },
    { orderId: 'o', checkoutState: 'ordered' },
    'not-needed',
  ],
  [
    'a second payment for a paid order goes back',
    { state: 'refunding', problem: 'surplus' },
    { orderId: 'o' },
    'refund-coming',
  ],
  [
    'a refusal with the chair kept may be tried again',
    { state: 'failed', problem: 'TRANSACTION_REFUSED' },
    {},
    'error',
  ],
  ['a refusal after review tells it', { state: 'failed', problem: 'declined' }, { held: false }, 'review-no'],
  [
    'a chair that the buyer gave back is told as that, not as a time that ran out',
    { state: 'abandoned', problem: null },
    { held: false, checkoutState: 'ended', givenUp: true },
    'given-back',
  ],
  ['money on its way back is on its way', { state: 'refunding', problem: 'surplus' }, {}, 'refund-coming'],
  [
    'money that PayPal would not give back is owed, and the page does not say it is coming',
    { state: 'refunding', problem: 'surplus' },
    { refundFailed: true },
    'refund-owed',
  ],
  ['a chair somebody else took is gone', { state: 'seat-lost', problem: null }, { held: false }, 'seat-gone'],
];

for (const [name, attempt, around, expected] of CASES)
  test(name, () => assert.equal(outcomeOf(attempt, standing(around)), expected));

test('while money may be moving nobody is asked to pay again', () => {
  for (const outcome of ['confirming', 'review', 'placed', 'refund-coming'] as const)
    assert.ok(!canTryAgain(outcome));
});
