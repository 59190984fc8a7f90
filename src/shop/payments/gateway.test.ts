import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { type FaultOrder, startPayPal } from '../../../sandbox/paypal.ts';
import { anOrder } from '../../../test/support/paypal-caller.ts';
import { createPayPal } from './gateway.ts';
import type { Outcome, PayPal } from './paypal.ts';

const local = await startPayPal();
after(() => local.close());

const config = {
  env: 'emulator',
  apiBase: local.origin,
  webhookCa: local.caPem,
  clientId: local.clientId,
  clientSecret: local.clientSecret,
  webhookId: local.webhookId,
} as const;

let keys = 0;
const freshKey = () => {
  keys += 1;
  return `key-${keys}`;
};

/** A clock of milliseconds that a test moves. */
const movableClock = () => {
  let now = 0;
  const advance = (milliseconds: number) => {
    now += milliseconds;
  };
  return { clock: () => now, advance };
};

const value = <Value>(outcome: Outcome<Value>): Value => {
  assert.equal(outcome.kind, 'ok', JSON.stringify(outcome));
  if (outcome.kind !== 'ok') throw new Error('unreachable');
  return outcome.value;
};

const created = async (paypal: PayPal, change = {}) =>
  value(await paypal.createOrder({ key: freshKey(), body: JSON.stringify(anOrder(change)) }));

const tokensAsked = () => local.requests().filter(({ operation }) => operation === 'oauth.token').length;

test('an order is created, approved, captured and given back', async () => {
  const paypal = createPayPal(config);
  const order = await created(paypal);
  assert.equal(order.status, 'PAYER_ACTION_REQUIRED');
  assert.equal(order.approveUrl, `${local.origin}/checkoutnow?token=${order.id}`);
  assert.equal(order.payeeMerchantId, local.merchantId);
  await local.decide(order.id, 'pays');
  assert.equal(value(await paypal.getOrder(order.id)).status, 'APPROVED');
  const [capture] = value(await paypal.captureOrder({ id: order.id, key: freshKey() })).captures;
  assert.deepEqual(
    [capture?.status, capture?.amount, capture?.fee, capture?.net, capture?.customId],
    [
      'COMPLETED',
      { minor: 18_000, currency: 'USD' },
      { minor: 677, currency: 'USD' },
      { minor: 17_323, currency: 'USD' },
      order.customId,
    ],
  );
  const captureId = capture?.id ?? '';
  const body = JSON.stringify({ amount: { currency_code: 'USD', value: '30.00' } });
  const refund = value(await paypal.refundCapture({ captureId, key: freshKey(), body }));
  assert.deepEqual([refund.status, refund.amount], ['COMPLETED', { minor: 3000, currency: 'USD' }]);
  assert.equal(value(await paypal.getRefund(refund.id)).id, refund.id);
  assert.equal(value(await paypal.getCapture(captureId)).status, 'PARTIALLY_REFUNDED');
});

test('the same key never captures twice, also when the first answer was lost', async () => {
  const paypal = createPayPal(config);
  const { id } = await created(paypal);
  await local.decide(id, 'pays');
  local.setFault({ operation: 'orders.capture', when: 'after', kind: 'reset' });
  const key = freshKey();
  const lost = await paypal.captureOrder({ id, key });
  assert.deepEqual([lost.kind, lost.kind === 'unknown' && lost.why], ['unknown', 'network']);
  const again = await paypal.captureOrder({ id, key });
  assert.deepEqual([again.kind, again.kind === 'ok' && again.status], ['ok', 200]);
  assert.equal(value(again).captures.length, 1);
  const other = await paypal.captureOrder({ id, key: freshKey() });
  assert.deepEqual(
    [other.kind, other.kind === 'refused' && other.issue],
    ['refused', 'ORDER_ALREADY_CAPTURED'],
  );
});

test('refusals come with their issue, an order that ran out is a 404', async () => {
  const paypal = createPayPal(config);
  const { id } = await created(paypal);
  const early = await paypal.captureOrder({ id, key: freshKey() });
  assert.deepEqual([early.kind, early.kind === 'refused' && early.issue], ['refused', 'ORDER_NOT_APPROVED']);
  await local.decide(id, 'declined');
  const declined = await paypal.captureOrder({ id, key: freshKey() });
  assert.deepEqual(
    [declined.kind, declined.kind === 'refused' && declined.issue],
    ['refused', 'INSTRUMENT_DECLINED'],
  );
  local.advanceClock(7 * 3600);
  const gone = await paypal.getOrder(id);
  assert.deepEqual(gone.kind === 'refused' && [gone.status, gone.issue], [404, 'INVALID_RESOURCE_ID']);
  assert.ok(gone.debugId);
});

const FAULTS: readonly (readonly [fault: Omit<FaultOrder, 'operation'>, why: string, status?: number])[] = [
  [{ kind: 'status', status: 500 }, 'server', 500],
  [{ kind: 'status', status: 503 }, 'server', 503],
  [{ kind: 'status', status: 429, retryAfterSeconds: 7 }, 'rate-limited', 429],
  [{ kind: 'html' }, 'server', 502],
  [{ kind: 'html', status: 200 }, 'unreadable', 200],
  [{ kind: 'html', status: 404 }, 'unreadable', 404],
  [{ kind: 'truncated' }, 'unreadable', 200],
  [{ kind: 'reset' }, 'network'],
];

for (const when of ['before', 'after'] as const)
  for (const [fault, why, status] of FAULTS)
    test(`${fault.kind} ${status ?? ''} ${when} a capture is unknown (${why}), and the repeat tells the truth`, async () => {
      const paypal = createPayPal(config);
      const { id } = await created(paypal);
      await local.decide(id, 'pays');
      local.setFault({ operation: 'orders.capture', when, ...fault });
      const key = freshKey();
      const outcome = await paypal.captureOrder({ id, key });
      assert.equal(outcome.kind, 'unknown');
      assert.deepEqual(outcome.kind === 'unknown' && [outcome.why, outcome.status], [why, status]);
      if (outcome.kind === 'unknown' && status === 429) assert.equal(outcome.retryAfterSeconds, 7);
      const repeat = await paypal.captureOrder({ id, key });
      assert.deepEqual(repeat.kind === 'ok' && repeat.status, when === 'after' ? 200 : 201);
    });

for (const [status, issue] of [
  [400, 'MALFORMED_REQUEST_JSON'],
  [403, 'PERMISSION_DENIED'],
  [404, 'INVALID_RESOURCE_ID'],
  [422, 'TRANSACTION_REFUSED'],
] as const)
  test(`a well-formed ${status} is a refusal with ${issue}`, async () => {
    const paypal = createPayPal(config);
    local.setFault({ operation: 'orders.get', kind: 'issue', issue });
    const outcome = await paypal.getOrder('ANY');
    assert.deepEqual(outcome.kind === 'refused' && [outcome.status, outcome.issue], [status, issue]);
  });

for (const [status, issue] of [
  [409, 'PREVIOUS_REQUEST_IN_PROGRESS'],
  [422, 'ORDER_COMPLETION_IN_PROGRESS'],
] as const)
  test(`${issue} says that nobody knows yet: unknown, not refused`, async () => {
    const paypal = createPayPal(config);
    local.setFault({ operation: 'orders.capture', kind: 'issue', issue });
    const outcome = await paypal.captureOrder({ id: 'ANY', key: freshKey() });
    assert.deepEqual(outcome.kind === 'unknown' && [outcome.why, outcome.status], ['in-flight', status]);
  });

test('twenty first calls at once ask for one token; after a revocation one more is asked for', async () => {
  const paypal = createPayPal(config);
  const before = tokensAsked();
  await Promise.all(Array.from({ length: 20 }, () => paypal.getOrder('NONE')));
  assert.equal(tokensAsked() - before, 1);
  await fetch(`${local.origin}/__sandbox/tokens`, { method: 'DELETE' });
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => paypal.getOrder('NONE')));
  assert.ok(outcomes.every((outcome) => outcome.kind === 'refused' && outcome.status === 404));
  assert.equal(tokensAsked() - before, 2);
});

test('a token is renewed minutes before it ends, and the old one serves while renewing fails', async () => {
  const { clock, advance } = movableClock();
  const paypal = createPayPal({ ...config, clock });
  await paypal.getOrder('NONE');
  const before = tokensAsked();
  advance(32_400_000 - 301_000);
  await paypal.getOrder('NONE');
  assert.equal(tokensAsked(), before);
  advance(2_000);
  local.setFault({ operation: 'oauth.token', kind: 'status', status: 503 });
  const outcome = await paypal.getOrder('NONE');
  assert.equal(outcome.kind, 'refused');
  await paypal.getOrder('NONE');
  assert.equal(tokensAsked() - before, 2);
});

test('wrong credentials are unknown, never a refusal of the payment', async () => {
  const paypal = createPayPal({ ...config, clientSecret: 'wrong' });
  const outcome = await paypal.captureOrder({ id: 'X', key: freshKey() });
  assert.deepEqual(outcome.kind === 'unknown' && outcome.why, 'unauthorised');
});

test('after five unknowns in a row PayPal is out of reach; one probe brings it back', async () => {
  const { clock, advance } = movableClock();
  const paypal = createPayPal({ ...config, clock });
  await paypal.getOrder('NONE');
  local.setFault({ operation: 'orders.get', kind: 'status', status: 503, count: 5 });
  for (let round = 0; round < 5; round += 1) {
    assert.equal(paypal.reachable(), true);
    await paypal.getOrder('NONE');
  }
  assert.equal(paypal.reachable(), false);
  const asked = local.requests().length;
  const shut = await paypal.getOrder('NONE');
  assert.deepEqual(shut.kind === 'unknown' && shut.why, 'breaker-open');
  assert.equal(local.requests().length, asked, 'nothing was sent');
  advance(15_000);
  assert.equal(paypal.reachable(), true);
  const both = await Promise.all([paypal.getOrder('NONE'), paypal.getOrder('NONE')]);
  assert.deepEqual(both.map(({ kind }) => kind).sort(), ['refused', 'unknown']);
  assert.equal((await paypal.getOrder('NONE')).kind, 'refused');
});

test('refusals and full hours are no reason to think PayPal away', async () => {
  const paypal = createPayPal(config);
  local.setFault({ operation: 'orders.get', kind: 'status', status: 429, count: 8 });
  for (let round = 0; round < 16; round += 1) await paypal.getOrder('NONE');
  assert.equal(paypal.reachable(), true);
});

/** A server that answers whatever the test says, once it has given a token. */
const oddPayPal = async (answer: (request: IncomingMessage, response: ServerResponse) => void) => {
  const server = createServer((request, response) => {
    request.resume();
    if (!request.url?.endsWith('/token')) return answer(request, response);
    response.setHeader('content-type', 'application/json');
    response.end('{"access_token":"t","token_type":"Bearer","expires_in":32400}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  after(stop);
  return createPayPal({ ...config, apiBase: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
};

const answering = (status: number, body: string) =>
  oddPayPal((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'paypal-debug-id': 'd1' });
    response.end(body);
  });

const READABLE: readonly (readonly [what: string, body: object])[] = [
  ['nothing but id and status', { id: 'O1', status: 'COMPLETED' }],
  ['no links', { id: 'O1', status: 'APPROVED', purchase_units: [] }],
  ['a link without href', { id: 'O1', status: 'CREATED', links: [{ rel: 'approve' }] }],
  [
    'a capture without its breakdown',
    {
      id: 'O1',
      status: 'COMPLETED',
      purchase_units: [{ payments: { captures: [{ id: 'C', status: 'PENDING' }] } }],
    },
  ],
  [
    'members nobody knows',
    { id: 'O1', status: 'COMPLETED', payer: { address: {} }, purchase_units: [{ shipping: 7 }] },
  ],
];
for (const [what, body] of READABLE)
  test(`a 2xx with ${what} is read`, async () => {
    const paypal = await answering(201, JSON.stringify(body));
    assert.equal(value(await paypal.captureOrder({ id: 'O1', key: freshKey() })).id, 'O1');
  });

const UNREADABLE: readonly (readonly [what: string, status: number, body: string])[] = [
  ['no id', 201, '{"status":"COMPLETED"}'],
  ['no status', 201, '{"id":"O1"}'],
  ['a status nobody knows', 201, '{"id":"O1","status":"TELEPORTED"}'],
  [
    'a capture without status',
    201,
    '{"id":"O1","status":"COMPLETED","purchase_units":[{"payments":{"captures":[{"id":"C"}]}}]}',
  ],
  ['an empty body', 200, ''],
  ['a list', 200, '[]'],
  ['null', 200, 'null'],
  ['no content', 204, ''],
  ['a redirect', 302, '{}'],
  ['a refusal that is no error of PayPal’s', 422, '{"hello":"world"}'],
  ['a refusal in HTML', 403, '<html>blocked</html>'],
];
for (const [what, status, body] of UNREADABLE)
  test(`${status} with ${what} is unknown, never a failure`, async () => {
    const paypal = await answering(status, body);
    const outcome = await paypal.captureOrder({ id: 'O1', key: freshKey() });
    assert.deepEqual(outcome.kind === 'unknown' && [outcome.why, outcome.debugId], [
      'unreadable',
      status === 204 ? 'd1' : 'd1',
    ]);
  });

test('an answer of many megabytes is not read to its end', async () => {
  const paypal = await oddPayPal((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    for (let part = 0; part < 64; part += 1) response.write(' '.repeat(65_536));
    response.end('{}');
  });
  const outcome = await paypal.getOrder('O1');
  assert.deepEqual(outcome.kind === 'unknown' && outcome.why, 'unreadable');
});

test('the buyer is sent to PayPal and nowhere else', async () => {
  const links = (href: string) =>
    JSON.stringify({ id: 'O1', status: 'CREATED', links: [{ rel: 'payer-action', href }] });
  for (const href of [
    'https://www.paypal.com.evil.example/x',
    'javascript:alert(1)',
    'http://127.0.0.1:1/x',
    'no address',
  ]) {
    const paypal = await answering(200, links(href));
    assert.equal(value(await paypal.getOrder('O1')).approveUrl, undefined);
  }
});

test('the id in an address cannot lead elsewhere', async () => {
  const paths: string[] = [];
  const paypal = await oddPayPal((request, response) => {
    paths.push(request.url ?? '');
    response.writeHead(404).end('{"name":"RESOURCE_NOT_FOUND"}');
  });
  await paypal.getOrder('../../v1/notifications/webhooks?x=1#');
  assert.deepEqual(paths, ['/v2/checkout/orders/..%2F..%2Fv1%2Fnotifications%2Fwebhooks%3Fx%3D1%23']);
});

test('bodies leave byte for byte, with key, JSON and the wish for the whole record', async () => {
  const seen: { body: string; headers: IncomingMessage['headers'] }[] = [];
  const paypal = await oddPayPal((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      seen.push({ body: Buffer.concat(chunks).toString(), headers: request.headers });
      response.end('{"id":"O1","status":"CREATED"}');
    });
  });
  const body = '{"intent" : "CAPTURE","x":1.0}';
  await paypal.createOrder({ key: 'att:create:1', body });
  assert.equal(seen[0]?.body, body);
  const { prefer, authorization } = seen[0]?.headers ?? {};
  assert.deepEqual(
    [prefer, authorization, seen[0]?.headers['paypal-request-id']],
    ['return=representation', 'Bearer t', 'att:create:1'],
  );
  assert.equal(seen[0]?.headers['paypal-mock-response'], undefined);
});

test('a capture that never answers is unknown after its deadline, and was made once', async () => {
  const paypal = createPayPal({ ...config, deadlines: { createMs: 5_000, captureMs: 150, lookMs: 5_000 } });
  const { id } = await created(paypal);
  await local.decide(id, 'pays');
  local.setFault({ operation: 'orders.capture', when: 'after', kind: 'hang' });
  const outcome = await paypal.captureOrder({ id, key: freshKey() });
  assert.deepEqual(outcome.kind === 'unknown' && outcome.why, 'timeout');
  assert.equal(value(await paypal.getOrder(id)).captures.length, 1);
});

test('the local PayPal is taken on this machine only', () => {
  for (const apiBase of [
    'http://example.com',
    'https://127.0.0.1',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1',
    'ftp://localhost',
    '',
  ])
    assert.throws(() => createPayPal({ ...config, apiBase }), /on this machine/);
});

test('live and sandbox need no certificate of ours', () => {
  const { clientId, clientSecret, webhookId } = config;
  for (const env of ['live', 'sandbox'] as const)
    assert.equal(createPayPal({ env, clientId, clientSecret, webhookId }).reachable(), true);
});
