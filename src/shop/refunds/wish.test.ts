import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import { mayGoBack, type PaidMoney, type RefundRefusal, type WishedPart } from './wish.ts';

const NOW = Temporal.Instant.from('2026-10-01T12:00:00Z');
const PAID: PaidMoney = {
  amountMinor: 18_000,
  givenMinor: 0,
  status: 'COMPLETED',
  takenAt: NOW.subtract({ hours: 24 }),
  disputed: false,
};
const ask = (amountMinor: number, money: Partial<PaidMoney> = {}, lines: readonly WishedPart[] = []) =>
  mayGoBack({ ...PAID, ...money }, { amountMinor, lines }, NOW);

test('any part of what is left may go back, and the answer says what is left then', () => {
  assert.deepEqual(ask(18_000), { ok: true, value: { leftMinor: 0 } });
  assert.deepEqual(ask(4_500, { givenMinor: 4_500 }), { ok: true, value: { leftMinor: 9_000 } });
});

const NO: readonly [string, ReturnType<typeof ask>, RefundRefusal['because']][] = [
  ['nothing', ask(0), 'no-amount'],
  ['less than nothing', ask(-1), 'no-amount'],
  ['half a cent', ask(0.5), 'no-amount'],
  ['more than was taken', ask(18_001), 'more-than-left'],
  ['more than is left', ask(4_501, { givenMinor: 13_500 }), 'more-than-left'],
  ['what went back already', ask(1, { givenMinor: 18_000 }), 'nothing-left'],
  ['money that PayPal still looks at', ask(100, { status: 'PENDING' }), 'still-pending'],
  ['a payment older than 180 days', ask(100, { takenAt: NOW.subtract({ hours: 180 * 24 + 1 }) }), 'too-old'],
  ['a part, while the buyer disputes', ask(100, { disputed: true }), 'dispute-open'],
  ['lines that do not sum', ask(100, {}, [{ lineId: 'a', amountMinor: 99 }]), 'lines-do-not-sum'],
  [
    'a line twice',
    ask(100, {}, [
      { lineId: 'a', amountMinor: 50 },
      { lineId: 'a', amountMinor: 50 },
    ]),
    'lines-do-not-sum',
  ],
];
for (const [what, answer, because] of NO)
  test(`${what} does not go back: ${because}`, () =>
    assert.equal(answer.ok ? 'went back' : answer.refusal.because, because));

test('on the last of 180 days it still goes back, and while disputed the whole does', () => {
  assert.ok(ask(100, { takenAt: NOW.subtract({ hours: 180 * 24 }) }).ok);
  assert.ok(ask(18_000, { disputed: true }).ok);
});
