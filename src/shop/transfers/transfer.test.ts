import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { moneyOfMove } from './transfer.ts';

const has = { paidMinor: 18_000, unitMinor: 4_500, meetings: 4, left: 4 };

test('to a group that costs the same, all that is left goes along', () => {
  assert.deepEqual(moneyOfMove(has, { unitMinors: [2_000, 4_500], meetings: 4 }), {
    carriedMinor: 18_000,
    backMinor: 0,
    isWaived: false,
  });
  assert.equal(moneyOfMove({ ...has, left: 2 }, { unitMinors: [4_500], meetings: 2 }).carriedMinor, 9_000);
});

test('to one that costs less, the difference goes back', () => {
  assert.deepEqual(moneyOfMove(has, { unitMinors: [2_000, 3_000], meetings: 4 }), {
    carriedMinor: 12_000,
    backMinor: 6_000,
    isWaived: false,
  });
  assert.equal(moneyOfMove(has, { unitMinors: [4_500], meetings: 3 }).backMinor, 4_500);
});

test('to one that costs more, nobody is asked for the difference', () => {
  assert.deepEqual(moneyOfMove(has, { unitMinors: [6_000, 9_000], meetings: 4 }), {
    carriedMinor: 18_000,
    backMinor: 0,
    isWaived: true,
  });
});

test('a chair that cost nothing carries nothing', () => {
  const money = moneyOfMove({ ...has, paidMinor: 0, unitMinor: 0 }, { unitMinors: [4_500], meetings: 4 });
  assert.deepEqual(money, { carriedMinor: 0, backMinor: 0, isWaived: true });
});

test('what goes along and what goes back are what is left, to the cent, and nothing is made', () => {
  const minor = fc.nat(1_000_000);
  const few = fc.integer({ min: 1, max: 60 });
  fc.assert(
    fc.property(
      minor,
      minor,
      few,
      fc.nat(60),
      fc.array(minor, { minLength: 1, maxLength: 5 }),
      few,
      (...given) => {
        const [paidMinor, unitMinor, meetings, some, unitMinors, goal] = given;
        const left = Math.min(some, meetings);
        const money = moneyOfMove({ paidMinor, unitMinor, meetings, left }, { unitMinors, meetings: goal });
        assert.equal(money.carriedMinor + money.backMinor, Math.floor((paidMinor * left) / meetings));
        assert.ok(money.carriedMinor >= 0 && money.backMinor >= 0);
        assert.ok(!money.isWaived || money.backMinor === 0);
      },
    ),
  );
});
