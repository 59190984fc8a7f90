import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { PracticeId } from '../../kernel/id.ts';
import type { Result } from '../../kernel/result.ts';
import type { Db } from '../../platform/db.ts';
import { readCookie } from '../../platform/http/cookies.ts';
import { TooMany } from '../../platform/http/errors.ts';
import type { Limits } from '../../platform/limits.ts';
import type { SecretLinks } from '../../platform/links.ts';
import { urls } from '../../urls.ts';
import { CART_COOKIE } from '../cart/public.ts';
import { agreementOf } from '../catalogue/public.ts';
import { type PaymentRefusal, paymentReference } from '../payments/public.ts';
import { ruleOf } from '../refund-rule/public.ts';
import {
  currentCheckout,
  leaveCheckout,
  prolong,
  type StepRefusal,
  saveAgreement,
  saveYou,
} from './actions.ts';
import type { BeginRefusal } from './begin.ts';
import { beginCheckout } from './begin-actions.ts';
import {
  agreementVersionsOf,
  attestationsOf,
  type Checkout,
  isOpen,
  keptFor,
  type Step,
  standingOf,
  stepOf,
} from './checkout.ts';
import { estimateHere, estimateRoute } from './estimate-routes.ts';
import { type Form, readAgreement, readYou, StepForm, typedBefore } from './forms.ts';
import { agreementPage, orderedPage, payPage, runOutPage, wrotePage, youPage } from './pages.ts';

export type CheckoutDeps = {
  readonly db: Db;
  readonly links: SecretLinks;
  readonly limits: Limits;
  /** Begins to pay: `startPayment` with what it needs. */
  readonly pay: (wish: {
    readonly practiceId: PracticeId;
    readonly checkoutId: string;
  }) => Promise<Result<{ readonly redirectTo: string }, PaymentRefusal>>;
};

/** The steps of a guest's checkout. Where it stands decides what a page shows; an address known to us never does. */
export const checkoutRoutes =
  (deps: CheckoutDeps): FastifyPluginAsync =>
  async (app) => {
    holdRoutes(app, deps);
    youRoutes(app, deps);
    agreementRoutes(app, deps);
    payRoutes(app, deps);
    estimateRoute(app, deps);
  };

const ACCESS = { config: { access: 'visitor' as const } };

const ADDRESS = {
  you: urls.checkoutYou(),
  agreement: urls.checkoutAgreement(),
  pay: urls.checkoutPay(),
} satisfies Record<Step, string>;

const AFTER_REFUSED_BEGIN = {
  empty: urls.cart(),
  'line-problem': urls.cart(),
  'price-changed': urls.cart({ price: 'changed' }),
  'code-problem': urls.cart(),
  'saving-gone': urls.cart(),
  confirming: urls.checkout(),
} satisfies Record<BeginRefusal['because'], string>;

const cartOf = (request: FastifyRequest) => ({
  practiceId: request.practice.id,
  secret: readCookie(request, CART_COOKIE),
});

const orderAddress = (links: SecretLinks, checkout: Checkout) =>
  urls.order(links.secret('order', checkout.orderId ?? ''));

type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Sends where the truth is shown when the checkout is not live; the checkout itself when it is. */
const liveOrLed = async (deps: CheckoutDeps, { request, reply }: Exchange): Promise<Checkout | undefined> => {
  const checkout = await currentCheckout(deps.db.sql, cartOf(request));
  const standing = checkout ? standingOf(checkout) : 'left';
  if (!checkout || standing === 'left') await reply.seeOther(urls.cart());
  else if (standing === 'live') return checkout;
  else if (standing === 'confirming')
    await reply.seeOther(urls.payment(deps.links.secret('payment', checkout.payment?.attemptId ?? '')));
  else if (standing === 'ordered')
    await reply.page(orderedPage(await request.frame(), orderAddress(deps.links, checkout)));
  else await reply.page(runOutPage(await request.frame(), { chairs: checkout.lines.length }), 409);
  return undefined;
};

/** The same for a step: one that is not open yet leads to the first that is. */
const atStep = async (deps: CheckoutDeps, exchange: Exchange, step: Step) => {
  const checkout = await liveOrLed(deps, exchange);
  if (!checkout || isOpen(checkout, step)) return checkout;
  await exchange.reply.seeOther(ADDRESS[stepOf(checkout)]);
  return undefined;
};

const goOn = (reply: FastifyReply, done: Result<true, StepRefusal>, next: Step) =>
  reply.seeOther(done.ok || done.refusal.because !== 'gone' ? ADDRESS[next] : urls.cart());

/** Begin, keep for longer, give back. */
const holdRoutes = (app: FastifyInstance, deps: CheckoutDeps): void => {
  const { db } = deps;

  app.get(urls.checkout(), ACCESS, async (request, reply) => {
    const checkout = await liveOrLed(deps, { request, reply });
    return checkout ? reply.seeOther(ADDRESS[stepOf(checkout)]) : reply;
  });

  app.post(urls.checkout(), ACCESS, async (request, reply) => {
    const begun = await beginCheckout(deps, cartOf(request), request.ip);
    if (begun.ok) return reply.seeOther(urls.checkout());
    if (begun.refusal.because === 'too-many') throw new TooMany();
    return reply.seeOther(AFTER_REFUSED_BEGIN[begun.refusal.because]);
  });

  app.post(urls.checkoutProlongation(), ACCESS, async (request, reply) => {
    const { step } = StepForm.parse(request.body ?? {});
    const done = await prolong(db, cartOf(request));
    const tooOften = !done.ok && done.refusal.because === 'no-more';
    return reply.seeOther(tooOften ? `${ADDRESS[step]}?time=up` : ADDRESS[step]);
  });

  app.post(urls.checkoutEnd(), ACCESS, async (request, reply) => {
    const done = await leaveCheckout(db, cartOf(request));
    return reply.seeOther(!done.ok && done.refusal.because !== 'gone' ? urls.checkout() : urls.cart());
  });
};

const youRoutes = (app: FastifyInstance, deps: CheckoutDeps): void => {
  const show = async ({ request, reply }: Exchange, checkout: Checkout, form: Form) =>
    reply.page(
      youPage(await request.frame(), { checkout, noMoreTime: timeIsUp(request) }, form),
      statusOf(form),
    );

  app.get(ADDRESS.you, ACCESS, async (request, reply) => {
    const checkout = await atStep(deps, { request, reply }, 'you');
    return checkout
      ? show({ request, reply }, checkout, { typed: typedBefore(checkout), errors: {} })
      : reply;
  });

  app.post(ADDRESS.you, ACCESS, async (request, reply) => {
    const of = cartOf(request);
    const checkout = await currentCheckout(deps.db.sql, of);
    const sentences = checkout ? attestationsOf(checkout.lines) : [];
    const read = readYou(request.body, sentences, keptFor(checkout?.lines ?? []));
    // What was typed is kept even when the hold has ended meanwhile; the next page tells that it has.
    if ('parties' in read) {
      const you = { parties: read.parties, sentences };
      return goOn(reply, await saveYou(deps.db, of, you), 'agreement');
    }
    const live = await liveOrLed(deps, { request, reply });
    return live ? show({ request, reply }, live, read) : reply;
  });
};

const agreementRoutes = (app: FastifyInstance, deps: CheckoutDeps): void => {
  const { sql } = deps.db;
  const show = async ({ request, reply }: Exchange, checkout: Checkout, form: Form) => {
    const versions = agreementVersionsOf(checkout.lines);
    const found = await Promise.all(
      versions.map((version) => agreementOf(sql, request.practice.id, version)),
    );
    const agreements = found.filter((agreement) => agreement !== undefined);
    const rule = await ruleOf(sql, request.practice, checkout.id);
    const shown = { checkout, agreements, rule, noMoreTime: timeIsUp(request) };
    return reply.page(agreementPage(await request.frame(), shown, form), statusOf(form));
  };

  app.get(ADDRESS.agreement, ACCESS, async (request, reply) => {
    const checkout = await atStep(deps, { request, reply }, 'agreement');
    if (!checkout) return reply;
    const typed = checkout.agreedAt ? { agreed_name: checkout.agreedName ?? '', agree: 'yes' } : {};
    return show({ request, reply }, checkout, { typed, errors: {} });
  });

  app.post(ADDRESS.agreement, ACCESS, async (request, reply) => {
    const checkout = await atStep(deps, { request, reply }, 'agreement');
    if (!checkout) return reply;
    const read = readAgreement(request.body);
    if ('errors' in read) return show({ request, reply }, checkout, read);
    return goOn(reply, await saveAgreement(deps.db, cartOf(request), read), 'pay');
  });
};

const payRoutes = (app: FastifyInstance, deps: CheckoutDeps): void => {
  app.get(ADDRESS.pay, ACCESS, async (request, reply) => {
    const checkout = await atStep(deps, { request, reply }, 'pay');
    return checkout ? showPay(deps, { request, reply }, checkout) : reply;
  });

  app.post(ADDRESS.pay, ACCESS, async (request, reply) => {
    const of = cartOf(request);
    const checkout = await currentCheckout(deps.db.sql, of);
    if (!checkout || standingOf(checkout) === 'left') return reply.seeOther(urls.cart());
    if (checkout.state === 'ordered') return reply.seeOther(orderAddress(deps.links, checkout));
    const begun = await deps.pay({ practiceId: of.practiceId, checkoutId: checkout.id });
    if (begun.ok) return reply.seeOther(begun.value.redirectTo);
    return refusedToPay(deps, { request, reply }, begun.refusal.because);
  });
};

const showPay = async (
  deps: CheckoutDeps,
  { request, reply }: Exchange,
  checkout: Checkout,
  refusal?: PaymentRefusal['because'],
) => {
  const outsideWords = `${request.practice.neutralName}, order ${paymentReference(checkout.id)}`;
  const hasEstimate = (await estimateHere(deps, request, checkout)) !== undefined;
  const shown = { checkout, refusal, outsideWords, hasEstimate, noMoreTime: timeIsUp(request) };
  const refusedStatus = refusal === 'paypal-unreachable' ? 503 : 409;
  return reply.page(payPage(await request.frame(), shown), refusal === undefined ? 200 : refusedStatus);
};

/** Which page tells a refused buyer the truth. */
const refusedToPay = async (deps: CheckoutDeps, exchange: Exchange, because: PaymentRefusal['because']) => {
  const { request, reply } = exchange;
  if (because === 'not-ready') return reply.seeOther(urls.checkout());
  if (because === 'wrote-to-address') return reply.page(wrotePage(await request.frame()), 409);
  const checkout = await currentCheckout(deps.db.sql, cartOf(request));
  const stillHeld = checkout && standingOf(checkout) === 'live';
  if (stillHeld && (because === 'paypal-unreachable' || because === 'already-paying'))
    return showPay(deps, exchange, checkout, because);
  const told = { refusal: because, chairs: checkout?.lines.length ?? 1 };
  return reply.page(runOutPage(await request.frame(), told), 409);
};

const timeIsUp = (request: FastifyRequest) =>
  typeof request.query === 'object' &&
  request.query !== null &&
  'time' in request.query &&
  request.query.time === 'up';

const statusOf = ({ errors }: Form) => (Object.keys(errors).length > 0 ? 422 : 200);
