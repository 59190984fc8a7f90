// Every way a payment can stand, made by buyers, by PayPal and by the clock.

import type { LocalPayPal } from '../../../sandbox/paypal.ts';
import type { Parts } from '../../../src/parts.ts';
import { clockOf } from '../../../src/schedule.ts';
import { expireHolds } from '../../../src/shop/seats/public.ts';
import { type Buyers, buyersOf, secretIn } from '../buyers.ts';
import type { TestDatabase } from '../database.ts';
import type { ListeningSite } from '../listening-site.ts';
import type { GroupForSale, GroupWish } from '../sale.ts';
import type { State } from './state.ts';

export type Shop = {
  readonly site: ListeningSite;
  readonly database: TestDatabase;
  /** Groups with chairs to spare. */
  readonly roomy: GroupForSale;
  /** A group for free. */
  readonly free: GroupForSale;
  /** Opens one more group. */
  sell(wish: GroupWish): Promise<GroupForSale>;
};

/** Runs one entry of the clock now. */
const tick = async (parts: Parts, name: string): Promise<void> => {
  const entry = clockOf(parts).find((one) => one.name === name);
  if (!entry) throw new Error(`the clock has no ${name}`);
  await entry.run();
};

/** Holds that were taken here have run out when this returns. */
const longAgo = async <Value>({ database }: Shop, work: () => Promise<Value>): Promise<Value> => {
  await database.shiftClock('-16 minutes');
  const done = await work();
  await database.shiftClock('0');
  await expireHolds(database.db);
  return done;
};

export const paymentStates = async (shop: Shop): Promise<State[]> => {
  const { site } = shop;
  const buyers = buyersOf(site, site.local);
  return [
    ...(await leftOrRefused(shop, buyers)),
    ...(await tooLate(shop, buyers)),
    ...(await underReview(shop, buyers)),
    ...(await moneyThatGoesBack(shop, buyers)),
    // Last: while an answer is missing, PayPal's news is not read.
    ...(await unanswered(shop, buyers)),
  ];
};

/** The buyer or PayPal said no, and the chair is still held. */
const leftOrRefused = async ({ site: { local }, roomy }: Shop, buyers: Buyers): Promise<State[]> => {
  const left = await (await buyers.atPayPal({ name: 'Wanda Left', group: roomy })).decide('cancel');
  const back = await buyers.atPayPal({ name: 'Gwen Back', group: roomy });
  const given = secretIn(await back.decide('cancel'));
  await back.visitor.post('/checkout/end');
  const declined = await buyers.atPayPal({ name: 'Dana Declined', group: roomy });
  const refused = await buyers.ready({ name: 'Esra Refused', group: roomy });
  const fault = { operation: 'orders.create', kind: 'issue', issue: 'PAYEE_ACCOUNT_RESTRICTED' } as const;
  local.setFault(fault);
  const failed = String((await refused.post('/checkout/pay')).headers.location);
  return [
    { name: 'payment left at PayPal', path: left },
    { name: 'payment to go on with', path: `/payments/${secretIn(left)}` },
    { name: 'payment of a chair given back', path: `/payments/${given}` },
    { name: 'payment declined', path: await declined.comeBack('declined') },
    { name: 'payment with an error at PayPal', path: failed },
    { name: 'step pay after an error at PayPal', path: '/checkout/pay', by: refused },
    { name: 'cart after an error at PayPal', path: '/cart', by: refused },
    {
      name: 'payment under another number',
      path: `/payments/${secretIn(left)}/return?token=OTHER`,
      status: 409,
    },
  ];
};

/** The hold ran out while the buyer was at PayPal. */
const tooLate = async (shop: Shop, buyers: Buyers): Promise<State[]> => {
  const [last, dearer] = [await shop.sell({ capacity: 1 }), await shop.sell({})];
  const [slow, idle, changed, away] = await longAgo(
    shop,
    async () =>
      [
        await buyers.atPayPal({ name: 'Lou Late', group: last }),
        await buyers.atPayPal({ name: 'Ira Idle', group: shop.roomy }),
        await buyers.atPayPal({ name: 'Chris Changed', group: dearer }),
        await buyers.ready({ name: 'Avery Away', group: shop.roomy }),
      ] as const,
  );
  const runOut = `/payments/${secretIn(await idle.decide('cancel'))}`;
  const gone = `/payments/${secretIn(await slow.decide('cancel'))}`;
  await buyers.buys({ name: 'Quinn Quick', group: last });
  const { publication } = dearer;
  await dearer.reprint({
    tiers: publication.tiers.map((tier) => ({ ...tier, unitMinor: tier.unitMinor + 500 })),
  });
  return [
    { name: 'payment after its hold', path: runOut },
    { name: 'payment tried again too late', path: `${gone}/retry`, fields: {}, status: 409 },
    { name: 'payment whose chair is gone', path: await slow.comeBack('pays') },
    { name: 'payment at another price', path: await changed.comeBack('pays') },
    { name: 'step pay after the hold', path: '/checkout/pay', by: away, status: 409 },
  ];
};

const underReview = async (shop: Shop, buyers: Buyers): Promise<State[]> => {
  const { site, roomy } = shop;
  const waiting = await buyers.atPayPal({ name: 'Perry Pending', group: roomy });
  const judged = await buyers.atPayPal({ name: 'Nima Denied', group: roomy });
  const review = await waiting.comeBack('held');
  const denied = await judged.comeBack('held');
  await settleAt(site.local, judged.token, 'DECLINED');
  await news(site);
  return [
    { name: 'payment that PayPal looks at', path: review },
    { name: 'payment that PayPal denied', path: denied },
  ];
};

/** A wrong amount, and somebody who has a chair already. */
const moneyThatGoesBack = async (shop: Shop, buyers: Buyers): Promise<State[]> => {
  const { site, roomy, free } = shop;
  const odd = { operation: 'orders.capture', kind: 'other-amount', amount: '1.00' } as const;
  const paysOddly = async (name: string) => {
    const buyer = await buyers.atPayPal({ name, group: roomy });
    site.local.setFault(odd);
    return buyer.comeBack('pays');
  };
  const returned = await paysOddly('Rene Returned');
  await tick(site.parts, 'refunds');
  const owed = await paysOddly('Otis Owed');
  site.local.setFault({ operation: 'captures.refund', kind: 'issue', issue: 'PAYEE_ACCOUNT_RESTRICTED' });
  await tick(site.parts, 'refunds');
  const coming = await paysOddly('Cleo Coming');
  const twice = await buyers.atPayPal({ name: 'Toni Twice', group: roomy });
  await buyers.buys({ name: 'Toni Twice', group: roomy });
  const again = await buyers.ready({ name: 'Toni Twice', group: free });
  await buyers.buys({ name: 'Toni Twice', group: free });
  return [
    { name: 'payment sent back', path: returned },
    { name: 'payment owed', path: owed },
    { name: 'payment going back', path: coming },
    { name: 'payment for a chair one has', path: await twice.comeBack('pays') },
    { name: 'step pay for a chair one has', path: '/checkout/pay', by: again, fields: {}, status: 409 },
  ];
};

const unanswered = async ({ site, roomy }: Shop, buyers: Buyers): Promise<State[]> => {
  const buyer = await buyers.atPayPal({ name: 'Uma Unanswered', group: roomy });
  site.local.turnSwitches({ webhooks: { drop: 1 } });
  site.local.setFault({ operation: 'orders.capture', when: 'after', kind: 'reset' });
  return [{ name: 'payment being confirmed', path: await buyer.comeBack('pays') }];
};

/** What PayPal decides days later about a payment it held back. */
export const settleAt = async (
  local: LocalPayPal,
  token: string,
  to: 'COMPLETED' | 'DECLINED',
): Promise<void> => {
  const state = (await (await fetch(`${local.origin}/__sandbox/state`)).json()) as {
    orders: { id: string; captureIds: string[] }[];
  };
  const capture = state.orders.find(({ id }) => id === token)?.captureIds[0];
  await fetch(`${local.origin}/__sandbox/captures/${capture}/settlement`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to }),
  });
};

/** PayPal's news arrives and is acted on. */
const news = async ({ local, runJobs }: ListeningSite): Promise<void> => {
  await local.settled();
  await runJobs();
};
