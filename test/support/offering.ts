// Offers on a small shop: made, taken into checkouts, ended, for tests of the seat ledger.
import assert from 'node:assert/strict';
import { Temporal } from '../../src/kernel/time.ts';
import type { Db } from '../../src/platform/db.ts';
import { endDueOffers, makeOffer, type OfferDeps, type OfferWish } from '../../src/shop/offers/public.ts';
import { invariants } from '../../src/shop/payments/public.ts';
import { modelPayPal } from '../prove/model-paypal.ts';
import type { TestDatabase } from './database.ts';
import { type Buyer, type Offering, paymentDeps, readyCheckout, type Shop } from './shop.ts';

export const buyerNamed = (name: string): Buyer => ({ name, email: `${name.toLowerCase()}@mail.example` });

/** Far enough away for every test that does not say otherwise. */
export const inHours = async (db: Db, hours: number): Promise<Temporal.Instant> => {
  const [row] = await db.sql<{ now: Temporal.Instant }[]>`select platform.now() as now`;
  return (row?.now ?? Temporal.Now.instant()).add({ hours });
};

export const offeringIn = ({ db }: Pick<TestDatabase, 'db'>, shop: Shop) => {
  const [first = assert.fail('a shop has a group')] = shop.offerings;
  const { id: practiceId } = shop.practice;
  const model = modelPayPal({ prefix: practiceId, trouble: () => 'none', replaysRefusals: true });
  const payments = paymentDeps(db, shop, model.paypal);
  const deps: OfferDeps & { readonly db: Db } = payments;
  const wish = async (buyer: Buyer, change: Partial<OfferWish> = {}): Promise<OfferWish> => ({
    ...{ practiceId, offeringId: first.id, person: buyer, source: 'desk' },
    until: await inHours(db, 48),
    ...change,
  });
  const offer = async (buyer: Buyer, change: Partial<OfferWish> = {}) => {
    const wanted = await wish(buyer, change);
    return db.begin((tx) => makeOffer(tx, deps, wanted));
  };
  const offered = async (buyer: Buyer, change: Partial<OfferWish> = {}): Promise<string> => {
    const made = await offer(buyer, change);
    return made.ok ? made.value.offerId : assert.fail(made.refusal.because);
  };
  /** A checkout that is ready to pay, by an offer where one is named. */
  const checkout = (buyer: Buyer, offerId?: string, offering: Offering = first) =>
    readyCheckout(db, shop, {
      buyer,
      offerings: [offering],
      ...(offerId ? { offers: new Map([[offering.id, offerId]]) } : {}),
    });
  const counts = async (offering: Offering = first) => {
    const [row] = await db.sql<{ held: number; offered: number; confirmed: number }[]>`
      select held, offered, confirmed from shop.offerings where practice_id = ${practiceId} and id = ${offering.id}
    `;
    return row ? `${row.held} held, ${row.offered} offered, ${row.confirmed} confirmed` : 'no group';
  };
  const stateOf = async (offerId: string) => {
    const [row] = await db.sql<{ state: string; because: string | null }[]>`
      select state, ended_because as because from shop.offers where practice_id = ${practiceId} and id = ${offerId}
    `;
    return [row?.state, row?.because].filter(Boolean).join(': ');
  };
  const events = async () =>
    (
      await db.sql<{ kind: string }[]>`
      select kind from platform.outbox where practice_id = ${practiceId} and kind like 'job:offer-%' order by kind`
    ).map(({ kind }) => kind.slice('job:'.length));
  const sound = async () => assert.deepEqual(await invariants(db.sql, practiceId), []);
  const sweep = () => endDueOffers(deps);
  return { first, practiceId, model, payments, deps, wish, offer, offered, checkout, counts, stateOf, events, sound, sweep };
}; // biome-ignore format: one look
