import type { FastifyPluginAsync } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { wordsOf } from '../words/public.ts';
import { aboutPage, firstSessionPage } from './pages.ts';

export const aboutRoutes =
  ({ db }: { readonly db: Db }): FastifyPluginAsync =>
  async (app) => {
    const open = { config: { access: 'visitor', cache: 'public' } } as const;
    app.get(urls.about(), open, async (request, reply) =>
      reply.page(aboutPage(await request.frame(), await wordsOf(db, request.practice))),
    );
    app.get(urls.firstSession(), open, async (request, reply) =>
      reply.page(firstSessionPage(await request.frame(), await wordsOf(db, request.practice))),
    );
  };
