import type { FastifyInstance } from 'fastify';
import { frameOf, welcome } from './frame.ts';
import type { Parts } from './parts.ts';
import { healthRoutes } from './platform/http/health.ts';
import { createHttp } from './platform/http/server.ts';
import { routes } from './routes.ts';
import { page } from './ui/page.ts';

/** The whole site, ready to listen or to be asked in memory. */
export const buildApp = async (parts: Parts): Promise<FastifyInstance> => {
  const { platform, assets, microCache, metrics } = parts;
  const app = createHttp({
    log: platform.log,
    microCache,
    https: platform.mode === 'open',
    formTargets: parts.localPayPal === undefined ? [] : [parts.localPayPal],
    trustProxy: parts.trustProxy ?? [],
    welcome: welcome(platform),
    frame: frameOf(platform),
    page,
    observe: metrics.answered,
  });
  await app.register(healthRoutes(platform.db));
  await app.register(assets.routes);
  await app.register(routes(parts));
  await app.ready();
  return app;
};
