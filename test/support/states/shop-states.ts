// Cart, checkout, orders and chairs, in the states that people meet them in.
import assert from 'node:assert/strict';
import type { PracticeId } from '../../../src/kernel/id.ts';
import { freeSeat } from '../../../src/shop/seats/public.ts';
import { type Buyers, buyersOf, secretIn } from '../buyers.ts';
import { type GroupForSale, takeChair } from '../sale.ts';
import type { Shop } from './payment-states.ts';
import type { State } from './state.ts';

export const shopStates = async (shop: Shop): Promise<State[]> => {
  const buyers = buyersOf(shop.site, shop.site.local);
  return [
    ...(await carts(shop, buyers)),
    ...(await steps(shop, buyers)),
    ...(await orders(shop, buyers)),
    ...(await chairs(shop, buyers)),
  ];
};

const line = ({ offering, tiers }: GroupForSale, more: Record<string, string> = {}) => ({
  offering,
  tier: tiers[0] ?? '',
  ...more,
});

const carts = async (shop: Shop, buyers: Buyers): Promise<State[]> => {
  const { site, roomy, free } = shop;
  const [full, closing, dearer] = [
    await shop.sell({ capacity: 1 }),
    await shop.sell({}),
    await shop.sell({}),
  ];
  await buyers.buys({ name: 'Fern Full', group: full });
  const one = site.visitor();
  await takeChair(one, roomy);
  const many = site.visitor();
  for (const group of [free, closing, dearer, roomy]) await takeChair(many, group);
  await closing.reprint({ state: 'closed' });
  const { tiers } = dearer.publication;
  await dearer.reprint({ tiers: tiers.map((tier) => ({ ...tier, unitMinor: tier.unitMinor + 500 })) });
  const holding = await buyers.ready({ name: 'Holly Hold', group: roomy });
  const [changing, leaving] = [await cartLine(shop), await cartLine(shop)];
  return [
    { name: 'cart empty', path: '/cart' },
    {
      name: 'cart and a price that is none',
      path: changing.path,
      by: changing.by,
      fields: { tier: 'x' },
      status: 409,
    },
    { name: 'cart after a removal', path: `${leaving.path}/removal`, by: leaving.by, fields: {} },
    { name: 'cart with a chair', path: '/cart', by: one },
    { name: 'cart with a closed group and a new price', path: '/cart', by: many },
    { name: 'cart while a chair is held', path: '/cart', by: holding },
    {
      name: 'cart after something was taken out',
      path: `/cart?removed=${free.offering}&tier=${free.tiers[0]}`,
      by: one,
    },
    { name: 'cart when a price has changed', path: '/cart?price=changed', by: many },
    { name: 'cart and a full group', path: '/cart/lines', by: one, fields: line(full), status: 409 },
    {
      name: 'cart and three chairs',
      path: '/cart/lines',
      by: one,
      fields: line(roomy, { quantity: '3' }),
      status: 422,
    },
    {
      name: 'cart and an unknown group',
      path: '/cart/lines',
      by: one,
      fields: { offering: 'x', tier: 'y' },
      status: 404,
    },
  ];
};

/** A cart of somebody's own, and the address of its line. */
const cartLine = async ({ site, roomy }: Shop) => {
  const by = site.visitor();
  await takeChair(by, roomy);
  const [path] = /\/cart\/lines\/[\w-]{36}/.exec((await by.get('/cart')).body) ?? [];
  return { by, path: path ?? assert.fail('a cart has a line') };
};

const steps = async (shop: Shop, buyers: Buyers): Promise<State[]> => {
  const { site, roomy, free } = shop;
  const begun = site.visitor();
  await takeChair(begun, roomy);
  await begun.post('/checkout');
  const signing = await buyers.ready({ name: 'Sam Signs', group: roomy });
  const ready = await buyers.ready({ name: 'Rita Ready', group: roomy, attendee: 'Ravi Comes' });
  const freely = await buyers.ready({ name: 'Fay Free', group: free });
  const done = await buyers.ready({ name: 'Dora Done', group: free });
  await done.post('/checkout/pay');
  return [
    { name: 'step that comes next', path: '/checkout', by: begun },
    { name: 'step about you', path: '/checkout/you', by: begun },
    {
      name: 'step about you after asking for more time',
      path: '/checkout/prolongation',
      by: begun,
      fields: { step: 'you' },
    },
    { name: 'step about you with no time left', path: '/checkout/you?time=up', by: begun },
    {
      name: 'step about you gone wrong',
      path: '/checkout/you',
      by: begun,
      fields: { attendee_email: 'amara', payer: 'other', payer_name: 'Bashir' },
      status: 422,
    },
    { name: 'step agreement', path: '/checkout/agreement', by: signing },
    { name: 'step agreement gone wrong', path: '/checkout/agreement', by: signing, fields: {}, status: 422 },
    { name: 'step agreement for somebody else', path: '/checkout/agreement', by: ready },
    { name: 'step pay', path: '/checkout/pay', by: ready },
    { name: 'step pay for free', path: '/checkout/pay', by: freely },
    { name: 'step pay after paying', path: '/checkout/pay', by: done },
  ];
};

const orders = async (shop: Shop, buyers: Buyers): Promise<State[]> => {
  const { site, roomy, free } = shop;
  const celebrated = await buyers.buys({ name: 'Pia Paid', group: roomy });
  const freely = await buyers.buys({ name: 'Nora Nothing', group: free });
  const returned = await buyers.buys({ name: 'Bea Back', group: roomy });
  const reader = site.visitor();
  const order = `/orders/${secretIn(celebrated)}`;
  await reader.post(`${order}/letter`);
  for (const path of [`${order}/calendar.ics`, `${order}?placed=1`])
    assert.equal((await reader.get(path)).statusCode, 200);
  await refundAtPayPal(shop);
  return [
    { name: 'celebrate', path: celebrated },
    { name: 'celebrate what is free', path: freely },
    { name: 'order', path: order },
    { name: 'order with its letter sent again', path: `${order}?sent=yes` },
    { name: 'order with its letter sent too often', path: `${order}?sent=later` },
    { name: 'order free', path: `/orders/${secretIn(freely)}` },
    { name: 'order paid back', path: `/orders/${secretIn(returned)}` },
    { name: 'find an order', path: '/orders/find' },
    { name: 'find an order gone wrong', path: '/orders/find', fields: { email: 'amara' }, status: 422 },
    { name: 'find an order asked', path: '/orders/find', fields: { email: 'amara@mail.example' } },
  ];
};

/** The practice gives the newest payment back in PayPal's own dashboard, and PayPal tells us. */
const refundAtPayPal = async ({ site: { local, runJobs } }: Shop): Promise<void> => {
  const state = (await (await fetch(`${local.origin}/__sandbox/state`)).json()) as {
    captures: { id: string; createdAt: string }[];
  };
  const capture = state.captures.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt)).at(-1)?.id ?? '';
  await fetch(`${local.origin}/__sandbox/deeds`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ deed: 'refund', capture }),
  });
  await local.settled();
  await runJobs();
};

const chairs = async (shop: Shop, buyers: Buyers): Promise<State[]> => {
  const { site, roomy } = shop;
  const invited = async (name: string) => {
    const order = await buyers.buys({ name: `${name} Payer`, group: roomy, attendee: `${name} Comes` });
    await site.runJobs();
    const address = `${name.toLowerCase()}.comes@mail.example`;
    const letter = site.mailbox.findLast(({ mail }) => mail.to === address)?.mail.text ?? '';
    return { order, chair: /\/chair\/[\w-]+/.exec(letter)?.[0] ?? assert.fail(`${name} got a link`) };
  };
  const [open, signed] = [await invited('Otto'), await invited('Sana')];
  await site.visitor().post(signed.chair, {
    attest_0: 'yes',
    attest_1: 'yes',
    attest_2: 'yes',
    signed_name: 'Sana Comes',
    agree: 'yes',
  });
  assert.equal((await site.visitor().get(`${open.chair}/calendar.ics`)).statusCode, 200);
  const given = await invited('Gil');
  await giveBack(shop, 'Gil Comes');
  return [
    { name: 'celebrate for somebody else', path: open.order },
    { name: 'order for somebody else', path: `/orders/${secretIn(open.order)}` },
    { name: 'chair', path: open.chair },
    { name: 'chair gone wrong', path: open.chair, fields: { signed_name: 'Otto' }, status: 422 },
    { name: 'chair signed', path: signed.chair },
    { name: 'chair given back', path: given.chair },
    { name: 'order whose chair is given back', path: `/orders/${secretIn(given.order)}` },
  ];
};

/** Frees the seat of the one attendee of this name. */
const giveBack = async ({ site }: Shop, attendeeName: string): Promise<void> => {
  const { db } = site.parts.platform;
  const [seat] = await db.sql<{ id: string; practiceId: PracticeId }[]>`
    select id, practice_id as "practiceId" from shop.seats where attendee_name = ${attendeeName}`;
  assert.ok(seat);
  const { id: seatId, practiceId } = seat;
  const freed = await db.begin((tx) =>
    freeSeat(tx, site.parts.platform, { practiceId, seatId, because: 'withdrawn', by: 'desk' }),
  );
  assert.ok(freed.ok);
};
