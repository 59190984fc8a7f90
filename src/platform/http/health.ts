import type { FastifyPluginAsync } from 'fastify';
import type { Db } from '../db.ts';

const ANSWER_MS = 2_000;

/** Whether the database answers soon and has its schema. */
const isReady = async ({ sql }: Db): Promise<boolean> => {
  const asked = sql`select platform.now()`.then(
    () => true,
    () => false,
  );
  const late = new Promise<boolean>((resolve) => setTimeout(resolve, ANSWER_MS, false).unref());
  return Promise.race([asked, late]);
};

/** /healthz: the process lives. /readyz: it can serve; a proxy sends no visitors before. */
export const healthRoutes =
  (db: Db): FastifyPluginAsync =>
  async (app) => {
    const config = { access: 'visitor', bare: true } as const;
    app.get('/healthz', { config }, (_request, reply) => reply.type('text/plain').send('ok\n'));
    app.get('/readyz', { config }, async (_request, reply) => {
      const ready = await isReady(db);
      return reply
        .code(ready ? 200 : 503)
        .type('text/plain')
        .send(ready ? 'ready\n' : 'not ready\n');
    });
  };
