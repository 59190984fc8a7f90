// A site with one roomy group and a local PayPal whose answers can be spoiled, for buyers who are watched on the way.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPayPal } from '../../sandbox/paypal.ts';
import { paymentsOf } from '../../src/parts.ts';
import type { PayPal } from '../../src/shop/payments/paypal.ts';
import { createPayPal, reconcile } from '../../src/shop/payments/public.ts';
import { testApp, type Visitor } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { withLocalPayPal } from '../support/listening-site.ts';
import { ABOUT_AMARA, goToPay, openSale, takeChair } from '../support/sale.ts';
import { payPalBooks, wrongInTheBooks } from './books.ts';

/** Short, so that "never" takes less than a second. */
export const DEADLINE_MS = 700;

const database = await testDatabase();
const { db, shiftClock } = database;
export const { owner } = database;
export const local = await startPayPal();
after(() => local.close());

const client = (): PayPal =>
  createPayPal({
    ...{ env: 'emulator', clientId: local.clientId, clientSecret: local.clientSecret },
    ...{ webhookId: local.webhookId, apiBase: local.origin, webhookCa: local.caPem },
    deadlines: { createMs: DEADLINE_MS, captureMs: DEADLINE_MS, lookMs: DEADLINE_MS },
  });
let current = client();
const paypal: PayPal = {
  createOrder: (call) => current.createOrder(call),
  getOrder: (id) => current.getOrder(id),
  captureOrder: (call) => current.captureOrder(call),
  getCapture: (id) => current.getCapture(id),
  refundCapture: (call) => current.refundCapture(call),
  getRefund: (id) => current.getRefund(id),
  judgeWebhook: (message) => current.judgeWebhook(message),
  reachable: () => current.reachable(),
};

export const site = await testApp(database, {
  change: (parts) => ({ ...withLocalPayPal(local, parts), paypal }),
});
export const deps = paymentsOf(site.parts);
/** Where people with browsers reach it. */
export const origin = await site.app.listen({ port: 0, host: '127.0.0.1' });
after(() => site.app.server.closeAllConnections());
export const { practiceId, groups } = await openSale(db, [{ capacity: 500, prices: [1100] }]);
const [group = assert.fail('a group is open')] = groups;
local.useWebhook(`${origin}/webhooks/paypal`);

/** A client without certificate, token or tripped breaker of the one before; `bend` changes what PayPal says. */
export const renew = (bend: (paypal: PayPal) => Partial<PayPal> = () => ({})): void => {
  const fresh = client();
  current = { ...fresh, ...bend(fresh) };
};

/** No faults, no webhooks, a fresh client. */
export const calm = async (): Promise<void> => {
  await fetch(`${local.origin}/__sandbox/faults`, { method: 'DELETE' });
  local.turnSwitches({ webhooks: { duplicate: 0, drop: 1, reorder: 0, wrongSignature: 0, delayMs: 0 } });
  renew();
};
await calm();

let minutes = 0;
/** Time passes for the shop. */
export const pass = async (more: number): Promise<void> => {
  minutes += more;
  await shiftClock(`${minutes} minutes`);
};

/** What is wrong in the books now; empty is well. */
export const wrong = async () => wrongInTheBooks(db.sql, practiceId, await payPalBooks(local.origin));

const pathOf = (address: string) => {
  const { pathname, search } = new URL(address, 'http://localhost');
  return pathname + search;
};
export const tokenOf = (address: string) =>
  new URL(address, 'http://localhost').searchParams.get('token') ?? '';
const words = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

let people = 0;
/** Somebody with everything filled in, about to press "Pay". */
export const ready = async () => {
  const visitor = site.visitor();
  const email = `person-${++people}@mail.example`;
  await takeChair(visitor, group);
  await goToPay(visitor, { ...ABOUT_AMARA, attendee_email: email });
  return { visitor, email };
};
export const pressPay = async (visitor: Visitor, path = '/checkout/pay') =>
  String((await visitor.post(path)).headers.location);
export const atPayPal = async () => {
  const buyer = await ready();
  return { ...buyer, token: tokenOf(await pressPay(buyer.visitor)) };
};
/** Says yes at PayPal and comes back; gives the page of the payment. */
export const comeBack = async (
  visitor: Visitor,
  token: string,
  decision: 'pays' | 'declined' | 'held' = 'pays',
) => String((await visitor.get(pathOf(await local.decide(token, decision)))).headers.location);

export type Shown = { readonly order: boolean; readonly text: string; readonly retry: string };
export const look = async (visitor: Visitor, page: string): Promise<Shown> => {
  const answer = await visitor.get(page);
  const order = /^\/orders\//.test(String(answer.headers.location));
  return { order, text: words(answer.body), retry: `${page}/retry` };
};

/** The clock moves on and the program looks after what is open, until the page shows an order or says no. */
export const untilDecided = async (visitor: Visitor, page: string): Promise<Shown> => {
  for (let round = 0; round < 8; round++) {
    const shown = await look(visitor, page);
    if (shown.order || !/Please do not pay again/.test(shown.text)) return shown;
    await pass(round < 2 ? 2 : 70);
    await sleep(round * 200);
    renew();
    await reconcile(deps);
  }
  return assert.fail(`still waiting after many hours: ${words((await visitor.get(page)).body)}`);
};

/** Presses "try again" and pays until it is an order; a new walk from the cart where the payment is over. */
export const untilPaid = async (visitor: Visitor, page: string): Promise<void> => {
  let at = page;
  for (let tries = 0; tries < 6; tries++, await sleep(250)) {
    const shown = await untilDecided(visitor, at);
    if (shown.order) return;
    assert.match(shown.text, /not been charged/i);
    renew();
    const next = await pressPay(visitor, shown.retry);
    if (tokenOf(next)) at = await comeBack(visitor, tokenOf(next));
    else if (next.startsWith('/payments/')) at = next;
  }
  assert.fail('paying leads nowhere');
};

/** One order and one seat for this person, and PayPal took the money once. */
export const paidOnce = async (email: string) => {
  const [row] = await db.sql<{ seats: number; captures: number }[]>`
    select (select count(*)::int from shop.seats as seat where seat.attendee_email = ${email}
        and seat.state = 'paid') as seats,
      (select count(*)::int from shop.captures as capture join shop.attempts as attempt on attempt.id = capture.attempt_id
        join shop.checkouts as checkout on checkout.id = attempt.checkout_id
        where checkout.attendee_email = ${email} and capture.status = 'COMPLETED') as captures
  `;
  assert.deepEqual({ ...row }, { seats: 1, captures: 1 });
};
