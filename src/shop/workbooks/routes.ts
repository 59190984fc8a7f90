import type { FastifyPluginAsync } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { notFound } from '../../platform/http/errors.ts';
import { urls } from '../../urls.ts';
import { workbookDeskRoutes } from './desk-routes.ts';
import { workbookPage, workbooksPage } from './pages.ts';
import { publishedWorkbookAt, publishedWorkbooks, versionsOf } from './store.ts';

type At = { Params: { address: string } };

/** Workbooks: what visitors see of them, and the desk that writes them. */
export const workbookRoutes =
  ({ db }: { readonly db: Db }): FastifyPluginAsync =>
  async (app) => {
    const open = { config: { access: 'visitor', cache: 'public' } } as const;
    app.get(urls.workbooks(), open, async (request, reply) => {
      const workbooks = await publishedWorkbooks(db.sql, request.practice.id);
      return reply.page(workbooksPage(await request.frame(), workbooks));
    });
    app.get<At>(urls.workbook(':address'), open, async (request, reply) => {
      const practiceId = request.practice.id;
      const workbook = await publishedWorkbookAt(db.sql, practiceId, request.params.address);
      if (!workbook) return notFound();
      const [newest] = await versionsOf(db.sql, practiceId, workbook.workbookId);
      return reply.page(workbookPage(await request.frame(), workbook, newest));
    });
    await app.register(workbookDeskRoutes({ db }));
  };
