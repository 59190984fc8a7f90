// Offers on a site for sale, made by the product's own action, with the path of their own page.
import assert from 'node:assert/strict';
import type { PracticeId } from '../../src/kernel/id.ts';
import { makeOffer, makePair, type OfferWish } from '../../src/shop/offers/public.ts';
import { urls } from '../../src/urls.ts';
import type { TestApp } from './app.ts';
import { inHours } from './offering.ts';

export type KeptChair = { readonly offerId: string; readonly path: string };

export const offersOn = ({ parts }: Pick<TestApp, 'parts'>, practiceId: PracticeId) => {
  const { platform } = parts;
  const { db, links } = platform;
  const wish = async (
    name: string,
    group: { readonly offering: string },
    change: Partial<OfferWish> = {},
  ): Promise<OfferWish> => ({
    ...{ practiceId, offeringId: group.offering, source: 'desk' },
    person: { name, email: `${name.toLowerCase().replace(/\W+/g, '.')}@mail.example` },
    until: await inHours(db, 48),
    ...change,
  });
  const kept = (offerId: string): KeptChair => ({
    offerId,
    path: urls.offer(links.secret('offer', offerId)),
  });
  return {
    /** Keeps a chair for somebody. */
    keep: async (...wanted: Parameters<typeof wish>): Promise<KeptChair> => {
      const made = await db.begin(async (tx) => makeOffer(tx, platform, await wish(...wanted)));
      return kept(made.ok ? made.value.offerId : assert.fail(made.refusal.because));
    },
    /** Keeps two chairs together. */
    keepTwo: async (names: readonly [string, string], group: { readonly offering: string }) => {
      const wishes = [await wish(names[0], group), await wish(names[1], group)] as const;
      const made = await db.begin((tx) => makePair(tx, platform, wishes));
      const [one, other] = made.ok ? made.value.offerIds : assert.fail(made.refusal.because);
      return [kept(one ?? ''), kept(other ?? '')] as const;
    },
  };
};
