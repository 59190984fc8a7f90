import assert from 'node:assert/strict';
import { test } from 'node:test';
import { money } from '../../kernel/money.ts';
import { Temporal } from '../../kernel/time.ts';
import type { LineView } from '../cart/public.ts';

import { begin } from './begin.ts';
import { attestationsOf, type Checkout, isOpen, type SeatLine, standingOf, stepOf } from './checkout.ts';

type SeatView = Extract<LineView, { kind: 'seat' }>;
const NOON = Temporal.Instant.from('2026-10-08T12:00:00Z');

const line: SeatLine = {
  kind: 'seat', packageId: null, packageName: null, id: 'l1', offeringId: 'loss', tierId: 'even', tierName: 'Even', name: 'After a loss', unitMinor: 4500, totalMinor: 18000,
  packageSavingMinor: 0, couponSavingMinor: 0, fundMinor: 0, taxMinor: 0, taxIsAdded: false, taxRate: 0,
  meetings: [], zone: 'America/Los_Angeles', place: 'Room 2', agreementVersion: 1, ageFrom: 18, ageTo: null, attestations: [], offeredTo: null,
}; // biome-ignore format: a row

const checkout = (change: Partial<Checkout> = {}): Checkout => ({
  id: 'c1', state: 'open', endedBecause: null, endedAt: null, currency: 'USD', totalMinor: 18000,
  couponId: null, couponCode: null, taxName: null,
  parties: { attendeeName: null, attendeeEmail: null, payerName: null, payerEmail: null, attendeeIsPayer: null },
  attested: [], attestedAt: null, agreedAt: null, agreedName: null, holdsUntil: NOON.add({ minutes: 10 }), prolonged: 0,
  lines: [line], payment: undefined, orderId: null, now: NOON, ...change,
}); // biome-ignore format: a row

const view = (change: Partial<SeatView> = {}): SeatView => ({
  kind: 'seat', id: 'v1', offeringId: 'loss', name: 'After a loss', address: 'abcd', tier: { id: 'even', name: 'Even' }, tiers: [],
  unit: money(4500, 'USD'), fundUnit: money(0, 'USD'), meetings: [], zone: 'America/Los_Angeles', total: money(18000, 'USD'), listedBefore: undefined,
  problem: undefined, heldByBuyer: false, seats: { capacity: 8, held: 0, confirmed: 0 }, ...change,
}); // biome-ignore format: a row

const ranOut = { holdsUntil: NOON.subtract({ seconds: 1 }) };

test('where a checkout stands is told by its state, its hold and its payment', () => {
  const cases: [Partial<Checkout>, string][] = [
    [{}, 'live'],
    [{ state: 'paying' }, 'live'],
    [{ state: 'paying', payment: { attemptId: 'a', state: 'awaiting' } }, 'live'],
    [{ state: 'paying', payment: { attemptId: 'a', state: 'failed' } }, 'live'],
    [{ state: 'paying', payment: { attemptId: 'a', state: 'capturing' }, ...ranOut }, 'confirming'],
    [{ state: 'paying', payment: { attemptId: 'a', state: 'pending' }, ...ranOut }, 'confirming'],
    [{ state: 'ended', payment: { attemptId: 'a', state: 'refunding' } }, 'confirming'],
    [{ state: 'ordered', endedAt: NOON, payment: { attemptId: 'a', state: 'captured' } }, 'ordered'],
    [{ state: 'ordered', endedAt: NOON.subtract({ minutes: 61 }) }, 'left'],
    [ranOut, 'run-out'],
    [{ state: 'ended', endedBecause: 'hold-ran-out' }, 'run-out'],
    [{ state: 'ended', endedBecause: 'left' }, 'left'],
  ];
  for (const [change, standing] of cases)
    assert.equal(standingOf(checkout(change)), standing, JSON.stringify(change));
});

test('the same lines go on with the hold that lives; everything else begins anew', () => {
  assert.deepEqual(begin(checkout(), [view()]), { ok: true, value: { goOn: checkout() } });
  for (const [before, lines] of [
    [checkout(), [view({ tier: { id: 'helped', name: 'Helped' } })]],
    [checkout(), [view(), view({ offeringId: 'steadier' })]],
    [checkout(ranOut), [view()]],
  ] as const)
    assert.deepEqual(begin(before, lines), { ok: true, value: { replace: before } });
  for (const before of [undefined, checkout({ state: 'ended' }), checkout({ state: 'ordered' })])
    assert.deepEqual(begin(before, [view()]), { ok: true, value: { replace: undefined } });
});

test('nothing begins while money may be moving, or while a line cannot be bought as it is shown', () => {
  const capturing = checkout({ state: 'paying', payment: { attemptId: 'a', state: 'capturing' } });
  const because = (...given: Parameters<typeof begin>) => {
    const decision = begin(...given);
    return decision.ok ? 'begun' : decision.refusal.because;
  };
  assert.equal(because(capturing, [view()]), 'confirming');
  assert.equal(because(undefined, []), 'empty');
  assert.equal(because(undefined, [view(), view({ problem: 'full' })]), 'line-problem');
  assert.equal(because(undefined, [view({ listedBefore: money(4000, 'USD') })]), 'price-changed');
});

test('a later step opens only when those before it are done', () => {
  const parties = {
    attendeeName: 'A',
    attendeeEmail: 'a@b',
    payerName: 'A',
    payerEmail: 'a@b',
    attendeeIsPayer: true,
  };
  const known = checkout({ parties, attestedAt: NOON });
  assert.equal(stepOf(checkout()), 'you');
  assert.equal(stepOf(known), 'agreement');
  assert.equal(stepOf(checkout({ parties, attestedAt: NOON, agreedAt: NOON })), 'pay');
  assert.deepEqual(
    [isOpen(known, 'you'), isOpen(known, 'agreement'), isOpen(known, 'pay')],
    [true, true, false],
  );
});

test('the narrowest age band of all groups is asked for, each sentence once, and never less than eighteen', () => {
  const lines = [
    { ...line, ageFrom: 16, attestations: ['I am 18 or older.', 'I can come most weeks.'] },
    { ...line, attestations: ['I can come most weeks.'] },
  ];
  assert.deepEqual(attestationsOf(lines), ['I am 18 or older.', 'I can come most weeks.']);
  assert.equal(
    attestationsOf([
      { ...line, ageFrom: 21 },
      { ...line, ageTo: 30 },
    ])[0],
    'I am between 21 and 30 years old.',
  );
});
