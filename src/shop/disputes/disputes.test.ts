import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp } from '../../../test/support/app.ts';
import { buyersOf } from '../../../test/support/buyers.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { withLocalPayPal } from '../../../test/support/listening-site.ts';
import { openSale } from '../../../test/support/sale.ts';
import { Temporal } from '../../kernel/time.ts';
import { disputesOf } from '../../parts.ts';
import { invariants } from '../payments/public.ts';
import { sweepDisputes } from './actions.ts';
import { needs, noteDispute } from './public.ts';

const database = await testDatabase();
const { db } = database;
const local = await startPayPal();
after(() => local.close());
const site = await testApp(database, { change: (parts) => withLocalPayPal(local, parts) });
const { practiceId, groups } = await openSale(db, [{ capacity: 50 }]);
const [group = assert.fail('a group')] = groups;
const deps = disputesOf(site.parts);
const buyers = buyersOf(site, local);
let people = 0;

const paid = async () => {
  await buyers.buys({ name: `Dana ${++people}`, group });
  const [row] = await db.sql<{ captureId: string; orderId: string }[]>`
    select capture_id as "captureId", id as "orderId" from shop.orders
    where practice_id = ${practiceId} order by number desc limit 1`;
  return row ?? assert.fail('an order');
};
const stored = async (id: string) =>
  (
    await db.sql<{ state: string; stage: string; outcome: string | null; minor: number }[]>`
    select state, stage, outcome, amount_minor as minor from shop.disputes
    where practice_id = ${practiceId} and paypal_dispute_id = ${id}`
  ).map((row) => ({ ...row }));

test('a dispute is written down once, goes on with PayPal’s news, and its end is known', async () => {
  const { captureId, orderId } = await paid();
  const id = local.openDispute(captureId, { value: '10.00' });
  await Promise.all([1, 2, 3].map(() => noteDispute(deps, practiceId, id)));
  assert.deepEqual(await stored(id), [{ state: 'answer', stage: 'INQUIRY', outcome: null, minor: 1_000 }]);
  const [need] = await needs(db.sql, practiceId, Temporal.Now.instant());
  assert.match(
    need?.sentence ?? '',
    /^A buyer disputes a payment\. Please answer at PayPal within (19|20) days\.$/,
  );
  local.resolveDispute(id, 'seller');
  await noteDispute(deps, practiceId, id);
  assert.equal((await stored(id))[0]?.state, 'resolved');
  assert.deepEqual(await needs(db.sql, practiceId, Temporal.Now.instant()), []);
  const [order] = await db.sql`select state from shop.orders where id = ${orderId}`;
  assert.equal(order?.['state'], 'paid');
  const changes = await db.sql<{ became: string }[]>`
    select became from shop.history where practice_id = ${practiceId} and entity = 'dispute' order by at, id`;
  assert.deepEqual(
    changes.map(({ became }) => became),
    ['answer', 'resolved'],
  );
});

test('with all news lost the sweep finds new disputes and their end', async () => {
  const { captureId } = await paid();
  const id = local.openDispute(captureId, { reason: 'UNAUTHORISED' });
  assert.ok((await sweepDisputes(deps)) >= 1);
  assert.equal((await stored(id))[0]?.state, 'answer');
  local.advanceClock(60);
  local.resolveDispute(id, 'cancelled');
  await sweepDisputes(deps);
  assert.equal((await stored(id))[0]?.outcome, 'CANCELED_BY_BUYER');
  assert.equal(await sweepDisputes(deps), 0, 'what is known is not asked for again');
});

test('what a lost dispute took is booked to disputes, and the buyer is not written to', async () => {
  const { captureId, orderId } = await paid();
  const id = local.openDispute(captureId);
  await noteDispute(deps, practiceId, id);
  local.resolveDispute(id, 'buyer');
  await noteDispute(deps, practiceId, id);
  const [books] = await db.sql<{ lost: number }[]>`
    select coalesce(sum(amount_minor), 0)::bigint as lost from shop.ledger
    where practice_id = ${practiceId} and account = 'disputes' and order_id = ${orderId}`;
  assert.equal(books?.lost, 8_000);
  await site.runJobs();
  assert.ok(!site.mailbox.some(({ mail }) => /went back to you/.test(mail.subject)));
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

test('a dispute about a payment that is none of ours is left alone; one that is gone is done', async () => {
  assert.equal(await noteDispute(deps, practiceId, 'PP-R-NFL-404'), true);
  assert.deepEqual(await stored('PP-R-NFL-404'), []);
});

test('when PayPal does not answer, nobody pretends to know', async () => {
  const { captureId } = await paid();
  const id = local.openDispute(captureId);
  local.setFault({ operation: 'disputes.get', kind: 'truncated' });
  assert.equal(await noteDispute(deps, practiceId, id), false);
  assert.deepEqual(await stored(id), []);
  assert.equal(await noteDispute(deps, practiceId, id), true);
});
