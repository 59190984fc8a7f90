// PayPal's news of many payments, refunds and disputes, shuffled, told several times and in any order: at the end every
// book says the same. EVENTS turns it up: how many pieces of news are told.
import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { startPayPal } from '../../sandbox/paypal.ts';
import { reconcilingOf } from '../../src/parts.ts';
import { newId } from '../../src/platform/ids.ts';
import { sweepDisputes } from '../../src/shop/disputes/actions.ts';
import { reconcile } from '../../src/shop/payments/public.ts';
import { reconcilePractice } from '../../src/shop/reconciliation/public.ts';
import { executeRefunds, requestRefund } from '../../src/shop/refunds/public.ts';
import { testApp } from '../support/app.ts';
import { buyersOf } from '../support/buyers.ts';
import { testDatabase } from '../support/database.ts';
import { withLocalPayPal } from '../support/listening-site.ts';
import { openSale } from '../support/sale.ts';
import { payPalBooks, wrongInTheBooks } from './books.ts';

const EVENTS = Number(process.env['EVENTS'] ?? 1_000);
const SEED = Number(process.env['SEED'] ?? 20_261_124);
/** So many pieces of news come of one payment, told five times each or more. */
const ORDERS = Math.max(10, Math.round(EVENTS / 20));

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const local = await startPayPal();
after(() => local.close());
const site = await testApp(database, {
  change: (parts) => ({ ...withLocalPayPal(local, parts) }),
});
const EACH = 400;
const { practiceId, groups } = await openSale(
  db,
  Array.from({ length: Math.ceil(ORDERS / EACH) + 1 }, () => ({ capacity: 500, prices: [1100] })),
);
const deps = reconcilingOf(site.parts);
const disputeDeps = { ...deps, disputes: site.parts.disputes };

let state = SEED;
/** The same luck for the same seed. */
const luck = (): number => {
  state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
  return state / 4_294_967_296;
};
const pick = <Value>(values: readonly Value[]): Value =>
  values[Math.floor(luck() * values.length)] ?? assert.fail('something to pick');

type News = { readonly headers: IncomingHttpHeaders; readonly body: Buffer };
const news: News[] = [];
/** What PayPal sends is caught here, signed as it is, and told to the site later. */
const catcher = createServer((request, response) => {
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => parts.push(part));
  request.on('end', () => {
    news.push({ headers: request.headers, body: Buffer.concat(parts) });
    response.writeHead(200).end();
  });
});
await new Promise<void>((ready) => catcher.listen(0, '127.0.0.1', ready));
after(() => catcher.close());
local.useWebhook(`http://127.0.0.1:${(catcher.address() as AddressInfo).port}/webhooks/paypal`);

const tell = async ({ headers, body }: News): Promise<void> => {
  const told = Object.entries(headers).filter(([name]) => /^(paypal|content-type|correlation)/.test(name));
  const answer = await site.app.inject({
    method: 'POST',
    url: '/webhooks/paypal',
    headers: { host: 'localhost', ...Object.fromEntries(told) } as Record<string, string>,
    payload: body,
  });
  assert.equal(answer.statusCode, 200, answer.body);
};

/** Everybody buys; a third closes the window after saying yes, so that only the news tells of it. */
const buy = async (index: number): Promise<void> => {
  const group = groups[Math.floor(index / EACH)] ?? assert.fail('a group');
  const buying = { name: `Person ${index}`, group };
  if (index % 3 !== 0) return void (await buyersOf(site, local).buys(buying));
  await (await buyersOf(site, local).atPayPal(buying)).decide('pays');
};

/** What may happen to a payment afterwards, here or at PayPal. */
const FATES = [
  'nothing',
  'nothing',
  'part-outside',
  'all-outside',
  'desk',
  'lost',
  'won',
  'withdrawn',
] as const;

const happenTo = async ({ id, captureId }: { id: string; captureId: string }): Promise<void> => {
  const fate = pick(FATES);
  if (fate === 'part-outside') local.refundOutside(captureId, '3.00');
  if (fate === 'all-outside') local.refundOutside(captureId, '44.00');
  if (fate === 'desk') {
    const wish = { practiceId, orderId: id, wishId: newId<'wish'>(), amountMinor: 500 } as const;
    await db.begin((tx) => requestRefund(tx, deps, { ...wish, because: 'by-hand', by: 'desk' }));
  }
  if (fate === 'lost') local.resolveDispute(local.openDispute(captureId), 'buyer');
  if (fate === 'won') local.resolveDispute(local.openDispute(captureId), 'seller');
  if (fate === 'withdrawn') local.resolveDispute(local.openDispute(captureId), 'cancelled');
};

/** All that was caught, shuffled, and told again and again until so many were told. */
const tellAll = async (most: number): Promise<number> => {
  await local.settled();
  const fresh = news.splice(0);
  const again = Array.from({ length: Math.max(0, most - fresh.length) }, () => pick(fresh));
  const order = [...fresh, ...again].map((one) => ({ one, at: luck() })).sort((a, b) => a.at - b.at);
  for (let next = 0; next < order.length; next += 8)
    await Promise.all(order.slice(next, next + 8).map(({ one }) => tell(one)));
  return order.length;
};

test(`${EVENTS} pieces of news in any order, seed ${SEED}: every book agrees`, async (context) => {
  for (let index = 0; index < ORDERS; index += 4)
    await Promise.all([0, 1, 2, 3].map((more) => buy(index + more)));
  const orders = await owner<{ id: string; captureId: string }[]>`
    select id, capture_id as "captureId" from shop.orders order by number`;
  for (const order of orders) await happenTo(order);
  await executeRefunds(deps);
  let told = await tellAll(EVENTS);
  // What was heard moves money, and moved money makes news: until there is none.
  for (let round = 0; round < 6; round++) {
    await site.runJobs();
    told += await tellAll(0);
  }
  assert.ok(told >= EVENTS, `${told} were told`);
  for (let minutes = 10; minutes <= 2 * 24 * 60; minutes *= 4) {
    await shiftClock(`${minutes} minutes`);
    await reconcile(deps);
    await executeRefunds(deps);
    await site.runJobs();
  }
  await sweepDisputes(disputeDeps);
  assert.deepEqual(await wrongInTheBooks(db.sql, practiceId, await payPalBooks(local.origin)), []);
  const [seats] = await owner<{ n: number }[]>`select count(*)::integer as n from shop.orders`;
  assert.ok((seats?.n ?? 0) >= ORDERS, 'whoever closed the window has an order too');
  await shiftClock('3 days');
  local.advanceClock(3 * 86_400);
  const reading = await reconcilePractice(deps, practiceId, true);
  assert.deepEqual([reading?.state, reading?.found], ['done', 0], 'PayPal’s report and our books agree');
  const balances = await deps.reports.balances();
  const [ledger] = await owner<{ minor: number }[]>`
    select sum(amount_minor)::integer as minor from shop.ledger where account = 'paypal-balance'`;
  assert.ok(balances.kind === 'ok');
  assert.equal(ledger?.minor, balances.value.balances[0]?.totalMinor, 'the ledger holds what PayPal holds');
  context.diagnostic(`${told} told, ${seats?.n} orders, ${reading?.lines} movements, seed ${SEED}`);
});
