import assert from 'node:assert/strict';
import type { IncomingMessage } from 'node:http';
import { test } from 'node:test';
import {
  createMicroCache,
  type Entry,
  isCacheable,
  type Lead,
  type MicroCacheOptions,
} from './micro-cache.ts';

const asked = (url: string, headers: Record<string, string> = {}, method = 'GET') =>
  ({ url, method, headers: { host: 'rowan.example', ...headers } }) as unknown as IncomingMessage;

type Told = { status?: number; headers: Map<string, string>; body?: Buffer };

const listener = () => {
  const told: Told = { headers: new Map() };
  const response = {
    writeHead: (status: number, headers: string[]) => {
      told.status = status;
      for (let at = 0; at < headers.length; at += 2)
        told.headers.set(headers[at] ?? '', headers[at + 1] ?? '');
      return response;
    },
    end: (body?: Buffer) => {
      if (body) told.body = body;
      return response;
    },
  };
  return { told, response: response as never };
};

const world = (options: MicroCacheOptions = {}) => {
  let now = 0;
  const cache = createMicroCache({ hosts: ['rowan.example'], clock: () => now, ...options });
  return {
    cache,
    pass: (ms: number) => {
      now += ms;
    },
    render: async (request: IncomingMessage, markup: string): Promise<Entry> => {
      const turn = cache.turn(request) as Lead;
      const entry = await cache.keep(markup, { 'content-type': 'text/html' });
      turn.settle(entry);
      return entry;
    },
    serve: (request: IncomingMessage) => {
      const { told, response } = listener();
      return cache.serve(request, response) ? told : undefined;
    },
  };
};

test('a page is served from memory for a second, then rendered anew by one while the others still get it', async () => {
  const { serve, render, pass } = world();
  const home = asked('/');
  assert.equal(serve(home), undefined);
  await render(home, 'first');
  assert.equal(serve(home)?.body?.toString(), 'first');
  pass(1_000);
  assert.equal(serve(home), undefined, 'one is sent to render');
  assert.equal(serve(home)?.body?.toString(), 'first', 'the next still gets it');
  await render(home, 'second');
  assert.equal(serve(home)?.body?.toString(), 'second');
  pass(2_000);
  assert.equal(serve(home), undefined, 'too old for anybody');
});

test('of many who ask at once, one renders and all get its page', async () => {
  const { cache } = world();
  const lead = cache.turn(asked('/')) as Lead;
  const others = [1, 2, 3].map(() => cache.turn(asked('/')) as Promise<Entry | undefined>);
  const entry = await cache.keep('once', {});
  lead.settle(entry);
  for (const other of others) assert.equal(await other, entry);
  assert.equal(cache.stats().misses, 1);
});

test('when the one who renders fails, the others are let through and a new one may lead', async () => {
  const { cache } = world();
  const lead = cache.turn(asked('/')) as Lead;
  const other = cache.turn(asked('/')) as Promise<Entry | undefined>;
  lead.settle(undefined);
  assert.equal(await other, undefined);
  assert.ok('settle' in cache.turn(asked('/')));
});

test('who brings a cookie or credentials, or changes something, is never served from memory', async () => {
  const { serve, render } = world();
  await render(asked('/'), 'page');
  assert.equal(serve(asked('/', { cookie: 'cart=x' })), undefined);
  assert.equal(serve(asked('/', { authorization: 'Basic x' })), undefined);
  assert.equal(serve(asked('/', {}, 'POST')), undefined);
  assert.equal(isCacheable(asked('/', { cookie: '' })), false);
});

test('hosts and queries are told apart', async () => {
  const { serve, render } = world();
  await render(asked('/groups'), 'rowan');
  await render(asked('/groups', { host: 'alder.example' }), 'alder');
  await render(asked('/groups?day=1'), 'mondays');
  assert.equal(serve(asked('/groups'))?.body?.toString(), 'rowan');
  assert.equal(serve(asked('/groups', { host: 'alder.example' }))?.body?.toString(), 'alder');
  assert.equal(serve(asked('/groups?day=1'))?.body?.toString(), 'mondays');
  assert.equal(serve(asked('/groups?day=2')), undefined);
});

test('each reader gets the coding it takes, with its own length', async () => {
  const { serve, render } = world();
  const text = 'A circle of nine chairs. '.repeat(200);
  await render(asked('/'), text);
  const lengths = ['br, gzip', 'gzip', '', 'br;q=0, gzip;q=0'].map((codings) => {
    const told = serve(asked('/', { 'accept-encoding': codings }));
    assert.equal(Number(told?.headers.get('content-length')), told?.body?.length);
    return [told?.headers.get('content-encoding'), told?.body?.length];
  });
  assert.deepEqual(
    lengths.map(([coding]) => coding),
    ['br', 'gzip', undefined, undefined],
  );
  assert.equal(lengths[2]?.[1], text.length);
});

test('a reader who has the page already is told so; HEAD gets headers alone', async () => {
  const { serve, render } = world();
  const { etag } = await render(asked('/'), 'page');
  const told = serve(asked('/', { 'if-none-match': `"other", W/${etag}` }));
  assert.equal(told?.status, 304);
  assert.equal(told?.body, undefined);
  assert.equal(told?.headers.get('content-type'), undefined);
  assert.equal(serve(asked('/', { 'if-none-match': '"other"' }))?.status, 200);
  const head = serve(asked('/', {}, 'HEAD'));
  assert.equal(head?.body, undefined);
  assert.equal(head?.headers.get('content-length'), '4');
});

test('a flood of made-up addresses and hosts leaves the plain pages where they are', async () => {
  const { cache, serve, render } = world({ maxBytes: 400_000, maxEntries: 40 });
  await render(asked('/'), 'home');
  for (let number = 0; number < 200; number++) {
    await render(asked(`/groups?q=${number}`), 'x'.repeat(1_000));
    await render(asked('/', { host: `h${number}.example` }), 'x'.repeat(1_000));
  }
  assert.equal(serve(asked('/'))?.body?.toString(), 'home');
  const { entries, bytes } = cache.stats();
  assert.ok(entries <= 50, `${entries} entries`);
  assert.ok(bytes <= 400_000, `${bytes} bytes`);
});
