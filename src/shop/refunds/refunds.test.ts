import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelPayPal } from '../../../test/prove/model-paypal.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { openShop, paymentDeps, readyCheckout } from '../../../test/support/shop.ts';
import { money } from '../../kernel/money.ts';
import type { Outcome, PayPal, RefundFact } from '../payments/paypal.ts';
import { capture, invariants, startPayment } from '../payments/public.ts';
import { executeRefunds, needs, noteRefund } from './public.ts';

const database = await testDatabase();
const { db, shiftClock } = database;
let serial = 0;

const told = (status: RefundFact['status'], id = `RF${serial}`): Outcome<RefundFact> => ({
  kind: 'ok',
  status: 201,
  value: { id, status, amount: money(4_500, 'USD') },
  debugId: undefined,
});
const refused = (issue: string): Outcome<RefundFact> => ({
  kind: 'refused',
  status: 422,
  issue,
  debugId: undefined,
});

/** A paid order of $45.00; `surplus` makes it money that bought nothing and is wanted back. */
const paid = async ({ surplus = true, bend = {} }: { surplus?: boolean; bend?: Partial<PayPal> }) => {
  await shiftClock('0');
  const shop = await openShop(database, [1]);
  const model = modelPayPal({ prefix: `F${++serial}`, trouble: () => 'none', replaysRefusals: true });
  const deps = {
    ...paymentDeps(db, shop, { ...model.paypal, ...bend }),
    merchantId: surplus ? 'SOMEBODY' : 'ROWAN',
  };
  const practiceId = shop.practice.id;
  const buyer = { name: 'Pia', email: 'pia@mail.example' };
  const checkoutId =
    (await readyCheckout(db, shop, { buyer, offerings: shop.offerings })) ?? assert.fail('free');
  const started = await startPayment(deps, { practiceId, checkoutId });
  const order = [...model.orders.values()][0] ?? assert.fail(JSON.stringify(started));
  model.approve(order.id, 'pays');
  await capture(deps, { practiceId, attemptId: order.customId }, 'return-page');
  const captureId = order.captures[0]?.id ?? assert.fail('money was taken');
  const refunds = async () =>
    (
      await db.sql<{ state: string; problem: string | null; minor: number }[]>`
      select state, problem, amount_minor as minor from shop.refunds where practice_id = ${practiceId} order by id`
    ).map((row) => ({ ...row }));
  const human = async () =>
    (
      await db.sql`select 1 from platform.outbox where practice_id = ${practiceId} and kind = 'payment-needs-human'`
    ).length;
  const sound = async () => assert.deepEqual(await invariants(db.sql, practiceId), []);
  return { deps, practiceId, captureId, model, refunds, human, sound };
};

test('a refund that PayPal works on is looked after until it is done', async () => {
  let now: RefundFact['status'] = 'PENDING';
  const { deps, refunds, sound } = await paid({
    bend: { refundCapture: async () => told('PENDING'), getRefund: async () => told(now) },
  });
  await executeRefunds(deps);
  assert.equal((await refunds())[0]?.state, 'pending');
  now = 'COMPLETED';
  await shiftClock('20 minutes');
  await executeRefunds(deps);
  assert.equal((await refunds())[0]?.state, 'completed');
  await sound();
});

for (const [issue, state, people] of [
  ['CAPTURE_FULLY_REFUNDED', 'completed', 1],
  ['PENDING_CAPTURE', 'asked', 1],
  ['REFUND_FAILED_INSUFFICIENT_FUNDS', 'asked', 2],
  ['REFUND_TIME_LIMIT_EXCEEDED', 'failed', 2],
] as const)
  test(`PayPal refuses a refund with ${issue}: it is ${state}, and ${people === 1 ? 'nobody more' : 'a person'} is told`, async () => {
    const { deps, practiceId, refunds, human } = await paid({
      bend: { refundCapture: async () => refused(issue) },
    });
    await executeRefunds(deps);
    assert.equal((await refunds())[0]?.state, state);
    assert.equal(await human(), people);
    const asked = await needs(db.sql, practiceId);
    assert.deepEqual(
      asked.map(({ kind, count }) => [kind, count]),
      state === 'failed' ? [['refund-failed', 1]] : [],
    );
  });

test('part of an order given back by hand at PayPal is written once, however often it is told', async () => {
  const part = {
    ...told('COMPLETED', 'BY-HAND'),
    value: { id: 'BY-HAND', status: 'COMPLETED' as const, amount: money(1_000, 'USD') },
  };
  const { deps, practiceId, captureId, refunds, sound } = await paid({
    surplus: false,
    bend: { getRefund: async () => part as Outcome<RefundFact> },
  });
  for (let time = 0; time < 3; time += 1)
    await noteRefund(deps, practiceId, { paypalRefundId: 'BY-HAND', captureId });
  assert.deepEqual(await refunds(), [{ state: 'completed', problem: null, minor: 1_000 }]);
  const [order] = await db.sql`select state from shop.orders where practice_id = ${practiceId}`;
  assert.equal(order?.['state'], 'partly-refunded');
  await sound();
});

test('a refund larger than what was taken is not believed', async () => {
  const absurd = {
    kind: 'ok',
    status: 200,
    debugId: undefined,
    value: { id: 'ABSURD', status: 'COMPLETED', amount: money(9_900, 'USD') },
  } as const;
  const { deps, practiceId, captureId, refunds, sound } = await paid({
    surplus: false,
    bend: { getRefund: async () => absurd },
  });
  await noteRefund(deps, practiceId, { paypalRefundId: 'ABSURD', captureId });
  assert.deepEqual(await refunds(), []);
  await sound();
});

test('a refund that PayPal does not answer is asked for on and on, and after some hours a person is told, once', async () => {
  const silence = {
    kind: 'unknown',
    why: 'timeout',
    status: undefined,
    retryAfterSeconds: undefined,
    debugId: undefined,
  } as const;
  const { deps, human, refunds, sound } = await paid({ bend: { refundCapture: async () => silence } });
  const before = await human();
  for (let hour = 0; hour < 10; hour += 1) {
    await shiftClock(`${hour + 1} hours`);
    await executeRefunds(deps);
  }
  assert.equal(await human(), before);
  for (let hour = 10; hour < 16; hour += 1) {
    await shiftClock(`${hour + 1} hours`);
    await executeRefunds(deps);
  }
  assert.equal(await human(), before + 1);
  assert.equal((await refunds())[0]?.state, 'asked');
  await sound();
});
