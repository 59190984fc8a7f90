import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelPayPal } from '../../../test/prove/model-paypal.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { openShop, paymentDeps, readyCheckout } from '../../../test/support/shop.ts';
import { newId } from '../../platform/ids.ts';
import type { Outcome, RefundFact } from '../payments/paypal.ts';
import { capture, invariants, startPayment } from '../payments/public.ts';
import { cancelRefund, retryRefund, settleByHand } from './desk-actions.ts';
import { executeRefunds, requestRefund } from './public.ts';

const database = await testDatabase();
const { db, shiftClock } = database;
let serial = 0;

const NO: Outcome<RefundFact> = { kind: 'refused', status: 422, issue: 'REFUND_NOT_ALLOWED', debugId: 'x' };

/** An order of $45.00 with a wish for $20.00 of it; PayPal says no as long as `stubborn`. */
const wished = async ({ stubborn = false, waitSeconds = 0 } = {}) => {
  await shiftClock('0');
  const shop = await openShop(database, [1]);
  const model = modelPayPal({ prefix: `D${++serial}`, trouble: () => 'none', replaysRefusals: true });
  const world = { stubborn, keys: [] as string[] };
  const deps = paymentDeps(db, shop, {
    ...model.paypal,
    refundCapture: async (call) => {
      const mine = [...model.orders.values()].some(({ captures }) => captures[0]?.id === call.captureId);
      if (mine) world.keys.push(call.key);
      return world.stubborn ? NO : model.paypal.refundCapture(call);
    },
  });
  const practiceId = shop.practice.id;
  const buyer = { name: 'Pia', email: 'pia@mail.example' };
  const checkoutId =
    (await readyCheckout(db, shop, { buyer, offerings: shop.offerings })) ?? assert.fail('free');
  await startPayment(deps, { practiceId, checkoutId });
  const order = [...model.orders.values()][0] ?? assert.fail('an order at PayPal');
  model.approve(order.id, 'pays');
  await capture(deps, { practiceId, attemptId: order.customId }, 'return-page');
  const [placed] = await db.sql<
    { id: string }[]
  >`select id from shop.orders where practice_id = ${practiceId}`;
  const orderId = placed?.id ?? assert.fail('placed');
  const wish = (amountMinor: number) =>
    db.begin((tx) =>
      requestRefund(tx, deps, {
        ...{ practiceId, orderId, amountMinor, wishId: newId<'wish'>(), because: 'by-hand', by: 'desk' },
        waitSeconds,
      }),
    );
  const first = await wish(2_000);
  assert.ok(first.ok);
  const key = { practiceId, refundId: first.value.refundId };
  const state = async () =>
    (await db.sql<{ state: string }[]>`select state from shop.refunds where id = ${key.refundId}`)[0]?.state;
  const sound = async () => assert.deepEqual(await invariants(db.sql, practiceId), []);
  return { deps, key, wish, state, sound, world, model, practiceId };
};

test('a wish is taken back while PayPal was not asked, and its money may be wished again', async () => {
  const { deps, key, wish, state, sound, model } = await wished({ waitSeconds: 120 });
  await executeRefunds(deps);
  assert.equal(await state(), 'wanted', 'PayPal is not asked before the time is over');
  for (let twice = 0; twice < 2; twice += 1)
    assert.deepEqual(await cancelRefund(deps, key, 'Imani'), { ok: true, value: { state: 'cancelled' } });
  assert.ok((await wish(4_500)).ok);
  await shiftClock('3 minutes');
  await executeRefunds(deps);
  assert.equal(await state(), 'cancelled');
  assert.deepEqual(
    model.refunds.map(({ amount }) => amount.minor),
    [4_500],
  );
  await sound();
});

test('once PayPal was asked it is too late to take a wish back', async () => {
  const { deps, key } = await wished({ waitSeconds: 120 });
  await shiftClock('3 minutes');
  await executeRefunds(deps);
  const answer = await cancelRefund(deps, key, 'Imani');
  assert.deepEqual(answer, { ok: false, refusal: { because: 'too-late', state: 'completed' } });
});

test('a wish that was not made to be taken back is not', async () => {
  const { deps, key } = await wished();
  const answer = await cancelRefund(deps, key, 'Imani');
  assert.deepEqual(answer, { ok: false, refusal: { because: 'too-late', state: 'wanted' } });
});

test('a failed refund is asked for anew under another key, once', async () => {
  const { deps, key, state, sound, world, model } = await wished({ stubborn: true });
  await executeRefunds(deps);
  assert.equal(await state(), 'failed');
  world.stubborn = false;
  await Promise.all([1, 2, 3].map(() => retryRefund(deps, key, 'Imani')));
  await executeRefunds(deps);
  assert.equal(await state(), 'completed');
  assert.equal(new Set(world.keys).size, 2);
  assert.equal(model.refunds.length, 1);
  await sound();
});

test('a failed refund that was paid another way is booked once and lets PayPal be', async () => {
  const { deps, key, state, sound, world, practiceId } = await wished({ stubborn: true });
  await executeRefunds(deps);
  const said = { how: 'by bank transfer on October 3', who: 'Imani' };
  await Promise.all([1, 2, 3].map(() => settleByHand(deps, key, said)));
  assert.equal(await state(), 'settled');
  const asked = world.keys.length;
  await executeRefunds(deps);
  assert.equal(world.keys.length, asked);
  const [books] = await db.sql<{ outside: number; times: number; order: string }[]>`
    select coalesce(sum(amount_minor), 0)::bigint as outside, count(*)::int as times,
      (select state from shop.orders where practice_id = ${practiceId}) as order
    from shop.ledger where practice_id = ${practiceId} and account = 'differences'`;
  assert.deepEqual({ ...books }, { outside: -2_000, times: 1, order: 'partly-refunded' });
  await sound();
});

test('neither is possible where the money went another way meanwhile', async () => {
  const { deps, key, wish } = await wished({ stubborn: true });
  await executeRefunds(deps);
  assert.ok((await wish(4_500)).ok);
  const no = { ok: false, refusal: { because: 'nothing-left' } };
  assert.deepEqual(await retryRefund(deps, key, 'Imani'), no);
  assert.deepEqual(await settleByHand(deps, key, { how: 'in cash', who: 'Imani' }), no);
});

test('what is not there is not changed', async () => {
  const { deps, practiceId } = await wished();
  const key = { practiceId, refundId: newId<'refund'>() };
  const no = { ok: false, refusal: { because: 'no-such-refund' } };
  assert.deepEqual(await cancelRefund(deps, key, 'Imani'), no);
  assert.deepEqual(await retryRefund(deps, key, 'Imani'), no);
  assert.deepEqual(await settleByHand(deps, key, { how: 'in cash', who: 'Imani' }), no);
});
