import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromDecimal, money } from '../../kernel/money.ts';
import { type OrderWish, orderBody, paymentReference, requestKey } from './order-body.ts';

const wish = (more: Partial<OrderWish>): OrderWish => ({
  attemptId: '0198c0de-0000-7000-8000-00000000a11e',
  invoiceId: 'REF-1',
  reference: 'REF',
  neutralName: 'RS Practice',
  locale: 'en-US',
  total: money(18_000, 'USD'),
  lineMinors: [18_000, 0],
  returnUrl: 'https://rs.example/payments/s/return',
  cancelUrl: 'https://rs.example/payments/s/cancel',
  ...more,
});

test('the amount PayPal is asked for is the frozen total, and a breakdown is sent only when it sums', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 6 }), fc.nat(3), (lineMinors, off) => {
      const total = money(lineMinors.reduce((a, b) => a + b, 0) + off + 1, 'EUR');
      const unit = JSON.parse(orderBody(wish({ total, lineMinors }))).purchase_units[0];
      assert.deepEqual(fromDecimal(unit.amount.value, 'EUR'), total);
      assert.equal('items' in unit, false);
      const summing = [...lineMinors, off + 1];
      const itemised = JSON.parse(orderBody(wish({ total, lineMinors: summing }))).purchase_units[0];
      const sum = itemised.items.reduce(
        (minor: number, item: { unit_amount: { value: string } }) =>
          minor + (fromDecimal(item.unit_amount.value, 'EUR')?.minor ?? Number.NaN),
        0,
      );
      assert.equal(sum, total.minor);
      assert.equal(itemised.amount.breakdown.item_total.value, itemised.amount.value);
    }),
  );
});

test('yen have no decimals', () => {
  const unit = JSON.parse(orderBody(wish({ total: money(1200, 'JPY'), lineMinors: [1200] })))
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
