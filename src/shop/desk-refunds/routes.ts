import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import { newId } from '../../platform/ids.ts';
import { urls } from '../../urls.ts';
import type { PaymentDeps } from '../payments/public.ts';
import {
  cancelRefund,
  decideChairs,
  type RefundRefusal,
  requestRefund,
  retryRefund,
  type StepRefusal,
  settleByHand,
} from '../refunds/public.ts';
import { type Choice, type ChoiceErrors, choose, type Typed } from './choice.ts';
import { readChairs, readHow, readOrderId, readRefundId, readWish } from './forms.ts';
import { refundPage } from './pages/refund.ts';
import { checkPage, wishPage } from './pages.ts';
import * as store from './store.ts';

/** So long PayPal is not asked yet, so that a wish made by hand can be taken back. */
const WAIT_SECONDS = 120;

export const deskRefundRoutes =
  (deps: PaymentDeps): FastifyPluginAsync =>
  async (app) => {
    const desk = { config: { access: 'desk' } } as const;
    const [order, refund] = [':id', ':refundId'];
    app.get(urls.deskRefundWish(order), desk, (request, reply) => wish(deps, request, reply));
    app.post(urls.deskRefundCheck(order), desk, (request, reply) => check(deps, request, reply));
    app.post(urls.deskRefundWish(order), desk, (request, reply) => give(deps, request, reply));
    app.get(urls.deskRefund(order, refund), desk, (request, reply) => one(deps, request, reply));
    app.get(urls.deskRefundState(order, refund), desk, (request, reply) => state(deps, request, reply));
    app.post(urls.deskRefundCancellation(order, refund), desk, (request, reply) =>
      step(deps, request, reply, ({ key, who }) => cancelRefund(deps, key, who)),
    );
    app.post(urls.deskRefundRetry(order, refund), desk, (request, reply) =>
      step(deps, request, reply, ({ key, who }) => retryRefund(deps, key, who)),
    );
    app.post(urls.deskRefundSettlement(order, refund), desk, (request, reply) =>
      settle(deps, request, reply),
    );
    app.post(urls.deskRefundChairs(order, refund), desk, (request, reply) => chairs(deps, request, reply));
  };

const whoOf = (request: FastifyRequest): string => request.signedIn?.name ?? 'the desk';

const orderOf = async ({ db }: PaymentDeps, request: FastifyRequest) => {
  const practiceId = request.practice.id;
  const id = readOrderId(request.params);
  const order = id && (await store.paidOrder(db.sql, practiceId, id));
  return order && { order, lines: await store.linesOf(db.sql, practiceId, order.checkoutId) };
};

const BLANK = { how: 'all', amount: '', lines: [], reason: 'by-hand', note: '', chairs: 'keep' };
type About = NonNullable<Awaited<ReturnType<typeof orderOf>>>;

const wish = async (deps: PaymentDeps, request: FastifyRequest, reply: FastifyReply) => {
  const about = await orderOf(deps, request);
  if (!about) return reply.callNotFound();
  return again(request, reply, { about, typed: { ...BLANK, wishId: newId<'wish'>() } });
};

type Again = {
  readonly about: About;
  readonly typed: Typed;
  readonly errors?: ChoiceErrors;
  readonly refusal?: RefundRefusal;
};

const again = async (request: FastifyRequest, reply: FastifyReply, view: Again) => {
  const { about, typed, errors = {}, refusal } = view;
  const wrong = Object.keys(errors).length > 0 ? 422 : 200;
  const status = refusal ? 409 : wrong;
  return reply.page(wishPage(await request.frame(), { ...about, typed, errors, refusal }), status);
};

const moneyOf = ({ order, lines }: About) => ({ ...order, lines });

const check = async (deps: PaymentDeps, request: FastifyRequest, reply: FastifyReply) => {
  const about = await orderOf(deps, request);
  if (!about) return reply.callNotFound();
  const { back, ...typed } = readWish(request.body, newId<'wish'>());
  const choice = choose(typed, moneyOf(about));
  if (back) return again(request, reply, { about, typed });
  if (!choice.ok) return again(request, reply, { about, typed, errors: choice.refusal });
  return reply.page(checkPage(await request.frame(), { ...about, typed, choice: choice.value }));
};

const give = async (deps: PaymentDeps, request: FastifyRequest, reply: FastifyReply) => {
  const about = await orderOf(deps, request);
  if (!about) return reply.callNotFound();
  const { back: _, ...typed } = readWish(request.body, newId<'wish'>());
  const { order } = about;
  const before = await store.refundOfWish(deps.db.sql, request.practice.id, order.id, typed.wishId);
  if (before) return reply.seeOther(urls.deskRefund(order.id, before));
  const choice = choose(typed, moneyOf(about));
  if (!choice.ok) return again(request, reply, { about, typed, errors: choice.refusal });
  const wished = await ask(deps, request, { orderId: order.id, typed, choice: choice.value });
  if (!wished.ok) return again(request, reply, { about, typed, refusal: wished.refusal });
  return reply.seeOther(urls.deskRefund(order.id, wished.value.refundId));
};

const ask = (
  deps: PaymentDeps,
  request: FastifyRequest,
  { orderId, typed, choice }: { readonly orderId: string; readonly typed: Typed; readonly choice: Choice },
) =>
  deps.db.begin((tx) =>
    requestRefund(tx, deps, {
      ...{ practiceId: request.practice.id, orderId, wishId: typed.wishId },
      ...{ amountMinor: choice.amountMinor, because: choice.reason, lines: choice.lines },
      ...{ freesSeats: choice.freesSeats, by: whoOf(request), waitSeconds: WAIT_SECONDS },
      ...(choice.note === '' ? {} : { note: choice.note }),
    }),
  );

const refundOf = async (deps: PaymentDeps, request: FastifyRequest) => {
  const [orderId, refundId] = [readOrderId(request.params), readRefundId(request.params)];
  if (!orderId || !refundId) return undefined;
  const practiceId = request.practice.id;
  const [order, refund] = await Promise.all([
    store.paidOrder(deps.db.sql, practiceId, orderId),
    store.refundOfOrder(deps.db.sql, practiceId, { orderId, refundId }),
  ]);
  return order && refund && { order, refund, key: { practiceId, refundId } };
};

const one = async (deps: PaymentDeps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await refundOf(deps, request);
  return view ? reply.page(refundPage(await request.frame(), view)) : reply.callNotFound();
};

const state = async (deps: PaymentDeps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await refundOf(deps, request);
  if (!view) return reply.callNotFound();
  return reply.header('cache-control', 'no-store').send({ state: view.refund.state });
};

type Acting = { readonly key: Parameters<typeof cancelRefund>[1]; readonly who: string };
type Act = (acting: Acting) => Promise<{ ok: true } | { ok: false; refusal: StepRefusal }>;

const step = async (deps: PaymentDeps, request: FastifyRequest, reply: FastifyReply, act: Act) => {
  const view = await refundOf(deps, request);
  if (!view) return reply.callNotFound();
  const done = await act({ key: view.key, who: whoOf(request) });
  if (done.ok) return reply.seeOther(urls.deskRefund(view.order.id, view.refund.id));
  const now = (await refundOf(deps, request)) ?? view;
  return reply.page(refundPage(await request.frame(), { ...now, refusal: done.refusal }), 409);
};

const settle = async (deps: PaymentDeps, request: FastifyRequest, reply: FastifyReply) => {
  const how = readHow(request.body);
  if (how.error === undefined)
    return step(deps, request, reply, ({ key, who }) => settleByHand(deps, key, { how: how.typed, who }));
  const view = await refundOf(deps, request);
  if (!view) return reply.callNotFound();
  return reply.page(refundPage(await request.frame(), { ...view, how }), 422);
};

const chairs = async (deps: PaymentDeps, request: FastifyRequest, reply: FastifyReply) => {
  const view = await refundOf(deps, request);
  if (!view) return reply.callNotFound();
  const choice = readChairs(request.body);
  if (choice === undefined) {
    const chairsError = 'Please choose what becomes of the chair.';
    return reply.page(refundPage(await request.frame(), { ...view, chairsError }), 422);
  }
  const { practiceId, refundId } = view.key;
  await decideChairs(deps, practiceId, { refundId, frees: choice === 'free', who: whoOf(request) });
  return reply.seeOther(urls.deskRefund(view.order.id, refundId));
};
