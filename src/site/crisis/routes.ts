import type { FastifyPluginAsync } from 'fastify';
import { urls } from '../../urls.ts';
import { crisisPage } from './pages.ts';

export const crisisRoutes: FastifyPluginAsync = async (app) => {
  app.get(urls.crisis(), { config: { access: 'visitor', cache: 'public' } }, async (request, reply) =>
    reply.page(crisisPage(await request.frame())),
  );
};
