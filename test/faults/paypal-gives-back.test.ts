// Every way PayPal can fail when the desk gives a part of a payment back, or all of it: it goes back once or not at all,
// never twice, and the state says which. A part is the hard case: PayPal would gladly give the same part back again.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../src/platform/ids.ts';
import { executeRefunds, requestRefund, retryRefund } from '../../src/shop/refunds/public.ts';
import { payPalBooks } from './books.ts';
import { FAULTS, spoil, WHEN } from './paypal-faults.ts';
import {
  atPayPal,
  calm,
  comeBack,
  deps,
  local,
  owner,
  pass,
  practiceId,
  renew,
  wrong,
} from './paypal-site.ts';

afterEach(calm);

const paidOrder = async () => {
  const { visitor, email, token } = await atPayPal();
  await comeBack(visitor, token);
  const [order] = await owner<{ id: string; captureId: string; minor: number }[]>`
    select id, capture_id as "captureId", total_minor::integer as minor from shop.orders where payer_email = ${email}`;
  return order ?? assert.fail('an order');
};

const wished = async (orderId: string, amountMinor: number): Promise<string> => {
  const wish = { practiceId, orderId, wishId: newId<'wish'>(), amountMinor } as const;
  const done = await deps.db.begin((tx) =>
    requestRefund(tx, deps, { ...wish, because: 'by-hand', by: 'desk' }),
  );
  assert.ok(done.ok, 'the money is there');
  return done.value.refundId;
};

/** Hours pass, and the program asks on by itself. */
const askedOn = async () => {
  for (let round = 0; round < 4; round++) {
    await executeRefunds(deps);
    await pass(65);
    await sleep(round * 150);
    renew();
  }
};

const stateOf = async (id: string) =>
  (
    await owner<{ state: string; order: string }[]>`
    select refund.state, placed.state as "order" from shop.refunds as refund
    join shop.orders as placed on placed.capture_id = refund.capture_id where refund.id = ${id}`
  )[0] ?? assert.fail('a refund');

const givenBack = async (captureId: string) =>
  (await payPalBooks(local.origin)).refunds.filter((one) => one.captureId === captureId);

for (const part of [true, false])
  for (const fault of FAULTS)
    for (const when of WHEN)
      test(`${part ? 'a part' : 'all'} goes back, ${fault.name}, ${when} the effect: once or not at all, and the state says so`, async () => {
        const { id: orderId, captureId, minor } = await paidOrder();
        const refundId = await wished(orderId, part ? 300 : minor);
        spoil('captures.refund', fault, when);
        await askedOn();
        const given = await givenBack(captureId);
        const { state, order } = await stateOf(refundId);
        if (state === 'completed') {
          assert.equal(given.length, 1, 'it went back once');
          assert.equal(given[0]?.amount.value, part ? '3.00' : (minor / 100).toFixed(2));
          assert.equal(order, part ? 'partly-refunded' : 'refunded');
          return;
        }
        assert.deepEqual([state, given.length, fault.no, when], ['failed', 0, true, 'before']);
        assert.equal(order, 'paid');
        const again = await retryRefund(deps, { practiceId, refundId }, 'the desk');
        assert.ok(again.ok);
        await askedOn();
        assert.equal((await stateOf(refundId)).state, 'completed');
        assert.equal((await givenBack(captureId)).length, 1, 'tried again, it goes back once');
      });

test('after all of this PayPal and the ledger agree to the cent', async () => {
  assert.deepEqual(await wrong(), []);
});
