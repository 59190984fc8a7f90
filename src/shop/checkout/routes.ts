import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify';
import type { PracticeId } from '../../kernel/id.ts';
import type { Result } from '../../kernel/result.ts';
import type { Db } from '../../platform/db.ts';
import { TooMany } from '../../platform/http/errors.ts';
import type { Limits } from '../../platform/limits.ts';
import type { SecretLinks } from '../../platform/links.ts';
import { urls } from '../../urls.ts';
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
  boughtIn,
  type Checkout,
  keptFor,
  type Step,
  standingOf,
  stepOf,
} from './checkout.ts';
import { estimateHere, estimateRoute } from './estimate-routes.ts';
import {
  type Form,
  readAgreement,
  readPayer,
  readYou,
  StepForm,
  statusOf,
  timeIsUp,
  typedBefore,
} from './forms.ts';
import { runOutPage, wrotePage } from './pages/ended.ts';
import { payerPage, youPage } from './pages/you.ts';
import { agreementPage, payPage } from './pages.ts';
import { ACCESS, ADDRESS, atStep, cartOf, type Exchange, liveOrLed, orderAddress } from './step-routes.ts';

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

const AFTER_REFUSED_BEGIN = {
  empty: urls.cart(),
  'line-problem': urls.cart(),
  'price-changed': urls.cart({ price: 'changed' }),
  'code-problem': urls.cart(),
  'saving-gone': urls.cart(),
  confirming: urls.checkout(),
} satisfies Record<BeginRefusal['because'], string>;

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

const keptOf = (checkout: Checkout | undefined) => keptFor(checkout?.lines ?? []);

const youRoutes = (app: FastifyInstance, deps: CheckoutDeps): void => {
  const show = async ({ request, reply }: Exchange, checkout: Checkout, form: Form) => {
    const page = boughtIn(checkout.lines).chairs === 0 ? payerPage : youPage;
    return reply.page(
      page(await request.frame(), { checkout, noMoreTime: timeIsUp(request.query) }, form),
      statusOf(form),
    );
  };

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
    const nobodyComes = checkout !== undefined && boughtIn(checkout.lines).chairs === 0;
    const read = nobodyComes ? readPayer(request.body) : readYou(request.body, sentences, keptOf(checkout));
    // What was typed is kept even when the hold has ended meanwhile; the next page tells that it has.
    if ('parties' in read) {
      const you = { parties: read.parties, sentences };
      return goOn(reply, await saveYou(deps.db, of, you), nobodyComes ? 'pay' : 'agreement');
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
    const shown = { checkout, agreements, rule, noMoreTime: timeIsUp(request.query) };
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
  const shown = { checkout, refusal, outsideWords, hasEstimate, noMoreTime: timeIsUp(request.query) };
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
  const told = { refusal: because, bought: boughtIn(checkout?.lines ?? [{ kind: 'seat' }]) };
  return reply.page(runOutPage(await request.frame(), told), 409);
};
