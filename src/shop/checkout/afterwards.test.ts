import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { goToPay, openSale, takeChair } from '../../../test/support/sale.ts';

const database = await testDatabase();
const { visitor } = await testApp(database);
const {
  groups: [free],
} = await openSale(database.db, [{ prices: [0] }]);

const ORDER = /\/orders\/[\w-]{22}/;

test('the back button leads to the order; an hour later, whoever sits at this screen is not led to it', async () => {
  assert.ok(free);
  const amara = visitor();
  await takeChair(amara, free);
  await goToPay(amara);
  const placed = await amara.post('/checkout/pay');
  assert.match(String(placed.headers.location), ORDER);
  assert.match((await amara.get('/checkout')).body, ORDER);
  assert.match(String((await amara.post('/checkout/pay')).headers.location), ORDER);
  await database.shiftClock('61 minutes');
  for (const path of ['/checkout', '/checkout/you', '/checkout/pay'])
    assert.equal((await amara.get(path)).headers.location, '/cart');
  assert.equal((await amara.post('/checkout/pay')).headers.location, '/cart');
  assert.doesNotMatch((await amara.get('/cart')).body, ORDER);
});
