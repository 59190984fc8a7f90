import type { FastifyPluginAsync } from 'fastify';
import type { Db } from '../../platform/db.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { lostLetters, putLetterAside, tryLetterAgain } from '../../platform/mail/lost.ts';
import { urls } from '../../urls.ts';
import { readDone, readLetterId } from './forms.ts';
import { lettersPage } from './pages.ts';

const DESK = { config: { access: 'desk' } } as const;
const MOST = 100;

/** Letters that did not arrive: try again, or put aside. Both may be pressed twice. */
export const deskLettersRoutes =
  ({ db, jobs }: { readonly db: Db; readonly jobs: Jobs }): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskLetters(), DESK, async (request, reply) => {
      const letters = await lostLetters(db.sql, request.practice.id, MOST);
      return reply.page(lettersPage(await request.frame(), { letters, done: readDone(request.query) }));
    });
    app.post(urls.deskLetterTry(':id'), DESK, async (request, reply) => {
      const id = readLetterId(request.params);
      if (!id) return reply.callNotFound();
      const key = { practiceId: request.practice.id, id };
      await db.begin((tx) => tryLetterAgain(tx, jobs, key));
      return reply.seeOther(urls.deskLetters({ done: 'again' }));
    });
    app.post(urls.deskLetterAside(':id'), DESK, async (request, reply) => {
      const id = readLetterId(request.params);
      if (!id) return reply.callNotFound();
      await db.begin((tx) => putLetterAside(tx, { practiceId: request.practice.id, id }));
      return reply.seeOther(urls.deskLetters({ done: 'aside' }));
    });
  };
