import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp, type Visitor } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { ABOUT_AMARA, type GroupForSale, goToPay, openSale, takeChair } from '../../../test/support/sale.ts';
import { newSecret } from '../../platform/ids.ts';
import { expireHolds } from '../seats/public.ts';
import { createPayPal, invariants } from './public.ts';

const database = await testDatabase();
const { db, shiftClock } = database;
const local = await startPayPal();
after(() => local.close());
const site = await testApp(database, {
  change: (parts) => ({
    ...parts,
    merchantId: local.merchantId,
    localPayPal: local.origin,
    paypal: createPayPal({
      env: 'emulator',
      clientId: local.clientId,
      clientSecret: local.clientSecret,
      webhookId: local.webhookId,
      apiBase: local.origin,
      webhookCa: local.caPem,
    }),
  }),
});
await site.app.listen({ port: 0, host: '127.0.0.1' });
after(() => site.app.server.closeAllConnections());
const { practiceId, groups } = await openSale(
  db,
  Array.from({ length: 12 }, () => ({ capacity: 1 })),
);
const left: GroupForSale[] = [...groups];
const nextGroup = () => left.shift() ?? assert.fail('enough groups are open');

const pathOf = (address: string | undefined) => {
  const url = new URL(address ?? assert.fail('somebody is sent on'), 'http://localhost');
  return url.pathname + url.search;
};
/** As far as PayPal's door: the visitor, PayPal's name for the payment. */
const atPayPal = async (name: string) => {
  const visitor = site.visitor();
  const group = nextGroup();
  await takeChair(visitor, group);
  await goToPay(visitor, {
    ...ABOUT_AMARA,
    attendee_name: name,
    attendee_email: `${name.toLowerCase().replaceAll(' ', '.')}@mail.example`,
  });
  const sent = await visitor.post('/checkout/pay');
  const token = new URL(String(sent.headers.location), 'http://none').searchParams.get('token') ?? '';
  return { visitor, token, group, location: String(sent.headers.location) };
};
const heading = (body: string) => /<h1[^>]*>([^<]*)<\/h1>/.exec(body)?.[1];
const comeBack = async (visitor: Visitor, back: string) => {
  const returned = await visitor.get(pathOf(back));
  return { returned, page: String(returned.headers.location) };
};

test('paid at PayPal, back without any cookie, straight to Celebrate; and again, and again', async () => {
  const { token } = await atPayPal('Amara Jensen');
  const back = await local.decide(token, 'pays');
  const elsewhere = site.visitor();
  const { page } = await comeBack(elsewhere, back);
  const outcome = await elsewhere.get(page);
  assert.match(String(outcome.headers.location), /^\/orders\/[\w-]{22}\?placed=1$/);
  assert.equal((await comeBack(elsewhere, back)).page, page);
  assert.match((await elsewhere.get(String(outcome.headers.location))).body, /Celebrate/);
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

test('an answer that never came: the page says confirming, not failed; it asks nobody to pay again; later it is paid', async () => {
  const { visitor, token } = await atPayPal('Bashir Khan');
  const back = await local.decide(token, 'pays');
  local.setFault({ operation: 'orders.capture', when: 'after', kind: 'reset', count: 1 });
  const { page } = await comeBack(visitor, back);
  const shown = await visitor.get(page);
  assert.match(shown.body, /We are confirming your payment with PayPal/);
  assert.match(shown.body, /do not pay again/);
  assert.match(shown.body, /<noscript><meta http-equiv="refresh"/);
  assert.doesNotMatch(shown.body, /try again/i);
  assert.deepEqual((await visitor.get(`${page}/state`)).json(), { state: 'confirming' });
  await shiftClock('2 minutes');
  await comeBack(visitor, back);
  assert.match(String((await visitor.get(page)).headers.location), /placed=1$/);
  await shiftClock('0');
});

test('declined: the words of the page kept, the truth about the money, and the way back to PayPal', async () => {
  const { visitor, token } = await atPayPal('Colette Durand');
  const { page } = await comeBack(visitor, await local.decide(token, 'declined'));
  const { body } = await visitor.get(page);
  assert.match(body, /There was an error with PayPal/);
  assert.match(body, /Click here to try again/);
  assert.match(body, /You have not been charged, and your chair is still yours until/);
  const again = await visitor.post(`${page}/retry`);
  assert.equal(new URL(String(again.headers.location)).searchParams.get('token'), token);
});

test('PayPal down at the start: the error page keeps chair and truth, and trying again works when it is back', async () => {
  local.setFault({ operation: 'orders.create', when: 'before', kind: 'status', status: 503, count: 1 });
  const { visitor, location } = await atPayPal('Devi Rao');
  assert.match(location, /^\/payments\//);
  const { body } = await visitor.get(location);
  assert.match(body, /There was an error with PayPal/);
  assert.match(body, /You have not been charged/);
  assert.match(String((await visitor.post(`${location}/retry`)).headers.location), /token=/);
});

test('cancelled at PayPal is not final: it can be gone on with, or the chair given back', async () => {
  const { visitor, token } = await atPayPal('Emil Sandberg');
  const shown = await visitor.get(pathOf(await local.decide(token, 'cancel')));
  assert.match(shown.body, /You left PayPal before paying/);
  assert.match(shown.body, /Go on at PayPal/);
  const { page } = await comeBack(visitor, await local.decide(token, 'pays'));
  assert.match(String((await visitor.get(page)).headers.location), /placed=1$/);
});

test('held for review: the chair is kept, nobody is asked to pay again', async () => {
  const { visitor, token } = await atPayPal('Freya Lund');
  const { page } = await comeBack(visitor, await local.decide(token, 'held'));
  const { body } = await visitor.get(page);
  assert.equal(heading(body), 'PayPal is looking at it');
  assert.match(body, /Please do not pay again/);
});

test('back with another payment’s number: nothing is taken and the page says so', async () => {
  const [one, two] = [await atPayPal('Gita Shah'), await atPayPal('Hugo Brandt')];
  await local.decide(two.token, 'pays');
  const back = pathOf(await local.decide(one.token, 'pays'));
  const shown = await one.visitor.get(back.replace(one.token, two.token));
  assert.equal(shown.statusCode, 409);
  assert.match(shown.body, /We have taken nothing because of it/);
  const [row] = await db.sql`select count(*) filter (where state = 'awaiting')::int as n from shop.attempts
    where paypal_order_id in (${one.token}, ${two.token})`;
  assert.equal(row?.['n'], 2);
});

test('the time ran out at PayPal and somebody else took the chair: not charged, and told so', async () => {
  const { visitor, token, group } = await atPayPal('Ines Costa');
  await shiftClock('16 minutes');
  await expireHolds(db);
  const other = site.visitor();
  await takeChair(other, group);
  await other.post('/checkout');
  const { page } = await comeBack(visitor, await local.decide(token, 'pays'));
  const { body } = await visitor.get(page);
  assert.match(body, /The last chair was taken while you were at PayPal\. You have not been charged/);
  await site.runJobs();
  assert.ok(
    site.mailbox.some(
      ({ mail }) => mail.to === 'ines.costa@mail.example' && /not been charged/.test(mail.subject),
    ),
  );
  await shiftClock('0');
});

test('nobody finds a payment by guessing', async () => {
  for (const path of [
    `/payments/${newSecret()}`,
    '/payments/short',
    `/payments/${newSecret()}/return?token=X`,
    `/payments/${newSecret()}/state`,
  ])
    assert.equal((await site.visitor().get(path)).statusCode, 404, path);
});

test('PayPal hears a neutral name, never a group', async () => {
  const bodies = local
    .requests()
    .map((heard) => heard.body)
    .join('\n');
  assert.match(bodies, /RS Practice, order /);
  for (const { name } of groups) assert.ok(!bodies.includes(name), name);
});

test('the address that PayPal keeps leads to the order for a day; after that only our letter does', async () => {
  const { token } = await atPayPal('Zora Quist');
  const back = await local.decide(token, 'pays');
  const { page } = await comeBack(site.visitor(), back);
  const found = /\/orders\/[\w-]{22}/;
  assert.match(String((await site.visitor().get(page)).headers.location), found);
  await shiftClock('25 hours');
  const { page: again } = await comeBack(site.visitor(), back);
  assert.equal(again, page);
  const late = await site.visitor().get(page);
  assert.equal(late.statusCode, 200);
  assert.match(late.body, /We have your order/);
  assert.doesNotMatch(late.body, found);
  const pressed = await site.visitor().post(`${page}/retry`);
  assert.equal(pressed.headers.location, page);
  await shiftClock('0');
});
