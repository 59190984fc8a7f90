import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { type GroupForSale, takeChair } from '../../../test/support/sale.ts';
import { cents, openTill, orderNumber, sumsUp, words } from '../../../test/support/till.ts';
import { paymentsOf } from '../../parts.ts';
import { newId } from '../../platform/ids.ts';
import { executeRefunds, requestRefund } from '../refunds/public.ts';

const database = await testDatabase();
const till = await openTill(database, [{ capacity: 60 }]);
const { site, desk, pay, sound } = till;
const [group] = till.groups as [GroupForSale];
const [low, full] = group.publication.tiers;
assert.ok(low && full);
await group.reprint({ tiers: [{ ...low, fundSupported: true }, full] });

const gift = (amount: string) =>
  desk.post('/desk/shop/fund/gifts', { amount, day: '2026-01-05', note: 'A neighbor' });
/** What stands on the desk's page as free to give. */
const holds = async () =>
  /What it holds \$([\d,.]+) can be given/.exec(words((await desk.get('/desk/shop/fund')).body))?.[1];
const accountsOf = async (number: string) => {
  const sums: Record<string, number> = {};
  for (const row of await till.booksOf(number))
    sums[row['Account'] ?? ''] =
      (sums[row['Account'] ?? ''] ?? 0) + cents(row['Debit']) - cents(row['Credit']);
  return sums;
};

test('without a fund the lower price rests; a gift opens it, and the desk sees what it is for', async () => {
  const visitor = site.visitor();
  await takeChair(visitor, group, 0);
  const resting = words((await visitor.get('/cart')).body);
  assert.match(resting, /partly paid by our sponsors’ fund, and is open again when the fund has been filled/);
  assert.equal((await gift('much')).statusCode, 422);
  assert.equal((await gift('250.00')).statusCode, 303);
  assert.equal(await holds(), '250.00');
  assert.match(words((await desk.get('/desk/shop/fund')).body), /“Helped”, \$20\.00 each time/);
  assert.match(words((await visitor.get('/cart')).body), /Our sponsors’ fund adds \$25\.00 each/);
  assert.match(
    words((await site.visitor().get(`/groups/${group.address}`)).body),
    /pay the rest into a fund/,
  );
});

test('the fund pays the difference: the buyer a lower sum at PayPal, the books the full price', async () => {
  const visitor = site.visitor();
  await takeChair(visitor, group, 0);
  assert.match(words((await visitor.get('/cart')).body), /Total today \$80\.00/);
  const { order, page } = await pay(visitor);
  assert.equal(till.asked().amount.value, '80.00');
  assert.match(page, /Our sponsors’ fund added \$100\.00\. .*Total \$80\.00/);
  assert.equal(await holds(), '150.00');
  assert.match(await till.invoiceOf(visitor, order), /\$180\.00 .*[−-]\$100\.00 Total, paid \$80\.00/);
  const number = orderNumber(page);
  const row = await till.csvRowOf(number);
  assert.deepEqual(
    [row['Total'], row['Full price'], row['Paid by the sponsors’ fund']],
    ['80.00', '180.00', '100.00'],
  );
  sumsUp(row);
  const { sales, funds } = await accountsOf(number);
  assert.deepEqual([sales, funds], [-18_000, 10_000]);
  assert.match(
    words((await desk.get(await till.storyOf(number))).body),
    /Full price \$180\.00 Sponsors’ fund −\$100\.00 To pay \$80\.00/,
  );
  await sound();
});

test('many at once never take more than the fund has; who comes too late is told kindly, and pays nothing', async () => {
  // $150 are left: one support of $100, and no second one.
  const buyers = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const visitor = site.visitor();
      await takeChair(visitor, group, 0);
      return visitor;
    }),
  );
  const begun = await Promise.all(buyers.map((visitor) => visitor.post('/checkout')));
  const through = begun.filter(({ headers }) => String(headers.location).startsWith('/checkout'));
  assert.equal(through.length, 1);
  assert.equal(await holds(), '50.00');
  const [fund] = await database.owner`select balance_minor - reserved_minor as free from shop.funds`;
  assert.equal(Number(fund?.['free']), 5_000);
  const late = buyers[begun.findIndex(({ headers }) => !String(headers.location).startsWith('/checkout'))];
  assert.match(words((await late?.get('/cart'))?.body ?? ''), /open again when the fund has been filled/);
  const winner = buyers[begun.findIndex(({ headers }) => String(headers.location).startsWith('/checkout'))];
  await winner?.post('/checkout/end');
  assert.equal(await holds(), '150.00', 'a checkout that was left gives it back');
  await sound();
});

test('a chair that is given back gives the fund its part, by the same rule as who paid', async () => {
  const visitor = site.visitor();
  await takeChair(visitor, group, 0);
  const { order, page } = await pay(visitor);
  assert.equal(await holds(), '50.00');
  const seat =
    /\/chairs\/[\w-]+\/([\w-]+)\/withdrawal/.exec((await visitor.get(order)).body)?.[1] ?? assert.fail();
  const shown = await desk.get(`/desk/seats/${seat}/withdrawal`);
  assert.match(words(shown.body), /sponsors’ fund paid \$100\.00 of it/);
  const all = /name="shown_all" value="(\d+)"/.exec(shown.body)?.[1] ?? '';
  assert.equal(all, '8000');
  assert.ok(
    (await desk.post(`/desk/seats/${seat}/withdrawal`, { sum: 'all', shown_all: all })).statusCode < 400,
  );
  await site.runJobs();
  assert.equal(await holds(), '150.00');
  const { sales, funds, refunds } = await accountsOf(orderNumber(page));
  // The buyer's own $80 are asked for at PayPal a little later.
  assert.deepEqual([sales, funds, refunds], [-18_000, 0, 10_000], 'what came back is no income any more');
  await sound();
});

test('a refund from the order’s page that opens the chair gives the fund its part too', async () => {
  const visitor = site.visitor();
  await takeChair(visitor, group, 0);
  const { page } = await pay(visitor);
  assert.equal(await holds(), '50.00');
  const story = await till.storyOf(orderNumber(page));
  const order = story.split('/').at(-1) ?? '';
  const [seat] = await database.owner`select id, line_id from shop.seats where order_id = ${order}`;
  const wished = await till.db.begin((tx) =>
    requestRefund(tx, site.parts.platform, {
      ...{ practiceId: till.practiceId, orderId: order, wishId: newId<'wish'>(), amountMinor: 8_000 },
      ...{ because: 'by-hand', by: 'desk', freesSeats: [String(seat?.['id'])] },
      lines: [{ lineId: String(seat?.['line_id']), amountMinor: 8_000 }],
    }),
  );
  assert.ok(wished.ok);
  await executeRefunds(paymentsOf(site.parts));
  assert.equal(await holds(), '150.00');
  const { sales, funds, refunds } = await accountsOf(orderNumber(page));
  assert.deepEqual([sales, funds, refunds], [-18_000, 0, 18_000], 'nothing of it is income any more');
  await sound();
});

test('a correction never goes below what is promised', async () => {
  const less = { correction_way: 'less', correction_note: 'Counted twice' };
  assert.equal(
    (await desk.post('/desk/shop/fund/corrections', { ...less, correction_amount: '150.01' })).statusCode,
    409,
  );
  assert.equal(
    (await desk.post('/desk/shop/fund/corrections', { ...less, correction_amount: '150.00' })).statusCode,
    303,
  );
  assert.equal(await holds(), '0.00');
  await sound();
});
