import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Html } from '../../ui/html.ts';
import { compress, encodingFor, WORTH_COMPRESSING } from './compress.ts';
import type { Entry, Lead, MicroCache } from './micro-cache.ts';
import { isCacheable } from './micro-cache.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set while this request renders a public page for all who wait for it. */
    lead: Lead | undefined;
  }
}

const HTML = 'text/html; charset=utf-8';
/** A shared proxy keeps nothing; the browser asks again and is told "not modified" where it can be. */
const PUBLIC_CACHING = { 'cache-control': 'private, no-cache', vary: 'accept-encoding, cookie' };

const ownHeaders = (reply: FastifyReply): Record<string, string> => {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (typeof value === 'string' && name !== 'x-request-id') headers[name] = value;
  return headers;
};

/** Renders once, keeps the bytes, answers from them. A reply that sets a cookie is nobody else's. */
const sendKept = (cache: MicroCache, reply: FastifyReply, markup: Html): void => {
  const { request } = reply;
  const { lead } = request;
  const headers = { ...ownHeaders(reply), ...PUBLIC_CACHING, 'content-type': HTML };
  const answer = (entry: Entry) => {
    reply.hijack();
    lead?.settle(entry);
    cache.send(entry, request.raw, reply.raw);
  };
  cache.keep(markup.text, headers).then(answer, (error: unknown) => reply.send(error));
};

/** So many fresh pages a second are compressed; in a rush the others go plain, so that compressing never costs answers. */
const COMPRESSED_A_SECOND = 100;

const createBudget = () => {
  let second = 0;
  let used = 0;
  return (): boolean => {
    const now = Math.trunc(performance.now() / 1_000);
    if (now !== second) {
      second = now;
      used = 0;
    }
    used++;
    return used <= COMPRESSED_A_SECOND;
  };
};

const withinBudget = createBudget();

const encoder = new TextEncoder();
const sheet = Buffer.allocUnsafeSlow(512 * 1024);

/** A page as bytes. Written first and cut to its length: to measure a page costs as much as to write it. */
const bytesOf = (text: string): Buffer => {
  const { read, written } = encoder.encodeInto(text, sheet);
  return read === text.length ? Buffer.from(sheet.subarray(0, written)) : Buffer.from(text);
};

/** Answers to one person only. Behind a secret or a sign-in nothing is compressed: length would tell of content. */
const sendFresh = (reply: FastifyReply, markup: Html): FastifyReply => {
  const { request } = reply;
  reply.header('content-type', HTML);
  const encoding = encodingFor(request.headers['accept-encoding'] as string | undefined);
  const open = request.routeOptions.config.access === 'visitor';
  const worth = open && encoding !== 'identity' && markup.text.length >= WORTH_COMPRESSING;
  const plain = bytesOf(markup.text);
  if (!worth || !withinBudget()) return reply.send(plain);
  reply.header('vary', 'accept-encoding').header('content-encoding', encoding);
  compress(plain, encoding, 1).then(
    (bytes) => reply.send(bytes),
    (error: unknown) => reply.send(error),
  );
  return reply;
};

/** `reply.page`: sends markup, by way of the micro-cache where this request leads for others. */
export const pageSender = (cache: MicroCache) =>
  function page(this: FastifyReply, markup: Html, status = 200): FastifyReply {
    this.code(status);
    const shared = this.request.lead !== undefined && status === 200 && !this.hasHeader('set-cookie');
    if (!shared) return sendFresh(this, markup);
    sendKept(cache, this, markup);
    return this;
  };

/** Runs before the handler of a public page: wait for whoever renders it already, or lead. */
export const takeTurn =
  (cache: MicroCache) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (!isCacheable(request.raw)) return undefined;
    const turn = cache.turn(request.raw);
    if (!(turn instanceof Promise)) {
      request.lead = turn;
      // Whatever comes of it, the others must not wait for ever: settling twice does nothing.
      reply.raw.once('close', () => turn.settle(undefined));
      return undefined;
    }
    const entry = await turn;
    if (entry === undefined) return undefined;
    reply.hijack();
    cache.send(entry, request.raw, reply.raw);
    return reply;
  };
