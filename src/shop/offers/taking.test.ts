import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { buyerNamed, offeringIn } from '../../../test/support/offering.ts';
import { openShop } from '../../../test/support/shop.ts';
import { capture, reconcile, startPayment } from '../payments/public.ts';
import { expireHolds, pinHolds, releaseHolds } from '../seats/public.ts';
import { declineOffer, makePair, withdrawOffer } from './public.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const ANA = buyerNamed('Ana');
const GUS = buyerNamed('Gus');

const opened = async (...capacities: number[]) => {
  await shiftClock('0');
  const shop = await openShop(database, capacities);
  const at = offeringIn(database, shop);
  const key = (checkoutId: string) => ({ practiceId: at.practiceId, checkoutId });
  const inCheckout = async (buyer = ANA, hours?: string) => {
    const offerId = await at.offered(buyer);
    const checkoutId = (await at.checkout(buyer, offerId)) ?? assert.fail(`the chair is kept ${hours}`);
    return { offerId, checkoutId };
  };
  const leaves = (checkoutId: string) =>
    db.begin((tx) => releaseHolds(tx, { ...key(checkoutId), because: 'left' }));
  const withdraws = (offerId: string) =>
    db.begin((tx) => withdrawOffer(tx, at.deps, { practiceId: at.practiceId, offerId, by: 'desk' }));
  const toPayPal = async (checkoutId: string) => {
    const started = await startPayment(at.payments, key(checkoutId));
    if (!started.ok) return { refused: started.refusal.because };
    const token = /token=(.+)/.exec(started.value.redirectTo)?.[1] ?? assert.fail(started.value.redirectTo);
    const attemptId = at.model.orders.get(token)?.customId ?? assert.fail('the order names its attempt');
    return { token, attempt: { practiceId: at.practiceId, attemptId } };
  };
  const comesBack = async ({ token, attempt }: Awaited<ReturnType<typeof toPayPal>>) => {
    assert.ok(token && attempt, 'was at PayPal');
    at.model.approve(token, 'pays');
    return (await capture(at.payments, attempt, 'return-page'))?.state;
  };
  const letters = async () =>
    (
      await db.sql<{ kind: string }[]>`
        select kind from platform.outbox where practice_id = ${at.practiceId} and kind not like 'job:%' order by kind`
    ).map(({ kind }) => kind);
  return { ...at, key, inCheckout, leaves, withdraws, toPayPal, comesBack, letters };
};

test('the kept seat goes into its holder’s checkout and, paid, becomes the seat', async () => {
  const at = await opened(1);
  const { offerId, checkoutId } = await at.inCheckout();
  assert.equal(await at.counts(), '1 held, 0 offered, 0 confirmed');
  assert.equal(await at.stateOf(offerId), 'held');
  assert.equal(await at.comesBack(await at.toPayPal(checkoutId)), 'captured');
  assert.equal(await at.counts(), '0 held, 0 offered, 1 confirmed');
  assert.equal(await at.stateOf(offerId), 'paid: paid');
  assert.deepEqual(await at.events(), ['offer-made', 'offer-paid']);
  await at.sound();
});

test('one offer in many windows and on many devices at once: exactly one has it', async () => {
  const at = await opened(3);
  const offerId = await at.offered(ANA);
  const checkouts = await Promise.all(Array.from({ length: 20 }, () => at.checkout(ANA, offerId)));
  assert.equal(checkouts.filter(Boolean).length, 1);
  assert.equal(await at.counts(), '1 held, 0 offered, 0 confirmed');
  await at.sound();
});

test('a hold that ends unpaid goes back to its offer while that lives, and is free when it does not', async () => {
  const at = await opened(1);
  const { offerId, checkoutId } = await at.inCheckout();
  await at.leaves(checkoutId);
  assert.equal(await at.stateOf(offerId), 'made');
  assert.equal(await at.counts(), '0 held, 1 offered, 0 confirmed');
  assert.equal(await at.checkout(GUS), undefined, 'it is still kept');
  await shiftClock('47 hours 55 minutes');
  assert.ok(await at.checkout(ANA, offerId));
  await shiftClock('48 hours 5 minutes');
  await at.sweep();
  assert.equal(await at.stateOf(offerId), 'held', 'the time of the hold counts, not the time of the offer');
  await shiftClock('48 hours 11 minutes');
  await expireHolds(db);
  await at.sweep();
  assert.equal(await at.stateOf(offerId), 'expired: time');
  assert.ok(await at.checkout(GUS), 'now it is anybody’s');
  await at.sound();
});

test('whoever is at PayPal when the hold ends gets the seat back from the offer, and is charged once', async () => {
  const at = await opened(1);
  const { offerId, checkoutId } = await at.inCheckout();
  const paying = await at.toPayPal(checkoutId);
  await shiftClock('20 minutes');
  await expireHolds(db);
  assert.equal(await at.stateOf(offerId), 'made');
  assert.equal(await at.checkout(GUS), undefined);
  assert.equal(await at.comesBack(paying), 'captured');
  assert.equal(await at.stateOf(offerId), 'paid: paid');
  await at.sound();
});

test('back from PayPal after the offer ran out and went to somebody else: not charged, told why', async () => {
  const at = await opened(1);
  const { checkoutId } = await at.inCheckout();
  const paying = await at.toPayPal(checkoutId);
  await shiftClock('49 hours');
  await expireHolds(db);
  await at.sweep();
  await at.offered(GUS);
  assert.equal(await at.comesBack(paying), 'seat-lost');
  assert.equal(at.model.balance(), 0);
  assert.deepEqual(await at.letters(), ['offer-ended']);
  await at.sound();
});

for (const [entry, waiting, state] of [
  ['buy', 0, 'captured'],
  ['apply', 0, 'seat-lost'],
  ['buy', 1, 'seat-lost'],
] as const)
  test(`back from PayPal after the offer ran out, the seat free, ${entry === 'apply' ? 'in a group by application' : `${waiting} waiting`}: ${state}`, async () => {
    const at = await opened(1);
    const { offerId, checkoutId } = await at.inCheckout();
    const paying = await at.toPayPal(checkoutId);
    await owner`update shop.offerings set entry = ${entry}, waiting = ${waiting} where id = ${at.first.id}`;
    await shiftClock('49 hours');
    await expireHolds(db);
    await at.sweep();
    assert.equal(await at.comesBack(paying), state);
    assert.equal(await at.stateOf(offerId), 'expired: time', 'what is over stays over');
    await at.sound();
  });

test('a seat is for whom it was kept: somebody else on its line cannot pay, whatever the checkout says', async () => {
  const at = await opened(1);
  const offerId = await at.offered(ANA);
  const checkoutId = (await at.checkout(GUS, offerId)) ?? assert.fail('held');
  assert.deepEqual(await at.toPayPal(checkoutId), { refused: 'not-ready' });
  await owner`update shop.checkouts set attendee_email = ${ANA.email} where id = ${checkoutId}`;
  const paying = await at.toPayPal(checkoutId);
  await owner`update shop.checkouts set attendee_email = ${GUS.email} where id = ${checkoutId}`;
  assert.equal(await at.comesBack(paying), 'awaiting', 'nothing is taken');
  assert.equal(at.model.balance(), 0);
  await at.sound();
});

test('withdrawn while in the checkout: it cannot be paid any more, and ends within a minute', async () => {
  const at = await opened(1);
  const { offerId, checkoutId } = await at.inCheckout();
  const paying = await at.toPayPal(checkoutId);
  const done = await at.withdraws(offerId);
  assert.deepEqual(done, { ok: true, value: { as: 'ending' } });
  assert.equal(await at.stateOf(offerId), 'held');
  assert.equal(await at.comesBack(paying), 'seat-lost');
  assert.equal(at.model.balance(), 0);
  await expireHolds(db);
  await at.sweep();
  assert.equal(await at.stateOf(offerId), 'withdrawn: by-hand');
  assert.equal(await at.counts(), '0 held, 0 offered, 0 confirmed');
  await at.sound();
});

test('withdrawn while nobody pays yet: the sweeper ends the checkout at once, not after its fifteen minutes', async () => {
  const at = await opened(1);
  const { offerId, checkoutId } = await at.inCheckout();
  await at.withdraws(offerId);
  await expireHolds(db);
  const [row] = await db.sql`select state from shop.checkouts where id = ${checkoutId}`;
  assert.equal(row?.['state'], 'ended');
  await at.sweep();
  assert.equal(await at.stateOf(offerId), 'withdrawn: by-hand');
  await at.sound();
});

test('withdrawn while money may be moving: the payment decides', async () => {
  const at = await opened(1);
  const { offerId, checkoutId } = await at.inCheckout();
  assert.ok((await db.begin((tx) => pinHolds(tx, at.key(checkoutId)))).ok);
  await at.withdraws(offerId);
  await expireHolds(db);
  await at.sweep();
  assert.equal(await at.comesBack(await at.toPayPal(checkoutId)), 'captured');
  assert.equal(await at.stateOf(offerId), 'paid: paid');
  await at.sound();
});

test('of two who come only together one says no while the other is at PayPal: the other is not charged', async () => {
  const at = await opened(2);
  const wishes = [await at.wish(ANA), await at.wish(GUS)] as const;
  const pair = await db.begin((tx) => makePair(tx, at.deps, wishes));
  const [one, other] = pair.ok ? pair.value.offerIds : [];
  assert.ok(one && other);
  const paying = await at.toPayPal((await at.checkout(GUS, other)) ?? assert.fail('held'));
  const no = { practiceId: at.practiceId, offerId: one, stays: false };
  assert.ok((await db.begin((tx) => declineOffer(tx, at.deps, no))).ok);
  assert.equal(await at.comesBack(paying), 'seat-lost');
  await expireHolds(db);
  await at.sweep();
  assert.deepEqual(
    [await at.stateOf(one), await at.stateOf(other)],
    ['declined: declined', 'withdrawn: pair'],
  );
  await at.sound();
});

test('of two who come only together one has paid and the other says no: the paid seat stays', async () => {
  const at = await opened(2);
  const wishes = [await at.wish(ANA), await at.wish(GUS)] as const;
  const pair = await db.begin((tx) => makePair(tx, at.deps, wishes));
  const [one, other] = pair.ok ? pair.value.offerIds : [];
  assert.ok(one && other);
  await at.comesBack(await at.toPayPal((await at.checkout(GUS, other)) ?? assert.fail('held')));
  const no = { practiceId: at.practiceId, offerId: one, stays: false };
  assert.ok((await db.begin((tx) => declineOffer(tx, at.deps, no))).ok);
  assert.deepEqual([await at.stateOf(one), await at.stateOf(other)], ['declined: declined', 'paid: paid']);
  await at.sound();
});

test('a no in one window while the other pays is refused, and the payment goes on', async () => {
  const at = await opened(1);
  const { offerId, checkoutId } = await at.inCheckout();
  const no = { practiceId: at.practiceId, offerId, stays: false };
  const said = await db.begin((tx) => declineOffer(tx, at.deps, no));
  assert.deepEqual(said, { ok: false, refusal: { because: 'in-checkout' } });
  assert.equal(await at.comesBack(await at.toPayPal(checkoutId)), 'captured');
  await at.sound();
});

test('while people wait nobody buys past them; what the practice opens is for everybody, one seat each time', async () => {
  const at = await opened(3);
  await owner`update shop.offerings set waiting = 2 where id = ${at.first.id}`;
  assert.equal(await at.checkout(GUS), undefined);
  await owner`update shop.offerings set opened = 1 where id = ${at.first.id}`;
  const tries = await Promise.all(
    Array.from({ length: 12 }, (_, index) => at.checkout(buyerNamed(`Person${index}`))),
  );
  const [won, ...rest] = tries.filter((one) => one !== undefined);
  assert.ok(won && rest.length === 0, 'one seat was opened');
  const openNow = async () =>
    (await db.sql`select opened from shop.offerings where id = ${at.first.id}`)[0]?.['opened'];
  assert.equal(await openNow(), 0);
  await at.leaves(won);
  assert.equal(await openNow(), 1, 'given back it is open to everybody again');
  await at.offered(ANA);
  await at.sound();
});

test('PayPal is silent while an offered seat is paid: it stays where it is until the answer comes', async () => {
  const at = await opened(1);
  const { offerId, checkoutId } = await at.inCheckout();
  const { token, attempt } = await at.toPayPal(checkoutId);
  assert.ok(token && attempt);
  at.model.approve(token, 'review');
  assert.equal((await capture(at.payments, attempt, 'return-page'))?.state, 'pending');
  await shiftClock('5 days');
  await expireHolds(db);
  await at.sweep();
  assert.equal(await at.stateOf(offerId), 'held');
  at.model.endReviews(() => 'DECLINED');
  await reconcile(at.payments);
  assert.equal(await at.stateOf(offerId), 'made');
  await at.sweep();
  assert.equal(await at.stateOf(offerId), 'expired: time');
  await at.sound();
});
