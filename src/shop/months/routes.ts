import type { FastifyPluginAsync } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { filled, monthsUpTo } from './months.ts';
import { monthsPage } from './pages.ts';
import * as store from './store.ts';

/** Orders, people, chairs and money month by month. */
export const monthsRoutes =
  ({ db }: { readonly db: Db }): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskMonths(), { config: { access: 'owner' } }, async (request, reply) => {
      const { id: practiceId, zone, currency } = request.practice;
      const months = monthsUpTo(await store.now(db.sql), zone);
      const since = months[0]?.toZonedDateTime(zone).toInstant();
      const rows = since ? await store.monthRows(db.sql, { practiceId, zone, currency, since }) : [];
      return reply.page(monthsPage(await request.frame(), { months: filled(months, rows), currency }));
    });
  };
