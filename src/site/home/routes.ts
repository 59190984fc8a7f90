import type { FastifyPluginAsync } from 'fastify';
import type { PracticeId } from '../../kernel/id.ts';
import type { Html } from '../../ui/html.ts';
import { homePage } from './pages.ts';

const CARDS = 2;

export type HomeDeps = {
  /** Cards of groups that have an open chair, drawn by the catalogue. */
  readonly openGroups: (practiceId: PracticeId, limit: number) => Promise<readonly Html[]>;
};

export const homeRoutes =
  ({ openGroups }: HomeDeps): FastifyPluginAsync =>
  async (app) => {
    app.get('/', { config: { access: 'visitor', cache: 'public' } }, async (request, reply) =>
      reply.page(homePage(await request.frame(), await openGroups(request.practice.id, CARDS))),
    );
  };
