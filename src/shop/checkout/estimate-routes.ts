import type { FastifyInstance, FastifyRequest } from 'fastify';
import { readCookie } from '../../platform/http/cookies.ts';
import { html } from '../../ui/html.ts';
import { urls } from '../../urls.ts';
import { CART_COOKIE } from '../cart/public.ts';
import { estimateOfCheckout, estimatePage, type Purchase } from '../estimates/public.ts';
import { sumPartsOf, sumRows, taxInside } from '../pricing/public.ts';
import { currentCheckout } from './actions.ts';
import { type Checkout, seatLines, standingOf } from './checkout.ts';
import type { CheckoutDeps } from './routes.ts';

/** What is about to be paid, as an estimate tells it; the code stays out of it, since it may name a group. */
const purchaseOf = (checkout: Checkout, locale: string): Purchase => {
  const { currency, couponCode, taxName, parties, lines, totalMinor } = checkout;
  const parts = sumPartsOf(lines, { currency, taxName, code: couponCode && '' });
  return {
    ...{ currency, lines, totalMinor },
    attendee: parties.attendeeName,
    parts: sumRows(parts, locale),
    taxInside: taxInside(parts, locale),
  };
};

/** The estimate of a checkout that lives, kept as it is shown; undefined where this practice shows none, or nobody comes. */
export const estimateHere = async (deps: CheckoutDeps, { practice }: FastifyRequest, checkout: Checkout) => {
  if (seatLines(checkout.lines).length === 0) return undefined;
  const purchase = purchaseOf(checkout, practice.locale);
  return estimateOfCheckout(deps.db.sql, practice, { checkoutId: checkout.id, purchase });
};

/** The estimate of what is being bought, to look at and to print, before anybody pays. */
export const estimateRoute = (app: FastifyInstance, deps: CheckoutDeps): void => {
  app.get(urls.checkoutEstimate(), { config: { access: 'visitor' } }, async (request, reply) => {
    const of = { practiceId: request.practice.id, secret: readCookie(request, CART_COOKIE) };
    const checkout = await currentCheckout(deps.db.sql, of);
    if (!checkout || standingOf(checkout) !== 'live') return reply.seeOther(urls.checkout());
    const estimate = await estimateHere(deps, request, checkout);
    if (!estimate) return reply.callNotFound();
    return reply.page(
      estimatePage(await request.frame(), {
        title: 'Your estimate',
        back: { address: urls.checkout(), words: 'Back to the checkout' },
        lead: html`<p>So much we expect to charge. Your chair stays held while you read.</p>`,
        estimate,
      }),
    );
  });
};
