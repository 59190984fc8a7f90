import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { goToPay, takeChair } from '../../../test/support/sale.ts';
import { sellWorkbook, sendFile, smallPdf, takeWorkbook } from '../../../test/support/things.ts';
import { openTill, orderNumber, sumsUp, words } from '../../../test/support/till.ts';
import { paymentsOf } from '../../parts.ts';
import { newId } from '../../platform/ids.ts';
import { executeRefunds } from '../refunds/public.ts';

const database = await testDatabase();
const till = await openTill(database, [{ capacity: 60 }]);
const { site, desk, practiceId, sound } = till;
const [group = assert.fail('a group')] = till.groups;
const deps = paymentsOf(site.parts);
let minutes = 0;

/** Buys a workbook alone, as somebody of whom no age and no agreement is asked. */
const buyBook = async (email: string, wish: { readonly priceMinor?: number } = {}) => {
  const book = await sellWorkbook(database, practiceId, wish);
  const by = site.visitor();
  await takeWorkbook(by, book);
  assert.equal((await by.post('/checkout')).statusCode, 303);
  await by.post('/checkout/you', { payer_name: 'Wren Hall', payer_email: email });
  const sent = await by.post('/checkout/pay');
  const token = new URL(String(sent.headers.location)).searchParams.get('token') ?? assert.fail('PayPal');
  const back = await till.comeBack(by, token, 'pays');
  const outcome = await by.get(String(back.headers.location));
  const order = String(outcome.headers.location).split('?')[0] ?? '';
  await site.runJobs();
  const page = (await by.get(order)).body;
  const link = /\/downloads\/[\w-]{22}/.exec(page)?.[0] ?? assert.fail('a download');
  return { book, by, order, page, link, number: orderNumber(words(page)) };
};

const refund = async (number: string, fields: Record<string, string | readonly string[]>) => {
  const order = await till.storyOf(number);
  const form = {
    how: 'all',
    amount: '',
    reason: 'by-hand',
    note: '',
    chairs: 'keep',
    wishId: newId<'wish'>(),
  };
  const wished = await desk.post(`${order}/refund`, { ...form, ...fields });
  assert.equal(wished.statusCode, 303, words(wished.body));
  minutes += 3;
  await database.shiftClock(`${minutes} minutes`);
  await executeRefunds(deps);
  await site.runJobs();
  return order;
};

test('a workbook is paid by PayPal and downloaded: order, letter, invoice, table and books agree', async () => {
  const { link, number, order, by, page } = await buyBook('wren@mail.example');
  assert.doesNotMatch(words(page), /calendar|Your meetings|Give this chair back/);
  assert.equal(till.asked().amount.value, '12.00');
  const letter = till.letterTo('wren@mail.example');
  assert.match(letter, /Your download:\n\S+\/downloads\//);
  assert.match(letter, /1 download[^\n]*\$12\.00/);
  assert.doesNotMatch(letter, /Sleeping/);
  assert.match(await till.invoiceOf(by, order), /\$12\.00/);
  const row = await till.csvRowOf(number);
  assert.equal(row['Total'], '12.00');
  sumsUp(row);
  const sale = (await till.booksOf(number)).find(({ Account }) => Account === 'sales');
  assert.equal(sale?.['Credit'], '12.00');
  const shown = await by.get(link);
  assert.match(words(shown.body), /Download it PDF, 1 KB/);
  const file = await by.get(`${link}/1`);
  assert.equal(file.headers['content-type'], 'application/pdf');
  assert.equal(file.headers['content-disposition'], 'attachment; filename="sleeping-again.pdf"');
  assert.equal(file.headers['cache-control'], 'private, no-store');
  assert.equal(file.headers['x-content-type-options'], 'nosniff');
  assert.match(file.body, /^%PDF/);
  assert.match(words((await desk.get(await till.storyOf(number))).body), /Downloaded once/);
  await sound();
});

test('a look at the address alone is no download, and thirty an hour are enough', async () => {
  const { link, number } = await buyBook('head@mail.example');
  const head = await site.app.inject({ method: 'HEAD', url: `${link}/1`, headers: { host: 'localhost' } });
  assert.equal(head.statusCode, 200);
  assert.match(words((await desk.get(await till.storyOf(number))).body), /Not downloaded yet/);
  const answers: number[] = [];
  for (let time = 0; time < 31; time += 1) answers.push((await site.visitor().get(`${link}/1`)).statusCode);
  assert.deepEqual([answers[29], answers[30]], [200, 429]);
});

test('whoever bought a version keeps it and has every newer one; who comes later has the newest alone', async () => {
  const early = await buyBook('early@mail.example');
  await sendFile(site, desk, `/desk/shop/workbooks/${early.book.id}/versions`, {
    ...{ name: 'second.pdf', bytes: smallPdf('second edition'), note: 'Two pages more' },
  });
  const page = words((await early.by.get(early.link)).body);
  assert.match(page, /What is new in it: Two pages more.*Earlier versions Version 1/);
  assert.match((await early.by.get(`${early.link}/2`)).body, /second edition/);
  assert.equal((await early.by.get(`${early.link}/1`)).statusCode, 200);
  const by = site.visitor();
  await takeWorkbook(by, early.book);
  await takeChair(by, group, 1);
  const late = await till.pay(by);
  const link = /\/downloads\/[\w-]{22}/.exec((await by.get(late.order)).body)?.[0] ?? '';
  assert.equal((await by.get(`${link}/2`)).statusCode, 200);
  assert.equal((await by.get(`${link}/1`)).statusCode, 404);
  await sound();
});

test('when all of the money has gone back the file is gone with it, and the pages say so', async () => {
  const { link, number, order, by } = await buyBook('back@mail.example');
  await refund(number, {});
  const ended = await by.get(link);
  assert.equal(ended.statusCode, 410);
  assert.match(ended.body, /This download has ended/);
  assert.equal((await by.get(`${link}/1`)).statusCode, 404);
  assert.match(words((await by.get(order)).body), /This download has ended/);
  await sound();
});

test('a part that goes back for the chair leaves the file; one that is named for the file ends it', async () => {
  const book = await sellWorkbook(database, practiceId);
  const by = site.visitor();
  await takeWorkbook(by, book);
  await takeChair(by, group, 1);
  const { order, page } = await till.pay(by);
  const link = /\/downloads\/[\w-]{22}/.exec((await by.get(order)).body)?.[0] ?? '';
  const lines = await database.owner`
    select l.id, l.kind from shop.checkout_lines l join shop.orders o on o.checkout_id = l.checkout_id
    where o.number = ${orderNumber(page)}`;
  const lineOf = (kind: string) => String(lines.find((line) => line['kind'] === kind)?.['id']);
  await refund(orderNumber(page), { how: 'lines', [`line-${lineOf('seat')}`]: 'yes' });
  assert.equal((await by.get(`${link}/1`)).statusCode, 200);
  await refund(orderNumber(page), { how: 'lines', [`line-${lineOf('workbook')}`]: 'yes' });
  assert.equal((await by.get(`${link}/1`)).statusCode, 404);
  await sound();
});

test('the desk ends a download and opens it again; a strange link opens nothing', async () => {
  const { link, number, by } = await buyBook('desk@mail.example');
  const story = await till.storyOf(number);
  const state = /\/desk\/downloads\/[0-9a-f-]{36}\/state/.exec((await desk.get(story)).body)?.[0] ?? '';
  assert.equal((await site.visitor().post(state, { to: 'ended' })).statusCode, 404);
  assert.equal((await desk.post(state, { to: 'ended' })).headers.location, story);
  assert.equal((await by.get(link)).statusCode, 410);
  assert.match(words((await desk.get(story)).body), /Not downloaded yet, and ended Open the download again/);
  await desk.post(state, { to: 'open' });
  assert.equal((await by.get(link)).statusCode, 200);
  for (const path of [`/downloads/${'x'.repeat(22)}`, '/downloads/short', `${link}/0`, `${link}/99`])
    assert.equal((await by.get(path)).statusCode, 404, path);
});

test('what is being paid keeps its price when the practice takes the workbook off the shop', async () => {
  const book = await sellWorkbook(database, practiceId);
  const by = site.visitor();
  await takeWorkbook(by, book);
  await takeChair(by, group, 1);
  await goToPay(by, { ...till.about() });
  await desk.post(`/desk/shop/workbooks/${book.id}/state`, { to: 'archived' });
  assert.match(words((await by.get('/checkout/pay')).body), /Total today \$192\.00/);
  const late = await takeWorkbook(site.visitor(), book);
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /not sold at the moment/);
});
