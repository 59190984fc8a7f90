import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { RemoteFailure, remoteTo } from './remote.ts';

let followed = 0;
const server = createServer((request, response) => {
  if (request.url === '/hangs') return;
  if (request.url === '/trickles') {
    response.write('a');
    return;
  }
  if (request.url === '/resets') return void request.socket.destroy();
  if (request.url === '/moved') return void response.writeHead(302, { location: '/target' }).end();
  if (request.url === '/target') followed++;
  response.end('x'.repeat(5_000));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
after(() => {
  server.close();
  server.closeAllConnections();
});
const remote = remoteTo([origin]);
const why = async (path: string, request: object = {}): Promise<unknown> =>
  remote(origin + path, { method: 'GET', deadlineMs: 150, ...request }).then(
    () => 'answered',
    (error: unknown) => (error instanceof RemoteFailure ? error.why : error),
  );

test('a server that says nothing, or begins and never ends, meets the deadline', async () => {
  assert.equal(await why('/hangs'), 'timeout');
  assert.equal(await why('/trickles'), 'timeout');
});

test('a broken line and an endless answer are failures of their own kind', async () => {
  assert.equal(await why('/resets', { deadlineMs: 5_000 }), 'network');
  assert.equal(await why('/long', { deadlineMs: 5_000, maxBytes: 1_000 }), 'too-long');
});

test('only the named origins are reached, whatever the address looks like', async () => {
  const { port } = new URL(origin);
  const strangers = [
    'http://169.254.169.254/latest',
    `http://127.0.0.1:${Number(port) + 1}/`,
    `https://127.0.0.1:${port}/`,
    `http://127.0.0.1:${port}@evil.example/`,
    `http://user@127.0.0.1:${port}/`,
    `http://127.0.0.1.evil.example:${port}/`,
    'file:///etc/passwd',
    'not an address',
  ];
  for (const address of strangers) {
    const failure = await remote(address, { method: 'GET', deadlineMs: 150 }).catch(
      (error: unknown) => error,
    );
    assert.ok(failure instanceof RemoteFailure && failure.why === 'forbidden-host', address);
  }
});

test('a redirect is an answer, not a way off the list', async () => {
  const answer = await remote(`${origin}/moved`, { method: 'GET', deadlineMs: 5_000 });
  assert.equal(answer.status, 302);
  assert.equal(followed, 0);
});
