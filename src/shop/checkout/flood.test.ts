import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { type GroupForSale, openSale } from '../../../test/support/sale.ts';

const database = await testDatabase();
const { visitor } = await testApp(database, {
  change: (parts) => ({ ...parts, trustProxy: ['127.0.0.1'] }),
});
const { groups } = await openSale(database.db, [{ capacity: 60 }, { capacity: 60 }]);
const [loss, steadier] = groups as [GroupForSale, GroupForSale];

/** A browser that has never been here takes a chair in each of these groups and goes on to pay. */
const hold = async (network: string, ...chosen: GroupForSale[]) => {
  const browser = visitor();
  const from = { 'x-forwarded-for': network };
  for (const group of chosen)
    await browser.post('/cart/lines', { offering: group.offering, tier: group.tiers[0] ?? '' }, from);
  return { answer: await browser.post('/checkout', {}, from), browser, from };
};
const held = async () => {
  const [row] = await database.owner`select sum(held)::int as held from shop.offerings`;
  return row?.['held'];
};

test('one network cannot hold every chair by throwing its cookies away; others still can', async () => {
  const statuses: number[] = [];
  for (let count = 0; count < 14; count += 1)
    statuses.push((await hold('203.0.113.9', loss, steadier)).answer.statusCode);
  assert.deepEqual(statuses, [...Array.from({ length: 12 }, () => 303), 429, 429]);
  assert.equal(await held(), 24);
  assert.equal((await hold('203.0.113.10', loss)).answer.statusCode, 303);
  assert.equal(await held(), 25);
});

test('addresses of one IPv6 subscriber count as one', async () => {
  const before = await held();
  for (let count = 0; count < 30; count += 1) await hold(`2001:db8:5:5::${count.toString(16)}`, loss);
  assert.equal((await held()) - before, 24);
});

test('going on with the own hold costs nothing, and who is refused keeps the cart', async () => {
  const { browser, from, answer } = await hold('198.51.100.7', loss);
  assert.equal(answer.statusCode, 303);
  for (let count = 0; count < 30; count += 1)
    assert.equal((await browser.post('/checkout', {}, from)).statusCode, 303);
  const refused = await hold('203.0.113.9', loss);
  assert.equal(refused.answer.statusCode, 429);
  assert.match((await refused.browser.get('/cart')).body, /After a loss/);
});
