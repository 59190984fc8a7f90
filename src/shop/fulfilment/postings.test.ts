import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { money } from '../../kernel/money.ts';
import { feeLearned, moneyCame, moneyWent, type Posting } from './postings.ts';

const total = (posting: Posting) => posting.entries.reduce((sum, entry) => sum + entry.minor, 0);
const on = (posting: Posting, account: string) =>
  posting.entries.filter((entry) => entry.account === account).reduce((sum, entry) => sum + entry.minor, 0);
const amounts = fc.integer({ min: 1, max: 10_000_000 });

test('every posting sums to zero, whatever the amounts', () => {
  fc.assert(
    fc.property(amounts, amounts, (gross, fee) => {
      assert.equal(total(moneyCame(money(gross, 'USD'), money(fee, 'USD'), 'sales')), 0);
      assert.equal(total(feeLearned(money(fee, 'EUR'))), 0);
      assert.equal(total(moneyWent(money(gross, 'JPY'), 'suspense')), 0);
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
