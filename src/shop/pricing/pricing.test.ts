import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Discount, type PriceableLine, priceCheckout } from './pricing.ts';
import { NO_TAX, type TaxTerms } from './tax.ts';

const seat = (unitMinor: number, count: number, more: Partial<PriceableLine> = {}): PriceableLine => ({
  kind: 'seat',
  unitMinor,
  count,
  takesCoupon: true,
  ...more,
});

const USD = { currency: 'USD', tax: NO_TAX } as const;
const added = (rate: number): TaxTerms => ({ way: 'added', rates: { seat: rate, workbook: rate } });
const included = (rate: number): TaxTerms => ({ way: 'included', rates: { seat: rate, workbook: rate } });

const anyLine: fc.Arbitrary<PriceableLine> = fc.record({
  kind: fc.constantFrom('seat', 'workbook'),
  unitMinor: fc.nat(200_000),
  count: fc.integer({ min: 1, max: 60 }),
  packageSavingMinor: fc.nat(100_000),
  fundMinor: fc.nat(100_000),
  takesCoupon: fc.boolean(),
});
const anyDiscount: fc.Arbitrary<Discount | undefined> = fc.oneof(
  fc.constant(undefined),
  fc.record({ by: fc.constant('amount' as const), minor: fc.integer({ min: 1, max: 5_000_000 }) }),
  fc.record({ by: fc.constant('share' as const), perTenThousand: fc.integer({ min: 1, max: 10_000 }) }),
);
const anyTax: fc.Arbitrary<TaxTerms> = fc.record({
  way: fc.constantFrom('none', 'included', 'added'),
  rates: fc.record({ seat: fc.nat(30_000), workbook: fc.nat(30_000) }),
});
const anyCheckout = fc.tuple(fc.array(anyLine, { minLength: 1, maxLength: 8 }), anyDiscount, anyTax);
const price = (lines: readonly PriceableLine[], discount: Discount | undefined, tax: TaxTerms) =>
  priceCheckout(lines, { currency: 'USD', discount, tax });
const total = (amounts: readonly number[]) => amounts.reduce((sum, minor) => sum + minor, 0);

test('without anything that takes off, a line costs unit times meetings', () => {
  const { lines, payableMinor } = priceCheckout([seat(4_500, 4), seat(2_000, 1)], USD);
  assert.equal(payableMinor, 20_000);
  assert.deepEqual(
    lines.map((line) => line.payableMinor),
    [18_000, 2_000],
  );
});

test('an amount is shared out over the lines it is for by what they cost, and no other line pays less', () => {
  const lines = [seat(1_000, 1), seat(2_000, 1), seat(9_900, 1, { takesCoupon: false })];
  const { lines: priced, payableMinor } = priceCheckout(lines, {
    ...USD,
    discount: { by: 'amount', minor: 100 },
  });
  assert.deepEqual(
    priced.map((line) => line.couponSavingMinor),
    [33, 67, 0],
  );
  assert.equal(payableMinor, 12_800);
});

test('a share is rounded once over the whole: three thirds of a cent are one cent', () => {
  const lines = [seat(333, 1), seat(333, 1), seat(334, 1)];
  const { payableMinor } = priceCheckout(lines, { ...USD, discount: { by: 'share', perTenThousand: 1_250 } });
  assert.equal(payableMinor, 1_000 - 125);
});

test('the coupon is taken off what the buyer would pay, never off what the fund pays', () => {
  const { lines } = priceCheckout([seat(4_500, 4, { fundMinor: 10_000 })], {
    ...USD,
    discount: { by: 'share', perTenThousand: 5_000 },
  });
  assert.deepEqual(
    lines.map(({ totalMinor, fundMinor, couponSavingMinor, payableMinor }) => [
      totalMinor, fundMinor, couponSavingMinor, payableMinor,
    ]),
    [[18_000, 10_000, 4_000, 4_000]],
  ); // biome-ignore format: a row
});

test('tax that is added is reckoned on the sum of a rate, not line by line', () => {
  const thrice = [seat(333, 1), seat(333, 1), seat(333, 1)];
  const { lines, payableMinor } = priceCheckout(thrice, { ...USD, tax: added(7_000) });
  assert.equal(
    total(lines.map((line) => line.taxMinor)),
    70,
    '7 % of 9.99 is 0.70, while thrice 0.23 were 0.69',
  );
  assert.equal(payableMinor, 1_069);
});

test('tax that prices include changes no price', () => {
  const { lines, payableMinor } = priceCheckout([seat(11_900, 1)], { ...USD, tax: included(19_000) });
  assert.equal(payableMinor, 11_900);
  assert.equal(lines[0]?.taxMinor, 1_900);
  assert.equal(lines[0]?.taxIsAdded, false);
});

test('kinds have rates of their own, and each rate is rounded by itself', () => {
  const rates: TaxTerms = { way: 'added', rates: { seat: 0, workbook: 7_000 } };
  const { lines } = priceCheckout([seat(4_500, 4), seat(999, 1, { kind: 'workbook' })], {
    ...USD,
    tax: rates,
  });
  assert.deepEqual(
    lines.map(({ taxMinor, taxRate, taxIsAdded }) => [taxMinor, taxRate, taxIsAdded]),
    [
      [0, 0, false],
      [70, 7_000, true],
    ],
  );
});

test('a coupon for all of it leaves nothing to pay, and nothing to tax', () => {
  const { payableMinor } = priceCheckout([seat(4_500, 4)], {
    currency: 'USD',
    discount: { by: 'share', perTenThousand: 10_000 },
    tax: added(19_000),
  });
  assert.equal(payableMinor, 0);
});

test('parts sum to the whole, nothing is below zero, and nothing takes off more than there is', () => {
  fc.assert(
    fc.property(anyCheckout, ([lines, discount, tax]) => {
      const { lines: priced, payableMinor } = price(lines, discount, tax);
      assert.equal(total(priced.map((line) => line.payableMinor)), payableMinor);
      for (const [index, line] of priced.entries()) {
        const off = line.packageSavingMinor + line.fundMinor + line.couponSavingMinor;
        assert.ok(off <= line.totalMinor, 'the constraint of the table');
        assert.equal(line.payableMinor, line.totalMinor - off + (line.taxIsAdded ? line.taxMinor : 0));
        for (const minor of Object.values(line).filter((value) => typeof value === 'number'))
          assert.ok(Number.isSafeInteger(minor) && minor >= 0);
        if (!line.taxIsAdded) assert.ok(line.taxMinor <= line.payableMinor, 'a share of the price at most');
        if (lines[index]?.takesCoupon !== true) assert.equal(line.couponSavingMinor, 0);
      }
    }),
  );
});

test('a coupon takes off exactly what it promises, or all there is', () => {
  fc.assert(
    fc.property(anyCheckout, ([lines, discount]) => {
      const plain = price(lines, undefined, NO_TAX);
      const base = total(
        plain.lines.map((line, index) => (lines[index]?.takesCoupon ? line.payableMinor : 0)),
      );
      const saved = plain.payableMinor - price(lines, discount, NO_TAX).payableMinor;
      if (discount === undefined) assert.equal(saved, 0);
      else if (discount.by === 'amount') assert.equal(saved, Math.min(base, discount.minor));
      else assert.ok(Math.abs(saved - (base * discount.perTenThousand) / 10_000) <= 0.5);
    }),
  );
});

test('the tax of a rate is its part of the sum to half a cent, however many lines there are', () => {
  fc.assert(
    fc.property(anyCheckout, ([lines, discount, tax]) => {
      const { lines: priced } = price(lines, discount, tax);
      for (const rate of new Set(Object.values(tax.rates))) {
        const due = total(
          priced.map((line, index) =>
            tax.rates[lines[index]?.kind ?? 'seat'] === rate
              ? line.payableMinor - (line.taxIsAdded ? line.taxMinor : 0)
              : 0,
          ),
        );
        const taxed = total(priced.map((line) => (line.taxRate === rate ? line.taxMinor : 0)));
        if (tax.way === 'none') assert.equal(taxed, 0);
        else if (rate > 0) {
          const exact = (due * rate) / (tax.way === 'included' ? 100_000 + rate : 100_000);
          assert.ok(Math.abs(taxed - exact) <= 0.5 + 1e-6, `${taxed} for ${exact}`);
        }
      }
    }),
  );
});

test('the order of the lines changes no sum', () => {
  fc.assert(
    fc.property(
      anyCheckout.chain(([lines, discount, tax]) =>
        fc.tuple(
          fc.constant(lines),
          fc.shuffledSubarray(lines, { minLength: lines.length }),
          fc.constant(discount),
          fc.constant(tax),
        ),
      ),
      ([lines, shuffled, discount, tax]) => {
        const [one, other] = [price(lines, discount, tax), price(shuffled, discount, tax)];
        assert.equal(one.payableMinor, other.payableMinor);
        const taxes = (priced: typeof one) => total(priced.lines.map((line) => line.taxMinor));
        assert.equal(taxes(one), taxes(other));
      },
    ),
  );
});
