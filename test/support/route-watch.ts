// Which routes the site has and which of them were asked, as the router itself tells: no list is kept by hand.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance } from 'fastify';

/** A method and the pattern of an address: `GET /groups/:address`. */
export type Route = string;

export type RouteWatch = {
  readonly routes: ReadonlySet<Route>;
  /** Routes that answered with something else than "not found". */
  readonly asked: ReadonlySet<Route>;
  /** Routes that answered a GET with a page. */
  readonly pages: ReadonlySet<Route>;
};

const OPENED = 'fastify.initialization';

/** Watches the next app that is made, from its first route on. */
export const watchRoutes = (): RouteWatch => {
  const watch = { routes: new Set<Route>(), asked: new Set<Route>(), pages: new Set<Route>() };
  const begin = (message: unknown) => {
    unsubscribe(OPENED, begin);
    const { fastify } = message as { fastify: FastifyInstance };
    fastify.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD') watch.routes.add(`${one} ${url}`);
    });
    fastify.addHook('onResponse', async (request, { statusCode }) => {
      const route = `${request.method} ${request.routeOptions.url}`;
      if (statusCode !== 404) watch.asked.add(route);
    });
    fastify.addHook('onSend', async (request, reply, payload) => {
      const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
      if (request.method === 'GET' && isPage && reply.statusCode === 200 && request.routeOptions.url)
        watch.pages.add(`GET ${request.routeOptions.url}`);
      return payload;
    });
  };
  subscribe(OPENED, begin);
  return watch;
};

/** Whether an address belongs to a route. */
export const belongsTo = (route: Route, path: string): boolean => {
  const pattern = route.replace(/^\w+ /, '');
  return new RegExp(`^${pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/:\w+/g, '[^/]+')}$`).test(
    path,
  );
};

/** The route that answers a GET: a path that is written out goes before one with a place in it, as in the router. */
export const routeOf = (routes: Iterable<Route>, address: string): Route | undefined => {
  const [path = ''] = address.split('?');
  const places = (route: Route) => route.split(':').length;
  return [...routes]
    .filter((route) => route.startsWith('GET ') && belongsTo(route, path))
    .sort((one, other) => places(one) - places(other))[0];
};

/** What the walk left out: routes nobody asked, and pages nobody looked at. */
export const leftOut = ({ routes, asked, pages }: RouteWatch, looked: Iterable<string>): readonly Route[] => {
  const paths = [...looked];
  return [...routes].filter(
    (route) => !asked.has(route) || (pages.has(route) && !paths.some((path) => belongsTo(route, path))),
  );
};
