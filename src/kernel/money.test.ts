import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromDecimal, money, split, sum, toDecimal } from './money.ts';

test('parts of a split always sum to the whole', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc
        .array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 })
        .filter((w) => w.some((x) => x > 0)),
      (minor, weights) => {
        const whole = money(minor, 'EUR');
        assert.deepEqual(sum(split(whole, weights), 'EUR'), whole);
      },
    ),
  );
});

test('decimals go out and come back unchanged, also where a currency has none', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.constantFrom('EUR', 'JPY', 'HUF', 'USD'),
      (minor, currency) => {
        assert.deepEqual(fromDecimal(toDecimal(money(minor, currency)), currency), money(minor, currency));
      },
    ),
  );
  assert.equal(toDecimal(money(5, 'USD')), '0.05');
  assert.equal(toDecimal(money(1200, 'JPY')), '1200');
  assert.equal(fromDecimal('1.005', 'USD'), undefined);
  assert.equal(fromDecimal('12,00', 'USD'), undefined);
});
