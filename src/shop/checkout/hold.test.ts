import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { ABOUT_AMARA, type GroupForSale, goToPay, openSale, takeChair } from '../../../test/support/sale.ts';
import { expireHolds } from '../seats/public.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const { visitor } = await testApp(database);
const sale = await openSale(db, [{}, {}, { capacity: 1 }]);
const [loss, steadier, one] = sale.groups as [GroupForSale, GroupForSale, GroupForSale];

const heldIn = async (group: GroupForSale) => {
  const [row] = await owner`select held, confirmed from shop.offerings where id = ${group.offering}`;
  return [row?.['held'], row?.['confirmed']];
};
const newest = async () => {
  const [row] = await owner`select * from shop.checkouts order by id desc limit 1`;
  return row;
};

test('going on in two tabs, at once, begins one checkout with one hold', async () => {
  const colette = visitor();
  await takeChair(colette, steadier);
  await Promise.all([colette.post('/checkout'), colette.post('/checkout'), colette.post('/checkout')]);
  assert.deepEqual(await heldIn(steadier), [1, 0]);
  await colette.post('/checkout/end');
  assert.deepEqual(await heldIn(steadier), [0, 0]);
});

test('the last chair, held by oneself, never stands in one’s own way', async () => {
  const devi = visitor();
  await takeChair(devi, one);
  await devi.post('/checkout');
  await takeChair(devi, one, 1);
  assert.match((await devi.get('/cart')).body, /“Even” price/);
  assert.equal((await devi.post('/checkout')).headers.location, '/checkout');
  assert.deepEqual(await heldIn(one), [1, 0]);
  await takeChair(devi, steadier);
  assert.equal((await devi.post('/checkout')).headers.location, '/checkout');
  assert.deepEqual(
    [await heldIn(one), await heldIn(steadier)],
    [
      [1, 0],
      [1, 0],
    ],
  );
  await devi.post('/checkout/end');
  assert.deepEqual(
    [await heldIn(one), await heldIn(steadier)],
    [
      [0, 0],
      [0, 0],
    ],
  );
});

test('several chairs are held all or none', async () => {
  const emil = visitor();
  await takeChair(emil, loss);
  await takeChair(emil, one);
  const rival = visitor();
  await takeChair(rival, one);
  await rival.post('/checkout');
  assert.equal((await emil.post('/checkout')).headers.location, '/cart');
  assert.deepEqual(await heldIn(loss), [0, 0]);
  await rival.post('/checkout/end');
});

test('crossed carts in many browsers neither oversell nor wait for each other for ever', async () => {
  const browsers = await Promise.all(
    Array.from({ length: 10 }, async (_, index) => {
      const browser = visitor();
      for (const group of index % 2 ? [loss, one, steadier] : [steadier, one, loss])
        await takeChair(browser, group);
      return browser;
    }),
  );
  const answers = await Promise.all(browsers.map((browser) => browser.post('/checkout')));
  assert.equal(answers.filter((answer) => answer.headers.location === '/checkout').length, 1);
  assert.deepEqual(
    [await heldIn(loss), await heldIn(one), await heldIn(steadier)],
    [
      [1, 0],
      [1, 0],
      [1, 0],
    ],
  );
  await Promise.all(browsers.map((browser) => browser.post('/checkout/end')));
  assert.deepEqual(
    [await heldIn(loss), await heldIn(one), await heldIn(steadier)],
    [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
  );
});

test('what was typed outlives the hold, and one press takes the chair again', async () => {
  const amara = visitor();
  await takeChair(amara, loss, 1);
  await goToPay(amara);
  await shiftClock('16 minutes');
  for (const path of ['/checkout', '/checkout/you', '/checkout/agreement', '/checkout/pay']) {
    const answer = await amara.get(path);
    assert.equal(answer.statusCode, 409);
    assert.match(answer.body, /no longer held/);
    assert.match(answer.body, /Take the chair again/);
  }
  await expireHolds(db);
  assert.deepEqual(await heldIn(loss), [0, 0]);
  assert.match((await amara.get('/checkout/pay')).body, /Take the chair again/);
  assert.equal((await amara.post('/checkout')).headers.location, '/checkout');
  assert.equal((await amara.get('/checkout')).headers.location, '/checkout/pay');
  assert.match((await amara.get('/checkout/you')).body, /value="amara@mail\.example"/);
  assert.deepEqual(await heldIn(loss), [1, 0]);
  await amara.post('/checkout/end');
  await shiftClock('0');
});

test('a step sent after the hold ended loses no word and charges nothing', async () => {
  const amara = visitor();
  await takeChair(amara, loss);
  await amara.post('/checkout');
  await shiftClock('16 minutes');
  const answer = await amara.post('/checkout/you', ABOUT_AMARA);
  assert.match((await amara.get(String(answer.headers.location))).body, /no longer held/);
  assert.equal((await newest())?.['attendee_email'], 'amara@mail.example');
  await amara.post('/checkout');
  assert.match((await amara.get('/checkout/you')).body, /value="Amara Jensen"/);
  await amara.post('/checkout/end');
  await shiftClock('0');
});

test('after the chair was given back, nobody finds names in that browser', async () => {
  const amara = visitor();
  await takeChair(amara, loss);
  await goToPay(amara);
  await amara.post('/checkout/end');
  await amara.post('/checkout');
  assert.doesNotMatch((await amara.get('/checkout/you')).body, /amara@mail\.example/);
  await amara.post('/checkout/end');
});

test('"I need more time" works twice, and a double press is one press', async () => {
  const amara = visitor();
  await takeChair(amara, loss);
  await amara.post('/checkout');
  await shiftClock('10 minutes');
  await Promise.all([1, 2, 3].map(() => amara.post('/checkout/prolongation', { step: 'you' })));
  assert.equal((await newest())?.['prolonged'], 1);
  await shiftClock('20 minutes');
  assert.equal(
    (await amara.post('/checkout/prolongation', { step: 'you' })).headers.location,
    '/checkout/you',
  );
  await shiftClock('30 minutes');
  const third = await amara.post('/checkout/prolongation', { step: 'you' });
  assert.equal(third.headers.location, '/checkout/you?time=up');
  const page = await amara.get('/checkout/you?time=up');
  assert.match(page.body, /more time twice/);
  assert.doesNotMatch(page.body, /I need more time/);
  await shiftClock('36 minutes');
  assert.match((await amara.get('/checkout/you')).body, /no longer held/);
  await expireHolds(db);
  await shiftClock('0');
});

test('the price that was shown is the price until the hold ends', async () => {
  const amara = visitor();
  await takeChair(amara, loss, 1);
  await goToPay(amara);
  await loss.reprint({ tiers: loss.publication.tiers.map((tier) => ({ ...tier, unitMinor: 9900 })) });
  assert.match((await amara.get('/checkout/pay')).body, /\$180\.00/);
  assert.match((await amara.get('/cart')).body, /\$180\.00/);
  assert.equal((await amara.post('/checkout')).headers.location, '/checkout');
  assert.match((await amara.get('/checkout/pay')).body, /\$180\.00/);
  await shiftClock('16 minutes');
  assert.equal((await amara.post('/checkout')).headers.location, '/cart?price=changed');
  await amara.post('/checkout');
  assert.match((await amara.get('/checkout/pay')).body, /\$396\.00/);
  await amara.post('/checkout/end');
  await loss.reprint({});
  await shiftClock('0');
});
