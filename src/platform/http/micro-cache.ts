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
  const [br, gzip] = await Promise.all([compress(body, 'br', 5), compress(body, 'gzip', 6)]);
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

/**
 * Public pages as bytes, rendered at most once a second each, for visitors without cookies. Guarantees: what a
 * cookie-bearer gets never enters or leaves here; nothing made more than two seconds ago is served; memory is bounded, and
 * a flood of made-up addresses cannot evict the plain pages of the hosts we expect.
 */
export const createMicroCache = (options: MicroCacheOptions = {}): MicroCache => {
  const { maxBytes = 32 * 1024 * 1024, maxEntries = 2_000, clock = () => performance.now() } = options;
  const hosts = new Set(options.hosts ?? []);
  const plain = createPart((maxBytes * 3) / 4, maxEntries);
  const strange = createPart(maxBytes / 4, maxEntries / 4);
  const waiting = new Map<string, Promise<Entry | undefined>>();
  let hits = 0;
  let misses = 0;

  const partFor = (request: IncomingMessage) =>
    hosts.has(request.headers.host ?? '') && !request.url?.includes('?') ? plain : strange;
  const look = (key: string) => plain.entries.get(key) ?? strange.entries.get(key);

  const serve: MicroCache['serve'] = (request, response) => {
    if (!isCacheable(request)) return false;
    const entry = look(keyOf(request));
    if (entry === undefined) return false;
    const age = clock() - entry.madeAt;
    if (age >= STALE_MS) return false;
    if (age >= FRESH_MS && !entry.refreshing) {
      entry.refreshing = true;
      return false;
    }
    hits++;
    send(entry, request, response);
    return true;
  };

  const turn: MicroCache['turn'] = (request) => {
    const key = keyOf(request);
    const other = waiting.get(key);
    if (other) return other;
    misses++;
    const { promise, resolve } = Promise.withResolvers<Entry | undefined>();
    waiting.set(key, promise);
    return {
      settle: (entry) => {
        if (waiting.get(key) !== promise) return;
        waiting.delete(key);
        if (entry && key.length <= LONGEST_KEY) partFor(request).put(key, entry);
        resolve(entry);
      },
    };
  };

  return {
    serve,
    turn,
    send,
    keep: (markup, headers) => makeEntry(markup, headers, clock()),
    forget: () => {
      plain.clear();
      strange.clear();
    },
    stats: () => ({
      hits,
      misses,
      entries: plain.entries.size + strange.entries.size,
      bytes: plain.bytes() + strange.bytes(),
    }),
  };
};
