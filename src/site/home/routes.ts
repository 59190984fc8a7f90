import type { FastifyPluginAsync } from 'fastify';
import type { PracticeId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db.ts';
import type { Html } from '../../ui/html.ts';
import { wordsOf } from '../words/public.ts';
import { homePage } from './pages.ts';

const CARDS = 2;

export type HomeDeps = {
  readonly db: Db;
  /** Cards of groups that have an open chair, drawn by the catalogue. */
  readonly openGroups: (practiceId: PracticeId, limit: number) => Promise<readonly Html[]>;
};

export const homeRoutes =
  ({ db, openGroups }: HomeDeps): FastifyPluginAsync =>
  async (app) => {
    app.get('/', { config: { access: 'visitor', cache: 'public' } }, async (request, reply) => {
      const { practice } = request;
      const [cards, words] = await Promise.all([openGroups(practice.id, CARDS), wordsOf(db, practice)]);
      return reply.page(homePage(await request.frame(), { cards, words }));
    });
  };
