import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { PracticeId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db.ts';
import { mailsOfOrder } from '../../platform/mail/story.ts';
import { urls } from '../../urls.ts';
import { readOrderId } from './forms.ts';
import { orderPage } from './pages.ts';
import * as store from './store.ts';

type Deps = { readonly db: Db };

export const deskStoryRoutes =
  (deps: Deps): FastifyPluginAsync =>
  async (app) => {
    app.get(urls.deskOrder(':id'), { config: { access: 'desk' } }, (request, reply) =>
      one(deps, request, reply),
    );
  };

const one = async ({ db }: Deps, request: FastifyRequest, reply: FastifyReply) => {
  const practiceId = request.practice.id;
  const id = readOrderId(request.params);
  const order = id && (await store.orderById(db.sql, practiceId, id));
  if (!order) return reply.callNotFound();
  return reply.page(
    orderPage(await request.frame(), { order, ...(await everything(db, practiceId, order)) }),
  );
};

const everything = async ({ sql }: Db, practiceId: PracticeId, order: store.OrderHead) => {
  const of = { practiceId, orderId: order.id, checkoutId: order.checkoutId };
  const [lines, holds, attempts, calls, webhooks, captures, refunds, entries, changes, mails] =
    await Promise.all([
      store.linesOf(sql, of),
      store.holdsOf(sql, of),
      store.attemptsOf(sql, of),
      store.callsOf(sql, of),
      store.webhooksOf(sql, of),
      store.capturesOf(sql, of),
      store.refundsOf(sql, of),
      store.entriesOf(sql, of),
      store.changesOf(sql, of),
      mailsOfOrder(sql, practiceId, order.id),
    ]);
  const facts = {
    begunAt: order.begunAt,
    holds,
    attempts,
    calls,
    webhooks,
    captures,
    refunds,
    changes,
    mails,
  };
  return { lines, entries, facts };
};
