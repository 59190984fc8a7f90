import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { GUS, payingIn } from '../../../test/support/paying.ts';
import { expireHolds, releaseHolds } from '../seats/public.ts';
import { capture, look, reconcile } from './public.ts';

const database = await testDatabase();
const { db, shiftClock } = database;
const open = payingIn(database);

test('who was told that the chair is gone is not charged later, though it becomes free again', async () => {
  const { checkout, payPalOrder, model, deps, practiceId, orders, sound } = await open();
  const { paypalOrderId, key } = await payPalOrder(await checkout());
  await shiftClock('16 minutes');
  await expireHolds(db);
  const gus = await checkout(GUS);
  model.approve(paypalOrderId, 'pays');
  assert.equal((await capture(deps, key, 'return-page'))?.state, 'seat-lost');
  await shiftClock('40 minutes');
  await expireHolds(db);
  assert.ok(gus);
  for (const actor of ['return-page', 'webhook'] as const) {
    const act = actor === 'webhook' ? look : capture;
    assert.equal((await act(deps, key, actor))?.state, 'seat-lost');
  }
  await reconcile(deps);
  assert.equal(model.balance(), 0);
  assert.equal(await orders(), 0);
  const [seats] = await db.sql`select held from shop.offerings where practice_id = ${practiceId}`;
  assert.equal(seats?.['held'], 0);
  await sound();
});

for (const because of ['left', 'replaced'])
  test(`a yes at PayPal for chairs that the buyer ${because} takes no money, whoever asks`, async () => {
    const { checkout, payPalOrder, model, deps, practiceId, orders, sound } = await open();
    const checkoutId = await checkout();
    const { paypalOrderId, key } = await payPalOrder(checkoutId);
    model.approve(paypalOrderId, 'pays');
    await db.begin(async (tx) => {
      await releaseHolds(tx, { practiceId, checkoutId, because });
      await tx`update shop.checkouts set state = 'ended', ended_at = platform.now(), ended_because = ${because}
        where practice_id = ${practiceId} and id = ${checkoutId}`;
    });
    await shiftClock('3 minutes');
    await reconcile(deps);
    assert.equal((await capture(deps, key, 'return-page'))?.state, 'abandoned');
    assert.equal((await look(deps, key, 'webhook'))?.state, 'abandoned');
    assert.equal(model.balance(), 0);
    assert.equal(await orders(), 0);
    await sound();
  });

test('a step opened again after leaving for PayPal: nothing is taken until it is done, then the same payment goes on', async () => {
  const { checkout, payPalOrder, pay, model, deps, practiceId, orders, sound } = await open();
  const checkoutId = await checkout();
  const { paypalOrderId, key } = await payPalOrder(checkoutId);
  model.approve(paypalOrderId, 'pays');
  await db.sql`update shop.checkouts set attendee_email = 'gus@mail.example', agreed_at = null where practice_id = ${practiceId} and id = ${checkoutId}`;
  assert.equal((await capture(deps, key, 'return-page'))?.state, 'awaiting');
  assert.equal((await look(deps, key, 'webhook'))?.state, 'awaiting');
  assert.equal(model.balance(), 0);
  const started = await pay(checkoutId);
  assert.equal(started.ok ? '' : started.refusal.because, 'not-ready');
  await db.sql`update shop.checkouts set agreed_at = platform.now() where practice_id = ${practiceId} and id = ${checkoutId}`;
  assert.equal((await capture(deps, key, 'return-page'))?.state, 'captured');
  assert.equal(await orders(), 1);
  await sound();
});

test('a payment left with a step missing comes to rest when its hold is over', async () => {
  const { checkout, payPalOrder, model, deps, practiceId, sound } = await open();
  const checkoutId = await checkout();
  const { paypalOrderId, key } = await payPalOrder(checkoutId);
  model.approve(paypalOrderId, 'pays');
  await db.sql`update shop.checkouts set agreed_at = null where practice_id = ${practiceId} and id = ${checkoutId}`;
  await shiftClock('20 minutes');
  await expireHolds(db);
  await reconcile(deps);
  assert.equal((await look(deps, key, 'reconciler'))?.state, 'abandoned');
  assert.equal(model.balance(), 0);
  await sound();
});

test('a no that came while the page said "confirming" is told by letter, though PayPal was asked only once', async () => {
  const { checkout, payPalOrder, model, deps, letters } = await open({
    bend: (paypal) => ({
      captureOrder: async (call) => {
        await shiftClock('9 seconds');
        return paypal.captureOrder(call);
      },
    }),
  });
  const { paypalOrderId, key } = await payPalOrder(await checkout());
  model.approve(paypalOrderId, 'declines');
  assert.equal((await capture(deps, key, 'return-page'))?.state, 'awaiting');
  assert.deepEqual(await letters(), ['not-paid-after-all > maya@mail.example']);
});
