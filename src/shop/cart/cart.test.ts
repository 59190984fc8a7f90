import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { goToPay, openSale, takeChair } from '../../../test/support/sale.ts';
import { grantSeat } from '../seats/public.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const { visitor } = await testApp(database);
const { practiceId, groups } = await openSale(db, [
  {},
  {},
  { capacity: 1 },
  { state: 'closed' },
  { prices: [0] },
]);
const [loss, steadier, small, closed, free] = groups as [
  (typeof groups)[0],
  (typeof groups)[0],
  (typeof groups)[0],
  (typeof groups)[0],
  (typeof groups)[0],
];
const NOBODY = '0192a000-0000-7000-8000-00000000dead';
const linesIn = async () => (await owner`select * from shop.cart_lines`).length;

test('an empty cart says so in the words of the page it comes from', async () => {
  const answer = await visitor().get('/cart');
  assert.equal(answer.statusCode, 200);
  assert.match(answer.body, /Your Cart is Empty/);
  assert.match(answer.body, /Exit Shopping Cart/);
  assert.equal(answer.headers['set-cookie'], undefined);
});

test('a chair lies in the cart at its price, and the secret of the cookie is not in the database', async () => {
  const amara = visitor();
  const answer = await takeChair(amara, loss, 1);
  assert.equal(answer.statusCode, 303);
  const page = await amara.get('/cart');
  assert.match(page.body, /After a loss/);
  assert.match(page.body, /\$180\.00/);
  const secret = amara.cookies.get('cart') ?? '';
  assert.equal(secret.length, 22);
  const [row] = await owner`select secret_hash from shop.carts order by created_at desc limit 1`;
  assert.ok(!row?.['secret_hash'].toString().includes(secret));
  assert.match(String(answer.headers['set-cookie']), /HttpOnly.*SameSite=Lax/);
});

test('the same group twice is one line with the price chosen last', async () => {
  const bashir = visitor();
  const before = await linesIn();
  await takeChair(bashir, loss, 0);
  await takeChair(bashir, loss, 1);
  assert.equal((await linesIn()) - before, 1);
  assert.match((await bashir.get('/cart')).body, /“Even” price, \$45\.00 each/);
});

test('a price, currency or name that a form sends along is not read', async () => {
  const mallory = visitor();
  await mallory.post('/cart/lines', {
    offering: loss.offering,
    tier: loss.tiers[1] ?? '',
    price: '1',
    unit_minor: '1',
    listed_minor: '-5',
    currency: 'JPY',
    name: 'Nothing',
  });
  const page = await mallory.get('/cart');
  assert.match(page.body, /\$180\.00/);
  assert.doesNotMatch(page.body, /¥/);
});

for (const quantity of ['-1', '0', '2', '999999999999', '1e9', 'NaN', '1.5'])
  test(`a form that asks for ${quantity} chairs gets none, and the cart stays as it was`, async () => {
    const mallory = visitor();
    await takeChair(mallory, steadier);
    const answer = await mallory.post('/cart/lines', {
      offering: loss.offering,
      tier: loss.tiers[0] ?? '',
      quantity,
    });
    assert.equal(answer.statusCode, 422);
    assert.match(answer.body, /one chair for one person/);
    const page = await mallory.get('/cart');
    assert.match(page.body, /Steadier/);
    assert.doesNotMatch(page.body, /After a loss/);
  });

test('refused lines are explained and leave the cart unharmed', async () => {
  const cases = [
    [{ offering: NOBODY, tier: loss.tiers[0] ?? '' }, 404, /could not find this group/],
    [{ offering: "' or 1=1 --", tier: loss.tiers[0] ?? '' }, 404, /could not find this group/],
    [{ tier: loss.tiers[0] ?? '' }, 404, /could not find this group/],
    [{ offering: closed.offering, tier: closed.tiers[0] ?? '' }, 409, /takes nobody new/],
    [{ offering: loss.offering, tier: steadier.tiers[0] ?? '' }, 409, /does not belong to this group/],
    [{ offering: loss.offering, tier: '7' }, 409, /does not belong to this group/],
  ] as const;
  const mallory = visitor();
  await takeChair(mallory, steadier);
  const before = await linesIn();
  for (const [form, status, words] of cases) {
    const answer = await mallory.post('/cart/lines', form);
    assert.equal(answer.statusCode, status);
    assert.match(answer.body, words);
    assert.match(answer.body, /Steadier/);
  }
  assert.equal(await linesIn(), before);
});

test('a full group is refused in words, and said beside its line when it fills later', async () => {
  const early = visitor();
  await takeChair(early, small);
  await db.begin((tx) =>
    grantSeat(tx, {
      practiceId,
      offeringId: small.offering,
      attendeeName: 'Emil Sandberg',
      attendeeEmail: 'emil@mail.example',
    }),
  );
  const late = await takeChair(visitor(), small);
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /Every chair in this group is taken/);
  assert.match((await early.get('/cart')).body, /Every chair is taken or held right now/);
  const begun = await early.post('/checkout');
  assert.equal(begun.headers.location, '/cart');
  assert.equal((await owner`select * from shop.checkouts`).length, 0);
});

test('a line is taken out and can be put back; pressed twice it stays out', async () => {
  const colette = visitor();
  await takeChair(colette, loss);
  const [, id] = /\/cart\/lines\/([\w-]+)\/removal/.exec((await colette.get('/cart')).body) ?? [];
  const removed = await colette.post(`/cart/lines/${id}/removal`, { from: '/groups/circle-0' });
  const page = await colette.get(String(removed.headers.location));
  assert.match(page.body, /Your Cart is Empty/);
  assert.match(page.body, /Put it back/);
  assert.match(page.body, /href="\/groups\/circle-0" data-exit/);
  assert.equal((await colette.post(`/cart/lines/${id}/removal`)).headers.location, '/cart');
});

test('nobody changes or removes a line of another cart', async () => {
  const devi = visitor();
  await takeChair(devi, loss);
  const [, id] = /\/cart\/lines\/([\w-]+)\/removal/.exec((await devi.get('/cart')).body) ?? [];
  const mallory = visitor();
  await takeChair(mallory, steadier);
  await mallory.post(`/cart/lines/${id}/removal`);
  assert.equal((await mallory.post(`/cart/lines/${id}`, { tier: loss.tiers[1] ?? '' })).statusCode, 404);
  assert.match((await devi.get('/cart')).body, /“Helped” price/);
});

test('Exit leads back to where one was, and never off this site', async () => {
  const emil = visitor();
  const fromGroup = await emil.get('/cart', { referer: 'http://localhost/groups/circle-1?day=4' });
  assert.match(fromGroup.body, /href="\/groups\/circle-1\?day=4" data-exit/);
  for (const from of ['//evil.example', 'https://evil.example', '/\\evil.example', '/cart'])
    assert.match(
      (await emil.get(`/cart?from=${encodeURIComponent(from)}`)).body,
      /href="\/groups" data-exit/,
    );
});

test('a price that changed is said beside the line, and taken only after it was seen', async () => {
  const amara = visitor();
  await takeChair(amara, steadier, 1);
  const dearer = steadier.publication.tiers.map((tier) => ({ ...tier, unitMinor: tier.unitMinor + 500 }));
  await steadier.reprint({ tiers: dearer });
  assert.match((await amara.get('/cart')).body, /it was \$45\.00 each, now it is \$50\.00/);
  const first = await amara.post('/checkout');
  assert.equal(first.headers.location, '/cart?price=changed');
  assert.match((await amara.get('/cart?price=changed')).body, /A price has changed/);
  assert.equal((await amara.post('/checkout')).headers.location, '/checkout');
  assert.match((await amara.get('/cart')).body, /\$200\.00/);
  await steadier.reprint({});
});

test('a cart is forgotten after 30 days without use', async () => {
  const amara = visitor();
  await takeChair(amara, loss);
  await shiftClock('29 days');
  assert.match((await amara.get('/cart')).body, /After a loss/);
  await shiftClock('58 days');
  assert.match((await amara.get('/cart')).body, /After a loss/);
  await shiftClock('89 days');
  assert.match((await amara.get('/cart')).body, /Your Cart is Empty/);
  await shiftClock('0');
});

test('a cart that costs nothing says nothing of PayPal', async () => {
  const devi = visitor();
  await takeChair(devi, free);
  assert.doesNotMatch((await devi.get('/cart')).body, /PayPal/);
  await goToPay(devi);
  assert.doesNotMatch((await devi.get('/checkout/pay')).body, /PayPal/);
});
