import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_BUYERS } from '../../../example/buyers.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { EXAMPLE_OWNER, exampleSite } from '../../../test/support/example-site.ts';
import { signInByLetter } from '../../../test/world.ts';

const database = await testDatabase();
const { db, owner } = database;
const site = await exampleSite(database);
await site.runJobs();
const ada = site.visitor();
await signInByLetter(site, ada, EXAMPLE_OWNER);

const page = async (path: string) => {
  const answer = await ada.get(path);
  assert.equal(answer.statusCode, 200, path);
  return answer.body;
};

test('the owner sees every order, newest first, and finds one by number, name, address and PayPal id', async () => {
  const list = await page('/desk/orders');
  for (const { name } of EXAMPLE_BUYERS) assert.ok(list.includes(name), name);
  assert.match(list, /10 orders/);
  const [order] = await db.sql<{ number: number; captureId: string; paypalOrderId: string }[]>`
    select o.number, o.capture_id as "captureId", a.paypal_order_id as "paypalOrderId"
    from shop.orders o join shop.attempts a on a.checkout_id = o.checkout_id where o.payer_name = 'Owen Castillo'`;
  for (const typed of [
    order?.number,
    'owen cast',
    'OWEN.CASTILLO@mail',
    order?.captureId,
    order?.paypalOrderId,
  ]) {
    const found = await page(`/desk/orders?q=${encodeURIComponent(String(typed))}`);
    assert.match(found, /Owen Castillo/, String(typed));
    assert.doesNotMatch(found, /Maya Lindgren/, String(typed));
  }
});

test('filters stay in the address of the next page and of the table to save', async () => {
  const body = await page('/desk/orders?state=free&sortBy=oldest&q=leo');
  assert.match(body, /orders\.csv\?q=leo&amp;state=free&amp;sortBy=oldest/);
  assert.match(body, /Leo Marchetti/);
  assert.match(body, /value="leo"/);
});

test('a garbled address shows a list, not a fault, and runs nothing', async () => {
  for (const query of [
    'state=x&group=y&from=2026-02-30&to=z',
    'after=-1',
    'q=%00%ff',
    'q=%3Cscript%3Ealert(1)%3C/script%3E',
    'q=a&q=b',
    'sortBy[]=x',
    `q=${'x'.repeat(3000)}`,
    "q=';--",
  ]) {
    const answer = await ada.get(`/desk/orders?${query}`);
    assert.ok(
      answer.statusCode === 200 || answer.statusCode === 414,
      `${query.slice(0, 40)}: ${answer.statusCode}`,
    );
    assert.doesNotMatch(answer.body, /<script>alert/);
  }
  assert.match(await page('/desk/orders?q=nobody+such'), /No order fits/);
});

test('the saved table holds the same orders, and nothing a spreadsheet would run', async () => {
  await owner`update shop.orders set payer_name = '=HYPERLINK("https://evil.example","Owen, ""the"" buyer")' where payer_name = 'Owen Castillo'`;
  const answer = await ada.get('/desk/orders.csv');
  assert.match(String(answer.headers['content-type']), /text\/csv/);
  assert.match(String(answer.headers['content-disposition']), /attachment/);
  assert.match(String(answer.headers['cache-control']), /no-store/);
  const lines = answer.body.split('\r\n').filter(Boolean);
  assert.equal(lines.length, EXAMPLE_BUYERS.length + 1);
  assert.ok(lines[0]?.startsWith('\uFEFFOrder,Date,'));
  assert.match(answer.body, /"'=HYPERLINK\(""https:\/\/evil\.example"",""Owen, """"the"""" buyer""\)"/);
  for (const line of lines.slice(1)) assert.doesNotMatch(line, /(^|,)"?[=+@-]/);
  const free = await ada.get('/desk/orders.csv?state=free');
  assert.equal(free.body.split('\r\n').filter(Boolean).length, 2);
  await owner`update shop.orders set payer_name = 'Owen Castillo' where payer_name like '=%'`;
});

test("an order's page tells its whole story in the order of time, and its books sum to zero", async () => {
  const [order] = await db.sql<{ id: string; captureId: string; paypalOrderId: string }[]>`
    select o.id, o.capture_id as "captureId", a.paypal_order_id as "paypalOrderId"
    from shop.orders o join shop.attempts a on a.checkout_id = o.checkout_id where o.payer_name = 'Harriet Osei'`;
  const body = await page(`/desk/orders/${order?.id}`);
  for (const words of [
    'Harriet Osei',
    'Naomi Osei',
    order?.captureId ?? '?',
    order?.paypalOrderId ?? '?',
    'debug id',
    'Checkout begun',
    'Letter sent: order-confirmation',
    'the entries sum to zero',
  ])
    assert.ok(body.includes(words), words);
  const told = [...body.matchAll(/<time class="num" datetime="([^"]+)"/g)].map(([, at]) => at ?? '');
  assert.ok(told.length > 8);
  assert.deepEqual(told, told.toSorted());
  assert.ok(body.indexOf('A chair is kept') < body.indexOf('Letter sent'));
});

test('a free order says nothing of PayPal in its story', async () => {
  const [order] = await db.sql<
    { id: string }[]
  >`select id from shop.orders where payer_name = 'Leo Marchetti'`;
  const body = await page(`/desk/orders/${order?.id}`);
  assert.match(body, /A free order moves no money/);
  assert.doesNotMatch(body, /We asked PayPal/);
});

test('an order of another practice, and no order at all, are not found', async () => {
  for (const id of ['018f0000-0000-7000-8000-00000000dead', 'x', '%00'])
    assert.equal((await ada.get(`/desk/orders/${id}`)).statusCode, 404, id);
});
