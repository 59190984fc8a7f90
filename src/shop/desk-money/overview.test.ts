import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { feeLearned, moneyCame, moneyWent, movedAtPayPal } from '../fulfilment/postings.ts';
import { type Moved, netOf, overviewOf, payoutOf } from './overview.ts';

const usd = (minor: number) => ({ minor, currency: 'USD' }) as const;
type Posting = ReturnType<typeof feeLearned>;
const movedBy = (postings: readonly Posting[]): Moved[] =>
  postings.flatMap(({ because, entries }) =>
    entries.map(({ account, minor }) => ({
      ...{ because, account, currency: 'USD', everMinor: minor, monthMinor: minor, lastMonthMinor: 0 },
    })),
  );

test('a sale, a refund and a dispute each show where a reader looks for them', () => {
  const [all = assert.fail('a currency')] = overviewOf(
    movedBy([
      moneyCame(usd(10_000), usd(350), 'sales', { taxMinor: 700, fundMinor: 2_000 }),
      moneyWent(usd(3_000), 'refunds', { taxMinor: 210, feeBackMinor: 20 }),
      moneyWent(usd(1_000), 'disputes'),
      movedAtPayPal('dispute-fee', usd(-1_500), 0, 'disputes'),
      movedAtPayPal('bank', usd(-2_000), 0, 'bank'),
    ]),
  );
  assert.deepEqual(all.ever, {
    ...{ cameMinor: 10_000, feesMinor: 330, backMinor: 3_000, disputesMinor: 2_500 },
    ...{ bankMinor: -2_000, exchangeMinor: 0, differencesMinor: 0, balanceMinor: 2_170 },
  });
  assert.equal(netOf(all.ever), 4_170);
  assert.equal(all.lastMonth.cameMinor, 0);
  const spoken = { currency: 'USD', onItsWayMinor: 100, disputedMinor: 70 } as const;
  assert.equal(payoutOf(all.ever.balanceMinor, spoken), 2_000);
});

test('whatever is posted, the parts sum to what lies at PayPal, also of kinds that nobody named', () => {
  const amount = fc.integer({ min: -500_000, max: 500_000 });
  const kept = fc.integer({ min: 0, max: 5_000 });
  const posting = fc.oneof(
    fc.tuple(fc.nat(500_000), kept).map(([gross, fee]) => moneyCame(usd(gross), usd(fee), 'sales')),
    fc.tuple(fc.nat(500_000), kept).map(([gross, fee]) => moneyCame(usd(gross), usd(fee), 'suspense')),
    fc.nat(500_000).map((minor) => moneyWent(usd(minor), 'refunds')),
    fc.nat(500_000).map((minor) => moneyWent(usd(minor), 'disputes')),
    amount.map((minor) => feeLearned(usd(minor))),
    fc
      .tuple(fc.constantFrom('bank', 'exchange', 'only-here', 'paypal-fee', 'never-heard-of'), amount, kept)
      .map(([because, gross, fee]) => movedAtPayPal(because, usd(gross), fee, 'differences')),
  );
  fc.assert(
    fc.property(fc.array(posting, { minLength: 1, maxLength: 30 }), (postings) => {
      for (const { ever } of overviewOf(movedBy(postings)))
        assert.equal(
          netOf(ever) + ever.bankMinor + ever.exchangeMinor + ever.differencesMinor,
          ever.balanceMinor,
        );
    }),
  );
});
