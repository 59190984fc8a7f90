// Every way PayPal can fail when we look what happened, when money goes back, and when its news comes.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { reconcile } from '../../src/shop/payments/public.ts';
import { executeRefunds } from '../../src/shop/refunds/public.ts';
import { eventually } from '../support/programs.ts';
import { payPalBooks } from './books.ts';
import { FAULTS, spoil, WHEN } from './paypal-faults.ts';
import {
  atPayPal,
  calm,
  comeBack,
  deps,
  local,
  look,
  owner,
  paidOnce,
  pass,
  renew,
  site,
  untilDecided,
  wrong,
} from './paypal-site.ts';

afterEach(calm);

for (const fault of FAULTS)
  for (const taken of [true, false])
    test(`look, ${fault.name}, after a capture that was lost ${taken ? 'after' : 'before'} its effect: never "not charged"`, async () => {
      const { visitor, email, token } = await atPayPal();
      local.setFault({ operation: 'orders.capture', when: taken ? 'after' : 'before', kind: 'reset' });
      const page = await comeBack(visitor, token);
      spoil('orders.get', fault, 'before');
      await pass(2);
      await reconcile(deps);
      const { order, text } = await look(visitor, page);
      if (!order) assert.match(text, /Please do not pay again/);
      assert.doesNotMatch(text, /not been charged|did not go through/i);
      assert.ok((await untilDecided(visitor, page)).order);
      await paidOnce(email);
    });

for (const fault of FAULTS)
  for (const when of WHEN)
    test(`refund, ${fault.name}, ${when} the effect: the money goes back once, or a person is told`, async () => {
      const { visitor, email, token } = await atPayPal();
      local.setFault({ operation: 'orders.capture', kind: 'other-amount', amount: '1.00' });
      const page = await comeBack(visitor, token);
      assert.match(
        (await look(visitor, page)).text,
        /PayPal took a payment that we cannot use\. All of it goes back/,
      );
      spoil('captures.refund', fault, when);
      for (let round = 0; round < 4; round++) {
        await executeRefunds(deps);
        await pass(65);
        await sleep(round * 150);
        renew();
      }
      const [refund] = await refundsOf(email);
      const { refunds } = await payPalBooks(local.origin);
      const given = refunds.filter(({ captureId }) => captureId === refund?.captureId).length;
      if (refund?.state === 'completed') {
        assert.equal(given, 1);
        return assert.match((await look(visitor, page)).text, /All of this payment went back to you/);
      }
      assert.deepEqual([refund?.state, fault.no, when], ['failed', true, 'before']);
      assert.equal(given, 0);
      await site.runJobs();
      assert.ok(
        site.mailbox.some(({ mail }) => /refund failed and must be made by hand/.test(mail.text ?? '')),
        'the practice is told',
      );
    });

const refundsOf = (email: string) => owner<{ state: string; captureId: string }[]>`
  select refund.state, refund.capture_id as "captureId" from shop.refunds as refund
  join shop.captures as capture on capture.id = refund.capture_id
  join shop.attempts as attempt on attempt.id = capture.attempt_id
  join shop.checkouts as checkout on checkout.id = attempt.checkout_id and checkout.attendee_email = ${email}
`;

for (const fault of FAULTS)
  for (const both of [false, true])
    test(`webhook, ${fault.name} for ${both ? 'certificate and postback' : 'the certificate'}: who closed the window is seated all the same`, async () => {
      const { email, token } = await atPayPal();
      local.turnSwitches({ webhooks: { drop: 0 } });
      const often = { ...fault, count: 30 };
      spoil('certs.get', often, 'before');
      if (both) spoil('verify-webhook-signature.post', often, 'before');
      const before = looks();
      await local.decide(token, 'pays');
      await eventually('news came', () => looks() > before);
      await site.runJobs();
      local.turnSwitches({ webhooks: { drop: 1 } });
      await fetch(`${local.origin}/__sandbox/faults`, { method: 'DELETE' });
      renew();
      await pass(10);
      await reconcile(deps);
      await paidOnce(email);
    });

/** How often our certificate was asked for: the first thing done with news. */
const looks = () => local.requests().filter(({ operation }) => operation === 'certs.get').length;

test('after all of this PayPal and the ledger agree to the cent', async () => {
  await pass(60 * 24);
  await reconcile(deps);
  assert.deepEqual(await wrong(), []);
});
