import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from '../../kernel/time.ts';
import { match } from './match.ts';
import type { Line, OurCapture, OurRefund, Sides } from './sides.ts';

const T0 = Temporal.Instant.from('2026-10-01T12:00:00Z');
const at = (hours: number) => T0.add({ hours });
const capture = (change: Partial<OurCapture> = {}): OurCapture => ({
  ...{ id: 'C1', attemptId: 'a1', status: 'COMPLETED', amountMinor: 18_000, feeMinor: 677 },
  ...{ currency: 'USD', takenAt: T0 },
  ...change,
});
const refund = (change: Partial<OurRefund> = {}): OurRefund => ({
  ...{ id: 'r1', captureId: 'C1', paypalRefundId: 'R1', state: 'completed', amountMinor: 5_000 },
  ...{ feeBackMinor: 0, currency: 'USD', madeAt: at(1) },
  ...change,
});
let serial = 0;
const line = (change: Partial<Line> = {}): Line => ({
  ...{ id: `l${++serial}`, transactionId: 'C1', code: 'T0006', status: 'S', grossMinor: 18_000 },
  ...{ feeMinor: -677, currency: 'USD', at: T0, referenceId: undefined, invoiceId: 'i1' },
  ...{ customField: 'a1', booked: false },
  ...change,
});
const back = (change: Partial<Line> = {}) =>
  line({ transactionId: 'R1', code: 'T1107', grossMinor: -5_000, feeMinor: 0, referenceId: 'C1', ...change });
const lay = (change: Partial<Sides>) =>
  match({
    ...{ lines: [], captures: [], refunds: [], attemptIds: new Set(['a1']), elsewhere: new Set<string>() },
    ...{ since: at(-24), until: at(48), ...change },
  });
const kinds = (change: Partial<Sides>) => lay(change).breaks.map(({ kind }) => kind);
const deeds = (change: Partial<Sides>) => lay(change).deeds.map((deed) => deed.do);
const AGREED = { captures: [capture()], refunds: [refund()], lines: [line(), back()] };
const NOTHING = { deeds: [], breaks: [] };

test('books that agree leave nothing to do, told once, twice or in another order', () => {
  assert.deepEqual(lay(AGREED), NOTHING);
  const { lines } = AGREED;
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 6 }), (more) => {
      assert.deepEqual(lay({ ...AGREED, lines: [...more, ...lines] }), NOTHING);
    }),
  );
});

test('each kind of difference has its name', () => {
  const captures = [capture()];
  assert.deepEqual(kinds({ captures, lines: [] }), ['only-here']);
  assert.deepEqual(kinds({ captures, lines: [line({ grossMinor: 17_999 })] }), ['amount-differs']);
  assert.deepEqual(kinds({ captures, lines: [line({ currency: 'EUR' })] }), ['currency-differs']);
  assert.deepEqual(kinds({ captures, lines: [line({ feeMinor: -700 })] }), ['fee-differs']);
  assert.deepEqual(kinds({ captures, lines: [line({ status: 'D' })] }), ['state-differs']);
  assert.deepEqual(kinds({ captures: [capture({ status: 'PENDING' })], lines: [line()] }), ['state-differs']);
  assert.deepEqual(kinds({ lines: [line({ customField: 'other' })] }), ['only-at-paypal']);
  assert.deepEqual(kinds({ lines: [line({ code: 'T9900' })] }), ['only-at-paypal']);
  assert.deepEqual(kinds({ lines: [line()] }), ['only-at-paypal']);
  assert.deepEqual(kinds({ captures, lines: [line(), back()] }), ['only-at-paypal']);
  assert.deepEqual(kinds({ lines: [back()] }), ['only-at-paypal'], 'a refund of a strange payment');
});

test('what the program can do by itself it does before a person is called', () => {
  assert.deepEqual(lay({ captures: [capture({ feeMinor: null })], lines: [line()] }), {
    deeds: [{ do: 'learn-fee', capture: capture({ feeMinor: null }), feeMinor: 677 }],
    breaks: [],
  });
  assert.deepEqual(deeds({ lines: [line()] }), ['look']);
  assert.deepEqual(deeds({ captures: [capture({ status: 'PENDING' })], lines: [line()] }), ['look']);
  assert.deepEqual(deeds({ captures: [capture()], lines: [line(), back({ code: 'T1106' })] }), ['recognise']);
  for (const [code, as] of [
    ['T0400', 'bank'],
    ['T0200', 'exchange'],
    ['T0100', 'paypal-fees'],
    ['T0114', 'disputes'],
  ] as const) {
    const found = lay({ lines: [line({ code, customField: undefined })] });
    assert.deepEqual(
      found.deeds.map((deed) => deed.do === 'book' && deed.as),
      [as],
    );
    assert.deepEqual(found.breaks, []);
  }
});

test('a refund counts by its own number, its sum, its state and the fee that came back', () => {
  const given = { captures: [capture()] };
  const told = (lines: readonly Line[], refunds = [refund()]) =>
    kinds({ ...given, refunds, lines: [line(), ...lines] });
  assert.deepEqual(told([back({ grossMinor: -4_000 })]), ['amount-differs']);
  assert.deepEqual(told([back({ feeMinor: 20 })]), ['fee-differs']);
  assert.deepEqual(told([back({ currency: 'EUR' })]), ['currency-differs']);
  assert.deepEqual(told([back({ status: 'P' })]), ['state-differs']);
  assert.deepEqual(told([back()], [refund({ state: 'failed' })]), ['state-differs']);
  assert.deepEqual(told([back()], [refund({ state: 'asked' })]), [], 'it is looked after by itself');
  assert.deepEqual(told([]), ['only-here']);
});

test('a refund whose number was never heard agrees with lines of the same sum, and with no others', () => {
  const given = { captures: [capture()], refunds: [refund({ paypalRefundId: null, amountMinor: 7_000 })] };
  const parts = [back({ grossMinor: -5_000 }), back({ transactionId: 'R2', grossMinor: -2_000 })];
  assert.deepEqual(lay({ ...given, lines: [line(), ...parts] }), NOTHING);
  assert.deepEqual(kinds({ ...given, lines: [line(), back({ grossMinor: -6_999 })] }), ['only-at-paypal']);
  assert.deepEqual(kinds({ ...given, lines: [line()] }), ['only-here']);
});

test('money that a dispute took and gave back is booked to disputes, and only where the payment is ours', () => {
  const won = line({ transactionId: 'W', code: 'T1202', grossMinor: 5_000, feeMinor: 0, referenceId: 'C1' });
  const { deeds: done } = lay({ captures: [capture()], lines: [line(), won] });
  assert.deepEqual(
    done.map((deed) => deed.do === 'book' && [deed.as, deed.because, deed.capture?.id]),
    [['disputes', 'dispute-won', 'C1']],
  );
  assert.deepEqual(kinds({ lines: [won] }), ['only-at-paypal']);
});

test('pending, denied and held lines, those booked before and those of another practice ask for nothing', () => {
  const other = line({ transactionId: 'O', customField: undefined });
  const lines = [
    line(),
    line({ status: 'P', transactionId: 'P', customField: undefined }),
    line({ status: 'D', transactionId: 'X' }),
    line({ code: 'T1110', transactionId: 'H' }),
    line({ transactionId: 'B', customField: undefined, booked: true }),
    other,
  ];
  assert.deepEqual(lay({ captures: [capture()], lines, elsewhere: new Set([other.id]) }), NOTHING);
});

test('what is younger than three hours, or before the stretch, is not missed', () => {
  assert.deepEqual(kinds({ captures: [capture({ takenAt: at(46) })] }), []);
  assert.deepEqual(kinds({ captures: [capture({ takenAt: at(-25) })] }), []);
  assert.deepEqual(kinds({ captures: [capture({ takenAt: at(44) })] }), ['only-here']);
});

test('the same difference has the same name, another figure another', () => {
  const name = (feeMinor: number) =>
    lay({ captures: [capture()], lines: [line({ feeMinor })] }).breaks[0]?.fingerprint;
  assert.equal(name(-700), name(-700));
  assert.notEqual(name(-700), name(-701));
});
