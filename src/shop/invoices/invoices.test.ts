import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { payingIn } from '../../../test/support/paying.ts';
import { newId } from '../../platform/ids.ts';
import { executeRefunds, requestRefund } from '../refunds/public.ts';
import { correctInvoice, type InvoiceDeps, writeInvoice, writeOwed } from './actions.ts';
import { invoicesOf } from './store.ts';

const database = await testDatabase();
const { db, owner } = database;
const paying = payingIn(database);

const TAX = { name: 'VAT', number: 'DE 123' };

/** A shop in which one chair is paid, and the office that writes its invoices. */
const paid = async (options: { unitMinor?: number; taxed?: boolean } = {}) => {
  const shop = await paying({ seats: 40, unitMinor: options.unitMinor ?? 11_900 });
  const { practiceId, practice } = {
    practiceId: shop.deps && shop.shop.practice.id,
    practice: shop.shop.practice,
  };
  const office: InvoiceDeps = { db, practiceOf: async () => practice };
  const buy = async (name: string) => {
    const checkoutId = await shop.checkout({ name, email: `${name.toLowerCase()}@mail.example` });
    if (options.taxed) {
      await owner`update shop.checkout_lines set tax_rate = 0.19, tax_minor = 1900 where checkout_id = ${checkoutId}`;
      await owner`update shop.checkouts set tax_name = ${TAX.name}, tax_number = ${TAX.number} where id = ${checkoutId}`;
    }
    await shop.buy(checkoutId);
    const [order] = await db.sql<{ id: string }[]>`
      select id from shop.orders where practice_id = ${practiceId} and checkout_id = ${checkoutId}`;
    return order?.id ?? assert.fail('the order is placed');
  };
  const back = async (orderId: string, amountMinor: number) => {
    const wish = {
      practiceId,
      orderId,
      amountMinor,
      wishId: newId<'wish'>(),
      because: 'by-hand',
      by: 'desk',
    } as const;
    const wished = await db.begin((tx) => requestRefund(tx, shop.deps, wish));
    assert.ok(wished.ok, 'the refund is wished');
    await executeRefunds(shop.deps);
    return wished.value.refundId;
  };
  const written = (orderId: string) => invoicesOf(db.sql, practiceId, orderId);
  const sums = async (orderId: string) =>
    (await written(orderId)).map(({ kind, document }) => [kind, document.totalMinor, document.taxMinor]);
  return { ...shop, practiceId, office, buyOrder: buy, back, written, sums };
};

test('a paid order has one invoice, however often and however many at once ask for it', async () => {
  const { practiceId, office, buyOrder, written, sound } = await paid({ taxed: true });
  const orderId = await buyOrder('Maya');
  await Promise.all(Array.from({ length: 6 }, () => writeInvoice(office, { practiceId, orderId })));
  const [invoice, ...more] = await written(orderId);
  assert.equal(more.length, 0);
  assert.equal(invoice?.number, 1001);
  assert.deepEqual(invoice?.document.taxes, [
    { rate: 19_000, netMinor: 10_000, taxMinor: 1_900, grossMinor: 11_900 },
  ]);
  assert.equal(invoice?.document.seller.taxNumber, 'DE 123');
  assert.equal(invoice?.document.buyer.name, 'Maya');
  await sound();
});

test('an invoice names no group and says nothing of what it is about', async () => {
  const { practiceId, office, buyOrder, written } = await paid();
  const orderId = await buyOrder('Maya');
  await writeInvoice(office, { practiceId, orderId });
  assert.doesNotMatch(
    JSON.stringify((await written(orderId))[0]?.document.lines),
    /After a loss|Room 2|Even/,
  );
});

test('numbers have no gaps, also when writing breaks off', async () => {
  const { practiceId, office, buyOrder, sound } = await paid();
  const orders = [await buyOrder('Maya'), await buyOrder('Gus'), await buyOrder('Noor')];
  const broken: InvoiceDeps = {
    ...office,
    practiceOf: async (id) => ({ ...((await office.practiceOf(id)) ?? assert.fail()), zone: 'No/Zone' }),
  };
  await assert.rejects(writeInvoice(broken, { practiceId, orderId: orders[0] ?? '' }));
  await Promise.all(orders.map((orderId) => writeInvoice(office, { practiceId, orderId })));
  const rows = await db.sql<{ number: number }[]>`
    select number from shop.invoices where practice_id = ${practiceId} order by number`;
  assert.deepEqual(
    rows.map(({ number }) => number),
    [1001, 1002, 1003],
  );
  await sound();
});

test('money that goes back in parts is countered part by part, and in the end nothing and no tax is left', async () => {
  const { office, buyOrder, back, sums, sound } = await paid({ taxed: true });
  const orderId = await buyOrder('Maya');
  await back(orderId, 3_333);
  await writeOwed(office);
  assert.deepEqual(await sums(orderId), [
    ['invoice', 11_900, 1_900],
    ['counter', -3_333, -532],
  ]);
  await sound();
  await back(orderId, 8_567);
  await writeOwed(office);
  await writeOwed(office);
  const all = await sums(orderId);
  assert.equal(all.length, 3);
  for (const part of [1, 2])
    assert.equal(
      all.reduce((sum, one) => sum + Number(one[part]), 0),
      0,
    );
  await sound();
});

test('money that a dispute took and gave back is on an invoice again', async () => {
  const { office, buyOrder, back, sums, sound } = await paid();
  const orderId = await buyOrder('Maya');
  const refundId = await back(orderId, 11_900);
  await writeOwed(office);
  await owner`update shop.refunds set state = 'undone', changed_at = platform.now() where id = ${refundId}`;
  await writeOwed(office);
  await writeOwed(office);
  assert.deepEqual(await sums(orderId), [
    ['invoice', 11_900, 0],
    ['counter', -11_900, 0],
    ['invoice', 11_900, 0],
  ]);
  await owner`update shop.refunds set state = 'completed' where id = ${refundId}`;
  await assert.rejects(sound(), /stays paid/, 'a planted lie is found');
});

test('a correction is a counter-invoice and a new invoice, both or neither, by one of two who press at once', async () => {
  const { practiceId, office, buyOrder, back, written, sums, sound } = await paid({ taxed: true });
  const orderId = await buyOrder('Maya');
  await back(orderId, 5_950);
  await writeOwed(office);
  const [first] = await written(orderId);
  const correction = {
    ...{ practiceId, invoiceId: first?.id ?? '', because: 'The company pays.', by: newId<'person'>() },
    buyer: { name: 'Maya GmbH', lines: ['Hauptstraße 1', '10115 Berlin'] },
  };
  const answers = await Promise.all([correctInvoice(office, correction), correctInvoice(office, correction)]);
  assert.deepEqual(answers.map((answer) => (answer.ok ? 'written' : answer.refusal.because)).sort(), [
    'not-standing',
    'written',
  ]);
  assert.deepEqual(await sums(orderId), [
    ['invoice', 11_900, 1_900],
    ['counter', -5_950, -950],
    ['counter', -5_950, -950],
    ['invoice', 5_950, 950],
  ]);
  assert.equal((await written(orderId)).at(-1)?.document.buyer.name, 'Maya GmbH');
  await back(orderId, 5_950);
  await writeOwed(office);
  const after = await written(orderId);
  assert.equal(after.at(-1)?.correctsId, after.at(-2)?.id, 'later refunds take from the newest invoice');
  const again = await correctInvoice(office, { ...correction, invoiceId: after.at(-2)?.id ?? '' });
  assert.equal(again.ok ? 'written' : again.refusal.because, 'nothing-left');
  await sound();
});

test('what is written stays: not even the owner of the tables changes, deletes or empties it', async () => {
  const { practiceId, office, buyOrder } = await paid();
  const orderId = await buyOrder('Maya');
  await writeInvoice(office, { practiceId, orderId });
  const stays = /never changed or deleted/;
  await assert.rejects(
    owner`update shop.invoices set total_minor = 1 where practice_id = ${practiceId}`,
    stays,
  );
  await assert.rejects(owner`delete from shop.invoices where practice_id = ${practiceId}`, stays);
  await assert.rejects(owner`truncate shop.invoices`, stays);
  await assert.rejects(db.sql`update shop.invoices set total_minor = 1`, /permission denied/);
});

test('an old refund that was missed is found by the look over everything', async () => {
  const { office, buyOrder, back, sums } = await paid();
  const orderId = await buyOrder('Maya');
  await back(orderId, 100);
  await owner`update shop.refunds set changed_at = platform.now() - interval '9 days'`;
  await owner`update shop.orders set placed_at = platform.now() - interval '9 days' where id = ${orderId}`;
  await writeOwed(office);
  assert.deepEqual(await sums(orderId), []);
  while ((await writeOwed(office, true)) > 0);
  assert.deepEqual(await sums(orderId), [
    ['invoice', 11_900, 0],
    ['counter', -100, 0],
  ]);
});
