// A no from PayPal that is no answer about the money: it must never become "you have not been charged".
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { payingIn } from '../../../test/support/paying.ts';
import type { Outcome, PayPal } from './paypal.ts';
import { capture, reconcile } from './public.ts';

const database = await testDatabase();
const { shiftClock } = database;
const open = payingIn(database);

const no = (status: number, issue: string): Outcome<never> => ({
  kind: 'refused',
  status,
  issue,
  debugId: 'model',
});

/** A PayPal that can be made to refuse whatever is asked. */
const moody = () => {
  const mood: { get: Outcome<never>[]; capture: Outcome<never>[] } = { get: [], capture: [] };
  const bend = (paypal: PayPal): Partial<PayPal> => ({
    getOrder: async (id) => mood.get.shift() ?? paypal.getOrder(id),
    captureOrder: async (call) => mood.capture.shift() ?? paypal.captureOrder(call),
  });
  return { mood, bend };
};

for (const [status, issue] of [
  [403, 'NOT_AUTHORIZED'],
  [400, 'INVALID_REQUEST'],
  [422, 'SOMETHING_NEW'],
  [404, 'INVALID_RESOURCE_ID'],
] as const)
  test(`paid, the answer lost, and then ${status} to every look: the payment is not called failed`, async () => {
    const { mood, bend } = moody();
    const { checkout, payPalOrder, model, deps, next, orders, sound } = await open({ bend });
    const { paypalOrderId, key } = await payPalOrder(await checkout());
    model.approve(paypalOrderId, 'pays');
    next.push('lost-after');
    await capture(deps, key, 'return-page');
    mood.get.push(no(status, issue));
    await shiftClock('2 minutes');
    await reconcile(deps);
    assert.equal(await orders(), 1, 'the same request under the same key told the truth');
    await sound();
  });

test('PayPal shuts us out after a lost answer: the chair stays, a person is called, and when it lets us in again all is paid', async () => {
  const { mood, bend } = moody();
  const { checkout, payPalOrder, model, deps, next, orders, sound, letters } = await open({ bend });
  const { paypalOrderId, key } = await payPalOrder(await checkout());
  model.approve(paypalOrderId, 'pays');
  next.push('lost-after');
  await capture(deps, key, 'return-page');
  const out = no(403, 'NOT_AUTHORIZED');
  mood.get.push(out, out);
  mood.capture.push(out);
  await shiftClock('2 minutes');
  await reconcile(deps);
  assert.equal((await capture(deps, key, 'return-page'))?.state, 'captured');
  assert.deepEqual(await letters(), ['payment-needs-human > desk@rowan.example']);
  assert.equal(await orders(), 1);
  await sound();
});

test('a no to the capture itself is looked into: money that was taken all the same is found at once', async () => {
  const { mood, bend } = moody();
  const { checkout, payPalOrder, model, deps, orders, sound } = await open({
    bend: (paypal) => ({
      ...bend(paypal),
      captureOrder: async (call) => {
        await paypal.captureOrder(call);
        return no(400, 'INVALID_REQUEST');
      },
    }),
  });
  assert.deepEqual(mood.get, []);
  const { paypalOrderId, key } = await payPalOrder(await checkout());
  model.approve(paypalOrderId, 'pays');
  assert.equal((await capture(deps, key, 'return-page'))?.state, 'captured');
  assert.equal(await orders(), 1);
  await sound();
});
