import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { mailsOfOrder } from '../../platform/mail/story.ts';
import { urls } from '../../urls.ts';
import { invoicesOfOrder } from '../invoices/public.ts';
import { paymentStory } from '../payments/public.ts';
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
  const [lines, told, mails, invoices] = await Promise.all([
    store.linesOf(db.sql, practiceId, order.checkoutId),
    paymentStory(db.sql, practiceId, order.checkoutId),
    mailsOfOrder(db.sql, practiceId, order.id),
    invoicesOfOrder(db.sql, practiceId, order.id),
  ]);
  return reply.page(orderPage(await request.frame(), { order, lines, told, mails, invoices }));
};
