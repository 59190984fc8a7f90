import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { GUS, MAYA, payingIn } from '../../../test/support/paying.ts';
import { type Currency, money } from '../../kernel/money.ts';
import { executeRefunds } from '../refunds/public.ts';
import { expireHolds } from '../seats/public.ts';
import type { CaptureFact, Outcome, PayPal, PayPalOrder } from './paypal.ts';
import { capture, invariants, look, reconcile } from './public.ts';

const database = await testDatabase();
const { db, shiftClock } = database;

const open = payingIn(database);

test('a chair is paid: one order, one seat, the money in the books', async () => {
  const { checkout, buy, sound, orders, letters } = await open();
  const { attempt } = await buy(await checkout());
  assert.equal(attempt?.state, 'captured');
  assert.equal(await orders(), 1);
  assert.deepEqual(await letters(), []);
  await sound();
});

test('double click, second tab and back button lead to the same PayPal order, and after paying to the order', async () => {
  const { checkout, pay, model, buy } = await open();
  const checkoutId = await checkout();
  const both = await Promise.all([pay(checkoutId), pay(checkoutId), pay(checkoutId)]);
  assert.equal(new Set(both.map((one) => one.ok && one.value.redirectTo)).size, 1);
  assert.equal(model.orders.size, 1);
  await buy(checkoutId);
  const again = await pay(checkoutId);
  assert.match(again.ok ? again.value.redirectTo : '', /^\/orders\//);
  assert.equal(model.orders.size, 1);
});

test('a buyer who comes back five times at once pays once', async () => {
  const { checkout, payPalOrder, model, deps, orders, sound } = await open();
  const { paypalOrderId, key } = await payPalOrder(await checkout());
  model.approve(paypalOrderId, 'pays');
  await Promise.all(Array.from({ length: 5 }, () => capture(deps, key, 'return-page')));
  assert.equal(await orders(), 1);
  assert.equal(model.balance(), 4_500);
  await sound();
});

test('a free chair says nothing to PayPal', async () => {
  const { checkout, pay, model, orders, sound } = await open({ unitMinor: 0 });
  const started = await pay(await checkout());
  assert.match(started.ok ? started.value.redirectTo : '', /^\/orders\/[\w-]{22}\?placed=1$/);
  assert.equal(model.orders.size, 0);
  assert.equal(await orders(), 1);
  await sound();
});

for (const trouble of ['lost-before', 'lost-after'] as const)
  test(`a capture whose answer was ${trouble}: the seat stays, nothing is "failed", the reconciler finds the truth`, async () => {
    const { checkout, payPalOrder, model, deps, next, sound, orders } = await open();
    const { paypalOrderId, key } = await payPalOrder(await checkout());
    model.approve(paypalOrderId, 'pays');
    next.push(trouble);
    assert.equal((await capture(deps, key, 'return-page'))?.state, 'capturing');
    await shiftClock('20 minutes');
    await expireHolds(db);
    await reconcile(deps);
    assert.equal(await orders(), 1);
    assert.equal(model.balance(), 4_500);
    await sound();
  });

test('an order whose creation was never answered is found again under its key', async () => {
  const { checkout, pay, next, model } = await open();
  const checkoutId = await checkout();
  next.push('lost-after');
  const first = await pay(checkoutId);
  assert.match(first.ok ? first.value.redirectTo : '', /^\/payments\/[\w-]{22}$/);
  const second = await pay(checkoutId);
  assert.match(second.ok ? second.value.redirectTo : '', /token=/);
  assert.equal(model.orders.size, 1);
});

test('after a day without an answer a person is told, and the seat is still pinned', async () => {
  const { checkout, payPalOrder, model, deps, next, letters, practiceId } = await open({
    bend: (paypal) => ({
      captureOrder: (call) => {
        next.push('lost-before');
        return paypal.captureOrder(call);
      },
    }),
  });
  const { paypalOrderId, key } = await payPalOrder(await checkout());
  model.approve(paypalOrderId, 'pays');
  await capture(deps, key, 'return-page');
  await shiftClock('25 hours');
  await reconcile(deps);
  assert.deepEqual(await letters(), ['payment-needs-human > desk@rowan.example']);
  const pinned =
    await db.sql`select 1 from shop.holds where practice_id = ${practiceId} and state = 'pinned'`;
  assert.equal(pinned.length, 1);
});

test('who was asked to wait and is declined after all gets a letter with the truth', async () => {
  const { checkout, payPalOrder, model, deps, next, letters } = await open();
  const { paypalOrderId, key } = await payPalOrder(await checkout());
  model.approve(paypalOrderId, 'declines');
  next.push('lost-before');
  assert.equal((await capture(deps, key, 'return-page'))?.state, 'capturing');
  await shiftClock('2 minutes');
  await reconcile(deps);
  assert.deepEqual(await letters(), ['not-paid-after-all > maya@mail.example']);
  assert.equal(model.balance(), 0);
});

test('declined: the same order may be approved again, and the chair waits ten minutes', async () => {
  const { checkout, buy, model, deps, sound, orders } = await open();
  const { paypalOrderId, key, attempt } = await buy(await checkout(), 'declines');
  assert.deepEqual(
    [attempt?.state, attempt?.declines, attempt?.problem],
    ['awaiting', 1, 'INSTRUMENT_DECLINED'],
  );
  model.approve(paypalOrderId, 'pays');
  assert.equal((await capture(deps, key, 'return-page'))?.state, 'captured');
  assert.equal(await orders(), 1);
  await sound();
});

test('declined thrice: this PayPal order is over, nothing was charged, a new one may begin while the chair is held', async () => {
  const { checkout, buy, model, deps, orders } = await open();
  const checkoutId = await checkout();
  const { paypalOrderId, key } = await buy(checkoutId, 'declines');
  for (const expected of ['awaiting', 'failed']) {
    model.approve(paypalOrderId, 'declines');
    assert.equal((await capture(deps, key, 'return-page'))?.state, expected);
  }
  assert.equal(model.balance(), 0);
  await buy(checkoutId);
  assert.equal(model.orders.size, 2);
  assert.equal(await orders(), 1);
});

for (const [verdict, state, taken] of [
  ['COMPLETED', 'captured', 1],
  ['DECLINED', 'failed', 0],
] as const)
  test(`pending for three days, then ${verdict}`, async () => {
    const { checkout, buy, model, deps, sound, orders, letters } = await open();
    const { key, attempt } = await buy(await checkout(), 'review');
    assert.equal(attempt?.state, 'pending');
    for (const days of [1, 2, 3]) {
      await shiftClock(`${days} days`);
      await expireHolds(db);
      await reconcile(deps);
    }
    assert.equal(await orders(), 0);
    model.endReviews(() => verdict);
    assert.equal((await look(deps, key, 'webhook'))?.state, state);
    assert.equal(await orders(), taken);
    assert.deepEqual(await letters(), taken ? [] : ['review-ended-with-no > maya@mail.example']);
    await sound();
  });

const withCapture =
  (change: (fact: CaptureFact) => Partial<CaptureFact>, payeeMerchantId = 'ROWAN') =>
  (paypal: PayPal) => {
    const bent = (outcome: Outcome<PayPalOrder>): Outcome<PayPalOrder> =>
      outcome.kind === 'ok'
        ? {
            ...outcome,
            value: {
              ...outcome.value,
              payeeMerchantId,
              captures: outcome.value.captures.map((fact) => ({ ...fact, ...change(fact) })),
            },
          }
        : outcome;
    return {
      captureOrder: async (call: Parameters<PayPal['captureOrder']>[0]) =>
        bent(await paypal.captureOrder(call)),
      getOrder: async (id: string) => bent(await paypal.getOrder(id)),
    };
  };

const STRANGE = [
  ['a cent too much', withCapture(() => ({ amount: money(4_501, 'USD') }))],
  ['another currency', withCapture(() => ({ amount: money(4_500, 'EUR' as Currency), fee: undefined }))],
  ['another account', withCapture(() => ({}), 'SOMEBODYELSE')],
  ['another purchase', withCapture(() => ({ customId: 'not-this-one' }))],
] as const;

for (const [what, bend] of STRANGE)
  test(`money with ${what}: no seat for it, it is asked back, payer and practice are told`, async () => {
    const { checkout, buy, orders, letters, practiceId, deps } = await open({ bend });
    const { attempt, key } = await buy(await checkout());
    assert.equal(attempt?.state, 'refunding');
    assert.equal(await orders(), 0);
    assert.deepEqual(await letters(), [
      'money-goes-back > maya@mail.example',
      'payment-needs-human > desk@rowan.example',
    ]);
    const [seats] =
      await db.sql`select held, confirmed from shop.offerings where practice_id = ${practiceId}`;
    assert.deepEqual({ ...seats }, { held: 0, confirmed: 0 });
    assert.deepEqual(await invariants(db.sql, practiceId), []);
    await executeRefunds(deps);
    assert.equal((await look(deps, key, 'reconciler'))?.state, 'refunded');
    assert.deepEqual(await invariants(db.sql, practiceId), []);
  });

test('a refund whose answer was lost is asked for again under the same key and given once', async () => {
  const { checkout, buy, deps, next, model } = await open({
    bend: withCapture(() => ({ customId: 'not-this-one' })),
  });
  await buy(await checkout());
  next.push('lost-after');
  await executeRefunds(deps);
  await shiftClock('2 minutes');
  await executeRefunds(deps);
  assert.equal(model.refunds.length, 1);
  assert.equal(model.balance(), 0);
});

test('who has the chair already is not charged, and only that address learns why', async () => {
  const { checkout, buy, model, sound, letters, orders } = await open({ seats: 3 });
  const [one, two] = [await checkout(), await checkout()];
  await buy(one);
  const { attempt } = await buy(two);
  assert.equal(attempt?.state, 'duplicate');
  assert.equal(model.balance(), 4_500);
  assert.equal(await orders(), 1);
  assert.deepEqual(await letters(), ['already-seated > maya@mail.example']);
  await sound();
});

test('the chair was taken while the buyer was at PayPal: not charged, and a letter says so', async () => {
  const { checkout, payPalOrder, buy, model, deps, letters, sound } = await open();
  const { paypalOrderId, key } = await payPalOrder(await checkout(MAYA));
  await shiftClock('16 minutes');
  await expireHolds(db);
  await buy(await checkout(GUS));
  model.approve(paypalOrderId, 'pays');
  assert.equal((await capture(deps, key, 'return-page'))?.state, 'seat-lost');
  assert.equal(model.balance(), 4_500);
  assert.deepEqual(await letters(), ['seat-gone > maya@mail.example']);
  await sound();
});

test('the hold ran out but the chair is free: on unchanged terms the late yes still buys it', async () => {
  const { checkout, payPalOrder, model, deps, orders, sound } = await open();
  const { paypalOrderId, key } = await payPalOrder(await checkout());
  await shiftClock('40 minutes');
  await expireHolds(db);
  await reconcile(deps);
  model.approve(paypalOrderId, 'pays');
  assert.equal((await capture(deps, key, 'return-page'))?.state, 'captured');
  assert.equal(await orders(), 1);
  await sound();
});

test('the hold ran out and the price changed: nothing is taken', async () => {
  const { checkout, payPalOrder, model, deps, practiceId, sound } = await open();
  const { paypalOrderId, key } = await payPalOrder(await checkout());
  await shiftClock('40 minutes');
  await expireHolds(db);
  await db.sql`update shop.offerings set terms_version = terms_version + 1 where practice_id = ${practiceId}`;
  model.approve(paypalOrderId, 'pays');
  assert.equal((await capture(deps, key, 'return-page'))?.state, 'requote');
  assert.equal(model.balance(), 0);
  await sound();
});

test('an approved payment whose buyer never comes back is found by the reconciler alone', async () => {
  const { checkout, payPalOrder, model, deps, orders } = await open();
  const { paypalOrderId } = await payPalOrder(await checkout());
  model.approve(paypalOrderId, 'pays');
  await shiftClock('3 minutes');
  await reconcile(deps);
  assert.equal(await orders(), 1);
});

test('an order that PayPal no longer knows after six hours is let go', async () => {
  const { checkout, payPalOrder, model, deps, sound } = await open();
  const { key } = await payPalOrder(await checkout());
  model.expire();
  await shiftClock('7 hours');
  await expireHolds(db);
  assert.equal((await look(deps, key, 'reconciler'))?.state, 'abandoned');
  await sound();
});

test('given back at PayPal by hand: the books follow, the order says so, the seat stays', async () => {
  const { checkout, buy, model, deps, practiceId, sound } = await open();
  const { key, paypalOrderId } = await buy(await checkout());
  const taken = model.orders.get(paypalOrderId)?.captures[0] ?? assert.fail('money was taken');
  await model.paypal.refundCapture({
    captureId: taken.id,
    key: 'by-hand',
    body: '{"amount":{"value":"45.00"}}',
  });
  assert.equal((await look(deps, key, 'webhook'))?.state, 'refunded');
  const [order] = await db.sql`select state from shop.orders where practice_id = ${practiceId}`;
  assert.equal(order?.['state'], 'refunded');
  await look(deps, key, 'webhook');
  await sound();
});

test('PayPal out of reach: nothing is begun and nothing is written', async () => {
  const { checkout, pay, practiceId } = await open({ bend: () => ({ reachable: () => false }) });
  const started = await pay(await checkout());
  assert.equal(started.ok ? '' : started.refusal.because, 'paypal-unreachable');
  assert.equal((await db.sql`select 1 from shop.attempts where practice_id = ${practiceId}`).length, 0);
});

test('a checkout with a step missing cannot be paid', async () => {
  const { checkout, pay, practiceId } = await open();
  const checkoutId = await checkout();
  await db.sql`update shop.checkouts set agreed_at = null where practice_id = ${practiceId} and id = ${checkoutId}`;
  const started = await pay(checkoutId);
  assert.equal(started.ok ? '' : started.refusal.because, 'not-ready');
});
