import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { compress, type Encoding, encodingFor, WORTH_COMPRESSING } from './compress.ts';

/** Milliseconds a page is fresh, and after that may still be shown while one request renders it anew. */
const FRESH_MS = 1_000;
const STALE_MS = 2_000;
const LONGEST_KEY = 600;

type Shape = { readonly body: Buffer; readonly headers: readonly string[] };

export type Entry = {
  readonly etag: string;
  readonly shapes: Readonly<Record<Encoding, Shape>>;
  readonly notModified: readonly string[];
  readonly bytes: number;
  readonly madeAt: number;
  refreshing: boolean;
};

export type MicroCacheStats = {
  readonly hits: number;
  readonly misses: number;
  readonly entries: number;
  readonly bytes: number;
};

/** A lead renders the page for all who wait and must settle, whatever happens. */
export type Lead = { settle(entry: Entry | undefined): void };

export type MicroCacheOptions = {
  /** Bytes kept at most, 32 MB. A quarter of it for addresses with a query or of an unexpected host. */
  readonly maxBytes?: number;
  readonly maxEntries?: number;
  /** Hosts we expect; pages asked for under other names live in the smaller part. */
  readonly hosts?: readonly string[];
  /** Milliseconds, monotonic. */
  readonly clock?: () => number;
};

export type MicroCache = {
  /** Answers from memory; false when the request must be handled. */
  serve(request: IncomingMessage, response: ServerResponse): boolean;
  /** Either the right to render for everybody, or what another request has just rendered. */
  turn(request: IncomingMessage): Lead | Promise<Entry | undefined>;
  /** Makes an entry of a page's bytes; the caller settles its lead with it. */
  keep(markup: string, headers: Readonly<Record<string, string>>): Promise<Entry>;
  send(entry: Entry, request: IncomingMessage, response: ServerResponse): void;
  forget(): void;
  stats(): MicroCacheStats;
};

/** One visitor's page is another's only when neither brings a cookie. */
export const isCacheable = (request: IncomingMessage): boolean =>
  request.headers.cookie === undefined &&
  request.headers.authorization === undefined &&
  (request.method === 'GET' || request.method === 'HEAD');

const keyOf = (request: IncomingMessage) => `${request.headers.host ?? ''} ${request.url ?? ''}`;

const flat = (headers: Readonly<Record<string, string>>) => Object.entries(headers).flat();

/** Entries in order of making: each living page is made anew every second, so the oldest are the unused ones. */
const createPart = (maxBytes: number, maxEntries: number) => {
  const entries = new Map<string, Entry>();
  let bytes = 0;
  const drop = (key: string) => {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  };
  return {
    entries,
    bytes: () => bytes,
    put: (key: string, entry: Entry) => {
      drop(key);
      if (entry.bytes > maxBytes) return;
      entries.set(key, entry);
      bytes += entry.bytes;
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes && entries.size <= maxEntries) break;
        drop(oldest);
      }
    },
    clear: () => {
      entries.clear();
      bytes = 0;
    },
  };
};

const shapesOf = async (
  body: Buffer,
  headers: Readonly<Record<string, string>>,
): Promise<Entry['shapes']> => {
  const shape = (bytes: Buffer, encoding: Encoding): Shape => ({
    body: bytes,
    headers: flat({
      ...headers,
      ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
      'content-length': String(bytes.length),
    }),
  });
  const plain = shape(body, 'identity');
  if (body.length < WORTH_COMPRESSING) return { identity: plain, br: plain, gzip: plain };
  const [br, gzip] = await Promise.all([compress(body, 'br', 4), compress(body, 'gzip', 6)]);
  return { identity: plain, br: shape(br, 'br'), gzip: shape(gzip, 'gzip') };
};

const matches = (header: string, etag: string) =>
  header === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag);

const send = (entry: Entry, request: IncomingMessage, response: ServerResponse): void => {
  const known = request.headers['if-none-match'];
  if (known !== undefined && matches(known, entry.etag)) {
    response.writeHead(304, entry.notModified as string[]).end();
    return;
  }
  const shape = entry.shapes[encodingFor(request.headers['accept-encoding'] as string | undefined)];
  response.writeHead(200, shape.headers as string[]);
  if (request.method === 'HEAD') response.end();
  else response.end(shape.body);
};

const makeEntry = async (
  markup: string,
  headers: Readonly<Record<string, string>>,
  madeAt: number,
): Promise<Entry> => {
  const body = Buffer.from(markup);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  const shapes = await shapesOf(body, { ...headers, etag });
  const sizes = new Set([shapes.identity.body, shapes.br.body, shapes.gzip.body]);
  const bytes = 4_096 + [...sizes].reduce((sum, one) => sum + one.length, 0);
  const withoutBody = Object.entries({ ...headers, etag }).filter(([name]) => name !== 'content-type');
  return { etag, shapes, notModified: withoutBody.flat(), bytes, madeAt, refreshing: false };
};

/** Plain pages of the hosts we expect, and apart from them everything else. */
const createShelf = ({ maxBytes = 32 * 1024 * 1024, maxEntries = 2_000, hosts = [] }: MicroCacheOptions) => {
  const expected = new Set(hosts);
  const plain = createPart((maxBytes * 3) / 4, maxEntries);
  const strange = createPart(maxBytes / 4, maxEntries / 4);
  const isPlain = ({ headers, url }: IncomingMessage) =>
    expected.has(headers.host ?? '') && !url?.includes('?');
  return {
    look: (key: string) => plain.entries.get(key) ?? strange.entries.get(key),
    put: (request: IncomingMessage, key: string, entry: Entry) => {
      if (key.length <= LONGEST_KEY) (isPlain(request) ? plain : strange).put(key, entry);
    },
    clear: () => {
      plain.clear();
      strange.clear();
    },
    stats: () => ({
      entries: plain.entries.size + strange.entries.size,
      bytes: plain.bytes() + strange.bytes(),
    }),
  };
};

/** One request renders, the others wait for what it makes. */
const createTurns = (keep: (request: IncomingMessage, key: string, entry: Entry) => void) => {
  const waiting = new Map<string, Promise<Entry | undefined>>();
  return (request: IncomingMessage): Lead | Promise<Entry | undefined> => {
    const key = keyOf(request);
    const other = waiting.get(key);
    if (other) return other;
    const { promise, resolve } = Promise.withResolvers<Entry | undefined>();
    waiting.set(key, promise);
    const settle = (entry: Entry | undefined) => {
      if (waiting.get(key) !== promise) return;
      waiting.delete(key);
      if (entry) keep(request, key, entry);
      resolve(entry);
    };
    return { settle };
  };
};

/** Whether an entry may be shown; the first who finds it stale is sent to render it anew. */
const isGood = (entry: Entry, age: number): boolean => {
  if (age < FRESH_MS) return true;
  if (age >= STALE_MS || !entry.refreshing) {
    entry.refreshing = true;
    return false;
  }
  return true;
};

/**
 * Public pages as bytes, rendered at most once a second each, for visitors without cookies. Guarantees: what a
 * cookie-bearer gets never enters or leaves here; nothing made more than two seconds ago is served; memory is bounded,
 * and a flood of made-up addresses cannot evict the plain pages of the hosts we expect.
 */
export const createMicroCache = (options: MicroCacheOptions = {}): MicroCache => {
  const { clock = () => performance.now() } = options;
  const shelf = createShelf(options);
  const turns = createTurns(shelf.put);
  let hits = 0;
  let misses = 0;
  return {
    serve: (request, response) => {
      if (!isCacheable(request)) return false;
      const entry = shelf.look(keyOf(request));
      if (entry === undefined || !isGood(entry, clock() - entry.madeAt)) return false;
      hits++;
      send(entry, request, response);
      return true;
    },
    turn: (request) => {
      const turn = turns(request);
      if (!(turn instanceof Promise)) misses++;
      return turn;
    },
    send,
    keep: (markup, headers) => makeEntry(markup, headers, clock()),
    forget: shelf.clear,
    stats: () => ({ hits, misses, ...shelf.stats() }),
  };
};
