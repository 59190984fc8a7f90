import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { EXAMPLE_OWNER, exampleSite } from '../../../test/support/example-site.ts';
import { signInByLetter } from '../../../test/world.ts';

const database = await testDatabase();
const { owner } = database;
const site = await exampleSite(database);
await site.runJobs();
const ada = site.visitor();
await signInByLetter(site, ada, EXAMPLE_OWNER);

const invoices = () => owner<{ id: string; number: number; orderId: string; payer: string }[]>`
  select i.id, i.number::integer as number, i.order_id as "orderId", i.document #>> '{buyer,name}' as payer
  from shop.invoices i order by i.number`;
const first = async () => (await invoices())[0] ?? assert.fail('the example has invoices');

test('each paid order of the example has its invoice, found by number and by name', async () => {
  const all = await invoices();
  const [paid] = await owner`select count(*)::integer as n from shop.orders where capture_id is not null`;
  assert.equal(all.length, paid?.['n']);
  const one = await first();
  const list = (await ada.get('/desk/money/invoices')).body;
  for (const { number } of all) assert.ok(list.includes(`>${number}</a>`));
  for (const typed of [String(one.number), one.payer.slice(0, 6).toLowerCase()]) {
    const found = (await ada.get(`/desk/money/invoices?q=${encodeURIComponent(typed)}`)).body;
    assert.ok(found.includes(one.payer), typed);
    assert.ok(!found.includes(all.at(-1)?.payer ?? ''), typed);
  }
});

test('the table to save holds every invoice with its amounts, and filters stay in its address', async () => {
  const { body } = await ada.get('/desk/money/invoices.csv?sortBy=oldest');
  const lines = body.trim().split('\r\n');
  assert.equal(lines.length, (await invoices()).length + 1);
  assert.match(lines[1] ?? '', /^1001,invoice,\d{4}-\d\d-\d\d,.*,\d+,,\d+\.\d\d,0\.00,\d+\.\d\d,USD$/);
  assert.match(
    (await ada.get('/desk/money/invoices?kind=counter&q=x')).body,
    /invoices\.csv\?q=x&amp;kind=counter/,
  );
});

test('a garbled address shows a list, not a fault', async () => {
  for (const query of [
    'kind=x&from=2026-02-30',
    'q=%00%ff',
    'after=-1',
    "q=';--",
    'q=%25',
    'q=99999999999999',
  ])
    assert.equal((await ada.get(`/desk/money/invoices?${query}`)).statusCode, 200, query);
  for (const path of [
    'x',
    '0198aaaa-0000-7000-8000-000000000000',
    '0198aaaa-0000-7000-8000-000000000000/invoice.pdf',
  ])
    assert.equal((await ada.get(`/desk/money/invoices/${path}`)).statusCode, 404, path);
});

test("a buyer finds the own invoice behind the order's link, and no other with it", async () => {
  const orders = await owner<{ id: string; number: number }[]>`
    select o.id, i.number::integer as number from shop.orders o join shop.invoices i on i.order_id = o.id order by i.number`;
  const [mine, other] = orders;
  const secret = site.parts.platform.links.secret('order', mine?.id ?? '');
  const buyer = site.visitor();
  assert.match((await buyer.get(`/orders/${secret}`)).body, new RegExp(`Invoice ${mine?.number}`));
  const page = await buyer.get(`/orders/${secret}/invoices/${mine?.number}`);
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /No tax is charged/);
  const file = await buyer.get(`/orders/${secret}/invoices/${mine?.number}/invoice.pdf`);
  assert.equal(file.headers['content-type'], 'application/pdf');
  assert.equal(file.rawPayload.subarray(0, 5).toString(), '%PDF-');
  for (const number of [String(other?.number), '0', 'x', '1e3', '-1'])
    assert.equal((await buyer.get(`/orders/${secret}/invoices/${number}`)).statusCode, 404, number);
  assert.equal((await buyer.get(`/orders/${'x'.repeat(22)}/invoices/${mine?.number}`)).statusCode, 404);
});

test('no invoice names a group, in words or in the name of its file', async () => {
  const groups = await owner<{ name: string }[]>`select name from shop.listings`;
  for (const { id } of await invoices()) {
    const { body } = await ada.get(`/desk/money/invoices/${id}`);
    const sheet = body.slice(body.indexOf('class="sheet'), body.indexOf('invoice.pdf'));
    for (const { name } of groups) assert.ok(!sheet.includes(name), name);
    const { headers } = await ada.get(`/desk/money/invoices/${id}/invoice.pdf`);
    assert.match(String(headers['content-disposition']), /^attachment; filename="invoice-\d+\.pdf"$/);
  }
});

test('what is wrong with a correction is said beside its field, and what was typed stays', async () => {
  const { id } = await first();
  const before = (await invoices()).length;
  const wrong = await ada.post(`/desk/money/invoices/${id}/correction`, {
    ...{ name: '', address: '1\n2\n3\n4\n5\n6\n7', tax_number: 'DE 1', because: 'x' },
  });
  assert.equal(wrong.statusCode, 422);
  for (const words of [/Please give the name/, /at most six lines/, /Please say in a few words why/])
    assert.match(wrong.body, words);
  assert.match(wrong.body, /value="DE 1"/);
  assert.equal((await invoices()).length, before);
});

test('a correction writes two documents; pressed again it says that the invoice was replaced', async () => {
  const { id, number } = await first();
  const form = {
    name: 'Payer & Sons <Ltd>',
    address: 'High Street 1',
    tax_number: '',
    because: 'The company pays.',
  };
  const done = await ada.post(`/desk/money/invoices/${id}/correction`, form);
  assert.equal(done.statusCode, 303);
  const page = (await ada.get(String(done.headers.location))).body;
  assert.match(page, /Payer &amp; Sons &lt;Ltd&gt;/);
  assert.match(page, new RegExp(`invoice ${number}`));
  const again = await ada.post(`/desk/money/invoices/${id}/correction`, form);
  assert.equal(again.statusCode, 409);
  assert.match(again.body, /was replaced meanwhile/);
  assert.match(again.body, /value="The company pays\."/);
  assert.equal((await ada.get(`/desk/money/invoices/${id}/correction`)).statusCode, 303);
});

test('strangers find nothing', async () => {
  const { id } = await first();
  for (const path of ['', '.csv', `/${id}`, `/${id}/invoice.pdf`, `/${id}/correction`])
    assert.equal((await site.visitor().get(`/desk/money/invoices${path}`)).statusCode, 404, path);
});
