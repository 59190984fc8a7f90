import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { hashSecret } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Limits } from '../../platform/limits.ts';
import { networkOf } from '../../platform/network.ts';
import { urls } from '../../urls.ts';
import { agreementOf } from '../catalogue/public.ts';
import { orderHasEstimate } from '../estimates/public.ts';
import { invoicesOfOrder } from '../invoices/public.ts';
import {
  askForLinks,
  chairCalendar,
  type LetterDeps,
  orderCalendar,
  resendReceipt,
  signChair,
} from './actions.ts';
import { type Form, OrderQuery, readFind, readSignature, SecretInPath } from './forms.ts';
import { attestationsOf, type Chair, seatLines } from './order.ts';
import { celebratePage } from './pages/celebrate.ts';
import { chairPage } from './pages/chair.ts';
import { askedPage, askedTooOftenPage, findPage, orderPage } from './pages.ts';
import { findChair, findOrder } from './store.ts';

export type OrderDeps = LetterDeps & { readonly jobs: Jobs; readonly limits: Limits };

/** What a buyer, and whoever comes, finds behind the links of an order. */
export const orderRoutes =
  (deps: OrderDeps): FastifyPluginAsync =>
  async (app) => {
    findRoutes(app, deps);
    ownOrderRoutes(app, deps);
    chairRoutes(app, deps);
  };

const ACCESS = { config: { access: 'secret-link' as const } };
const VISITOR = { config: { access: 'visitor' as const } };

const findRoutes = (app: FastifyInstance, deps: OrderDeps): void => {
  app.get(urls.orderFind(), VISITOR, async (request, reply) =>
    reply.page(findPage(await request.frame(), { typed: {}, errors: {} })),
  );

  app.post(urls.orderFind(), VISITOR, async (request, reply) => {
    const read = readFind(request.body);
    const frame = await request.frame();
    if ('errors' in read) return reply.page(findPage(frame, read), 422);
    if (!(await deps.limits.take('order-find', networkOf(request.ip), { points: 12, seconds: 3600 })))
      return reply.page(askedTooOftenPage(frame), 429);
    await askForLinks(deps, { practiceId: request.practice.id, email: read.email });
    return reply.page(askedPage(frame));
  });
};

/** The hash of the secret in the address; undefined for what cannot be one. */
const hashInPath = (request: FastifyRequest) => {
  const path = SecretInPath.safeParse(request.params);
  return path.success ? { secret: path.data.secret, secretHash: hashSecret(path.data.secret) } : undefined;
};

const ownOrderRoutes = (app: FastifyInstance, deps: OrderDeps): void => {
  const found = async (request: FastifyRequest) => {
    const path = hashInPath(request);
    const order = path && (await findOrder(deps.db.sql, request.practice.id, path));
    return order && { order, secret: path.secret };
  };

  app.get(urls.order(':secret'), ACCESS, async (request, reply) => {
    const shown = await found(request);
    if (!shown) return reply.callNotFound();
    const { placed, sent } = OrderQuery.parse(request.query);
    const isNew = placed === '1' && (shown.order.state === 'paid' || shown.order.state === 'free');
    const downloadAt = (id: string) => urls.download(deps.links.secret('download', id));
    const show = isNew ? celebratePage : orderPage;
    const { id } = shown.order;
    const [invoices, hasEstimate] = await Promise.all([
      invoicesOfOrder(deps.db.sql, request.practice.id, id),
      orderHasEstimate(deps.db.sql, request.practice.id, id),
    ]);
    return reply.page(show(await request.frame(), { ...shown, invoices, hasEstimate, downloadAt, sent }));
  });

  app.get(urls.orderCalendar(':secret'), ACCESS, async (request, reply) => {
    const shown = await found(request);
    if (!shown?.order.attendeeIsPayer || seatLines(shown.order.lines).length === 0)
      return reply.callNotFound();
    return sendCalendar(reply, orderCalendar(request.practice, shown.order));
  });

  app.post(urls.orderLetter(':secret'), ACCESS, async (request, reply) => {
    const shown = await found(request);
    if (!shown) return reply.callNotFound();
    const sent = await resendReceipt(deps, request.practice.id, shown.order);
    return reply.seeOther(`${urls.order(shown.secret)}?sent=${sent ? 'yes' : 'later'}`);
  });
};

const chairRoutes = (app: FastifyInstance, deps: OrderDeps): void => {
  const found = async (request: FastifyRequest) => {
    const path = hashInPath(request);
    const chair = path && (await findChair(deps.db.sql, request.practice.id, path.secretHash));
    return chair && { chair, secret: path.secret };
  };
  type Shown = { readonly chair: Chair; readonly secret: string; readonly form: Form };
  const show = async (request: FastifyRequest, reply: FastifyReply, shown: Shown) => {
    const agreement = await agreementOf(deps.db.sql, request.practice.id, shown.chair.agreementVersion);
    if (!agreement) throw new Error('an agreement that a line names is kept for ever');
    const status = Object.keys(shown.form.errors).length > 0 ? 422 : 200;
    return reply.page(chairPage(await request.frame(), { ...shown, agreement }), status);
  };

  app.get(urls.chair(':secret'), ACCESS, async (request, reply) => {
    const shown = await found(request);
    return shown ? show(request, reply, { ...shown, form: { typed: {}, errors: {} } }) : reply.callNotFound();
  });

  app.post(urls.chair(':secret'), ACCESS, async (request, reply) => {
    const shown = await found(request);
    if (!shown) return reply.callNotFound();
    const { chair, secret } = shown;
    const read = readSignature(request.body, attestationsOf(chair));
    if ('errors' in read) return show(request, reply, { ...shown, form: read });
    if (!chair.isFreed) await signChair(deps.db, request.practice.id, chair, read.name);
    return reply.seeOther(urls.chair(secret));
  });

  app.get(urls.chairCalendar(':secret'), ACCESS, async (request, reply) => {
    const shown = await found(request);
    if (!shown || shown.chair.isFreed) return reply.callNotFound();
    return sendCalendar(reply, chairCalendar(request.practice, shown.chair));
  });
};

const sendCalendar = (reply: FastifyReply, content: string) =>
  reply
    .type('text/calendar; charset=utf-8')
    .header('content-disposition', 'attachment; filename="appointment.ics"')
    .send(content);
