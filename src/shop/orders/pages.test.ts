import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from '../../kernel/time.ts';
import type { Frame } from '../../ui/frame.ts';
import { heldNow } from '../date-changes/public.ts';
import { masked, nextMeeting, type Order, refundedOf } from './order.ts';
import { celebratePage } from './pages/celebrate.ts';
import { orderPage } from './pages.ts';

const NOON = Temporal.Instant.from('2026-10-08T12:00:00Z');

const frame: Frame = {
  practice: {
    name: 'Rowan Street Group Practice', neutralName: 'RS Practice', locale: 'en-US', zone: 'America/Los_Angeles',
    region: 'US', address: [], phone: undefined, email: 'hello@rowan.example',
  },
  example: false, cartCount: 0, signedIn: undefined, theme: 'auto', path: '/', origin: 'https://rowan.example', asset: (name) => `/assets/${name}`,
}; // biome-ignore format: rows

const meetings = [1, 8].map((day) => ({
  startsAt: NOON.add({ hours: 24 * day }),
  endsAt: NOON.add({ hours: 24 * day + 2 }),
}));

const order = (change: Partial<Order> = {}): Order => ({
  id: 'o', number: 4817, state: 'paid', currency: 'USD', totalMinor: 9000, couponCode: null, taxName: null, payerName: 'Amara Jensen',
  payerEmail: 'amara@mail.example', attendeeIsPayer: true, attendeeFirstName: 'Amara', placedAt: NOON, refunds: [], now: NOON,
  lines: [{
    kind: 'seat', packageName: null, seatId: 's', isFreed: false, hasMoved: false, name: 'After a loss', tierName: 'Even', unitMinor: 4500, totalMinor: 9000, packageSavingMinor: 0, couponSavingMinor: 0,
    fundMinor: 0, taxMinor: 0, taxIsAdded: false, meetings, dates: heldNow(meetings, []), placeNow: null,
    zone: 'America/Los_Angeles', place: 'Room 2',
  }],
  ...change,
}); // biome-ignore format: rows

const LINK = { secret: 'x', invoices: [], downloadAt: (id: string) => `/downloads/${id}` };
const shown = (change: Partial<Order> = {}) =>
  orderPage(frame, { order: order(change), ...LINK, sent: undefined }).text;

test('money is called paid back only when it has gone back', () => {
  const refund = (state: Order['refunds'][0]['state']) => ({
    refunds: [{ amountMinor: 4500, state, at: NOON }],
  });
  for (const state of ['wanted', 'asked', 'pending'] as const) {
    assert.match(shown(refund(state)), /On its way back to you/);
    assert.doesNotMatch(shown(refund(state)), />Paid back</);
  }
  assert.match(shown(refund('failed')), /Owed to you/);
  const done = shown({ state: 'partly-refunded', ...refund('completed') });
  assert.match(done, />Paid back</);
  assert.match(done, /−\$45\.00/);
  assert.match(done, /Stays paid<\/dt><dd class="total">\$45\.00/);
  assert.equal(refundedOf(order(refund('completed'))).minor, 4500);
});

test('a chair that was given back is said to be, and its meetings are gone', () => {
  const [line] = order().lines;
  const page = shown(line?.kind === 'seat' ? { lines: [{ ...line, isFreed: true }] } : {});
  assert.match(page, /has been given back/);
  assert.doesNotMatch(page, /Your meetings/);
});

test('Celebrate says the two sentences of the page it comes from, and what is true here', () => {
  const page = celebratePage(frame, { order: order(), ...LINK }).text;
  assert.match(
    page,
    /Thank you for your business! You should be receiving an order confirmation from PayPal shortly\./,
  );
  assert.match(page, /Number 4817, \$90\.00/);
  assert.match(page, /a•••••@mail\.example/);
  assert.match(page, /Friday, October 9, 5(:00)? am/);
  assert.doesNotMatch(page, /amara@mail/);
});

test('a masked address gives away its first letter and its host', () => {
  assert.equal(masked('wren@mail.example'), 'w•••••@mail.example');
  assert.equal(masked('a@b.example'), 'a•••••@b.example');
});

test('the next meeting is the first that has not ended', () => {
  assert.equal(nextMeeting(meetings, NOON), meetings[0]);
  assert.equal(nextMeeting(meetings, NOON.add({ hours: 25 })), meetings[0]);
  assert.equal(nextMeeting(meetings, NOON.add({ hours: 30 })), meetings[1]);
  assert.equal(nextMeeting(meetings, NOON.add({ hours: 900 })), undefined);
});
