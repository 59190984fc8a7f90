import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromDecimal, money } from '../../kernel/money.ts';
import { type LineWish, type OrderWish, orderBody, paymentReference, requestKey } from './order-body.ts';

const wish = (more: Partial<OrderWish>): OrderWish => ({
  attemptId: '0198c0de-0000-7000-8000-00000000a11e',
  invoiceId: 'REF-1',
  reference: 'REF',
  neutralName: 'RS Practice',
  locale: 'en-US',
  total: money(18_000, 'USD'),
  lines: [
    { priceMinor: 18_000, discountMinor: 0, addedTaxMinor: 0 },
    { priceMinor: 0, discountMinor: 0, addedTaxMinor: 0 },
  ],
  returnUrl: 'https://rs.example/payments/s/return',
  cancelUrl: 'https://rs.example/payments/s/cancel',
  ...more,
});

const line = (priceMinor: number, discountMinor = 0, addedTaxMinor = 0) => ({
  ...{ priceMinor, discountMinor, addedTaxMinor },
});

const anyLines = fc.array(
  fc
    .tuple(fc.nat(1_000_000), fc.nat(1_000_000), fc.nat(200_000))
    .map(([price, discount, tax]) => line(price, Math.min(price, discount), price > discount ? tax : 0)),
  { minLength: 1, maxLength: 6 },
);

const minorOf = (amount: { value: string } | undefined) =>
  amount === undefined ? 0 : (fromDecimal(amount.value, 'EUR')?.minor ?? Number.NaN);

const wholeOf = (lines: readonly LineWish[]) =>
  lines.reduce((sum, each) => sum + each.priceMinor - each.discountMinor + each.addedTaxMinor, 0);

test('the amount PayPal is asked for is the frozen total, and a breakdown is sent only when it sums', () => {
  fc.assert(
    fc.property(anyLines, fc.integer({ min: 1, max: 3 }), (lines, off) => {
      const other = money(wholeOf(lines) + off, 'EUR');
      const bare = JSON.parse(orderBody(wish({ total: other, lines }))).purchase_units[0];
      assert.deepEqual(fromDecimal(bare.amount.value, 'EUR'), other);
      assert.deepEqual(['items' in bare, 'breakdown' in bare.amount], [false, false]);
      const total = money(wholeOf(lines), 'EUR');
      const { amount, items } = JSON.parse(orderBody(wish({ total, lines }))).purchase_units[0];
      const { item_total, tax_total, discount } = amount.breakdown;
      assert.equal(minorOf(amount), total.minor);
      assert.equal(minorOf(item_total) + minorOf(tax_total) - minorOf(discount), total.minor);
      const sum = (part: 'unit_amount' | 'tax') =>
        items.reduce(
          (minor: number, item: Record<typeof part, { value: string }>) => minor + minorOf(item[part]),
          0,
        );
      assert.deepEqual([sum('unit_amount'), sum('tax')], [minorOf(item_total), minorOf(tax_total)]);
    }),
  );
});

test('a coupon is told as a discount, added tax as tax of its item, and nothing where there is none', () => {
  const unitOf = (lines: readonly LineWish[]) =>
    JSON.parse(orderBody(wish({ total: money(wholeOf(lines), 'USD'), lines }))).purchase_units[0];
  const usd = (value: string) => ({ currency_code: 'USD', value });
  const both = unitOf([line(18_000, 3_000, 1_050), line(2_000)]);
  assert.deepEqual(both.amount, {
    ...usd('180.50'),
    breakdown: { item_total: usd('200.00'), tax_total: usd('10.50'), discount: usd('30.00') },
  });
  assert.deepEqual(
    both.items.map((item: { tax: unknown }) => item.tax),
    [usd('10.50'), usd('0.00')],
  );
  const plain = unitOf([line(18_000)]);
  assert.deepEqual(plain.amount.breakdown, { item_total: usd('180.00') });
  assert.equal('tax' in plain.items[0], false);
});

test('yen have no decimals', () => {
  const unit = JSON.parse(orderBody(wish({ total: money(1200, 'JPY'), lines: [line(1200)] })))
    .purchase_units[0];
  assert.equal(unit.amount.value, '1200');
});

test('the same wish gives the same bytes', () => {
  assert.equal(orderBody(wish({})), orderBody(wish({})));
});

test('PayPal learns the neutral name, the reference and nothing else in words', () => {
  const body = JSON.parse(orderBody(wish({})));
  assert.equal(body.purchase_units[0].description, 'RS Practice, order REF');
  assert.equal(body.purchase_units[0].items[0].name, 'RS Practice, order REF');
});

test('keys are short, ASCII, and differ by generation and operation', () => {
  const id = '0198c0de-0000-7000-8000-00000000a11e';
  const keys = [requestKey(id, 'c', 0), requestKey(id, 'p', 1), requestKey(id, 'p', 99)];
  assert.equal(new Set(keys).size, 3);
  for (const key of keys) assert.match(key, /^[\x21-\x7e]{1,36}$/);
  assert.equal(paymentReference(id), '000000A11E');
});
