import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db.ts';
import { readCookie, setSecretCookie } from '../../platform/http/cookies.ts';
import { hashSecret } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { urls } from '../../urls.ts';
import { CART_COOKIE, CART_SECONDS, type CartOf } from '../cart/public.ts';
import { offeringForSale, seriesByOffer } from '../catalogue/public.ts';
import { declineOffer } from './end-actions.ts';
import { readStay, readTier, SecretInPath } from './forms.ts';
import { type Offer, standingOf } from './offer.ts';
import { noPage, type OfferPage, offerPage, tiersOf } from './pages.ts';
import * as store from './store.ts';

export type OfferRouteDeps = {
  readonly db: Db;
  readonly jobs: Jobs;
  /** Puts the chair into this browser's cart and begins the checkout; wired in routes.ts of the whole. */
  readonly take: (
    of: CartOf,
    address: string,
    wish: { readonly offeringId: string; readonly tierId: string; readonly offerId: string },
  ) => Promise<{ readonly secret: string | undefined; readonly next: string }>;
};

const ACCESS = { config: { access: 'secret-link' as const } };

/** What is kept for one person, behind the link in the letter. */
export const offerRoutes =
  (deps: OfferRouteDeps): FastifyPluginAsync =>
  async (app) => {
    takeRoutes(app, deps);
    noRoutes(app, deps);
  };

const cartOf = (request: FastifyRequest): CartOf => ({
  practiceId: request.practice.id,
  secret: readCookie(request, CART_COOKIE),
});

type Found = Omit<OfferPage, 'error'>;

const found = async ({ db }: OfferRouteDeps, request: FastifyRequest): Promise<Found | undefined> => {
  const path = SecretInPath.safeParse(request.params);
  if (!path.success) return undefined;
  const { secret } = path.data;
  const practiceId = request.practice.id;
  const offer = await store.offerBehind(db.sql, practiceId, hashSecret(secret));
  const offering = offer && (await offeringForSale(db.sql, practiceId, offer.offeringId));
  if (!offering) return undefined;
  const series = seriesByOffer(offering, offer.now);
  return {
    offer,
    offering,
    meetings: series.ok ? series.value : [],
    secret,
    checkout: await checkoutNow(db, request, offer),
  };
};

const checkoutNow = async (db: Db, request: FastifyRequest, offer: Offer): Promise<Found['checkout']> => {
  if (offer.state !== 'held') return undefined;
  const { practiceId, secret } = cartOf(request);
  const hash = secret === undefined ? undefined : hashSecret(secret);
  return store.checkoutOf(db.sql, { practiceId, offerId: offer.id }, hash);
};

const takeRoutes = (app: FastifyInstance, deps: OfferRouteDeps): void => {
  const show = async (request: FastifyRequest, reply: FastifyReply, shown: Found, error?: string) => {
    const open = standingOf(shown.offer) === 'open';
    const told = error === undefined ? 200 : 422;
    const status = request.method === 'POST' && !open ? 409 : told;
    return reply.page(offerPage(await request.frame(), { ...shown, error }), status);
  };

  app.get(urls.offer(':secret'), ACCESS, async (request, reply) => {
    const shown = await found(deps, request);
    return shown ? show(request, reply, shown) : reply.callNotFound();
  });

  app.post(urls.offer(':secret'), ACCESS, async (request, reply) => {
    const shown = await found(deps, request);
    if (!shown) return reply.callNotFound();
    if (standingOf(shown.offer) !== 'open')
      return shown.checkout?.isOwn ? reply.seeOther(urls.checkout()) : show(request, reply, shown);
    const tierId = readTier(request.body);
    if (!tierId || !tiersOf(shown).some(({ id }) => id === tierId))
      return show(request, reply, shown, 'Please choose one of these prices.');
    const { offeringId, id: offerId } = shown.offer;
    const taken = await deps.take(cartOf(request), request.ip, { offeringId, tierId, offerId });
    if (taken.secret !== undefined) setSecretCookie(reply, CART_COOKIE, taken.secret, CART_SECONDS);
    return reply.seeOther(taken.next);
  });
};

const noRoutes = (app: FastifyInstance, deps: OfferRouteDeps): void => {
  app.get(urls.offerNo(':secret'), ACCESS, async (request, reply) => {
    const shown = await found(deps, request);
    if (!shown) return reply.callNotFound();
    if (standingOf(shown.offer) !== 'open') return reply.seeOther(urls.offer(shown.secret));
    return reply.page(noPage(await request.frame(), shown));
  });

  app.post(urls.offerNo(':secret'), ACCESS, async (request, reply) => {
    const shown = await found(deps, request);
    if (!shown) return reply.callNotFound();
    const stays = readStay(request.body, shown.offer.source === 'waiting-list');
    if (stays === undefined && standingOf(shown.offer) === 'open') {
      const error = 'Please tell us whether you stay on the list.';
      return reply.page(noPage(await request.frame(), { ...shown, error }), 422);
    }
    const key = { practiceId: request.practice.id, offerId: shown.offer.id };
    await deps.db.begin((tx) => declineOffer(tx, deps, { ...key, stays: stays ?? false }));
    // Whatever came of it, the offer's own page tells how it stands now.
    return reply.seeOther(urls.offer(shown.secret));
  });
};
