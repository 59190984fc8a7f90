import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { createPayPal } from '../../src/shop/payments/gateway.ts';
import { anOrder, at, callerOf, textAt } from '../../test/support/paypal-caller.ts';
import { startPayPal } from '../paypal.ts';
import { isLoopback } from './deliveries.ts';

type Arrived = {
  readonly type: string;
  readonly id: string;
  readonly transmission: string;
  readonly verdict: string;
  readonly body: string;
  readonly headers: Record<string, unknown>;
};

const local = await startPayPal();
const shop = createPayPal({ ...local, env: 'emulator', apiBase: local.origin, webhookCa: local.caPem });
const call = await callerOf(local);
let arrived: Arrived[] = [];
let answers: number[] = [];

const listener = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const event: unknown = JSON.parse(body.toString());
  const verdict = await shop.judgeWebhook({ headers: request.headers, body });
  arrived.push({
    type: textAt(event, 'event_type'),
    id: textAt(event, 'id'),
    transmission: String(request.headers['paypal-transmission-id']),
    verdict: verdict.kind,
    body: body.toString(),
    headers: request.headers,
  });
  response.writeHead(answers.shift() ?? 200).end();
});
await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
const hook = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/webhooks/paypal`;
local.useWebhook(hook);
after(async () => {
  await local.close();
  listener.close();
});
beforeEach(() => {
  arrived = [];
  answers = [];
  local.turnSwitches({ webhooks: { duplicate: 0, drop: 0, reorder: 0, wrongSignature: 0, delayMs: 0 } });
});

const approve = async () => {
  const order = await call('POST /v2/checkout/orders', anOrder());
  const id = textAt(order.body, 'id');
  await local.decide(id, 'pays');
  return id;
};
const types = () => arrived.map(({ type }) => type);

test('what happens is told in signed webhooks that our own client believes', async () => {
  const id = await approve();
  const captured = await call(`POST /v2/checkout/orders/${id}/capture`, {});
  const captureId = textAt(captured.body, 'purchase_units', 0, 'payments', 'captures', 0, 'id');
  await call(`POST /v2/payments/captures/${captureId}/refund`, {});
  await local.settled();
  assert.deepEqual(types().sort(), [
    'CHECKOUT.ORDER.APPROVED',
    'CHECKOUT.ORDER.COMPLETED',
    'PAYMENT.CAPTURE.COMPLETED',
    'PAYMENT.CAPTURE.REFUNDED',
  ]);
  assert.ok(arrived.every(({ verdict }) => verdict === 'genuine'));
});

test('a webhook that nobody took is sent again later, with the same id, and then is done', async () => {
  answers = [500, 503];
  await approve();
  await local.settled();
  assert.equal(arrived.length, 1);
  for (let round = 0; round < 3; round += 1) {
    local.advanceClock(600);
    await local.settled();
  }
  assert.equal(arrived.length, 3);
  assert.equal(new Set(arrived.map(({ transmission }) => transmission)).size, 1);
});

test('duplicates, losses and forgeries happen when switched on', async () => {
  local.turnSwitches({ webhooks: { duplicate: 1 } });
  await approve();
  await local.settled();
  assert.equal(arrived.length, 2);
  assert.equal(arrived[0]?.id, arrived[1]?.id);
  local.turnSwitches({ webhooks: { duplicate: 0, drop: 1 } });
  await approve();
  await local.settled();
  assert.equal(arrived.length, 2);
  local.turnSwitches({ webhooks: { drop: 0, wrongSignature: 1 } });
  await approve();
  await local.settled();
  assert.equal(arrived.at(-1)?.verdict, 'forged');
});

test('the newest may arrive first', async () => {
  local.turnSwitches({ webhooks: { reorder: 1 } });
  const id = await approve();
  await call(`POST /v2/checkout/orders/${id}/capture`, {});
  await local.settled();
  assert.equal(types().at(-1), 'CHECKOUT.ORDER.APPROVED');
});

test('PayPal’s own check says SUCCESS over the very bytes, and FAILURE when they were written anew', async () => {
  await approve();
  await local.settled();
  const [one] = arrived;
  assert.ok(one);
  const about = JSON.stringify({
    auth_algo: one.headers['paypal-auth-algo'],
    cert_url: one.headers['paypal-cert-url'],
    transmission_id: one.transmission,
    transmission_sig: one.headers['paypal-transmission-sig'],
    transmission_time: one.headers['paypal-transmission-time'],
    webhook_id: local.webhookId,
  }).slice(0, -1);
  const check = async (event: string) => {
    const answer = await call(
      'POST /v1/notifications/verify-webhook-signature',
      `${about},"webhook_event":${event}}`,
    );
    return at(answer.body, 'verification_status');
  };
  assert.equal(await check(one.body), 'SUCCESS');
  assert.equal(await check(` ${one.body} `), 'SUCCESS', 'blanks around it are not part of it');
  const { id, ...rest } = JSON.parse(one.body) as Record<string, unknown>;
  assert.equal(await check(JSON.stringify({ ...rest, id })), 'FAILURE');
  assert.equal(await check(JSON.stringify(JSON.parse(one.body), undefined, 1)), 'FAILURE');
});

test('where the certificate is out of reach our client asks PayPal', async () => {
  const blind = createPayPal({
    ...local,
    env: 'emulator',
    apiBase: local.origin,
    webhookCa: (await startAndClose()).caPem,
  });
  await approve();
  await local.settled();
  const [one] = arrived;
  const verdict = await blind.judgeWebhook({
    headers: one?.headers as Record<string, string>,
    body: Buffer.from(one?.body ?? ''),
  });
  assert.deepEqual(verdict.kind === 'genuine' && verdict.verifiedBy, 'postback');
});

const startAndClose = async () => {
  const other = await startPayPal();
  await other.close();
  return other;
};

test('what was not delivered before a crash is delivered after it, to where the shop is now', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'local-paypal-'));
  const options = {
    dataFile: join(folder, 'ledger'),
    webhook: { url: 'http://127.0.0.1:9/', id: local.webhookId },
  };
  const first = await startPayPal(options);
  const order = await (await callerOf(first))('POST /v2/checkout/orders', anOrder());
  await first.decide(textAt(order.body, 'id'), 'pays');
  await first.settled();
  await first.close();
  const second = await startPayPal({ ...options, webhook: { url: hook, id: local.webhookId } });
  second.advanceClock(60);
  await second.settled();
  assert.deepEqual(types(), ['CHECKOUT.ORDER.APPROVED']);
  await second.close();
  rmSync(folder, { recursive: true });
});

test('an invented event cannot be verified, as at PayPal', async () => {
  await call('POST /v1/notifications/simulate-event', { event_type: 'PAYMENT.CAPTURE.COMPLETED', url: hook });
  await local.settled();
  assert.equal(arrived.at(-1)?.verdict, 'forged');
});

test('a webhook goes to this machine and nowhere else', async () => {
  for (const url of [
    'https://example.com/x',
    'http://10.0.0.1/x',
    'http://127.0.0.1.example.com/',
    'ftp://127.0.0.1/',
    'nothing',
    'http://[::2]/',
  ])
    assert.equal(isLoopback(url), false, url);
  for (const url of ['http://127.0.0.1:9009/x', 'http://localhost/x', 'http://[::1]:5/'])
    assert.equal(isLoopback(url), true, url);
  assert.throws(() => local.useWebhook('https://example.com/'), /this machine only/);
  const answer = await call('POST /v1/notifications/webhooks', {
    url: 'https://example.com/',
    event_types: [{ name: '*' }],
  });
  assert.equal(answer.status, 400);
});
