import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp } from '../../../test/support/app.ts';
import { buyersOf } from '../../../test/support/buyers.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { withLocalPayPal } from '../../../test/support/listening-site.ts';
import { ownerIn } from '../../../test/support/owner.ts';
import { openSale } from '../../../test/support/sale.ts';
import { disputesOf } from '../../parts.ts';
import { newId } from '../../platform/ids.ts';
import { noteDispute } from '../disputes/public.ts';

const database = await testDatabase();
const { db } = database;
const local = await startPayPal();
after(() => local.close());
const site = await testApp(database, { change: (parts) => withLocalPayPal(local, parts) });
const { practiceId, groups } = await openSale(db, [{ capacity: 50 }]);
const [group = assert.fail('a group')] = groups;
const owner = await ownerIn(site, db, practiceId);
const deps = disputesOf(site.parts);
const words = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

const disputed = async (name: string) => {
  await buyersOf(site, local).buys({ name, group });
  const [order] = await db.sql<{ captureId: string }[]>`
    select capture_id as "captureId" from shop.orders where payer_name = ${name}`;
  const paypalId = local.openDispute(order?.captureId ?? assert.fail('an order'), { reason: 'UNAUTHORISED' });
  await noteDispute(deps, practiceId, paypalId);
  const [row] = await db.sql<
    { id: string }[]
  >`select id from shop.disputes where paypal_dispute_id = ${paypalId}`;
  return { paypalId, page: `/desk/money/disputes/${row?.id}` };
};
const first = await disputed('Dina First');
const second = await disputed('Dora Second');

test('a dispute’s page says what to do where, and what we hold, naming no group', async () => {
  const { body } = await owner.get(first.page);
  const text = words(body);
  assert.match(text, /The buyer says that somebody else paid/);
  assert.match(text, /Waits for your answer/);
  assert.match(text, /Answer by/);
  assert.match(body, new RegExp(`href="http://127[^"]*/resolutioncenter/${first.paypalId}"`));
  const held = text.slice(text.indexOf('What we hold that helps'));
  assert.match(held, /Order \d+ of Dina First, dina\.first@mail\.example, placed .* for \$80\.00/);
  assert.match(held, /4 appointments, from \w+ \d+, \d{4} to/);
  assert.match(held, /was signed by Dina First/);
  assert.ok(!held.includes(group.name), 'no group is named');
});

test('PayPal is asked again on request, and its silence is said', async () => {
  local.advanceClock(60);
  local.resolveDispute(second.paypalId, 'cancelled');
  local.setFault({ operation: 'disputes.get', kind: 'status', status: 503 });
  const silent = await owner.post(`${second.page}/look`);
  assert.equal(silent.statusCode, 503);
  assert.match(words(silent.body), /PayPal did not answer just now/);
  assert.equal((await owner.post(`${second.page}/look`)).statusCode, 303);
  assert.match(words((await owner.get(second.page)).body), /The buyer let go of it/);
});

test('disputes are searched, filtered, sorted and saved by the address', async () => {
  const list = async (query: string) => words((await owner.get(`/desk/money/disputes${query}`)).body);
  assert.match(await list(''), /2 disputes/);
  assert.match(await list('?state=open'), /One dispute .*Dina First/);
  assert.match(await list('?q=dora'), /One dispute .*Dora Second/);
  assert.match(await list(`?q=${first.paypalId}`), /One dispute .*Dina First/);
  assert.match(await list('?q=%25'), /0 disputes/);
  const newest = await list('');
  const oldest = await list('?sortBy=oldest');
  assert.ok(newest.indexOf('Dora') < newest.indexOf('Dina'));
  assert.ok(oldest.indexOf('Dina') < oldest.indexOf('Dora'));
  const csv = (await owner.get('/desk/money/disputes.csv?state=open')).body.trim().split('\r\n');
  assert.equal(csv.length, 2);
  assert.match(csv[1] ?? '', /Dina First,.*80\.00,USD$/);
});

test('strangers find nothing, and what is not there is not found', async () => {
  for (const path of ['/desk/money/disputes', '/desk/money/disputes.csv', first.page])
    assert.equal((await site.visitor().get(path)).statusCode, 404, path);
  assert.equal((await owner.get(`/desk/money/disputes/${newId<'dispute'>()}`)).statusCode, 404);
  assert.equal((await owner.get('/desk/money/disputes/x')).statusCode, 404);
});
