import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { prepare } from './platform/postgres/place.ts';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'ninefold-main-'));
const data = join(folder, 'var');
after(() => {
  // As root the database lies elsewhere.
  rmSync(prepare(data).home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** Tells of every module of the example and of the local servers that the program loads. */
const WATCH_LOADS = `data:text/javascript,${encodeURIComponent(`
import { registerHooks } from 'node:module';
registerHooks({ resolve(name, context, next) {
  const found = next(name, context);
  if (/\\/(sandbox|example)\\//.test(found.url)) console.error('LOADED ' + found.url);
  return found;
} });`)}`;

type Program = { readonly child: ChildProcess; words(): string; ended: Promise<number | null> };

const run = (env: Record<string, string>): Program => {
  let words = '';
  const child = spawn(process.execPath, ['--import', WATCH_LOADS, 'src/main.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      words += chunk;
    });
  after(() => child.kill('SIGKILL'));
  return { child, words: () => words, ended: once(child, 'exit').then(([code]) => code as number | null) };
};

const freePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};

const OPEN = {
  PUBLIC_URL: 'https://groups.rowan.example',
  DATABASE_URL: 'postgres://ninefold_app@127.0.0.1:1/ninefold',
  DATABASE_OWNER_URL: 'postgres://ninefold_owner@127.0.0.1:1/ninefold',
  MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  SMTP_URL: 'smtp://127.0.0.1:1',
  MAIL_FROM: 'desk@rowan.example',
  PAYPAL_ENV: 'sandbox',
  PAYPAL_CLIENT_ID: 'id',
  PAYPAL_CLIENT_SECRET: 'secret',
  PAYPAL_WEBHOOK_ID: 'hook',
  PAYPAL_MERCHANT_ID: 'merchant',
};

test('open mode without its things does not start, and names them all without a stack', async () => {
  const program = run({ PUBLIC_URL: OPEN.PUBLIC_URL, DATA_FOLDER: join(folder, 'none') });
  assert.equal(await program.ended, 1);
  for (const name of ['DATABASE_URL', 'MASTER_KEY', 'SMTP_URL', 'PAYPAL_WEBHOOK_ID'])
    assert.match(program.words(), new RegExp(`${name} .*not set`));
  assert.doesNotMatch(program.words(), /^\s+at /m);
});

test('open mode loads nothing of the example and of the local servers', async () => {
  const program = run({ ...OPEN, DATA_FOLDER: join(folder, 'none'), LOG: 'off' });
  assert.equal(await program.ended, 1);
  assert.doesNotMatch(program.words(), /LOADED/);
  assert.match(program.words(), /DATABASE_OWNER_URL/);
});

test('example mode starts, keeps its key to itself, finishes what is in hand when told to end, and says which port is taken', async () => {
  const [port = 0, paypal = 0, metrics = 0, mailbox = 0, other = 0] = await freePorts(5);
  const env = {
    DATA_FOLDER: data,
    PORT: `${port}`,
    PAYPAL_PORT: `${paypal}`,
    METRICS_PORT: `${metrics}`,
    MAILBOX_PORT: `${mailbox}`,
  };
  const program = run(env);
  await said(program, /Ctrl\+C closes it/);
  assert.match(program.words(), /LOADED .*\/sandbox\//, 'the watch on loads works');
  const link = /http:\/\/127\.0\.0\.1:\d+\/sign-in\/\S+/.exec(program.words())?.[0] ?? '';
  assert.equal((await fetch(link)).status, 200);
  assert.match(
    await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text(),
    /ninefold_request_seconds_count/,
  );
  assert.equal((await fetch(`http://127.0.0.1:${mailbox}/`)).status, 200);
  assert.equal(statSync(join(data, 'master-key')).mode & 0o777, 0o600);

  const second = run({ ...env, PORT: `${other}` });
  assert.equal(await second.ended, 1);
  assert.match(second.words(), /already runs/);

  const answer = await postInTwoParts(port, () => program.child.kill('SIGTERM'));
  assert.match(answer, /^HTTP\/1\.1 303 /);
  assert.equal(await program.ended, 0);
  assert.match(program.words(), /Closing/);

  const blocker = createServer().listen(port, '127.0.0.1');
  await once(blocker, 'listening');
  const third = run(env);
  assert.equal(await third.ended, 1);
  assert.match(third.words(), new RegExp(`Port ${port} is taken by another program. Choose another: PORT=`));
  assert.doesNotMatch(third.words(), /^\s+at /m);

  const another = createServer().listen(paypal, '127.0.0.1');
  await once(another, 'listening');
  const fourth = run(env);
  assert.equal(await fourth.ended, 1);
  assert.match(
    fourth.words(),
    new RegExp(`Ports ${port}, ${paypal} are taken .*PAYPAL_PORT=${paypal + 100} npm start`),
  );
  assert.doesNotMatch(fourth.words(), /^\s+at /m, 'the local PayPal needs no stack either');
  another.close();
  blocker.close();
});

const said = async (program: Program, words: RegExp): Promise<void> => {
  for (let waited = 0; !words.test(program.words()); waited += 50) {
    if (program.child.exitCode !== null || waited > 60_000)
      throw new Error(`It did not say ${words}:\n${program.words()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

/** Sends half a form, does something, sends the rest, and gives the whole answer. */
const postInTwoParts = async (port: number, between: () => void): Promise<string> => {
  const body = 'theme=dark&back=%2F';
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.write(
    `POST /theme HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body.slice(0, 7)}`,
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  between();
  await new Promise((resolve) => setTimeout(resolve, 200));
  socket.write(body.slice(7));
  await once(socket, 'close');
  return answer;
};
