// Every way PayPal can fail when it is asked for an order and for the money: the page tells the truth, and it is paid once.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { reconcile } from '../../src/shop/payments/public.ts';
import { FAULTS, spoil, WHEN } from './paypal-faults.ts';
import {
  atPayPal,
  calm,
  comeBack,
  deps,
  look,
  paidOnce,
  pass,
  pressPay,
  ready,
  untilPaid,
  wrong,
} from './paypal-site.ts';

afterEach(calm);

for (const fault of FAULTS)
  for (const when of WHEN)
    test(`create, ${fault.name}, ${when} the effect: not charged, and "try again" leads to one payment`, async () => {
      const { visitor, email } = await ready();
      spoil('orders.create', fault, when);
      const page = await pressPay(visitor);
      assert.match(page, /^\/payments\//);
      const { text } = await look(visitor, page);
      assert.match(text, /There was an error with PayPal/);
      assert.match(text, /You have not been charged/);
      await untilPaid(visitor, page);
      await paidOnce(email);
    });

for (const fault of FAULTS)
  for (const when of WHEN)
    test(`capture, ${fault.name}, ${when} the effect: the page tells what is known, and it is paid once`, async () => {
      const { visitor, email, token } = await atPayPal();
      spoil('orders.capture', fault, when);
      const page = await comeBack(visitor, token);
      const { order, text } = await look(visitor, page);
      if (fault.no && when === 'after') assert.ok(order, `the money was found at once: ${text}`);
      else if (fault.no) assert.match(text, /There was an error with PayPal.*You have not been charged/);
      else {
        assert.match(text, /We are confirming your payment with PayPal\..*Please do not pay again/);
        assert.doesNotMatch(text, /not been charged|did not go through|error/i);
      }
      await untilPaid(visitor, page);
      await paidOnce(email);
    });

test('after all of this PayPal and the ledger agree to the cent', async () => {
  await pass(60 * 24);
  await reconcile(deps);
  assert.deepEqual(await wrong(), []);
});
