import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modelPayPal } from '../../../test/prove/model-paypal.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { openShop, paymentDeps, readyCheckout } from '../../../test/support/shop.ts';
import { newId } from '../../platform/ids.ts';
import { capture, invariants, startPayment } from '../payments/public.ts';
import { executeRefunds, type RefundWish, requestRefund } from './public.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
let serial = 0;

/** A paid order of two chairs at $45.00 each. */
const paidOrder = async () => {
  await shiftClock('0');
  const shop = await openShop(database, [1, 1]);
  const model = modelPayPal({ prefix: `W${++serial}`, trouble: () => 'none', replaysRefusals: true });
  const deps = paymentDeps(db, shop, model.paypal);
  const practiceId = shop.practice.id;
  const buyer = { name: 'Pia', email: 'pia@mail.example' };
  const checkoutId =
    (await readyCheckout(db, shop, { buyer, offerings: shop.offerings })) ?? assert.fail('free');
  await startPayment(deps, { practiceId, checkoutId });
  const order = [...model.orders.values()][0] ?? assert.fail('an order at PayPal');
  model.approve(order.id, 'pays');
  await capture(deps, { practiceId, attemptId: order.customId }, 'return-page');
  const [placed] = await db.sql<{ id: string; captureId: string; lines: string[] }[]>`
    select id, capture_id as "captureId", array(select line.id from shop.checkout_lines as line
      where line.practice_id = ${practiceId} and line.checkout_id = ${checkoutId} order by id) as lines
    from shop.orders where practice_id = ${practiceId}`;
  const { id: orderId, captureId, lines } = placed ?? assert.fail('the order is placed');
  const wish = (amountMinor: number, more: Partial<RefundWish> = {}) =>
    db.begin((tx) =>
      requestRefund(tx, deps, {
        ...{ practiceId, orderId, amountMinor, wishId: newId<'wish'>(), because: 'by-hand', by: 'desk' },
        ...more,
      }),
    );
  const refused = async (amountMinor: number, more: Partial<RefundWish> = {}) => {
    const answer = await wish(amountMinor, more);
    return answer.ok ? 'wanted' : answer.refusal.because;
  };
  const given = async () =>
    (
      await db.sql<
        { minor: number }[]
      >`select given_minor as minor from shop.captures where id = ${captureId}`
    )[0]?.minor;
  const sound = async () => assert.deepEqual(await invariants(db.sql, practiceId), []);
  return { deps, practiceId, orderId, captureId, lines, wish, refused, given, sound, model };
};

test('parts of an order go back one by one, to the last cent and no further', async () => {
  const { deps, wish, refused, sound, practiceId, model } = await paidOrder();
  assert.ok((await wish(2_000)).ok);
  assert.ok((await wish(2_500)).ok);
  await executeRefunds(deps);
  const states = async () =>
    (await db.sql`select state from shop.orders where practice_id = ${practiceId}`)[0];
  assert.equal((await states())?.['state'], 'partly-refunded');
  assert.equal(await refused(4_501), 'more-than-left');
  assert.ok((await wish(4_500)).ok);
  assert.equal(await refused(1), 'nothing-left');
  await executeRefunds(deps);
  assert.equal((await states())?.['state'], 'refunded');
  assert.deepEqual(
    model.refunds.map(({ amount }) => amount.minor),
    [2_000, 2_500, 4_500],
  );
  await sound();
});

test('the same wish twice, also at once, is one refund; PayPal gets its key once', async () => {
  const { deps, wish, given, model, sound } = await paidOrder();
  const wishId = newId<'wish'>();
  const answers = await Promise.all(Array.from({ length: 6 }, () => wish(1_000, { wishId })));
  const ids = new Set(answers.map((answer) => (answer.ok ? answer.value.refundId : 'refused')));
  assert.equal(ids.size, 1);
  assert.equal(answers.filter((answer) => answer.ok && !answer.value.again).length, 1);
  assert.equal(await given(), 1_000);
  await executeRefunds(deps);
  const after = await wish(1_000, { wishId });
  assert.deepEqual(after.ok && [after.value.again, after.value.state], [true, 'completed']);
  assert.equal(model.refunds.length, 1);
  await sound();
});

test('many wishes at once never give back more than was taken', async () => {
  const { wish, given, sound } = await paidOrder();
  const answers = await Promise.all(Array.from({ length: 12 }, () => wish(2_000)));
  assert.equal(answers.filter(({ ok }) => ok).length, 4);
  assert.equal(await given(), 8_000);
  await sound();
});

test('the database refuses more than was taken, whoever writes it', async () => {
  const { practiceId, captureId, wish } = await paidOrder();
  await wish(8_000);
  const write = (minor: number) => owner`
    insert into shop.refunds (practice_id, id, request_key, capture_id, amount_minor, currency, because, state)
    values (${practiceId}, ${newId<'refund'>()}, ${newId<'key'>()}, ${captureId}, ${minor}, 'USD', 'outside', 'completed')`;
  await assert.rejects(write(1_001), /no_capture_gives_back_more_than_it_took/);
});

test('a refund may name its lines; strange lines are refused', async () => {
  const { lines, wish, practiceId } = await paidOrder();
  const [first = '', second = ''] = lines;
  const parts = [
    { lineId: first, amountMinor: 4_500 },
    { lineId: second, amountMinor: 500 },
  ];
  const answer = await wish(5_000, { lines: parts });
  assert.ok(answer.ok);
  const kept = await db.sql`
    select line_id as "lineId", amount_minor as "amountMinor" from shop.refund_lines
    where practice_id = ${practiceId} order by amount_minor desc`;
  assert.deepEqual(
    kept.map((row) => ({ ...row })),
    parts,
  );
  await assert.rejects(
    wish(100, { lines: [{ lineId: newId<'line'>(), amountMinor: 100 }] }),
    /lines of its own/,
  );
});

test('what cannot go back is refused with its reason', async () => {
  const { practiceId, captureId, refused } = await paidOrder();
  assert.equal(await refused(100, { orderId: newId<'order'>() }), 'no-such-order');
  await owner`
    insert into shop.disputes (practice_id, id, paypal_dispute_id, capture_id, state, reason, stage, amount_minor,
      currency, opened_at, changed_at)
    values (${practiceId}, ${newId<'dispute'>()}, 'PP-D-1', ${captureId}, 'open', 'OTHER', 'INQUIRY', 9000, 'USD', now(), now())`;
  assert.equal(await refused(100), 'dispute-open');
  await owner`update shop.disputes set state = 'resolved' where capture_id = ${captureId}`;
  assert.equal(await refused(100), 'wanted');
  await shiftClock('181 days');
  assert.equal(await refused(100), 'too-old');
  await shiftClock('0');
});

test('a free order has nothing to give back', async () => {
  const { practiceId, orderId, captureId, refused } = await paidOrder();
  await owner`update shop.orders set capture_id = null, total_minor = 0, state = 'free' where id = ${orderId}`;
  assert.equal(await refused(100), 'nothing-paid');
  await owner`update shop.orders set capture_id = ${captureId}, total_minor = 9000, state = 'paid' where practice_id = ${practiceId}`;
});
