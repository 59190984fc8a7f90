import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { type GroupForSale, goToPay, takeChair } from '../../../test/support/sale.ts';
import { openTill, words } from '../../../test/support/till.ts';
import { forgetOldCheckouts } from '../checkout/actions.ts';
import { expireHolds } from '../seats/public.ts';

const database = await testDatabase();
const till = await openTill(database, [{ capacity: 60 }, { capacity: 60, entry: 'apply' }]);
const { site, desk, pay, sound } = till;
const [group, applied] = till.groups as [GroupForSale, GroupForSale];

let opened = 0;
const settings = (fields: Record<string, string>) =>
  desk.post('/desk/practice/estimate', {
    ...{
      opened: String(opened),
      shown: 'region',
      service: 'Group meeting (90853)',
      provider: 'Imani Okafor, LCSW',
    },
    ...fields,
  });
const set = async (fields: Record<string, string>) => {
  assert.equal((await settings(fields)).statusCode, 303);
  opened++;
};
const estimateOf = (address: string) => site.visitor().get(`/groups/${address}/estimate`);

test('where the region asks for it, the page of a group leads to an estimate of each of its prices', async () => {
  const page = (await site.visitor().get(`/groups/${group.address}`)).body;
  assert.match(page, new RegExp(`href="/groups/${group.address}/estimate"`));
  assert.match((await site.visitor().get(`/groups/${applied.address}`)).body, /\/estimate"/);
  const even = words((await estimateOf(group.address)).body);
  assert.match(even, /Group meeting .* 4 × \$20\.00 \$80\.00 Expected in all \$80\.00/);
  const [, full] = group.tiers;
  const dear = words((await site.visitor().get(`/groups/${group.address}/estimate?price=${full}`)).body);
  assert.match(dear, /4 × \$45\.00 \$180\.00 Expected in all \$180\.00/);
  for (const said of [/\$400 or more/, /120 days/, /no contract/, /to be filled in by hand/])
    assert.match(dear, said);
  assert.equal((await estimateOf('nothing-here')).statusCode, 404);
});

test('the estimate of a checkout is what is paid, with code and tax, and stays with the order as it was', async () => {
  await set({ provider: 'Imani Okafor, LCSW\nNPI 1234567890' });
  await desk.post('/desk/practice/tax', {
    opened: '0',
    way: 'added',
    name: 'Sales tax',
    number: '',
    seat: '10',
    workbook: '0',
  });
  await desk.post('/desk/shop/coupons/new', {
    kind: 'seat',
    title: 'Ten',
    code: 'TENOFF',
    takes: 'amount',
    amount: '10',
  });
  const visitor = site.visitor();
  await takeChair(visitor, group, 1);
  await visitor.post('/cart/coupon', { code: 'tenoff' });
  await goToPay(visitor);
  assert.match((await visitor.get('/checkout/pay')).body, /href="\/checkout\/estimate"/);
  const before = words((await visitor.get('/checkout/estimate')).body);
  assert.match(before, /Saved by your code −\$10\.00 Sales tax \$17\.00 Expected in all \$187\.00/);
  for (const said of [/Imani Okafor, LCSW NPI 1234567890/, /Amara Jensen/, /Group meeting \(90853\)/])
    assert.match(before, said);
  assert.doesNotMatch(before, new RegExp(`${group.name}|TENOFF`), 'it names no group, and no code that may');
  const { order, page } = await pay(visitor);
  assert.match(page, /Total \$187\.00/);
  assert.match((await visitor.get(order)).body, new RegExp(`href="${order}/estimate"`));
  await set({ service: 'Something else' });
  await group.reprint({ tiers: group.publication.tiers.map((tier) => ({ ...tier, unitMinor: 9_900 })) });
  const after = words((await site.visitor().get(`${order}/estimate`)).body);
  assert.match(after, /Group meeting \(90853\) .*Expected in all \$187\.00/);
  assert.equal((await site.visitor().get('/orders/AAAAAAAAAAAAAAAAAAAAAA/estimate')).statusCode, 404);
  await sound();
});

test('the desk turns it off and on; two who save at once do not overwrite each other; a mistake is told at its field', async () => {
  await set({ shown: 'never' });
  assert.equal((await estimateOf(group.address)).statusCode, 404);
  assert.doesNotMatch((await site.visitor().get(`/groups/${group.address}`)).body, /\/estimate"/);
  const visitor = site.visitor();
  await takeChair(visitor, group, 1);
  await goToPay(visitor);
  assert.doesNotMatch((await visitor.get('/checkout/pay')).body, /checkout\/estimate/);
  assert.equal((await visitor.get('/checkout/estimate')).statusCode, 404);
  const wrong = await settings({ service: ' ', provider: 'x'.repeat(700), shown: 'sometimes' });
  assert.equal(wrong.statusCode, 422);
  for (const field of ['service', 'provider', 'shown'])
    assert.match(wrong.body, new RegExp(`id="${field}-error"`));
  const both = await Promise.all(['always', 'region'].map((shown) => settings({ shown })));
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 409]);
});

test('names typed for an estimate are forgotten with the checkout that became nothing', async () => {
  opened++;
  await settings({ shown: 'always' });
  const visitor = site.visitor();
  await takeChair(visitor, group, 1);
  await goToPay(visitor, {
    attendee_name: 'Wilma Gone',
    attendee_email: 'wilma@mail.example',
    payer: 'same',
    attest_0: 'yes',
    attest_1: 'yes',
  });
  await visitor.get('/checkout/pay');
  const named = () => database.owner`select 1 from shop.estimates where body ->> 'attendee' = 'Wilma Gone'`;
  assert.equal((await named()).length, 1);
  await database.shiftClock('1 hour');
  await expireHolds(database.db);
  await database.shiftClock('40 days');
  await forgetOldCheckouts(database.db);
  assert.equal((await named()).length, 0);
});
