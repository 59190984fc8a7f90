// The tricks with a name: groups, numbers and prices that nobody offers, holds that ran out, bodies that are no forms.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { goToPay } from '../support/sale.ts';
import {
  about,
  atPay,
  closed,
  inCart,
  latest,
  open,
  owner,
  send,
  shiftClock,
  single,
  site,
} from './forms.ts';

const MONEY_TRICKS: readonly (readonly [string, Record<string, string | readonly string[]>, number])[] = [
  ['an unknown group', { offering: '0198f000-0000-7000-8000-00000000dead', tier: open.tiers[1] ?? '' }, 404],
  ['a closed group', { offering: closed.offering, tier: closed.tiers[0] ?? '' }, 409],
  [
    'a negative number of chairs',
    { offering: open.offering, tier: open.tiers[1] ?? '', quantity: '-1' },
    422,
  ],
  ['a million chairs', { offering: open.offering, tier: open.tiers[1] ?? '', quantity: '1000000' }, 422],
  ['another group’s price', { offering: open.offering, tier: single.tiers[0] ?? '' }, 409],
  ['the group twice', { offering: [open.offering, single.offering], tier: open.tiers[1] ?? '' }, 404],
  ['a price twice', { offering: open.offering, tier: [open.tiers[1] ?? '', open.tiers[0] ?? ''] }, 409],
];
for (const [what, form, status] of MONEY_TRICKS)
  test(`${what} in the cart: refused in words, and the cart stays as it was`, async () => {
    const visitor = site.visitor();
    const answer = await visitor.post('/cart/lines', form);
    assert.equal(answer.statusCode, status);
    assert.match(answer.body, /<h1/);
    assert.match((await visitor.get('/cart')).body, /Your Cart is Empty/);
  });

test('a price or currency sent along is not looked at: the price is ours', async () => {
  const visitor = site.visitor();
  const form = {
    offering: open.offering,
    tier: open.tiers[1] ?? '',
    unit_minor: '1',
    price: '0',
    currency: 'JPY',
  };
  await visitor.post('/cart/lines', form);
  await goToPay(visitor, { ...about(), total_minor: '1', currency: 'JPY' });
  const [row] = await owner`
    select total_minor::int as minor, currency from shop.checkouts where attendee_email = ${latest()}`;
  assert.deepEqual({ ...row }, { minor: 4400, currency: 'USD' });
});

test('a group of another practice is unknown here', async () => {
  const [theirs] = await owner`
    with them as (insert into identity.practices (id, name, neutral_name, region, zone, currency, email)
      values (gen_random_uuid(), 'Elm', 'Elm P', 'US', 'UTC', 'USD', 'elm@elm.example') returning id),
    offering as (insert into shop.offerings (practice_id, id, state, capacity, currency)
      select id, gen_random_uuid(), 'published', 8, 'USD' from them returning practice_id, id),
    tier as (insert into shop.tiers (practice_id, id, offering_id, position, name, line, unit_minor)
      select practice_id, gen_random_uuid(), id, 1, 'Even', 'x', 100 from offering returning id)
    select (select id from offering) as offering, (select id from tier) as tier`;
  const visitor = site.visitor();
  const form = { offering: String(theirs?.['offering']), tier: String(theirs?.['tier']) };
  assert.equal((await visitor.post('/cart/lines', form)).statusCode, 404);
  assert.equal((await visitor.post('/cart/lines', { ...form, offering: open.offering })).statusCode, 409);
});

test('a full group: whoever comes second is told before anything is typed, and nothing is charged', async () => {
  const [first, second] = [await inCart(single), await inCart(single)];
  assert.equal((await first.post('/checkout')).headers.location, '/checkout');
  const answer = await second.post('/checkout');
  assert.equal(answer.headers.location, '/cart');
  assert.match((await second.get('/cart')).body, /full|taken|no free chair/i);
});

test('a hold that ran out: the next step says so and charges nothing', async () => {
  const visitor = await atPay(1);
  await shiftClock('17 minutes');
  const answer = await visitor.post('/checkout/pay');
  assert.ok([200, 303, 409, 503].includes(answer.statusCode), `${answer.statusCode}`);
  assert.doesNotMatch(answer.body, /Celebrate/);
  await shiftClock('0');
});

test('bodies that are too large, not forms, or no text: refused before anybody reads them', async () => {
  const visitor = site.visitor();
  assert.equal(
    (await send(visitor, { method: 'POST', url: '/contact', payload: `body=${'x'.repeat(70_000)}` }))
      .statusCode,
    413,
  );
  assert.equal(
    (await send(visitor, { method: 'POST', url: '/contact', payload: '{}', type: 'application/json' }))
      .statusCode,
    415,
  );
  assert.equal(
    (
      await send(visitor, {
        method: 'POST',
        url: '/contact',
        payload: 'x',
        type: 'multipart/form-data; boundary=x',
      })
    ).statusCode,
    415,
  );
  assert.equal(
    (
      await send(visitor, {
        method: 'POST',
        url: '/webhooks/paypal',
        payload: 'x'.repeat(1_100_000),
        type: 'application/json',
      })
    ).statusCode,
    413,
  );
});
