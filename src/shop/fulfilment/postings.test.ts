import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { money } from '../../kernel/money.ts';
import {
  feeLearned,
  moneyCame,
  moneyWent,
  movedAtPayPal,
  type Posting,
  paidBackOutside,
  postedBack,
  taxGoingBack,
} from './postings.ts';

const total = (posting: Posting) => posting.entries.reduce((sum, entry) => sum + entry.minor, 0);
const on = (posting: Posting, account: string) =>
  posting.entries.filter((entry) => entry.account === account).reduce((sum, entry) => sum + entry.minor, 0);
const amounts = fc.integer({ min: 1, max: 10_000_000 });

test('every posting sums to zero, whatever the amounts', () => {
  fc.assert(
    fc.property(amounts, amounts, amounts, amounts, (gross, feeMinor, taxMinor, fundMinor) => {
      const fee = money(feeMinor, 'USD');
      const postings = [
        moneyCame(money(gross, 'USD'), fee, 'sales', { taxMinor, fundMinor }),
        feeLearned(money(feeMinor, 'EUR')),
        moneyWent(money(gross, 'JPY'), 'suspense'),
        moneyWent(money(gross, 'USD'), 'disputes', { taxMinor, feeBackMinor: feeMinor }),
        paidBackOutside(money(gross, 'USD'), taxMinor),
        movedAtPayPal('withdrawal', money(-gross, 'USD'), feeMinor, 'bank'),
      ];
      for (const posting of postings) {
        assert.equal(total(posting), 0);
        assert.equal(total(postedBack(posting)), 0);
      }
    }),
  );
});

test('a sale of $180.00 with a fee of $5.73 leaves $174.27 at PayPal', () => {
  const sale = moneyCame(money(18_000, 'USD'), money(573, 'USD'), 'sales');
  assert.deepEqual(
    [on(sale, 'paypal-balance'), on(sale, 'paypal-fees'), on(sale, 'sales')],
    [17_427, 573, -18_000],
  );
});

test('tax is no income, and what a fund pays is', () => {
  const sale = moneyCame(money(10_700, 'EUR'), undefined, 'sales', { taxMinor: 700, fundMinor: 4_000 });
  assert.deepEqual(
    [on(sale, 'paypal-balance'), on(sale, 'sales'), on(sale, 'tax'), on(sale, 'funds')],
    [10_700, -14_000, -700, 4_000],
  );
});

test('a fee learned later leaves the books as if it had been known at once', () => {
  const late = [moneyCame(money(18_000, 'USD'), undefined, 'sales'), feeLearned(money(573, 'USD'))];
  assert.equal(
    late.reduce((sum, posting) => sum + on(posting, 'paypal-balance'), 0),
    17_427,
  );
});

test('money that bought nothing goes in and out of suspense and never touches sales', () => {
  const came = moneyCame(money(9_000, 'EUR'), undefined, 'suspense');
  const went = moneyWent(money(9_000, 'EUR'), 'suspense');
  assert.equal(on(came, 'suspense') + on(went, 'suspense'), 0);
  assert.equal(on(came, 'sales'), 0);
});

test('a fee that PayPal gives back with a refund lies on the balance again', () => {
  const went = moneyWent(money(10_000, 'USD'), 'refunds', { taxMinor: 0, feeBackMinor: 300 });
  assert.deepEqual([on(went, 'paypal-balance'), on(went, 'paypal-fees')], [-9_700, -300]);
});

test('a refund paid outside PayPal leaves the balance there alone', () => {
  const went = paidBackOutside(money(5_000, 'USD'), 500);
  assert.deepEqual(
    [on(went, 'paypal-balance'), on(went, 'refunds'), on(went, 'tax'), on(went, 'differences')],
    [0, 4_500, 500, -5_000],
  );
});

test('however a sale goes back in parts, all of its tax goes back with it, and never more', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 50_000 }), { minLength: 1, maxLength: 9 }),
      fc.nat(99),
      (parts, percent) => {
        const whole = parts.reduce((sum, part) => sum + part, 0);
        const tax = Math.floor((whole * percent) / (100 + percent));
        let left = { amountMinor: whole, taxMinor: tax };
        for (const part of parts) {
          const back = taxGoingBack(money(part, 'USD'), left);
          assert.ok(back >= 0 && back <= part, 'no more tax than money');
          left = { amountMinor: left.amountMinor - part, taxMinor: left.taxMinor - back };
        }
        assert.equal(left.taxMinor, 0);
      },
    ),
  );
});
