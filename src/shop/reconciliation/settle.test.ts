import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { feeLearned, movedAtPayPal } from '../fulfilment/postings.ts';
import { bookingOf, type Figures } from './settle.ts';

const figures = (change: Partial<Figures>): Figures => ({
  ...{ kind: 'amount-differs', oursMinor: 1_000, oursFeeMinor: -50, oursCurrency: 'USD' },
  ...{ theirsMinor: 1_200, theirsFeeMinor: -50, theirsCurrency: 'USD' },
  ...change,
});
const SILENT = { oursMinor: null, oursFeeMinor: null, oursCurrency: null } as const;
const QUIET = { theirsMinor: null, theirsFeeMinor: null, theirsCurrency: null } as const;

/** What a booking does to our PayPal balance. */
const moved = (given: Figures): number => {
  const booking = bookingOf(given) ?? assert.fail('it can be booked');
  const posting =
    booking.as === 'fee'
      ? feeLearned(booking.fee)
      : movedAtPayPal('difference', booking.gross, booking.feeMinor, 'differences');
  return posting.entries
    .filter(({ account }) => account === 'paypal-balance')
    .reduce((sum, { minor }) => sum + minor, 0);
};

test('after it is booked, our PayPal balance is what PayPal says, whatever the figures', () => {
  const minor = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(minor, minor, minor, minor, (ours, ourFee, theirs, theirFee) => {
      const both = { oursMinor: ours, oursFeeMinor: ourFee, theirsMinor: theirs, theirsFeeMinor: theirFee };
      assert.equal(moved(figures({ ...both, kind: 'amount-differs' })), theirs + theirFee - ours - ourFee);
      assert.equal(moved(figures({ ...both, ...SILENT, kind: 'only-at-paypal' })), theirs + theirFee);
      assert.equal(moved(figures({ ...both, ...QUIET, kind: 'only-here' })), 0 - (ours + ourFee));
      if (ourFee !== theirFee)
        assert.equal(moved(figures({ ...both, kind: 'fee-differs' })), theirFee - ourFee);
    }),
  );
});

test('two currencies, a currency we do not count in, and states are never booked', () => {
  assert.equal(bookingOf(figures({ kind: 'currency-differs', theirsCurrency: 'EUR' })), undefined);
  assert.equal(bookingOf(figures({ theirsCurrency: 'EUR' })), undefined);
  assert.equal(bookingOf(figures({ ...SILENT, kind: 'only-at-paypal', theirsCurrency: 'XAU' })), undefined);
  assert.equal(bookingOf(figures({ kind: 'state-differs' })), undefined);
  assert.equal(bookingOf(figures({ kind: 'fee-differs' })), undefined, 'equal fees leave nothing to book');
});
