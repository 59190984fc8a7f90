import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { html } from '../../ui/html.ts';
import { createLog } from '../log.ts';
import { readCookie, setSecretCookie } from './cookies.ts';
import { notFound } from './errors.ts';
import { createMicroCache } from './micro-cache.ts';
import { createHttp, type HttpOptions } from './server.ts';

const lines: string[] = [];
const visitor = { config: { access: 'visitor' } } as const;
let renders = 0;

const make = (change: Partial<HttpOptions> = {}): FastifyInstance => {
  const app = createHttp({
    log: createLog({ write: (line) => lines.push(line) }),
    microCache: createMicroCache(),
    https: false,
    welcome: async (request) => {
      request.practice = { name: 'Rowan' } as never;
      const role = request.headers['x-test-role'];
      if (role) request.signedIn = { personId: 'p', name: 'Ada', roles: [role as 'owner'] };
      return true;
    },
    frame: async () => ({}) as never,
    page: (_frame, { title, main }) => html`<!doctype html><title>${title}</title><main>${main}</main>`,
    ...change,
  });
  app.get('/public', { config: { access: 'visitor', cache: 'public' } }, async (_request, reply) => {
    renders++;
    await sleep(20);
    return reply.page(html`<p>${'A circle of chairs. '.repeat(200)}</p>`);
  });
  app.get('/breaks', visitor, async () => {
    throw new Error('Mira Halloway, mira@example.org');
  });
  app.get('/breaks-public', { config: { access: 'visitor', cache: 'public' } }, async () => {
    throw new Error('no page');
  });
  app.get('/away', visitor, async () => {
    throw Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
  });
  app.get('/gone', visitor, async () => notFound());
  app.get('/desk', { config: { access: 'desk' } }, async (_request, reply) => reply.page(html`desk`));
  app.get('/owner', { config: { access: 'owner' } }, async (_request, reply) => reply.page(html`owner`));
  app.post('/form', visitor, async (request, reply) => {
    setSecretCookie(reply, 'cart', 'secret', 60);
    return reply.page(html`${JSON.stringify(request.body)} ${readCookie(request, 'cart')}`);
  });
  app.post('/hook', { config: { access: 'visitor', fromElsewhere: true } }, async (request, reply) =>
    reply.send({ raw: Buffer.isBuffer(request.body), bytes: (request.body as Buffer).length }),
  );
  after(() => app.close());
  return app;
};

const app = make();
const form = { 'content-type': 'application/x-www-form-urlencoded', host: 'rowan.example' };
const ours = { ...form, origin: 'https://rowan.example' };

test('a route that does not say who may come stops the start', async () => {
  const other = make();
  assert.throws(
    () => other.get('/forgotten', async () => 'x'),
    /GET \/forgotten does not declare config\.access/,
  );
});

test('every answer, errors included, forbids inline code, framing, sniffing and storing', async () => {
  for (const url of ['/gone', '/nowhere', '/breaks', '/away', '/desk']) {
    const { headers } = await app.inject({ url });
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /require-trusted-types-for 'script'/);
    assert.doesNotMatch(policy, /unsafe|nonce|\*/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'same-origin');
    assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['strict-transport-security'], undefined);
  }
});

test('in open mode the browser is told to come by https only, and cookies are bound to this host', async () => {
  const open = make({ https: true });
  const answer = await open.inject({ method: 'POST', url: '/form', headers: ours, payload: 'a=1' });
  assert.match(String(answer.headers['strict-transport-security']), /max-age=\d{8}/);
  const cookie = String(answer.headers['set-cookie']);
  assert.match(cookie, /^__Host-cart=secret; Max-Age=60; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  const back = await open.inject({
    method: 'POST',
    url: '/form',
    headers: { ...ours, cookie: '__Host-cart=mine; cart=forged' },
    payload: 'a=1',
  });
  assert.match(back.body, /mine/);
});

test('a form from elsewhere changes nothing; from our own page it does', async () => {
  const post = (headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/form', headers: { ...form, ...headers }, payload: 'a=1' });
  const refused: Record<string, string>[] = [
    {},
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://rowan.example.evil.example' },
    { origin: 'https://rowan.example:8443' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'https://rowan.example' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://rowan.example' },
  ];
  for (const headers of refused) {
    const answer = await post(headers);
    assert.equal(answer.statusCode, 403, JSON.stringify(headers));
    assert.equal(answer.headers['set-cookie'], undefined);
  }
  for (const headers of [{ origin: 'https://rowan.example' }, { 'sec-fetch-site': 'same-origin' }])
    assert.equal((await post(headers)).statusCode, 200);
});

test('who may not come is told the same as who asks for nothing', async () => {
  const nowhere = await app.inject({ url: '/nowhere' });
  const strip = (text: string) => text.replace(/<code>\w+<\/code>/, '');
  for (const [url, role] of [
    ['/desk', undefined],
    ['/desk', 'facilitator'],
    ['/owner', 'front-desk'],
  ] as const) {
    const answer = await app.inject({ url, headers: role ? { 'x-test-role': role } : {} });
    assert.equal(answer.statusCode, 404);
    assert.equal(strip(answer.body), strip(nowhere.body));
  }
  for (const [url, role] of [
    ['/desk', 'front-desk'],
    ['/desk', 'owner'],
    ['/owner', 'owner'],
  ] as const)
    assert.equal((await app.inject({ url, headers: { 'x-test-role': role } })).statusCode, 200);
});

test('a fault shows a calm page with an id, and neither page nor log carries its words', async () => {
  lines.length = 0;
  const answer = await app.inject({ url: '/breaks?name=Mira' });
  assert.equal(answer.statusCode, 500);
  assert.match(answer.body, /Something broke on our side/);
  const id = String(answer.headers['x-request-id']);
  assert.match(answer.body, new RegExp(id));
  assert.ok(lines.some((line) => line.includes(id) && line.includes('request-failed')));
  assert.doesNotMatch(answer.body + lines.join(), /Mira|Halloway|example\.org/);
});

test('when the database is away the page says so, without needing it', async () => {
  const bare = make({ frame: async () => Promise.reject(new Error('no database')) });
  const answer = await bare.inject({ url: '/away' });
  assert.equal(answer.statusCode, 503);
  assert.equal(answer.headers['retry-after'], '10');
  assert.match(answer.body, /We will be right back/);
});

test('what is too long, too strange or for another method gets its own words', async () => {
  const long = await app.inject({
    method: 'POST',
    url: '/form',
    headers: ours,
    payload: `a=${'x'.repeat(70_000)}`,
  });
  assert.equal(long.statusCode, 413);
  const strange = await app.inject({
    method: 'POST',
    url: '/form',
    headers: { ...ours, 'content-type': 'application/json' },
    payload: '{}',
  });
  assert.equal(strange.statusCode, 415);
  const other = await app.inject({ method: 'POST', url: '/public', headers: ours, payload: 'a=1' });
  assert.equal(other.statusCode, 405);
  assert.equal(other.headers['allow'], 'GET, HEAD');
  const hidden = await app.inject({ method: 'POST', url: '/desk', headers: ours, payload: 'a=1' });
  assert.equal(hidden.statusCode, 404);
  assert.equal((await app.inject({ url: '/%E0%A4%A' })).statusCode, 400);
});

test('a webhook comes as the bytes it was signed over, up to a megabyte', async () => {
  const headers = { 'content-type': 'application/json', host: 'rowan.example' };
  const answer = await app.inject({
    method: 'POST',
    url: '/hook',
    headers,
    payload: `{"a" :  1}${' '.repeat(900_000)}`,
  });
  assert.deepEqual(answer.json(), { raw: true, bytes: 900_010 });
  assert.equal(
    (await app.inject({ method: 'POST', url: '/hook', headers, payload: ' '.repeat(1_100_000) })).statusCode,
    413,
  );
});

test('over the wire: one render serves all who ask at once, and the next from memory, compressed', async () => {
  const wire = make();
  const origin = await wire.listen({ port: 0, host: '127.0.0.1' });
  renders = 0;
  const answers = await Promise.all(
    [1, 2, 3, 4, 5].map(() => fetch(`${origin}/public`, { headers: { 'accept-encoding': 'gzip' } })),
  );
  for (const answer of answers) assert.match(await answer.text(), /A circle of chairs/);
  assert.equal(renders, 1);
  const kept = await fetch(`${origin}/public`, { headers: { 'accept-encoding': 'br, gzip' } });
  assert.equal(renders, 1);
  assert.equal(kept.headers.get('x-request-id'), null);
  assert.equal(kept.headers.get('content-encoding'), 'br');
  assert.match(kept.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  assert.equal(
    (await fetch(`${origin}/public`, { headers: { 'if-none-match': kept.headers.get('etag') ?? '' } }))
      .status,
    304,
  );
  const own = await fetch(`${origin}/public`, { headers: { cookie: 'cart=x' } });
  assert.equal(renders, 2);
  assert.equal(own.headers.get('cache-control'), 'no-store');
  const head = await fetch(`${origin}/public`, { method: 'HEAD' });
  assert.equal(await head.text(), '');
});

test('a fault on a public page is not kept, and nobody waits for it', async () => {
  const wire = make();
  const origin = await wire.listen({ port: 0, host: '127.0.0.1' });
  const statuses = await Promise.all(
    [1, 2, 3].map(async () => (await fetch(`${origin}/breaks-public`)).status),
  );
  assert.deepEqual(statuses, [500, 500, 500]);
});

test('an address beyond two thousand letters is refused before anything is done', async () => {
  const wire = make();
  const origin = await wire.listen({ port: 0, host: '127.0.0.1' });
  assert.equal((await fetch(`${origin}/public?${'x'.repeat(3_000)}`)).status, 414);
});

test('what is no HTTP is answered shortly and closed', async () => {
  const wire = make();
  await wire.listen({ port: 0, host: '127.0.0.1' });
  const { port } = wire.server.address() as { port: number };
  const socket = connect(port, '127.0.0.1');
  socket.write('\u0000\u0001 nonsense\r\n\r\n');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  await once(socket, 'close');
  assert.match(text, /^HTTP\/1\.1 400 /);
});

test('a fresh page is compressed for a visitor and not behind a sign-in', async () => {
  const headers = { 'accept-encoding': 'gzip', cookie: 'cart=x' };
  const answer = await app.inject({ url: '/public', headers });
  assert.equal(answer.headers['content-encoding'], 'gzip');
  assert.match(gunzipSync(answer.rawPayload).toString(), /A circle of chairs/);
  const desk = await app.inject({ url: '/desk', headers: { ...headers, 'x-test-role': 'owner' } });
  assert.equal(desk.headers['content-encoding'], undefined);
});
