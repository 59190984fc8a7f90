import type { FastifyReply, FastifyRequest } from 'fastify';
import { readCookie } from '../../platform/http/cookies.ts';
import type { SecretLinks } from '../../platform/links.ts';
import { urls } from '../../urls.ts';
import { CART_COOKIE } from '../cart/public.ts';
import { currentCheckout } from './actions.ts';
import { boughtIn, type Checkout, isOpen, type Step, standingOf, stepOf } from './checkout.ts';
import { orderedPage, runOutPage } from './pages/ended.ts';
import type { CheckoutDeps } from './routes.ts';

export const ACCESS = { config: { access: 'visitor' as const } };

export const ADDRESS = {
  you: urls.checkoutYou(),
  agreement: urls.checkoutAgreement(),
  pay: urls.checkoutPay(),
} satisfies Record<Step, string>;

export const cartOf = (request: FastifyRequest) => ({
  practiceId: request.practice.id,
  secret: readCookie(request, CART_COOKIE),
});

export const orderAddress = (links: SecretLinks, checkout: Checkout) =>
  urls.order(links.secret('order', checkout.orderId ?? ''));

export type Exchange = { readonly request: FastifyRequest; readonly reply: FastifyReply };

/** Sends where the truth is shown when the checkout is not live; the checkout itself when it is. */
export const liveOrLed = async (
  deps: CheckoutDeps,
  { request, reply }: Exchange,
): Promise<Checkout | undefined> => {
  const checkout = await currentCheckout(deps.db.sql, cartOf(request));
  const standing = checkout ? standingOf(checkout) : 'left';
  if (!checkout || standing === 'left') await reply.seeOther(urls.cart());
  else if (standing === 'live') return checkout;
  else if (standing === 'confirming')
    await reply.seeOther(urls.payment(deps.links.secret('payment', checkout.payment?.attemptId ?? '')));
  else if (standing === 'ordered')
    await reply.page(
      orderedPage(await request.frame(), orderAddress(deps.links, checkout), boughtIn(checkout.lines)),
    );
  else await reply.page(runOutPage(await request.frame(), { bought: boughtIn(checkout.lines) }), 409);
  return undefined;
};

/** The same for a step: one that is not open yet leads to the first that is. */
export const atStep = async (deps: CheckoutDeps, exchange: Exchange, step: Step) => {
  const checkout = await liveOrLed(deps, exchange);
  if (!checkout || isOpen(checkout, step)) return checkout;
  await exchange.reply.seeOther(ADDRESS[stepOf(checkout)]);
  return undefined;
};
