import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp } from '../../../test/support/app.ts';
import { buyersOf } from '../../../test/support/buyers.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { withLocalPayPal } from '../../../test/support/listening-site.ts';
import { ownerIn } from '../../../test/support/owner.ts';
import { openSale } from '../../../test/support/sale.ts';
import { disputesOf, paymentsOf } from '../../parts.ts';
import { newId } from '../../platform/ids.ts';
import { noteDispute } from '../disputes/public.ts';
import { invariants } from '../payments/public.ts';
import { executeRefunds, needs, noteRefund } from '../refunds/public.ts';

const database = await testDatabase();
const { db, shiftClock } = database;
const local = await startPayPal();
after(() => local.close());
const site = await testApp(database, { change: (parts) => withLocalPayPal(local, parts) });
const { practiceId, groups } = await openSale(db, [{ capacity: 50 }]);
const [group = assert.fail('a group')] = groups;
const deps = paymentsOf(site.parts);
const buyers = buyersOf(site, local);
const owner = await ownerIn(site, db, practiceId);
let people = 0;
let minutes = 0;

/** Somebody's paid order of $80.00, and its refund page. */
const paid = async () => {
  const name = `Rita ${++people}`;
  await buyers.buys({ name, group });
  const [row] = await db.sql<{ id: string; captureId: string }[]>`
    select id, capture_id as "captureId" from shop.orders
    where practice_id = ${practiceId} order by number desc limit 1`;
  const order = row ?? assert.fail('an order');
  const form = {
    how: 'all',
    amount: '',
    reason: 'by-hand',
    note: '',
    chairs: 'keep',
    wishId: newId<'wish'>(),
  };
  const at = `/desk/orders/${order.id}/refund`;
  const seat = async () =>
    (await db.sql<{ state: string }[]>`select state from shop.seats where order_id = ${order.id}`)[0]?.state;
  return { ...order, name, form, at, seat };
};

/** The two minutes are over, and PayPal is asked. */
const goOut = async () => {
  minutes += 3;
  await shiftClock(`${minutes} minutes`);
  await executeRefunds(deps);
};
const words = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const at = (answer: { headers: Record<string, unknown> }) => String(answer.headers['location']);
const sound = async () => assert.deepEqual(await invariants(db.sql, practiceId), []);

test('a part goes back: looked at first, taken back while there is time, then given, told and booked', async () => {
  const { at: page, form, name, seat } = await paid();
  const part = { ...form, how: 'sum', amount: '20', note: 'For the evening that fell out' };
  const seen = words((await owner.post(`${page}/check`, part)).body);
  assert.match(seen, /Give \$20\.00 back\?/);
  assert.match(seen, new RegExp(`${name} gets \\$20\\.00 back through PayPal`));
  assert.match(seen, /After it \$60\.00 of this order is left/);
  assert.match(seen, /How Rita \d+ will read it/);
  assert.match(seen, /A word from us: For the evening that fell out/);
  const first = at(await owner.post(page, part));
  assert.match(words((await owner.get(first)).body), /Until then it can be taken back/);
  assert.equal((await owner.post(`${first}/cancellation`)).statusCode, 303);
  assert.match(words((await owner.get(first)).body), /taken back before PayPal was asked/);
  const second = at(await owner.post(page, { ...part, wishId: newId<'wish'>() }));
  assert.notEqual(second, first);
  await goOut();
  assert.match(words((await owner.get(second)).body), /on its way to the buyer/);
  assert.equal((await owner.get(`${second}/state`)).json().state, 'completed');
  await site.runJobs();
  const letter = site.mailbox.find(({ mail }) => /\$20\.00 went back to you/.test(mail.subject));
  assert.match(letter?.mail.text ?? '', /A word from us: For the evening that fell out/);
  assert.ok(!/After a loss/.test(`${letter?.mail.subject} ${letter?.mail.text}`), 'no group is named');
  assert.equal(await seat(), 'paid');
  const late = await owner.post(`${second}/cancellation`);
  assert.equal(late.statusCode, 409);
  assert.match(words(late.body), /It has gone on meanwhile/);
  await sound();
});

test('pressed twice, also at once, it is one refund', async () => {
  const { at: page, form, captureId } = await paid();
  const answers = await Promise.all([1, 2, 3, 4].map(() => owner.post(page, form)));
  assert.equal(new Set(answers.map(at)).size, 1);
  assert.equal((await owner.post(page, form)).statusCode, 303);
  await goOut();
  const given = local
    .requests()
    .filter(({ operation, path }) => operation === 'captures.refund' && path.includes(captureId));
  assert.equal(given.length, 1);
  await sound();
});

test('all of it goes back, and the chair opens when the money goes out, not before', async () => {
  const { at: page, form, seat } = await paid();
  const free = { ...form, chairs: 'free' };
  assert.match(
    words((await owner.post(`${page}/check`, free)).body),
    /The chair of Rita \d+ in After a loss opens to others/,
  );
  await owner.post(page, free);
  assert.equal(await seat(), 'paid');
  await goOut();
  assert.equal(await seat(), 'freed');
  assert.match(words((await owner.get(page)).body), /went back already/);
  await sound();
});

test('what is wrong is said beside its field, and nothing typed is lost', async () => {
  const { at: page, form } = await paid();
  const cases: [Record<string, string>, RegExp][] = [
    [{ how: 'sum', amount: 'twenty' }, /Please write a sum/],
    [{ how: 'sum', amount: '80.01' }, /more than is left/],
    [{ how: 'sum', amount: '-5' }, /Please write a sum/],
    [{ how: 'lines' }, /Please tick what goes back/],
    [{ how: 'x' }, /Please choose how much/],
    [{ reason: 'x' }, /Please choose why/],
    [{ chairs: 'x' }, /Please choose what becomes of the chair/],
    [{ note: 'n'.repeat(256) }, /at most 255 signs/],
  ];
  for (const [change, message] of cases)
    for (const path of [page, `${page}/check`]) {
      const answer = await owner.post(path, { ...form, note: 'Kept words', ...change });
      assert.equal(answer.statusCode, 422, JSON.stringify(change));
      assert.match(words(answer.body), message);
      assert.match(answer.body, change['note'] ? /nnnn/ : /Kept words/);
    }
  const back = await owner.post(`${page}/check`, { ...form, note: 'Kept words', back: 'yes' });
  assert.match(back.body, /Kept words/);
});

test('while a buyer disputes, a part is refused in words', async () => {
  const { at: page, form, captureId } = await paid();
  const id = local.openDispute(captureId);
  await noteDispute(disputesOf(site.parts), practiceId, id);
  const answer = await owner.post(page, { ...form, how: 'sum', amount: '5' });
  assert.equal(answer.statusCode, 409);
  assert.match(words(answer.body), /PayPal gives back the whole or nothing/);
});

test('a refund that PayPal refused is tried again, or settled another way with how', async () => {
  const refuse = () =>
    local.setFault({ operation: 'captures.refund', kind: 'issue', issue: 'REFUND_NOT_ALLOWED' });
  const one = await paid();
  refuse();
  const first = at(await owner.post(one.at, one.form));
  await goOut();
  assert.match(words((await owner.get(first)).body), /PayPal did not make it/);
  assert.ok(
    (await needs(db.sql, practiceId)).some(({ kind, href }) => kind === 'refund-failed' && href === first),
  );
  await owner.post(`${first}/retry`);
  await goOut();
  assert.match(words((await owner.get(first)).body), /on its way to the buyer/);
  const two = await paid();
  refuse();
  const second = at(await owner.post(two.at, two.form));
  await goOut();
  await site.runJobs();
  assert.equal((await owner.post(`${second}/settlement`, { how: '' })).statusCode, 422);
  const long = await owner.post(`${second}/settlement`, { how: 'h'.repeat(301) });
  assert.match(long.body, /hhhh/);
  await owner.post(`${second}/settlement`, { how: 'by bank transfer on October 3' });
  assert.match(words((await owner.get(second)).body), /paid another way: by bank transfer on October 3/);
  await site.runJobs();
  assert.ok(site.mailbox.some(({ mail }) => /How: by bank transfer on October 3/.test(mail.text ?? '')));
  assert.ok(site.mailbox.some(({ mail }) => /PayPal could not do it/.test(mail.text ?? '')));
  await sound();
});

test('money given back at PayPal asks about the chair, once, and tells the buyer', async () => {
  const { id, captureId, seat } = await paid();
  const paypalRefundId = local.refundOutside(captureId, '80.00');
  for (let twice = 0; twice < 2; twice += 1)
    await noteRefund(deps, practiceId, { paypalRefundId, captureId });
  const [need] = (await needs(db.sql, practiceId)).filter(({ kind }) => kind === 'refund-outside');
  const page = need?.href ?? assert.fail('the practice is asked');
  assert.match(page, new RegExp(id));
  assert.match(words((await owner.get(page)).body), /Made at PayPal, not here/);
  assert.equal((await owner.post(`${page}/chairs`, { chairs: 'x' })).statusCode, 422);
  assert.equal((await owner.post(`${page}/chairs`, { chairs: 'free' })).statusCode, 303);
  assert.equal(await seat(), 'freed');
  assert.ok(!(await needs(db.sql, practiceId)).some(({ kind }) => kind === 'refund-outside'));
  await site.runJobs();
  assert.ok(
    site.mailbox.some(({ mail }) => /PayPal has told us that \$80\.00 went back/.test(mail.text ?? '')),
  );
  await sound();
});

test('strangers find nothing, and what is not there is not found', async () => {
  const { at: page, form } = await paid();
  const refund = at(await owner.post(page, form));
  for (const path of [page, refund, `${refund}/state`])
    assert.equal((await site.visitor().get(path)).statusCode, 404, path);
  for (const path of ['check', ''].map((end) => `${page}/${end}`.replace(/\/$/, '')))
    assert.equal((await site.visitor().post(path, form)).statusCode, 404, path);
  const nowhere = `/desk/orders/${newId<'order'>()}/refund`;
  assert.equal((await owner.get(nowhere)).statusCode, 404);
  assert.equal((await owner.get(refund.replace(/[^/]+$/, newId<'refund'>()))).statusCode, 404);
});
