import type { FastifyPluginAsync } from 'fastify';
import { urls } from '../../urls.ts';
import { aboutPage, firstSessionPage } from './pages.ts';

export const aboutRoutes: FastifyPluginAsync = async (app) => {
  const open = { config: { access: 'visitor', cache: 'public' } } as const;
  app.get(urls.about(), open, async (request, reply) => reply.page(aboutPage(await request.frame())));
  app.get(urls.firstSession(), open, async (request, reply) =>
    reply.page(firstSessionPage(await request.frame())),
  );
};
