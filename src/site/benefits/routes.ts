import type { FastifyPluginAsync } from 'fastify';
import { isFactor } from '../../factors/factor.ts';
import { benefitPage, benefitsPage } from './pages.ts';

/** What a group does for people: the page of all nine, and one page each. */
export const benefitsRoutes: FastifyPluginAsync = async (app) => {
  app.get('/benefits', { config: { access: 'visitor', cache: 'public' } }, async (request, reply) =>
    reply.page(benefitsPage(await request.frame())),
  );

  app.get<{ Params: { factor: string } }>(
    '/benefits/:factor',
    { config: { access: 'visitor', cache: 'public' } },
    async (request, reply) => {
      const { factor } = request.params;
      if (!isFactor(factor)) return reply.callNotFound();
      return reply.page(benefitPage(await request.frame(), factor));
    },
  );
};
