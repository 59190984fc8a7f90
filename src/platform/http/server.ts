import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { Frame, PageOptions } from '../../ui/frame.ts';
import type { Html } from '../../ui/html.ts';
import type { Log } from '../log.ts';
import { demandAccess, mayEnter } from './access.ts';
import { bareErrorPage, errorMain, errorWords } from './error-pages.ts';
import { statusOf } from './errors.ts';
import { securityHeaders } from './headers.ts';
import type { MicroCache } from './micro-cache.ts';
import { pageSender, takeTurn } from './pages.ts';
import { createRouteTable, type RouteTable } from './route-table.ts';
import { fromOurOwnPage } from './same-origin.ts';
import { acceptUploads, UPLOAD_LIMIT } from './uploads.ts';

const FORM_LIMIT = 64 * 1024;
const WEBHOOK_LIMIT = 1024 * 1024;
const LONGEST_URL = 2_048;
const MOST_CONNECTIONS = 2_000;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** True for files and probes: no practice, nobody signed in. */
    bare?: boolean;
  }
}

export type HttpOptions = {
  readonly log: Log;
  readonly microCache: MicroCache;
  /** True in open mode: HSTS, Secure cookies. */
  readonly https: boolean;
  readonly formTargets?: readonly string[];
  /** Proxies whose X-Forwarded-For is believed. */
  readonly trustProxy?: readonly string[];
  /** Fills request.practice and request.signedIn; false when no practice answers to this host. */
  readonly welcome: (request: FastifyRequest) => Promise<boolean>;
  readonly frame: (request: FastifyRequest) => Promise<Frame>;
  readonly page: (frame: Frame, options: PageOptions) => Html;
  readonly observe?: (answer: { route: string; method: string; status: number; seconds: number }) => void;
};

/** Limits against slow and greedy clients, and the micro-cache before everything else. */
const serverFactory =
  (cache: MicroCache, headers: Readonly<Record<string, string>>) =>
  (handler: (request: IncomingMessage, response: ServerResponse) => void) => {
    const server = createServer(
      {
        headersTimeout: 10_000,
        // A file of 20 MB over a slow line; who sends nothing at all is let go by the limit on headers.
        requestTimeout: 60_000,
        keepAliveTimeout: 20_000,
        connectionsCheckingInterval: 5_000,
        maxHeaderSize: 16 * 1024,
      },
      (request, response) => {
        if ((request.url?.length ?? 0) > LONGEST_URL) {
          const body = bareErrorPage(414, '-').text;
          response
            .writeHead(414, { ...headers, 'content-type': 'text/html; charset=utf-8', connection: 'close' })
            .end(body);
        } else if (!cache.serve(request, response)) handler(request, response);
      },
    );
    server.maxConnections = MOST_CONNECTIONS;
    return server;
  };

/** The app without routes: limits, headers, origin check, access, pages for every error. */
export const createHttp = (options: HttpOptions): FastifyInstance => {
  const headers = { ...securityHeaders(options), 'cache-control': 'no-store' };
  const table = createRouteTable();
  const app = fastify({
    serverFactory: serverFactory(options.microCache, headers),
    logger: false,
    bodyLimit: FORM_LIMIT,
    genReqId: createIds(),
    trustProxy: options.trustProxy?.length ? [...options.trustProxy] : false,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => bareError(request, reply, statusOf(error)),
  });
  app.decorate('secureCookies', options.https);
  app.decorateRequest('lead', undefined);
  app.decorateRequest('signedIn', undefined);
  app.decorateRequest('practice', null as never);
  app.decorateRequest('frame', frameOnce(options.frame));
  app.decorateReply('page', pageSender(options.microCache));
  app.decorateReply('seeOther', function seeOther(address) {
    return this.redirect(address, 303);
  });
  acceptBodies(app);
  noteRoutes(app, table, options.microCache);
  guard(app, options, headers);
  answerErrors(app, options, table);
  return app;
};

/** Short, never the same twice, and no client may choose one. */
const createIds = () => {
  const process = randomBytes(5).toString('hex');
  let count = 0;
  return () => `${process}${(count++).toString(36).padStart(4, '0')}`;
};

/** The frame is asked for by pages and by error pages; it is made once. */
const frameOnce = (make: (request: FastifyRequest) => Promise<Frame>) => {
  const made = new WeakMap<FastifyRequest, Promise<Frame>>();
  return function frame(this: FastifyRequest): Promise<Frame> {
    const known = made.get(this);
    if (known) return known;
    const fresh = make(this);
    made.set(this, fresh);
    return fresh;
  };
};

/** Forms as forms; JSON only where other servers post, and there as the raw bytes a signature covers. */
const acceptBodies = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.register(formbody, { bodyLimit: FORM_LIMIT });
  acceptUploads(app);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (request.routeOptions.config.fromElsewhere) done(null, body);
    else done(Object.assign(new Error('no JSON here'), { statusCode: 415 }), undefined);
  });
};

const noteRoutes = (app: FastifyInstance, table: RouteTable, cache: MicroCache): void => {
  const turn = takeTurn(cache);
  app.addHook('onRoute', (route) => {
    demandAccess(route);
    table.note(route);
    if (route.config?.fromElsewhere) route.bodyLimit = WEBHOOK_LIMIT;
    if (route.config?.upload) route.bodyLimit = UPLOAD_LIMIT;
    if (route.config?.cache === 'public') route.preHandler = [turn, ...[route.preHandler ?? []].flat()];
  });
};

const guard = (
  app: FastifyInstance,
  options: HttpOptions,
  headers: Readonly<Record<string, string>>,
): void => {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers);
    reply.header('x-request-id', request.id);
    const { config } = request.routeOptions;
    if (config.bare) return undefined;
    if (!config.fromElsewhere && !fromOurOwnPage(request))
      throw Object.assign(new Error('foreign form'), { statusCode: 403 });
    if (!(await options.welcome(request)) || !mayEnter(request)) {
      reply.callNotFound();
      return reply;
    }
    return undefined;
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const { statusCode: status, elapsedTime } = reply;
    options.observe?.({ route, method: request.method, status, seconds: elapsedTime / 1_000 });
    options.log.event('request', {
      requestId: request.id,
      route,
      method: request.method,
      status,
      ms: Math.round(elapsedTime),
    });
    done();
  });
};

const bareError = (request: FastifyRequest, reply: FastifyReply, status: number) => {
  reply.code(status).type('text/html; charset=utf-8').send(bareErrorPage(status, request.id).text);
};

const answerErrors = (app: FastifyInstance, options: HttpOptions, table: RouteTable): void => {
  const answer = async (status: number, request: FastifyRequest, reply: FastifyReply) => {
    request.lead?.settle(undefined);
    request.lead = undefined;
    reply.removeHeader('set-cookie');
    try {
      const frame = await request.frame();
      const main = errorMain(status, request.id);
      return reply.page(options.page(frame, { title: errorWords(status).title, main }), status);
    } catch {
      return bareError(request, reply, status);
    }
  };
  app.setErrorHandler(async (error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500)
      options.log.fault('request-failed', error, {
        requestId: request.id,
        route: request.routeOptions.url,
        status,
      });
    if (status === 503) reply.header('retry-after', '10');
    return answer(status, request, reply);
  });
  app.setNotFoundHandler(async (request, reply) => {
    const methods = table.methodsAt(request.url.split('?', 1)[0] ?? '');
    if (methods.length === 0 || methods.includes(request.method)) return answer(404, request, reply);
    reply.header('allow', methods.join(', '));
    return answer(405, request, reply);
  });
};
