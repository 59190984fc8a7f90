// One random life of a small shop: buyers, a PayPal that fails, crashes, lost news, a clock that moves.
import type { Db, Tx } from '../../src/platform/db.ts';
import type { PayPal } from '../../src/shop/payments/paypal.ts';
import {
  capture,
  invariants,
  look,
  type PaymentDeps,
  reconcile,
  startPayment,
} from '../../src/shop/payments/public.ts';
import { executeRefunds } from '../../src/shop/refunds/public.ts';
import { expireHolds } from '../../src/shop/seats/public.ts';
import type { TestDatabase } from '../support/database.ts';
import { type Buyer, openShop, paymentDeps, readyCheckout, type Shop } from '../support/shop.ts';
import { Crash, type ModelPayPal, modelPayPal, type Trouble } from './model-paypal.ts';

/** Mistakes that others have made; each must be found out. */
export type PlantedBug = 'timeout-is-failure' | 'second-paypal-order' | 'seat-not-pinned';

export type Life = {
  readonly seed: number;
  readonly violations: readonly string[];
  readonly captured: number;
  readonly refunded: number;
  readonly notCharged: number;
};

type World = {
  readonly database: TestDatabase;
  readonly random: () => number;
  readonly shop: Shop;
  readonly model: ModelPayPal;
  readonly deps: PaymentDeps;
  readonly news: { readonly orderId: string; readonly customId: string }[];
  readonly visits: Map<string, { buyer: Buyer; checkoutId: string; paypalOrderId?: string }>;
  /** How often somebody goes on with what they began, 0 to 1: some lives are full of no-shows. */
  readonly zeal: number;
  calm: boolean;
};

/** Small, fast, repeatable: mulberry32. */
export const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Seven people in nine browsers: Ana and Gus each use two. */
const BUYERS: readonly Buyer[] = ['Ana', 'Gus', 'Ines', 'Lotte', 'Maya', 'Omar', 'Pia', 'Ana', 'Gus'].map(
  (name) => ({
    name,
    email: `${name.toLowerCase()}@mail.example`,
  }),
);
const TICKS = 11;
const AT_ONCE = 6;

let minutesPassed = 0;
const pass = async ({ database }: Pick<World, 'database'>, minutes: number) => {
  minutesPassed += minutes;
  await database.shiftClock(`${minutesPassed} minutes`);
};

/** Lives one life to its end and says what was wrong with it. */
export const live = async (database: TestDatabase, seed: number, bug?: PlantedBug): Promise<Life> => {
  const world = await begin(database, seed, bug);
  const violations: string[] = [];
  for (let tick = 0; tick < TICKS; tick += 1) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => step(world).catch(forgive)));
    await pass(world, world.random() > world.zeal ? 2 + Math.floor(world.random() * 14) : 1);
    if (tick === 6) violations.push(...(await broken(world, 'meanwhile')));
  }
  await comeToRest(world);
  violations.push(...(await broken(world, 'at rest')), ...(await disagreements(world)));
  return { seed, violations, ...(await tally(world)) };
};

const begin = async (database: TestDatabase, seed: number, bug: PlantedBug | undefined): Promise<World> => {
  const random = randomFrom(seed);
  const shop = await openShop(database, random() < 0.5 ? [3] : [2, 3]);
  const news: World['news'] = [];
  let world: World | undefined;
  const trouble = (): Trouble => {
    if (!world || world.calm || random() > 0.42) return 'none';
    const kinds: readonly Trouble[] = [
      'lost-before',
      'lost-before',
      'lost-after',
      'lost-after',
      'lost-after',
      'crash-before',
      'crash-after',
    ];
    return kinds[Math.floor(random() * kinds.length)] ?? 'none';
  };
  const model = modelPayPal({
    prefix: `S${seed}${bug ?? ''}`,
    trouble,
    replaysRefusals: seed % 2 === 0,
    hint: (hint) => {
      if (random() < 0.25) return;
      news.push(hint);
      if (random() < 0.3) news.push(hint);
    },
  });
  const paypal = bug ? BUGS[bug](model, database, () => Boolean(world?.calm)) : model.paypal;
  const db = crashing(database.db, () => Boolean(world && !world.calm) && random() < 0.04);
  world = {
    database, random, shop, model, news, visits: new Map(), calm: false, zeal: random(),
    deps: paymentDeps(db, shop, paypal),
  }; // biome-ignore format: one look
  return world;
};

/** The process dies before or after any commit. */
const crashing = (db: Db, dies: () => boolean): Db => ({
  ...db,
  begin: async <T>(work: (tx: Tx) => Promise<T>): Promise<T> => {
    const early = dies();
    const result = await db.begin(async (tx) => {
      const value = await work(tx);
      if (early) throw new Crash();
      return value;
    });
    if (dies()) throw new Crash();
    return result;
  },
});

const forgive = (problem: unknown): void => {
  const problems = problem instanceof AggregateError ? problem.errors : [problem];
  for (const one of problems) if (!(one instanceof Crash)) throw one;
};

const step = async (world: World): Promise<void> => {
  const dice = world.random();
  if (dice < 0.6) return buyerStep(world, someBrowser(world));
  if (dice < 0.78) return hear(world);
  if (dice < 0.84) return void (await expireHolds(world.database.db));
  if (dice < 0.93) return void (await reconcile(world.deps));
  if (dice < 0.97) return void (await executeRefunds(world.deps));
  world.model.endReviews(() => (world.random() < 0.7 ? 'COMPLETED' : 'DECLINED'));
};

/** Mostly somebody who already has a chair in sight, so that lives are full of money. */
const someBrowser = ({ random, visits, zeal }: World): number => {
  const busy = [...visits.keys()];
  const one = random() < zeal ? busy[Math.floor(random() * busy.length)] : undefined;
  return one === undefined ? Math.floor(random() * BUYERS.length) : Number(one);
};

const buyerStep = async (world: World, index: number): Promise<void> => {
  const browser = `${index}`;
  const buyer = BUYERS[index];
  const visit = world.visits.get(browser);
  if (!buyer) return;
  if (!visit || world.random() < 0.05) return choose(world, browser, buyer);
  const dice = world.random();
  if (!visit.paypalOrderId || dice < 0.15) return pay(world, browser, visit);
  if (dice < 0.75) approve(world, visit.paypalOrderId);
  if (dice > 0.35) await comeBack(world, visit.paypalOrderId);
};

const approve = ({ model, random }: World, paypalOrderId: string): void => {
  const manner = random();
  if (manner < 0.2) model.approve(paypalOrderId, 'declines');
  else model.approve(paypalOrderId, manner < 0.35 ? 'review' : 'pays');
};

const choose = async (world: World, browser: string, buyer: Buyer): Promise<void> => {
  const { shop, random } = world;
  const offerings = shop.offerings.filter((_, index) => index === 0 || random() < 0.5);
  const checkoutId = await readyCheckout(world.database.db, shop, { buyer, offerings });
  if (checkoutId) world.visits.set(browser, { buyer, checkoutId });
};

const pay = async (
  world: World,
  browser: string,
  visit: { buyer: Buyer; checkoutId: string },
): Promise<void> => {
  const started = await startPayment(world.deps, {
    practiceId: world.shop.practice.id,
    checkoutId: visit.checkoutId,
  });
  if (!started.ok) return void world.visits.delete(browser);
  const token = /token=([^&]+)/.exec(started.value.redirectTo)?.[1];
  if (token) world.visits.set(browser, { ...visit, paypalOrderId: token });
};

const comeBack = async (world: World, paypalOrderId: string): Promise<void> => {
  const attemptId = world.model.orders.get(paypalOrderId)?.customId;
  if (!attemptId) return;
  const key = { practiceId: world.shop.practice.id, attemptId };
  const twice = world.random() < 0.3 ? [capture(world.deps, key, 'return-page').catch(forgive)] : [];
  await Promise.all([capture(world.deps, key, 'return-page').catch(forgive), ...twice]);
};

/** Webhooks come in any order, twice or never. */
const hear = async (world: World): Promise<void> => {
  const [hint] = world.news.splice(Math.floor(world.random() * world.news.length), 1);
  if (!hint) return;
  const key = { practiceId: world.shop.practice.id, attemptId: hint.customId, paypalOrderId: hint.orderId };
  await look(world.deps, key, 'webhook');
};

/** All news is thrown away; reviews end; only the clock and the reconciler are left. */
const comeToRest = async (world: World): Promise<void> => {
  world.calm = true;
  world.news.length = 0;
  for (let round = 0; round < 40; round += 1) {
    world.model.endReviews(() => (world.random() < 0.7 ? 'COMPLETED' : 'DECLINED'));
    if (round === 30) world.model.expire();
    await pass(world, 65);
    await expireHolds(world.database.db);
    await reconcile(world.deps);
    await executeRefunds(world.deps);
    if ((await unfinished(world)) === 0) return;
  }
};

const unfinished = async ({ database, shop }: World): Promise<number> => {
  const [row] = await database.db.sql<{ left: number }[]>`
    select (select count(*) from shop.attempts where practice_id = ${shop.practice.id}
        and state in ('creating', 'awaiting', 'capturing', 'pending', 'refunding'))
      + (select count(*) from shop.holds where practice_id = ${shop.practice.id} and state in ('held', 'pinned'))
      + (select count(*) from shop.refunds where practice_id = ${shop.practice.id}
        and state in ('wanted', 'asked', 'pending')) as left
  `;
  return Number(row?.left ?? 0);
};

const broken = async ({ database, shop }: World, when: 'meanwhile' | 'at rest'): Promise<string[]> => {
  const found = await invariants(database.db.sql, shop.practice.id);
  return found
    .filter(({ rule }) => when === 'at rest' || rule !== 'no hold outlives its time by a minute')
    .map(({ rule, subject }) => `${when}: ${rule} (${subject})`);
};

/** What PayPal holds against what the ledger says; who paid against who sits. */
const disagreements = async (world: World): Promise<string[]> => {
  const { id } = world.shop.practice;
  const { sql } = world.database.db;
  const [books] = await sql<
    { balance: number; stuck: number; backs: number; events: number; orders: number }[]
  >`
    select coalesce((select sum(amount_minor) from shop.ledger where practice_id = ${id}
        and account in ('paypal-balance', 'paypal-fees')), 0)::bigint as balance,
      (select count(*) from shop.captures where practice_id = ${id} and surplus_because is not null) as backs,
      (select count(*) from platform.outbox where practice_id = ${id} and kind = 'job:order-placed') as events,
      (select count(*) from shop.orders where practice_id = ${id}) as orders, 0::bigint as stuck
  `;
  const left = await unfinished(world);
  const wrong: string[] = [];
  if (books?.balance !== world.model.balance())
    wrong.push(`the ledger says ${books?.balance}, PayPal holds ${world.model.balance()}`);
  if (left > 0) wrong.push(`${left} payments, holds or refunds never came to rest`);
  if (books?.events !== books?.orders) wrong.push(`${books?.orders} orders, ${books?.events} events`);
  // Every check is made before money moves, so nothing that was taken ever has to go back.
  if (books && books.backs > 0) wrong.push(`${books.backs} payments were taken for nothing`);
  return wrong;
};

const tally = async ({ database, shop }: World) => {
  const [row] = await database.db.sql<{ captured: number; refunded: number; notCharged: number }[]>`
    select count(*) filter (where state = 'captured') as captured,
      count(*) filter (where state in ('refunding', 'refunded')) as refunded,
      count(*) filter (where state in ('seat-lost', 'duplicate', 'requote', 'abandoned', 'failed')) as "notCharged"
    from shop.attempts where practice_id = ${shop.practice.id}
  `;
  return { captured: row?.captured ?? 0, refunded: row?.refunded ?? 0, notCharged: row?.notCharged ?? 0 };
};

type Sabotage = (model: ModelPayPal, database: TestDatabase, calm: () => boolean) => PayPal;

const BUGS: Record<PlantedBug, Sabotage> = {
  'timeout-is-failure': (model) => ({
    ...model.paypal,
    captureOrder: async (call) => {
      const outcome = await model.paypal.captureOrder(call);
      return outcome.kind === 'unknown'
        ? { kind: 'refused', status: 422, issue: 'TRANSACTION_REFUSED', debugId: undefined }
        : outcome;
    },
  }),
  'second-paypal-order': (model) => ({
    ...model.paypal,
    captureOrder: async (call) => {
      const outcome = await model.paypal.captureOrder(call);
      const first = model.orders.get(call.id);
      if (outcome.kind !== 'unknown' || !first) return outcome;
      const again = { ...first, id: `${first.id}-again`, status: 'APPROVED' as const, captures: [] };
      model.orders.set(again.id, again);
      return model.paypal.captureOrder({ id: again.id, key: `${call.key}-again` });
    },
  }),
  'seat-not-pinned': (model, { owner }) => ({
    ...model.paypal,
    captureOrder: async (call) => {
      const attemptId = model.orders.get(call.id)?.customId ?? null;
      await owner`
        update shop.holds set state = 'held' where state = 'pinned'
          and checkout_id = (select checkout_id from shop.attempts where id = ${attemptId})
      `;
      return model.paypal.captureOrder(call);
    },
  }),
};
