import type { FastifyPluginAsync } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { invariants } from '../accounts/public.ts';
import { checkPage } from './pages.ts';
import { paymentsInMotion } from './store.ts';

const MOST = 100;

/** Whether everything agrees; asked when the owner opens the page, because it reads all there is. */
export const deskCheckRoutes =
  ({ db }: { readonly db: Db }): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskCheck(), { config: { access: 'owner' } }, async (request, reply) => {
      const practiceId = request.practice.id;
      const violations = await invariants(db.sql, practiceId);
      const inMotion = await paymentsInMotion(db.sql, practiceId, MOST);
      return reply.page(checkPage(await request.frame(), { violations, inMotion }));
    });
  };
