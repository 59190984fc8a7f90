import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { EnvRefusal, envTable, parseEnv } from './env.ts';

const KEY = Buffer.alloc(32, 7).toString('base64');
const OPEN = {
  PUBLIC_URL: 'https://groups.rowan.example',
  DATABASE_URL: 'postgres://ninefold_app@db.rowan.example/ninefold',
  DATABASE_OWNER_URL: 'postgres://ninefold_owner@db.rowan.example/ninefold',
  MASTER_KEY: KEY,
  SMTP_URL: 'smtps://mail.rowan.example',
  MAIL_FROM: 'desk@rowan.example',
  PAYPAL_ENV: 'sandbox',
  PAYPAL_CLIENT_ID: 'id',
  PAYPAL_CLIENT_SECRET: 'secret',
  PAYPAL_WEBHOOK_ID: 'hook',
  PAYPAL_MERCHANT_ID: 'merchant',
};

const problemsOf = (given: Record<string, string | undefined>): readonly string[] => {
  try {
    parseEnv(given);
  } catch (error) {
    if (error instanceof EnvRefusal) return error.problems;
    throw error;
  }
  return [];
};

test('without a public address it is example mode, on loopback, on its four ports', () => {
  const env = parseEnv({ HOST: '0.0.0.0' });
  assert.ok(env.mode === 'example');
  assert.deepEqual(
    [env.host, env.port, env.paypalPort, env.metricsPort, env.mailboxPort],
    ['127.0.0.1', 9009, 9010, 9011, 9012],
  );
});

test('open mode with everything there starts', () => {
  const env = parseEnv(OPEN);
  assert.ok(env.mode === 'open');
  assert.equal(env.publicUrl, 'https://groups.rowan.example');
  assert.equal(env.paypal.env, 'sandbox');
});

test('open mode lists all that is missing at once', () => {
  const problems = problemsOf({ PUBLIC_URL: OPEN.PUBLIC_URL }).join('\n');
  for (const name of Object.keys(OPEN))
    if (name !== 'PUBLIC_URL') assert.match(problems, new RegExp(`^${name}\\b`, 'm'));
});

test('each variable of open mode is needed', () => {
  for (const name of Object.keys(OPEN)) {
    if (name === 'PUBLIC_URL') continue;
    const problems = problemsOf({ ...OPEN, [name]: undefined });
    assert.equal(problems.length, 1, name);
    assert.match(problems[0] ?? '', new RegExp(name));
  }
});

test('what is set but wrong is refused with its name', () => {
  const wrong: readonly [string, string][] = [
    ['PUBLIC_URL', 'http://groups.rowan.example'],
    ['PUBLIC_URL', 'https://rowan.example/groups'],
    ['MASTER_KEY', Buffer.alloc(31).toString('base64')],
    ['MASTER_KEY', 'not base64 at all, but thirty-two'],
    ['PAYPAL_ENV', 'emulator'],
    ['PAYPAL_ENV', 'production'],
    ['SMTP_URL', 'mail.rowan.example'],
    ['MAIL_FROM', 'Rowan <desk@rowan.example>'],
    ['DATABASE_URL', 'mysql://x'],
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['TRUST_PROXY', 'everybody'],
  ];
  for (const [name, value] of wrong) {
    const problems = problemsOf({ ...OPEN, [name]: value });
    assert.equal(problems.length, 1, `${name}=${value}: ${problems.join('; ')}`);
    assert.match(problems[0] ?? '', new RegExp(name));
  }
});

test('example mode does not touch the real PayPal', () => {
  assert.match(problemsOf({ PAYPAL_ENV: 'live' })[0] ?? '', /needs PUBLIC_URL/);
});

test('the secrets of a refused start are not in its words', () => {
  const problems = problemsOf({
    ...OPEN,
    MASTER_KEY: 'my-secret-words',
    SMTP_URL: 'user:password@mail',
  }).join();
  assert.doesNotMatch(problems, /my-secret-words|password/);
});

test('every variable is explained in docs/operations.md, and no other is', () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `([A-Z_]+)` \| (.+) \|$/gm)].map(([, name, what]) => ({ name, what }));
  assert.deepEqual(rows, envTable());
});

test('a proxy on this machine is believed who asks; one elsewhere only when it is named', () => {
  const trusted = (more: Record<string, string>) => parseEnv({ ...OPEN, ...more }).trustProxy;
  assert.deepEqual(trusted({}), ['127.0.0.1', '::1']);
  assert.deepEqual(trusted({ HOST: '0.0.0.0' }), []);
  assert.deepEqual(trusted({ HOST: '0.0.0.0', TRUST_PROXY: '10.0.0.0/8' }), ['10.0.0.0/8']);
  assert.deepEqual(parseEnv({}).trustProxy, []);
});
