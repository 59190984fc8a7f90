import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { ABOUT_AMARA, goToPay, openSale, takeChair } from '../../../test/support/sale.ts';
import { disputesOf } from '../../parts.ts';
import type { WebhookHint, WebhookVerdict } from '../payments/paypal.ts';
import { createPayPal, invariants } from '../payments/public.ts';
import { actOn, forgetOldBodies, receive, sweepEvents } from './actions.ts';

const database = await testDatabase();
const { db, shiftClock } = database;
const local = await startPayPal();
after(() => local.close());
const real = createPayPal({
  env: 'emulator',
  clientId: local.clientId,
  clientSecret: local.clientSecret,
  webhookId: local.webhookId,
  apiBase: local.origin,
  webhookCa: local.caPem,
});
const heard: { headers: Record<string, string>; body: string }[] = [];
let verdict: WebhookVerdict | undefined;
const site = await testApp(database, {
  change: (parts) => ({
    ...parts,
    merchantId: local.merchantId,
    localPayPal: local.origin,
    paypal: {
      ...real,
      judgeWebhook: async (message) => {
        heard.push({
          headers: message.headers as Record<string, string>,
          body: message.body.toString('utf8'),
        });
        return verdict ?? real.judgeWebhook(message);
      },
    },
  }),
});
const address = await site.app.listen({ port: 0, host: '127.0.0.1' });
after(() => site.app.server.closeAllConnections());
local.useWebhook(`${address}/webhooks/paypal`);
const { practiceId, groups } = await openSale(db, [{}, {}, {}]);
const deps = disputesOf(site.parts);

const approved = async (name: string, group = groups[0]) => {
  const visitor = site.visitor();
  assert.ok(group);
  await takeChair(visitor, group);
  await goToPay(visitor, {
    ...ABOUT_AMARA,
    attendee_name: name,
    attendee_email: `${name.toLowerCase()}@mail.example`,
  });
  const sent = await visitor.post('/checkout/pay');
  const token = new URL(String(sent.headers.location)).searchParams.get('token') ?? '';
  await local.decide(token, 'pays');
  return token;
};
const stateOf = async (token: string) =>
  (await db.sql`select state from shop.attempts where paypal_order_id = ${token}`)[0]?.['state'];
const orders = async () => Number((await db.sql`select count(*) as n from shop.orders`)[0]?.['n']);
const inbox = () =>
  db.sql`select event_id, event_type, received_count as times, done_at, outcome from shop.webhook_inbox`;
const post = (body: string, headers: Record<string, string> = {}) =>
  site.app.inject({
    method: 'POST',
    url: '/webhooks/paypal',
    headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
    payload: body,
  });
const hint = (more: Partial<WebhookHint>): WebhookHint => ({
  eventId: 'WH-1', eventType: 'CHECKOUT.ORDER.APPROVED', paypalOrderId: undefined, customId: undefined,
  captureId: undefined, refundId: undefined, disputeId: undefined, ...more,
}); // biome-ignore format: one row

test('a buyer who closes the tab is still served: PayPal’s own signed news alone brings the order', async () => {
  const token = await approved('Amara');
  await local.settled();
  assert.ok((await inbox()).length >= 1);
  await site.runJobs();
  assert.equal(await stateOf(token), 'captured');
  assert.equal(await orders(), 1);
  await local.settled();
  await site.runJobs();
  assert.equal(await orders(), 1);
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

test('the same event ten times is one row, one look, one order', async () => {
  const [event] = heard;
  assert.ok(event);
  const before = (await inbox()).length;
  for (let time = 0; time < 10; time += 1)
    assert.equal((await post(event.body, event.headers)).statusCode, 200);
  assert.equal((await inbox()).length, before);
  await site.runJobs();
  assert.equal(await orders(), 1);
});

test('a forgery is turned away and leaves no trace', async () => {
  const [event] = heard;
  assert.ok(event);
  const before = (await inbox()).length;
  const altered = event.body.replace(/"id":"WH-/, '"id":"WH-X');
  assert.notEqual(altered, event.body);
  assert.equal((await post(altered, event.headers)).statusCode, 400);
  assert.equal((await post(event.body)).statusCode, 400);
  assert.equal((await post('not json', event.headers)).statusCode, 400);
  assert.equal((await inbox()).length, before);
});

test('what cannot be judged now is asked for again', async () => {
  verdict = { kind: 'unjudged', why: 'out of reach' };
  assert.equal((await post('{}')).statusCode, 503);
  verdict = undefined;
});

test('news that comes before we know the order waits, and is acted on when we do', async () => {
  const token = await approved('Bashir', groups[1]);
  await local.settled();
  await db.sql`update shop.attempts set paypal_order_id = null where paypal_order_id = ${token}`;
  const early = {
    hint: hint({ eventId: 'WH-EARLY', paypalOrderId: token }),
    verifiedBy: 'signature',
    body: '{}',
  } as const;
  await receive(deps, practiceId, early);
  await actOn(deps, practiceId, 'WH-EARLY');
  const [waiting] = await db.sql`select done_at, tries from shop.webhook_inbox where event_id = 'WH-EARLY'`;
  assert.deepEqual({ ...waiting }, { done_at: null, tries: 1 });
  await db.sql`update shop.attempts set paypal_order_id = ${token} where paypal_order_id is null`;
  await shiftClock('1 hour');
  await sweepEvents(deps);
  await shiftClock('0');
  assert.equal(await stateOf(token), 'captured');
});

test('news of nothing we know is laid aside in the end and does no harm', async () => {
  await receive(deps, practiceId, {
    hint: hint({ eventId: 'WH-STRANGER', paypalOrderId: 'NOBODY' }),
    verifiedBy: 'signature',
    body: '{}',
  });
  for (let hours = 1; hours <= 20; hours += 1) {
    await shiftClock(`${hours * 2} hours`);
    await sweepEvents(deps);
  }
  await shiftClock('0');
  const [row] = await db.sql`select outcome, tries from shop.webhook_inbox where event_id = 'WH-STRANGER'`;
  assert.equal(row?.['outcome'], 'unknown');
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

test('what PayPal wrote is forgotten after thirty days, that it wrote is not', async () => {
  const rows = (await inbox()).length;
  const worded = async () =>
    Number(
      (
        await db.sql`select count(*) as n from shop.webhook_inbox where done_at is not null and body <> ''`
      )[0]?.['n'],
    );
  await forgetOldBodies({ db });
  const before = await worded();
  assert.ok(before > 0, 'nothing is forgotten early');
  await shiftClock('40 days');
  await forgetOldBodies({ db });
  assert.equal(await worded(), 0);
  assert.equal((await inbox()).length, rows);
  await shiftClock('0');
});
