// Payments on a test database with a PayPal in memory, for tests of what becomes of money.
import assert from 'node:assert/strict';
import type { PayPal } from '../../src/shop/payments/paypal.ts';
import { capture, invariants, startPayment } from '../../src/shop/payments/public.ts';
import { modelPayPal, type Trouble } from '../prove/model-paypal.ts';
import type { TestDatabase } from './database.ts';
import { type Buyer, openShop, paymentDeps, readyCheckout } from './shop.ts';

export const MAYA: Buyer = { name: 'Maya', email: 'maya@mail.example' };
export const GUS: Buyer = { name: 'Gus', email: 'gus@mail.example' };
let serial = 0;

/** A shop with its PayPal; `bend` changes what PayPal says, `next` what goes wrong with its next calls. */
export const payingIn =
  (database: TestDatabase) =>
  async (
    options: { seats?: number; unitMinor?: number; bend?: (paypal: PayPal) => Partial<PayPal> } = {},
  ) => {
    const { db, shiftClock } = database;
    await shiftClock('0');
    const shop = await openShop(database, [options.seats ?? 1], options.unitMinor ?? 4_500);
    const next: Trouble[] = [];
    const model = modelPayPal({
      prefix: `T${++serial}`,
      trouble: () => next.shift() ?? 'none',
      replaysRefusals: true,
    });
    const deps = paymentDeps(db, shop, { ...model.paypal, ...options.bend?.(model.paypal) });
    const { id: practiceId } = shop.practice;
    const checkout = async (buyer = MAYA) =>
      (await readyCheckout(db, shop, { buyer, offerings: shop.offerings })) ??
      assert.fail('the chair is free');
    const pay = async (checkoutId: string) => startPayment(deps, { practiceId, checkoutId });
    const payPalOrder = async (checkoutId: string) => {
      const started = await pay(checkoutId);
      assert.ok(started.ok, 'the payment begins');
      const paypalOrderId =
        /token=(.+)/.exec(started.value.redirectTo)?.[1] ?? assert.fail(started.value.redirectTo);
      const attemptId =
        model.orders.get(paypalOrderId)?.customId ?? assert.fail('the order names its attempt');
      return { paypalOrderId, key: { practiceId, attemptId } };
    };
    /** Begins, says yes at PayPal, comes back. */
    const buy = async (checkoutId: string, manner: 'pays' | 'declines' | 'review' = 'pays') => {
      const { paypalOrderId, key } = await payPalOrder(checkoutId);
      model.approve(paypalOrderId, manner);
      return { paypalOrderId, key, attempt: await capture(deps, key, 'return-page') };
    };
    const letters = async () =>
      (
        await db.sql<{ kind: string; to: string }[]>`
      select kind, mail ->> 'to' as to from platform.outbox
      where practice_id = ${practiceId} and kind not like 'job:%' order by kind, dedupe`
      ).map(({ kind, to }) => `${kind} > ${to}`);
    const sound = async () => {
      assert.deepEqual(await invariants(db.sql, practiceId), []);
      const [books] = await db.sql<{ minor: number }[]>`
      select coalesce(sum(amount_minor), 0)::bigint as minor from shop.ledger
      where practice_id = ${practiceId} and account in ('paypal-balance', 'paypal-fees')`;
      assert.equal(books?.minor, model.balance(), 'the ledger holds what PayPal holds');
    };
    const orders = async () =>
      Number(
        (await db.sql`select count(*) as n from shop.orders where practice_id = ${practiceId}`)[0]?.['n'],
      );
    return { shop, model, deps, next, checkout, pay, payPalOrder, buy, letters, sound, orders, practiceId };
  };
