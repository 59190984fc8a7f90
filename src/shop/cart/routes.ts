import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { readCookie, setSecretCookie } from '../../platform/http/cookies.ts';
import { urls } from '../../urls.ts';
import { offeringForSale } from '../catalogue/public.ts';
import { addLine, CART_SECONDS, changeTier, removeLine, viewCart } from './actions.ts';
import type { CartRefusal } from './cart.ts';
import { CartQuery, LeaveForm, LineForm, LineId, TierForm } from './forms.ts';
import { cartPage } from './pages.ts';
import { CART_COOKIE } from './public.ts';
import { pathOfReferrer } from './return-path.ts';

const STATUS: Partial<Record<CartRefusal['because'], number>> = { 'unknown-group': 404, 'one-chair': 422 };

/** The cart: a page, and with script the content of the drawer. Every change is a plain form. */
export const cartRoutes =
  ({ db }: { db: Db }): FastifyPluginAsync =>
  async (app) => {
    const access = { config: { access: 'visitor' as const } };
    const cartOf = (request: FastifyRequest) => ({
      practiceId: request.practice.id,
      secret: readCookie(request, CART_COOKIE),
    });
    const keep = (reply: FastifyReply, secret: string) =>
      setSecretCookie(reply, CART_COOKIE, secret, CART_SECONDS);

    const show = async (
      request: FastifyRequest,
      reply: FastifyReply,
      told: { from?: string | undefined; refusal?: CartRefusal['because'] } = {},
    ) => {
      const query = CartQuery.parse(request.query);
      const of = cartOf(request);
      const cart = await viewCart(db.sql, of, request.practice.currency);
      if (of.secret && cart.lines.length > 0) keep(reply, of.secret);
      const from = told.from ?? query.from ?? pathOfReferrer(request.headers.referer, request.headers.host);
      const removed = await nameOf(request, query, cart.lines);
      const frame = await request.frame();
      return reply.page(
        cartPage(frame, {
          ...{ cart, from, removed, priceChanged: query.price },
          refusal: told.refusal ?? query.refused,
        }),
        told.refusal ? (STATUS[told.refusal] ?? 409) : 200,
      );
    };

    const nameOf = async (
      request: FastifyRequest,
      { removed, tier }: { removed?: string | undefined; tier?: string | undefined },
      lines: readonly { offeringId: string }[],
    ) => {
      if (!removed || !tier || lines.some((line) => line.offeringId === removed)) return undefined;
      const offering = await offeringForSale(db.sql, request.practice.id, removed);
      return offering && { name: offering.name, offeringId: removed, tierId: tier };
    };

    app.get(urls.cart(), access, (request, reply) => show(request, reply));

    app.post(urls.cartLines(), access, async (request, reply) => {
      const form = LineForm.safeParse(request.body);
      if (!form.success) {
        const wrong = new Set(form.error.issues.map((issue) => issue.path[0]));
        return show(request, reply, { refusal: refusalFor(wrong) });
      }
      const { offering, tier, from } = form.data;
      const decision = await addLine(db, cartOf(request), { offeringId: offering, tierId: tier });
      if (!decision.ok) return show(request, reply, { from, refusal: decision.refusal.because });
      keep(reply, decision.value.secret);
      return reply.seeOther(
        urls.cart({ from: from ?? pathOfReferrer(request.headers.referer, request.headers.host) }),
      );
    });

    app.post(urls.cartLine(':id'), access, async (request, reply) => {
      const at = LineId.safeParse(request.params);
      if (!at.success) return reply.callNotFound();
      const form = TierForm.safeParse(request.body);
      if (!form.success) return show(request, reply, { refusal: 'unknown-price' });
      const decision = await changeTier(db, cartOf(request), { lineId: at.data.id, tierId: form.data.tier });
      if (!decision) return reply.callNotFound();
      if (!decision.ok)
        return show(request, reply, { from: form.data.from, refusal: decision.refusal.because });
      return reply.seeOther(urls.cart({ from: form.data.from }));
    });

    app.post(urls.cartLineRemoval(':id'), access, async (request, reply) => {
      const at = LineId.safeParse(request.params);
      if (!at.success) return reply.callNotFound();
      const { from } = LeaveForm.parse(request.body ?? {});
      const line = await removeLine(db, cartOf(request), at.data.id);
      // Pressed twice: it is gone already, and the cart says so.
      return reply.seeOther(urls.cart({ from, removed: line?.offeringId, tier: line?.tierId }));
    });
  };

const refusalFor = (wrong: ReadonlySet<PropertyKey | undefined>): CartRefusal['because'] => {
  if (wrong.has('offering')) return 'unknown-group';
  return wrong.has('tier') ? 'unknown-price' : 'one-chair';
};
