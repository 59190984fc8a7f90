import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { type GroupForSale, takeChair } from '../../../test/support/sale.ts';
import { cents, openTill, orderNumber, sumsUp, words } from '../../../test/support/till.ts';

const till = await openTill(await testDatabase(), [{ capacity: 60 }, { capacity: 60, prices: [3333, 4500] }]);
const { site, desk, pay, sound } = till;
const [one, two] = till.groups as [GroupForSale, GroupForSale];

let opened = 0;
const setTax = async (fields: Record<string, string>) => {
  const saved = await desk.post('/desk/practice/tax', {
    ...{ opened: String(opened), name: 'VAT', number: 'DE 123', seat: '19', workbook: '7' },
    ...fields,
  });
  assert.equal(saved.statusCode, 303, saved.body);
  opened++;
};

const usd = (value: string) => ({ currency_code: 'USD', value });

/** The entries of one account in a month's table, plus for credit. */
const credited = (rows: readonly Record<string, string>[], account: string) =>
  rows
    .filter((row) => row['Account'] === account)
    .reduce((sum, row) => sum + cents(row['Credit']) - cents(row['Debit']), 0);

test('tax on top: seen in the cart, told to PayPal line by line, on receipt, invoice and in the books', async () => {
  await setTax({ way: 'added', seat: '8.875', name: 'Sales tax' });
  const visitor = site.visitor();
  await takeChair(visitor, one, 1);
  await takeChair(visitor, two, 0);
  // 8.875 % of $313.32, rounded once: $27.81.
  assert.match(words((await visitor.get('/cart')).body), /Sales tax \$27\.81 Total today \$341\.13/);
  const { order, page, who } = await pay(visitor);
  const { amount, items } = till.asked();
  assert.deepEqual(amount, {
    ...usd('341.13'),
    breakdown: { item_total: usd('313.32'), tax_total: usd('27.81') },
  });
  assert.equal(
    items.reduce((sum: number, { tax }: { tax: { value: string } }) => sum + cents(tax.value), 0),
    2781,
  );
  assert.match(page, /Sales tax \$27\.81 Total \$341\.13/);
  assert.match(till.letterTo(who.attendee_email), /Sales tax[^\n]*\$27\.81/);
  const invoice = await till.invoiceOf(visitor, order);
  assert.match(invoice, /Sales tax number DE 123/);
  assert.match(invoice, /Net at 8\.875\s*% \$313\.32 Sales tax 8\.875\s*% \$27\.81 Total, paid \$341\.13/);
  const number = orderNumber(page);
  const row = await till.csvRowOf(number);
  assert.deepEqual([row['Total'], row['Tax on top'], row['Tax in the total']], ['341.13', '27.81', '27.81']);
  sumsUp(row);
  const books = await till.booksOf(number);
  assert.deepEqual([credited(books, 'sales'), credited(books, 'tax')], [31_332, 2_781]);
  await sound();
});

test('tax that prices include: the sum stays, its part is said, and a coupon is taken off before it', async () => {
  await setTax({ way: 'included' });
  const made = { kind: 'seat', title: 'Ten', code: 'TENOFF', takes: 'amount', amount: '10' };
  assert.equal((await desk.post('/desk/shop/coupons/new', made)).statusCode, 303);
  const visitor = site.visitor();
  await takeChair(visitor, one, 1);
  await visitor.post('/cart/coupon', { code: 'tenoff' });
  // 19 % in $170.00: $27.14.
  assert.match(words((await visitor.get('/cart')).body), /Total today \$170\.00 .*holds \$27\.14 VAT/);
  const { order, page, who } = await pay(visitor);
  assert.deepEqual(till.asked().amount, {
    ...usd('170.00'),
    breakdown: { item_total: usd('180.00'), discount: usd('10.00') },
  });
  assert.match(page, /Total \$170\.00 The sum holds \$27\.14 VAT/);
  assert.match(till.letterTo(who.attendee_email), /The sum holds \$27\.14 VAT/);
  await setTax({ way: 'none' });
  const invoice = await till.invoiceOf(visitor, order);
  assert.match(invoice, /Net at 19\s*% \$142\.86 VAT 19\s*% \$27\.14 Total, paid \$170\.00/);
  const number = orderNumber(page);
  sumsUp(await till.csvRowOf(number));
  const books = await till.booksOf(number);
  assert.deepEqual([credited(books, 'sales'), credited(books, 'tax')], [14_286, 2_714]);
  await sound();
});

test('settings that were changed keep what was bought before; without tax nothing is said of it', async () => {
  const visitor = site.visitor();
  await takeChair(visitor, one, 1);
  assert.doesNotMatch(words((await visitor.get('/cart')).body), /VAT|Sales tax/);
  const { order, page } = await pay(visitor);
  assert.doesNotMatch(page, /VAT|Sales tax/);
  assert.match(await till.invoiceOf(visitor, order), /No tax is charged/);
  const versions = words((await desk.get('/desk/practice/tax')).body);
  for (const way of [/It comes on top/, /Prices include it/, /No tax/]) assert.match(versions, way);
  await sound();
});

test('what is typed wrong is said beside its field and stays; two who save at once do not overwrite each other', async () => {
  const bad = await desk.post('/desk/practice/tax', {
    ...{ opened: String(opened), way: 'added', name: '', number: 'X', seat: '120', workbook: 'seven' },
  });
  assert.equal(bad.statusCode, 422);
  for (const field of ['name', 'seat', 'workbook']) assert.match(bad.body, new RegExp(`id="${field}-error"`));
  assert.match(bad.body, /value="seven"/);
  const wish = { opened: String(opened), way: 'added', name: 'GST', number: '', workbook: '0' };
  const both = await Promise.all(
    ['5', '6'].map((seat) => desk.post('/desk/practice/tax', { ...wish, seat })),
  );
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 409]);
});
