import type { FastifyPluginAsync } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { lastReading } from '../desk-breaks/public.ts';
import { countOpen } from '../reconciliation/public.ts';
import { overviewOf } from './overview.ts';
import { moneyPage } from './pages.ts';
import * as store from './store.ts';

/** The practice's money in one look; money has doors that the front desk has not. */
export const deskMoneyRoutes =
  ({ db }: { readonly db: Db }): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskMoney(), { config: { access: 'owner' } }, async (request, reply) => {
      const { id: practiceId, zone } = request.practice;
      const month = (await store.now(db.sql)).toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 });
      const begins = (first: typeof month) => first.toZonedDateTime(zone).toInstant();
      const [moved, spoken, agreement] = await Promise.all([
        store.movedAtPayPal(db.sql, {
          ...{ practiceId, month: begins(month), lastMonth: begins(month.subtract({ months: 1 })) },
        }),
        store.spokenFor(db.sql, practiceId),
        db.as({ kind: 'person', practiceId, personId: request.signedIn?.personId ?? '' }, async (tx) => ({
          reading: await lastReading(tx, practiceId),
          openBreaks: (await countOpen(tx, practiceId))?.count ?? 0,
        })),
      ]);
      const view = { month, overview: overviewOf(moved), spoken, ...agreement };
      return reply.page(moneyPage(await request.frame(), view));
    });
  };
