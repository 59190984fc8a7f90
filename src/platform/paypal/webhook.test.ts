import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { crc32 } from 'node:zlib';
import { makeAuthority, WEBHOOK_SIGNER, writeCertificate } from '../../../sandbox/paypal/certificates.ts';
import { Temporal } from '../../kernel/time.ts';
import { payPalApi } from './api.ts';
import { payPalRoots, readPem, whyNotTrusted } from './chain.ts';
import { isCertAddress } from './signature.ts';
import { type WebhookMessage, webhookJudge } from './webhook.ts';

const NOW = Temporal.Instant.from('2026-11-23T15:00:00Z');
const WEBHOOK = '8PT597110X687430L';
const authority = await makeAuthority(NOW);
const stranger = await makeAuthority(NOW);

const pems = new Map([
  ['good', authority.leafPem],
  ['stranger', stranger.leafPem],
  ['rubbish', 'no certificate'],
  ['whole', authority.leafPem + authority.caPem],
]);
let fetched = 0;
const asked: string[] = [];
let postbackSays: unknown = {};

/** Certificates, tokens and verifications, as far as PayPal's own server has them. */
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const path = request.url ?? '';
  if (path.endsWith('/token')) return response.end('{"access_token":"t","expires_in":32400}');
  if (path.endsWith('/verify-webhook-signature')) {
    asked.push(Buffer.concat(chunks).toString());
    return response.end(JSON.stringify(postbackSays));
  }
  fetched += 1;
  const pem = pems.get(path.split('/').at(-1) ?? '');
  return response.writeHead(pem ? 200 : 404).end(pem);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
after(() => {
  server.closeAllConnections();
  server.close();
});
server.keepAliveTimeout = 60_000;
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const certUrl = (name: string) => `${origin}/v1/notifications/certs/${name}`;
const api = payPalApi({ base: origin, clientId: 'ada', clientSecret: 'secret' });

const judgeAt = (now: Temporal.Instant) =>
  webhookJudge({
    api,
    webhookId: WEBHOOK,
    certOrigins: [origin],
    roots: [new X509Certificate(authority.caPem)],
    commonName: WEBHOOK_SIGNER,
    now: () => now,
  });
const judge = judgeAt(NOW);

const BODY = Buffer.from(
  '{"id":"WH-1","event_type":"PAYMENT.CAPTURE.COMPLETED","amount":1.0,"note":"é","empty":{}}',
);

const message = (
  change: Readonly<Record<string, string | undefined>> = {},
  key = authority.leafKeyPem,
  body = BODY,
): WebhookMessage => {
  const id = 'd1f5a5b0-1b1e-11f1-8de9-0242ac120002';
  const time = '2026-11-23T14:59:00Z';
  const signature = sign('sha256', Buffer.from(`${id}|${time}|${WEBHOOK}|${crc32(body)}`), key).toString(
    'base64',
  );
  return {
    body,
    headers: {
      'paypal-transmission-id': id,
      'paypal-transmission-time': time,
      'paypal-transmission-sig': signature,
      'paypal-cert-url': certUrl('good'),
      'paypal-auth-algo': 'SHA256withRSA',
      ...change,
    },
  };
};

const why = async (given: WebhookMessage, by = judge) => {
  const verdict = await by(given);
  return verdict.kind === 'genuine' ? `genuine by ${verdict.verifiedBy}` : `${verdict.kind}: ${verdict.why}`;
};

test('a genuine webhook is known by its signature, and its certificate is fetched once', async () => {
  const before = fetched;
  for (let round = 0; round < 5; round += 1) assert.equal(await why(message()), 'genuine by signature');
  assert.equal(fetched - before, 1);
  assert.equal(await why(message({ 'paypal-cert-url': certUrl('whole') })), 'genuine by signature');
});

test('one changed byte anywhere in the body is a forgery, every time', async () => {
  for (let index = 0; index < BODY.length; index += 1) {
    const body = Buffer.from(BODY);
    body[index] = (body[index] ?? 0) ^ 1;
    const verdict = await judge({ ...message(), body });
    assert.equal(verdict.kind, 'forged', `byte ${index}`);
  }
});

test('four hundred changed signatures, ids and times are forgeries', async () => {
  const { headers } = message();
  const signature = Buffer.from(String(headers['paypal-transmission-sig']), 'base64');
  for (let round = 0; round < 200; round += 1) {
    const changed = Buffer.from(signature);
    const index = round % changed.length;
    changed[index] = (changed[index] ?? 0) ^ (1 << (round % 8));
    assert.equal(
      await why(message({ 'paypal-transmission-sig': changed.toString('base64') })),
      'forged: signature does not fit',
    );
  }
  for (let round = 0; round < 100; round += 1) {
    const id = randomBytes(16).toString('hex');
    assert.equal(await why(message({ 'paypal-transmission-id': id })), 'forged: signature does not fit');
    const time = NOW.subtract({ seconds: round + 61 }).toString();
    assert.equal(await why(message({ 'paypal-transmission-time': time })), 'forged: signature does not fit');
  }
  assert.deepEqual(asked, [], 'PayPal was not bothered');
});

const FORGERIES: readonly (readonly [change: Readonly<Record<string, string | undefined>>, why: string])[] = [
  [{ 'paypal-transmission-id': undefined }, 'headers missing'],
  [{ 'paypal-transmission-sig': '' }, 'headers missing'],
  [{ 'paypal-transmission-id': 'a|b' }, 'no transmission id'],
  [{ 'paypal-transmission-sig': 'not base64 at all' }, 'no signature'],
  [{ 'paypal-auth-algo': 'SHA1withRSA' }, 'another algorithm'],
  [{ 'paypal-auth-algo': 'none' }, 'another algorithm'],
  [{ 'paypal-transmission-time': 'yesterday' }, 'no time'],
  [{ 'paypal-transmission-time': '2026-11-19T14:59:59Z' }, 'too old'],
];
for (const [change, reason] of FORGERIES)
  test(`a webhook with ${JSON.stringify(change)} is forged: ${reason}`, async () => {
    assert.equal(await why(message(change)), `forged: ${reason}`);
  });

test('three days old is still taken, because PayPal tries that long', async () => {
  assert.equal(await why(message(), judgeAt(NOW.add({ hours: 72 }))), 'genuine by signature');
  assert.equal(await why(message(), judgeAt(NOW.add({ hours: 97 }))), 'forged: too old');
});

test('a webhook signed for another webhook id is a forgery', async () => {
  const body = BODY;
  const text = `d1f5a5b0-1b1e-11f1-8de9-0242ac120002|2026-11-23T14:59:00Z|WEBHOOK_ID|${crc32(body)}`;
  const signature = sign('sha256', Buffer.from(text), authority.leafKeyPem).toString('base64');
  assert.equal(
    await why(message({ 'paypal-transmission-sig': signature })),
    'forged: signature does not fit',
  );
});

const ELSEWHERE = [
  'https://api.paypal.com.evil.example/v1/notifications/certs/good',
  'https://evil.example/v1/notifications/certs/good',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'https://api.paypal.com@evil.example/v1/notifications/certs/good',
  'https://evil.example#api.paypal.com/v1/notifications/certs/good',
  'https://api.paypal.com/v1/notifications/certs/../../../evil',
  'https://api.paypal.com/v1/notifications/certs/good?next=//evil.example',
  'https://api.paypal.com/v1/notifications/certs/good#x',
  'https://api.paypal.com/v1/notifications/certs/a/b',
  'https://api.paypal.com/v1/notifications/certs/',
  'https://api.paypal.com/v1/notifications/certs/%2e%2e',
  'https://api.paypal.com:8443/v1/notifications/certs/good',
  'http://api.paypal.com/v1/notifications/certs/good',
  'https://api.paypal.com\\@evil.example/v1/notifications/certs/good',
  'HTTPS://API.PAYPAL.COM/v1/notifications/certs/good',
  'https://user:pw@api.paypal.com/v1/notifications/certs/good',
  '//api.paypal.com/v1/notifications/certs/good',
  `https://api.paypal.com/v1/notifications/certs/${'a'.repeat(400)}`,
  '',
];
test('a certificate comes from PayPal’s own address and from nowhere else', async () => {
  const origins = ['https://api.paypal.com', 'https://api-m.paypal.com'];
  assert.equal(
    isCertAddress('https://api.paypal.com/v1/notifications/certs/CERT-360caa42-fca2a594', origins),
    true,
  );
  for (const address of ELSEWHERE) assert.equal(isCertAddress(address, origins), false, address);
  const before = fetched;
  for (const address of ELSEWHERE.filter((one) => one !== ''))
    assert.match(await why(message({ 'paypal-cert-url': address })), /^forged/, address);
  assert.equal(fetched, before, 'nothing was fetched');
});

test('a stranger’s certificate, even from the right address, convinces nobody; PayPal is asked instead', async () => {
  postbackSays = { verification_status: 'FAILURE' };
  const forged = message({ 'paypal-cert-url': certUrl('stranger') }, stranger.leafKeyPem);
  assert.equal(await why(forged), 'forged: PayPal does not know it');
  postbackSays = { verification_status: 'SUCCESS' };
  assert.equal(await why(message({ 'paypal-cert-url': certUrl('rubbish') })), 'genuine by postback');
  postbackSays = { nothing: 'of use' };
  assert.match(await why(message({ 'paypal-cert-url': certUrl('absent') })), /^unjudged/);
});

test('PayPal is asked with the very bytes that came, spliced in last', async () => {
  asked.length = 0;
  postbackSays = { verification_status: 'SUCCESS' };
  await judge(message({ 'paypal-cert-url': certUrl('absent') }));
  assert.ok(asked[0]?.endsWith(`,"webhook_event":${BODY.toString()}}`));
  assert.equal(JSON.parse(asked[0] ?? '').webhook_id, WEBHOOK);
});

test('a body that would break out of the splice is forged before anybody is asked', async () => {
  asked.length = 0;
  for (const text of [
    '{},"webhook_id":"MINE","webhook_event":{}',
    '[]',
    '"x"',
    'null',
    '',
    '{',
    '{}{}',
    '{} x',
  ]) {
    const verdict = await why(
      message({ 'paypal-cert-url': certUrl('absent') }, authority.leafKeyPem, Buffer.from(text)),
    );
    assert.equal(verdict, 'forged: no event in it', text);
  }
  assert.deepEqual(asked, []);
});

test('a certificate that cannot be fetched is not asked for again and again', async () => {
  const before = fetched;
  for (let round = 0; round < 10; round += 1)
    await judge(message({ 'paypal-cert-url': certUrl('gone-for-now') }));
  assert.equal(fetched - before, 1);
});

test('a flood of forgeries makes us ask PayPal a few times a minute, not once each, and the next minute asks again', async () => {
  let now = NOW;
  const flooded = webhookJudge({
    api,
    webhookId: WEBHOOK,
    certOrigins: [origin],
    roots: [new X509Certificate(authority.caPem)],
    commonName: WEBHOOK_SIGNER,
    now: () => now,
  });
  postbackSays = { verification_status: 'FAILURE' };
  asked.length = 0;
  const before = fetched;
  const verdicts: string[] = [];
  for (let count = 0; count < 60; count += 1)
    verdicts.push((await flooded(message({ 'paypal-cert-url': certUrl(`made-up-${count}`) }))).kind);
  assert.equal(asked.length, 20);
  assert.equal(fetched - before, 20);
  assert.deepEqual(new Set(verdicts.slice(20)), new Set(['unjudged']));
  now = NOW.add({ minutes: 1 });
  await flooded(message({ 'paypal-cert-url': certUrl('made-up-later') }));
  assert.equal(asked.length, 21);
});

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ca = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const strangersCa = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const written = (change: Partial<Parameters<typeof writeCertificate>[0]>) =>
  new X509Certificate(
    writeCertificate({
      subject: WEBHOOK_SIGNER,
      issuer: 'Root of Ada',
      publicKey: keys.publicKey,
      issuerKey: ca.privateKey,
      from: NOW.subtract({ hours: 1 }),
      until: NOW.add({ hours: 1 }),
      authority: false,
      ...change,
    }),
  );
const root = written({ subject: 'Root of Ada', publicKey: ca.publicKey, authority: true });
const trust = { roots: [root], commonName: WEBHOOK_SIGNER, now: NOW };

test('a chain is trusted for the right name, dates, kind and root only', () => {
  assert.equal(whyNotTrusted([written({})], trust), undefined);
  assert.equal(whyNotTrusted([], trust), 'no certificate');
  assert.equal(whyNotTrusted([written({ subject: 'www.paypal.com.evil.example' })], trust), 'another name');
  assert.equal(whyNotTrusted([written({ until: NOW.subtract({ minutes: 1 }) })], trust), 'outside its dates');
  assert.equal(whyNotTrusted([written({ from: NOW.add({ minutes: 1 }) })], trust), 'outside its dates');
  assert.equal(
    whyNotTrusted([written({ authority: true })], trust),
    'a certificate authority signs no message',
  );
  assert.equal(whyNotTrusted([written({ publicKey: ca.publicKey })], trust), 'no RSA key');
  assert.equal(
    whyNotTrusted([written({ issuerKey: strangersCa.privateKey })], trust),
    'leads to no pinned root',
  );
  const lateTrust = { ...trust, now: NOW.add({ hours: 2 }) };
  assert.equal(
    whyNotTrusted([written({ until: NOW.add({ hours: 9 }) })], lateTrust),
    'outside its dates',
    'the root has run out',
  );
});

test('a chain through an intermediate is followed; a leaf cannot pose as one', () => {
  const middle = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const below = { issuer: 'Middle of Ada', issuerKey: middle.privateKey };
  const intermediate = written({ subject: 'Middle of Ada', publicKey: middle.publicKey, authority: true });
  assert.equal(whyNotTrusted([written(below), intermediate], trust), undefined);
  assert.equal(whyNotTrusted([written(below)], trust), 'leads to no pinned root');
  const posing = written({ subject: 'Middle of Ada', publicKey: middle.publicKey });
  assert.equal(whyNotTrusted([written(below), posing], trust), 'leads to no pinned root');
});

test('Node carries the roots that PayPal’s certificates lead to', () => {
  assert.ok(payPalRoots().length >= 3);
  assert.ok(payPalRoots().every(({ subject }) => subject.includes('DigiCert')));
  assert.equal(readPem('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'), undefined);
});
