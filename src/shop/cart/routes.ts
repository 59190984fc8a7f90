import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { readCookie, setSecretCookie } from '../../platform/http/cookies.ts';
import type { Limits } from '../../platform/limits.ts';
import { isThisMachine, networkOf } from '../../platform/network.ts';
import { urls } from '../../urls.ts';
import { addLine, CART_SECONDS, type CartOf, changeTier, nameOf, removeLine, viewCart } from './actions.ts';
import { type CartRefusal, thingOf, type Wish } from './cart.ts';
import { applyCode, removeCode } from './coupon-actions.ts';
import { CartQuery, CodeForm, LeaveForm, LineId, readWish, removedQuery, TierForm } from './forms.ts';
import { type LineView, wishOfView } from './line.ts';
import type { TriedCode } from './pages/coupon.ts';
import { cartPage } from './pages.ts';
import { CART_COOKIE } from './public.ts';
import { pathOfReferrer } from './return-path.ts';

/** Codes that one network may try: enough for a household, too few to guess. */
const CODES = { points: 30, seconds: 3600 };

/** What comes from this machine cannot be told apart (a proxy that names nobody), so it is not counted. */
const mayTry = async (limits: Limits, address: string): Promise<boolean> =>
  isThisMachine(address) || (await limits.take('coupon-code', networkOf(address), CODES));

const STATUS: Partial<Record<CartRefusal['because'], number>> = {
  'unknown-group': 404,
  'unknown-thing': 404,
  'one-of-each': 422,
};

type Deps = { readonly db: Db; readonly limits: Limits };

/** The cart: a page, and with script the content of the drawer. Every change is a plain form. */
export const cartRoutes =
  ({ db, limits }: Deps): FastifyPluginAsync =>
  async (app) => {
    const access = { config: { access: 'visitor' as const } };
    const cartOf = (request: FastifyRequest) => ({
      practiceId: request.practice.id,
      secret: readCookie(request, CART_COOKIE),
    });
    const keep = (reply: FastifyReply, secret: string) =>
      setSecretCookie(reply, CART_COOKIE, secret, CART_SECONDS);

    const show = async (request: FastifyRequest, reply: FastifyReply, told: Told = {}) => {
      const query = CartQuery.parse(request.query);
      const of = cartOf(request);
      const cart = await viewCart(db.sql, of, request.practice.currency);
      if (of.secret && cart.lines.length > 0) keep(reply, of.secret);
      const from = told.from ?? query.from ?? pathOfReferrer(request.headers.referer, request.headers.host);
      const removed = await takenOut(request, query.removed, cart.lines);
      const frame = await request.frame();
      return reply.page(
        cartPage(frame, {
          ...{ cart, from, removed, priceChanged: query.price },
          refusal: told.refusal ?? query.refused,
          tried: told.tried,
        }),
        statusOf(told),
      );
    };

    const takenOut = async (request: FastifyRequest, wish: Wish | undefined, lines: readonly LineView[]) => {
      if (!wish || lines.some((line) => thingOf(wishOfView(line)) === thingOf(wish))) return undefined;
      const name = await nameOf(db.sql, request.practice.id, wish);
      return name === undefined ? undefined : { name, wish };
    };

    app.get(urls.cart(), access, (request, reply) => show(request, reply));

    app.post(urls.cartLines(), access, async (request, reply) => {
      const read = readWish(request.body);
      if ('refusal' in read) return show(request, reply, { refusal: read.refusal });
      const { wish, from } = read;
      const decision = await addLine(db, cartOf(request), wish);
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

    codeRoutes(app, { db, limits }, { cartOf, show });

    app.post(urls.cartLineRemoval(':id'), access, async (request, reply) => {
      const at = LineId.safeParse(request.params);
      if (!at.success) return reply.callNotFound();
      const { from } = LeaveForm.parse(request.body ?? {});
      const wish = await removeLine(db, cartOf(request), at.data.id);
      // Pressed twice: it is gone already, and the cart says so.
      return reply.seeOther(urls.cart({ from, ...removedQuery(wish) }));
    });
  };

type Told = {
  readonly from?: string | undefined;
  readonly refusal?: CartRefusal['because'];
  readonly tried?: TriedCode;
};

type Shop = {
  readonly cartOf: (request: FastifyRequest) => CartOf;
  readonly show: (request: FastifyRequest, reply: FastifyReply, told: Told) => Promise<FastifyReply>;
};

/** A code goes in and out of the cart. */
const codeRoutes = (app: FastifyInstance, { db, limits }: Deps, { cartOf, show }: Shop): void => {
  const access = { config: { access: 'visitor' as const } };
  app.post(urls.cartCoupon(), access, async (request, reply) => {
    const { code: typed, from } = CodeForm.parse(request.body ?? {});
    if (!(await mayTry(limits, request.ip)))
      return show(request, reply, { from, tried: { typed, refusal: { because: 'too-many' } } });
    const applied = await applyCode(db, cartOf(request), typed);
    if (!applied.ok) return show(request, reply, { from, tried: { typed, refusal: applied.refusal } });
    return reply.seeOther(urls.cart({ from }));
  });

  app.post(urls.cartCouponRemoval(), access, async (request, reply) => {
    const { from } = LeaveForm.parse(request.body ?? {});
    await removeCode(db, cartOf(request));
    return reply.seeOther(urls.cart({ from }));
  });
};

const statusOf = ({ refusal, tried }: Told): number => {
  if (tried) return tried.refusal.because === 'too-many' ? 429 : 422;
  return refusal ? (STATUS[refusal] ?? 409) : 200;
};
