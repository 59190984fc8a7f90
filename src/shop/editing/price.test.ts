import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Currency, formatMoney, money } from '../../kernel/money.ts';
import { readPrice } from './price.ts';

const CASES: readonly (readonly [string, Currency, number | string])[] = [
  ['45', 'USD', 4500],
  ['$45', 'USD', 4500],
  [' 45.50 ', 'USD', 4550],
  ['45,50', 'EUR', 4550],
  ['45,5', 'EUR', 4550],
  ['45 €', 'EUR', 4500],
  ['EUR 45.00', 'EUR', 4500],
  ['1,200', 'USD', 120_000],
  ['1.200,50', 'EUR', 120_050],
  ['1 200', 'CHF', 120_000],
  ['1’200.50', 'CHF', 120_050],
  ['0', 'USD', 0],
  ['4500', 'JPY', 4500],
  ['4,500', 'JPY', 4500],
  ['45.5', 'JPY', 'too-fine'],
  ['45.001', 'USD', 'too-high'],
  ['45 kr.', 'DKK', 4500],
  ['US$45', 'USD', 4500],
  ['45.0001', 'USD', 'too-fine'],
  ['20000', 'USD', 'too-high'],
  ['-5', 'USD', 'no-price'],
  ['', 'USD', 'no-price'],
  ['free', 'USD', 'no-price'],
  ['NaN', 'USD', 'no-price'],
  ['1e3', 'USD', 'no-price'],
  ['Infinity', 'USD', 'no-price'],
  ['45.50.20', 'USD', 'no-price'],
];

for (const [typed, currency, meant] of CASES)
  test(`"${typed}" in ${currency} is ${meant}`, () => {
    const read = readPrice(typed, currency);
    const said = read.ok ? read.value : read.refusal;
    assert.equal(said, meant);
  });

test('whatever we write of a price, in any locale, is read back as the same price', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999 }),
      fc.constantFrom<Currency>('USD', 'EUR', 'GBP', 'CHF', 'CZK', 'SEK', 'JPY', 'HUF'),
      fc.constantFrom('en-US', 'de-DE', 'fr-FR', 'de-CH', 'es-ES', 'en-GB', 'ja-JP'),
      (minor, currency, locale) => {
        const read = readPrice(formatMoney(money(minor, currency), locale), currency);
        assert.deepEqual(read, { ok: true, value: minor }, formatMoney(money(minor, currency), locale));
      },
    ),
  );
});
