// What PayPal may do besides failing: take something else than was agreed, think for days, say no three times, tell twice.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { money } from '../../src/kernel/money.ts';
import type { Outcome, PayPal, PayPalOrder } from '../../src/shop/payments/paypal.ts';
import { reconcile } from '../../src/shop/payments/public.ts';
import { executeRefunds } from '../../src/shop/refunds/public.ts';
import { payPalBooks } from './books.ts';
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
  pressPay,
  renew,
  site,
  tokenOf,
  untilPaid,
  wrong,
} from './paypal-site.ts';

afterEach(calm);

const seatsOf = async (email: string) =>
  (await owner`select 1 from shop.seats where attendee_email = ${email} and state = 'paid'`).length;

test('another amount was taken: no chair for it, all of it goes back, the page says so before and after', async () => {
  const { visitor, email, token } = await atPayPal();
  local.setFault({ operation: 'orders.capture', kind: 'other-amount', amount: '1.00' });
  const page = await comeBack(visitor, token);
  assert.match(
    (await look(visitor, page)).text,
    /PayPal took a payment that we cannot use\. All of it goes back to you/,
  );
  assert.equal(await seatsOf(email), 0);
  await executeRefunds(deps);
  assert.match((await look(visitor, page)).text, /All of this payment went back to you/);
  assert.deepEqual(await wrong(), []);
});

test('PayPal thinks for days: the chair stays and nobody is asked to pay again; then yes, or no and not charged', async () => {
  for (const [to, words] of [
    ['COMPLETED', undefined],
    ['DECLINED', /PayPal did not accept the payment\. You have not been charged/],
  ] as const) {
    const { visitor, email, token } = await atPayPal();
    const page = await comeBack(visitor, token, 'held');
    for (let day = 0; day < 5; day++) {
      assert.match(
        (await look(visitor, page)).text,
        /PayPal is looking at your payment\..*Please do not pay again/,
      );
      await pass(24 * 60);
      await reconcile(deps);
    }
    const { captures } = await payPalBooks(local.origin);
    const pending = captures.find(({ status }) => status === 'PENDING');
    await fetch(`${local.origin}/__sandbox/captures/${pending?.id}/settlement`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to }),
    });
    await pass(70);
    await reconcile(deps);
    const { order, text } = await look(visitor, page);
    assert.equal(order, words === undefined);
    if (words) assert.match(text, words);
    assert.equal(await seatsOf(email), words ? 0 : 1);
  }
});

test('declined three times: each page says no money moved; the fourth way of paying works', async () => {
  const { visitor, email, token } = await atPayPal();
  let page = await comeBack(visitor, token, 'declined');
  for (let time = 2; time <= 3; time++) {
    assert.match(
      (await look(visitor, page)).text,
      /There was an error with PayPal.*You have not been charged/,
    );
    page = await comeBack(visitor, tokenOf(await pressPay(visitor, `${page}/retry`)), 'declined');
  }
  assert.match((await look(visitor, page)).text, /not been charged/);
  await untilPaid(visitor, page);
  await paidOnce(email);
});

/** PayPal's orders as a strange PayPal would tell them. */
const telling =
  (change: (order: PayPalOrder) => PayPalOrder) =>
  (paypal: PayPal): Partial<PayPal> => {
    const changed = (outcome: Outcome<PayPalOrder>) =>
      outcome.kind === 'ok' ? { ...outcome, value: change(outcome.value) } : outcome;
    return {
      captureOrder: async (call) => changed(await paypal.captureOrder(call)),
      getOrder: async (id) => changed(await paypal.getOrder(id)),
    };
  };

for (const [what, change] of [
  ['the money went to another account', (order) => ({ ...order, payeeMerchantId: 'SOMEBODYELSE' })],
  [
    'the payment is for somebody else',
    (order) => ({
      ...order,
      captures: order.captures.map((capture) => ({
        ...capture,
        customId: '0198f000-0000-7000-8000-00000000dead',
      })),
    }),
  ],
] as const satisfies readonly [string, (order: PayPalOrder) => PayPalOrder][])
  test(`${what}: no chair, and it goes back`, async () => {
    const { visitor, email, token } = await atPayPal();
    renew(telling(change));
    const page = await comeBack(visitor, token);
    assert.match((await look(visitor, page)).text, /All of it goes back to you/);
    await executeRefunds(deps);
    assert.match((await look(visitor, page)).text, /All of this payment went back to you/);
    assert.equal(await seatsOf(email), 0);
    assert.deepEqual(await wrong(), []);
  });

for (const [how, switches] of [
  ['twice each', { drop: 0, duplicate: 1 }],
  ['in the wrong order', { drop: 0, reorder: 1 }],
  ['late', { drop: 0, delayMs: 1500 }],
] as const)
  test(`news comes ${how}: one order, and nothing told late turns it back`, async () => {
    const { visitor, email, token } = await atPayPal();
    local.turnSwitches({ webhooks: switches });
    const page = await comeBack(visitor, token);
    await sleep('delayMs' in switches ? switches.delayMs : 0);
    await local.settled();
    await site.runJobs();
    assert.ok((await look(visitor, page)).order);
    await paidOnce(email);
    assert.deepEqual(await wrong(), []);
  });

test('news with a forged signature changes nothing; who closed the window is seated by our own look', async () => {
  const { email, token } = await atPayPal();
  local.turnSwitches({ webhooks: { drop: 0, wrongSignature: 1 } });
  await local.decide(token, 'pays');
  await site.runJobs();
  await sleep(500);
  const [told] =
    await owner`select count(*)::int as n from shop.webhook_inbox where body::text like ${`%${token}%`}`;
  assert.equal(told?.['n'], 0, 'nothing forged is kept');
  assert.equal(await seatsOf(email), 0);
  await pass(10);
  await reconcile(deps);
  await paidOnce(email);
});

// The last: PayPal's own record is in dollars, so that the two books differ from here on.
test('another currency was taken: no chair, and the practice is told', async () => {
  const { visitor, email, token } = await atPayPal();
  renew(
    telling((order) => ({
      ...order,
      captures: order.captures.map((capture) => ({
        ...capture,
        amount: capture.amount && money(capture.amount.minor, 'EUR'),
        fee: undefined,
      })),
    })),
  );
  const page = await comeBack(visitor, token);
  assert.match((await look(visitor, page)).text, /All of it goes back to you/);
  assert.equal(await seatsOf(email), 0);
  await site.runJobs();
  assert.ok(site.mailbox.some(({ mail }) => /wrong-amount/.test(mail.text ?? '')));
});
