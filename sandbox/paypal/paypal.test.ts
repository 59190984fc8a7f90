import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  type Answered,
  anOrder,
  at,
  callerOf,
  issueOf,
  textAt,
  tokenOf,
} from '../../test/support/paypal-caller.ts';
import { startPayPal } from '../paypal.ts';
import { openLedger } from './ledger.ts';

const paypal = await startPayPal();
after(() => paypal.close());
const call = await callerOf(paypal);

const folder = mkdtempSync(join(tmpdir(), 'local-paypal-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const create = (change = {}, headers = {}) => call('POST /v2/checkout/orders', anOrder(change), headers);
const idOf = (answer: Answered) => textAt(answer.body, 'id');
const approved = async (decision: 'pays' | 'declined' | 'held' = 'pays') => {
  const id = idOf(await create());
  await paypal.decide(id, decision);
  return id;
};
const capture = (id: string, key: string) =>
  call(`POST /v2/checkout/orders/${id}/capture`, {}, { 'paypal-request-id': key });

test('it listens on this machine only', async () => {
  await assert.rejects(startPayPal({ host: '0.0.0.0' as '127.0.0.1' }), /this machine only/);
  assert.match(paypal.origin, /^http:\/\/127\.0\.0\.1:\d+$/);
  const rebound = get(paypal.origin, { headers: { host: 'rebound.example' }, agent: false });
  const [answer] = (await once(rebound, 'response')) as [IncomingMessage];
  answer.resume();
  assert.equal(answer.statusCode, 421, 'a name that was bent to this machine is not answered');
});

test('a taken port and a spoilt file are told in words', async () => {
  const file = join(folder, 'spoilt');
  const taken = { port: Number(new URL(paypal.origin).port), dataFile: file };
  await assert.rejects(startPayPal(taken), /is taken. Set PAYPAL_PORT/);
  assert.equal(existsSync(file), false, 'the file of whoever holds the port is left alone');
  writeFileSync(file, '[]\nno JSON\n[]\n');
  await assert.rejects(startPayPal({ dataFile: file }), /Line 2 of .*spoilt cannot be read/);
});

test('ids look as PayPal’s do', async () => {
  assert.match(idOf(await create()), /^[A-Z0-9]{17}$/);
  assert.match(paypal.merchantId, /^[2-9A-HJ-NP-Z]{13}$/);
});

test('tokens are given for the right secret, end, and can be taken back', async () => {
  const token = await tokenOf(paypal);
  const look = () => call('GET /v2/checkout/orders/X', undefined, { authorization: `Bearer ${token}` });
  assert.equal((await look()).status, 404);
  paypal.advanceClock(32_401);
  assert.equal((await look()).status, 401);
  paypal.advanceClock(-32_401);
  assert.equal((await look()).status, 404);
  const odd = await fetch(`${paypal.origin}/v1/oauth2/token`, {
    method: 'POST',
    headers: { authorization: 'Basic eA==' },
  });
  assert.deepEqual([odd.status, at(await odd.json(), 'error')], [401, 'invalid_client']);
});

test('a payment source needs a request id, and the same id makes one order', async () => {
  const bare = await call('POST /v2/checkout/orders', anOrder(), { 'paypal-request-id': '' });
  assert.equal(issueOf(bare), 'PAYPAL_REQUEST_ID_REQUIRED');
  const first = await create({}, { 'paypal-request-id': 'one' });
  const again = await create({}, { 'paypal-request-id': 'one' });
  assert.equal(idOf(first), idOf(again));
  paypal.advanceClock(6 * 3600 + 1);
  assert.notEqual(
    idOf(await create({}, { 'paypal-request-id': 'one' })),
    idOf(first),
    'after six hours it is forgotten',
  );
  paypal.advanceClock(-6 * 3600 - 1);
});

test('a repeated capture answers 200 with the one capture; a refusal is repeated only when switched on', async () => {
  const id = await approved('declined');
  assert.equal(issueOf(await capture(id, 'c1')), 'INSTRUMENT_DECLINED');
  await paypal.decide(id, 'pays');
  paypal.turnSwitches({ replayRefusals: true });
  assert.equal(issueOf(await capture(id, 'c1')), 'INSTRUMENT_DECLINED');
  paypal.turnSwitches({ replayRefusals: false });
  const first = await capture(id, 'c1');
  const again = await capture(id, 'c1');
  assert.deepEqual([first.status, again.status], [201, 200]);
  assert.deepEqual(again.body, first.body);
  assert.equal(issueOf(await capture(id, 'c2')), 'ORDER_ALREADY_CAPTURED');
});

test('of two captures at once with one key the second is told that the first is under way', async () => {
  const id = await approved();
  paypal.setFault({ operation: 'orders.capture', kind: 'delay', delayMs: 200 });
  const first = capture(id, 'both');
  await new Promise((resolve) => setTimeout(resolve, 60));
  assert.equal(issueOf(await capture(id, 'both')), 'ORDER_COMPLETION_IN_PROGRESS');
  assert.equal((await first).status, 201);
});

test('an invoice is captured once, however many orders carry it', async () => {
  const order = anOrder();
  const ids = [];
  for (let round = 0; round < 2; round += 1) ids.push(idOf(await call('POST /v2/checkout/orders', order)));
  for (const id of ids) await paypal.decide(id, 'pays');
  assert.equal((await capture(ids[0] ?? '', 'i1')).status, 201);
  assert.equal(issueOf(await capture(ids[1] ?? '', 'i2')), 'DUPLICATE_INVOICE_ID');
});

test('after too many declines the order is spent', async () => {
  paypal.turnSwitches({ maxDeclines: 2 });
  const id = await approved('declined');
  await capture(id, 'm1');
  assert.equal(issueOf(await capture(id, 'm2')), 'PAYER_ACTION_REQUIRED');
  await paypal.decide(id, 'declined');
  await capture(id, 'm3');
  await paypal.decide(id, 'pays');
  assert.equal(issueOf(await capture(id, 'm4')), 'MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED');
  paypal.turnSwitches({ maxDeclines: 10 });
});

test('raising the amount after approval needs the buyer again', async () => {
  const id = await approved();
  const value = {
    currency_code: 'USD',
    value: '200.00',
    breakdown: {
      item_total: { currency_code: 'USD', value: '180.00' },
      handling: { currency_code: 'USD', value: '20.00' },
    },
  };
  await call(`PATCH /v2/checkout/orders/${id}`, [
    { op: 'replace', path: "/purchase_units/@reference_id=='default'/amount", value },
  ]);
  assert.equal(textAt((await call(`GET /v2/checkout/orders/${id}`)).body, 'status'), 'PAYER_ACTION_REQUIRED');
});

test('an order runs out after its hours, a captured one never', async () => {
  const open = idOf(await create());
  const paid = await approved();
  await capture(paid, 'stay');
  paypal.advanceClock(7 * 3600);
  const fresh = await callerOf(paypal);
  assert.equal((await fresh(`GET /v2/checkout/orders/${open}`)).status, 404);
  assert.equal((await fresh(`GET /v2/checkout/orders/${paid}`)).status, 200);
  assert.equal((await fetch(`${paypal.origin}/checkoutnow?token=${open}`)).status, 404);
  paypal.advanceClock(-7 * 3600);
});

test('a capture under review can end either way', async () => {
  const id = await approved('held');
  const captureId = textAt(
    (await capture(id, 'h1')).body,
    'purchase_units',
    0,
    'payments',
    'captures',
    0,
    'id',
  );
  const settle = () => call(`POST /__sandbox/captures/${captureId}/settlement`, { to: 'COMPLETED' });
  assert.equal((await settle()).status, 200);
  assert.equal((await settle()).status, 404);
  assert.equal(textAt((await call(`GET /v2/payments/captures/${captureId}`)).body, 'status'), 'COMPLETED');
});

test('a fault can make PayPal take another amount', async () => {
  const id = await approved();
  paypal.setFault({ operation: 'orders.capture', kind: 'other-amount', amount: '1.00' });
  const answer = await capture(id, 'odd');
  assert.equal(
    textAt(answer.body, 'purchase_units', 0, 'payments', 'captures', 0, 'amount', 'value'),
    '1.00',
  );
});

test('faults strike as often as they were told to, at their operation only', async () => {
  paypal.setFault({ operation: 'orders.get', kind: 'status', status: 503, count: 2 });
  assert.notEqual((await create()).status, 503);
  const statuses = [];
  for (let round = 0; round < 3; round += 1) statuses.push((await call('GET /v2/checkout/orders/X')).status);
  assert.deepEqual(statuses, [503, 503, 404]);
  assert.throws(
    () => paypal.setFault({ operation: 'orders.get', kind: 'status', probability: 7 }),
    /no such fault/,
  );
  assert.equal(
    (await call('POST /__sandbox/faults', { operation: 'orders.get', kind: 'explode' })).status,
    400,
  );
});

test('the buyer’s page names the sum and says that no money moves; the choice leads back as PayPal leads back', async () => {
  const id = idOf(await create());
  const page = await (await fetch(`${paypal.origin}/checkoutnow?token=${id}`)).text();
  assert.match(page, /no real money moves here/);
  assert.match(page, /\$180\.00/);
  for (const choice of [
    'Approve',
    'Approve, but decline at capture',
    'Approve and hold for review',
    'Cancel',
  ])
    assert.ok(page.includes(`>${choice}</button>`), choice);
  assert.equal(await paypal.decide(id, 'cancel'), `http://127.0.0.1:9/payments/secret/cancel?token=${id}`);
  const back = new URL(await paypal.decide(id, 'pays'));
  assert.deepEqual([back.searchParams.get('s'), back.searchParams.get('token')], ['1', id]);
  assert.match(back.searchParams.get('PayerID') ?? '', /^[2-9A-HJ-NP-Z]{13}$/);
  await capture(id, 'seen');
  assert.match(await (await fetch(`${paypal.origin}/checkoutnow?token=${id}`)).text(), /cannot pay it twice/);
});

test('names from the shop are shown as text', async () => {
  const money = { currency_code: 'USD', value: '1.00' };
  const unit = {
    amount: { ...money, breakdown: { item_total: money } },
    items: [{ name: '<img src=x onerror=alert(1)>', quantity: '1', unit_amount: money }],
  };
  const id = idOf(await create({ purchase_units: [unit] }));
  const page = await (await fetch(`${paypal.origin}/checkoutnow?token=${id}`)).text();
  assert.ok(page.includes('&lt;img src=x onerror=alert(1)&gt;'));
});

test('the first page shows what happened, sets faults and lets a case be opened', async () => {
  const id = await approved();
  const captureId = textAt(
    (await capture(id, 'first-page')).body,
    'purchase_units',
    0,
    'payments',
    'captures',
    0,
    'id',
  );
  const post = (path: string, form: Record<string, string>) =>
    fetch(paypal.origin + path, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
  assert.equal(
    (
      await post('/__sandbox/fault-form', {
        operation: 'refunds.get',
        when: 'before',
        kind: 'html',
        status: '',
        count: '1',
        probability: '1',
      })
    ).status,
    303,
  );
  assert.equal(
    (await post('/__sandbox/fault-form', { operation: 'refunds.get', kind: 'html', count: 'many' })).status,
    422,
  );
  await post('/__sandbox/deeds', { capture: captureId, deed: 'dispute' });
  const partial = await call(`POST /v2/payments/captures/${captureId}/refund`, {
    amount: { currency_code: 'USD', value: '1.00' },
  });
  assert.equal(issueOf(partial), 'TRANSACTION_DISPUTED');
  const page = await (await fetch(paypal.origin)).text();
  for (const text of [id, captureId, 'refunds.get', 'PP-R-NFL-']) assert.ok(page.includes(text), text);
  await post('/__sandbox/fault-form', { clear: 'yes' });
  assert.equal((await post('/__sandbox/deeds', { capture: captureId, deed: 'constructor' })).status, 303);
});

test('another site cannot press its buttons through somebody’s browser', async () => {
  const answer = await fetch(`${paypal.origin}/__sandbox/reset`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  assert.equal(answer.status, 403);
});

const startAlone = async (file: string) => {
  const script = join(import.meta.dirname, '..', 'paypal-alone.ts');
  const child = spawn(process.execPath, [script, '0', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const origin = /http:\S+/.exec(line.toString())?.[0] ?? '';
  return {
    origin,
    caller: await callerOf({ ...paypal, origin }),
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
};

test('kill -9 loses nothing that was answered', async () => {
  const file = join(folder, 'killed', 'ledger');
  const first = await startAlone(file);
  const ids: string[] = [];
  for (let round = 0; round < 20; round += 1)
    ids.push(idOf(await first.caller('POST /v2/checkout/orders', anOrder())));
  const paid = ids[0] ?? '';
  await fetch(`${first.origin}/checkoutnow`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ token: paid, decision: 'pays' }),
  });
  const done = await first.caller(
    `POST /v2/checkout/orders/${paid}/capture`,
    {},
    { 'paypal-request-id': 'kept' },
  );
  await first.kill();
  assert.equal(statSync(file).mode & 0o077, 0, 'only its owner may read the file');
  appendFileSync(file, '[["orders","HALF",{"id":"HA');
  const second = await startAlone(file);
  for (const id of ids) assert.equal((await second.caller(`GET /v2/checkout/orders/${id}`)).status, 200);
  const again = await second.caller(
    `POST /v2/checkout/orders/${paid}/capture`,
    {},
    { 'paypal-request-id': 'kept' },
  );
  assert.equal(again.status, 200);
  const captureOf = (answer: Answered) =>
    textAt(answer.body, 'purchase_units', 0, 'payments', 'captures', 0, 'id');
  assert.equal(captureOf(again), captureOf(done));
  await second.kill();
});

test('a transaction is kept whole or not at all', () => {
  const file = join(folder, 'whole');
  const ledger = openLedger(file);
  ledger.put('tokens', 'a', { token: 'a', expiresAt: '2026-11-23T00:00:00Z' });
  assert.throws(() =>
    ledger.transact(() => {
      ledger.put('tokens', 'b', { token: 'b', expiresAt: '2026-11-23T00:00:00Z' });
      ledger.remove('tokens', 'a');
      assert.deepEqual(
        ledger.all('tokens').map(({ token }) => token),
        ['b'],
      );
      throw new Error('stop');
    }),
  );
  assert.deepEqual(
    ledger.all('tokens').map(({ token }) => token),
    ['a'],
  );
  ledger.close();
  assert.equal(readFileSync(file, 'utf8').trim().split('\n').length, 1);
});
