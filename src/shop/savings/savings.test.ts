import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp, type Visitor } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { ABOUT_AMARA, type GroupForSale, goToPay, openSale, takeChair } from '../../../test/support/sale.ts';
import { Temporal } from '../../kernel/time.ts';
import { newId } from '../../platform/ids.ts';
import { makeCoupon } from '../coupons/actions.ts';
import type { CouponWish } from '../coupons/wish.ts';
import { giveBackToFund, recordGift } from '../funds/public.ts';
import { invariants } from '../payments/public.ts';
import { expireHolds } from '../seats/public.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const { visitor, runJobs, mailbox } = await testApp(database);
const { practiceId, groups } = await openSale(db, [{ capacity: 60 }, { capacity: 60 }, { capacity: 60 }]);
const [one, two, three] = groups as [GroupForSale, GroupForSale, GroupForSale];
const desk = { practiceId, currency: 'USD' } as const;

const FREE: CouponWish = {
  title: 'All of it', code: undefined, amountMinor: null, perTenThousand: 10_000, lowestMinor: 0, usesLimit: null,
  personLimit: null, kinds: ['seat'], offeringIds: [], fromAt: null, untilAt: null,
}; // biome-ignore format: rows
const coupon = async (wish: Partial<CouponWish> & { readonly code: string }) => {
  const made = await makeCoupon(db, desk, { ...FREE, ...wish });
  assert.ok(made.ok);
  return made.value.id;
};
let people = 0;
const about = () => ({ ...ABOUT_AMARA, attendee_email: `person-${++people}@mail.example` });

/** From the group to "Pay" with a code; says how it ended. */
const buyWith = async (group: GroupForSale, code: string, who = about()): Promise<string> => {
  const browser = visitor();
  await takeChair(browser, group, 1);
  await browser.post('/cart/coupon', { code });
  return finish(browser, who);
};
const finish = async (browser: Visitor, who: Record<string, string>): Promise<string> => {
  await goToPay(browser, who);
  const answer = await browser.post('/checkout/pay');
  if (/placed=1$/.test(String(answer.headers.location))) return 'order';
  return answer.statusCode === 409 ? 'wrote' : 'not';
};
const counted = async (id: string) =>
  (await owner`select reserved, used from shop.coupons where id = ${id}`)[0] as {
    reserved: number;
    used: number;
  };
const sound = async () => assert.deepEqual(await invariants(db.sql, practiceId), []);

test('40 buyers at once for a coupon with 8 uses: it is used eight times, and nobody gets by it for less', async () => {
  const id = await coupon({ code: 'RUSH', usesLimit: 8 });
  const ended = await Promise.all(Array.from({ length: 40 }, () => buyWith(one, 'rush')));
  const { used } = await counted(id);
  assert.equal(used, 8);
  assert.equal(ended.filter((end) => end === 'order').length, 8);
  await shiftClock('16 minutes');
  await expireHolds(db);
  assert.deepEqual(await counted(id), { reserved: 0, used: 8 });
  await shiftClock('0');
  await sound();
});

test('a fund with money for three chairs at once supports three of twenty, and no checkout half succeeds', async () => {
  const [low, full] = two.publication.tiers;
  assert.ok(low && full);
  const free = { ...low, unitMinor: 0, fundSupported: true };
  await two.reprint({ tiers: [free, full] });
  const gift = {
    id: newId(),
    amountMinor: 3 * 4 * 4_500,
    onDate: Temporal.PlainDate.from('2026-01-05'),
    note: '',
  };
  assert.ok((await db.begin((tx) => recordGift(tx, desk, gift))).ok);
  assert.ok((await db.begin((tx) => recordGift(tx, desk, gift))).ok, 'the same gift twice is one');
  const ended = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const browser = visitor();
      await takeChair(browser, two, 0);
      return finish(browser, about());
    }),
  );
  assert.equal(ended.filter((end) => end === 'order').length, 3);
  const [fund] =
    await owner`select balance_minor::int as balance, reserved_minor::int as reserved from shop.funds`;
  assert.deepEqual({ ...fund }, { balance: 0, reserved: 0 });
  const late = visitor();
  await takeChair(late, two, 0);
  assert.match((await late.get('/cart')).body, /open again when the fund has been filled/);
  await sound();
});

test('what the fund paid can go back into it, once and no further', async () => {
  const [use] = await owner`select line_id from shop.fund_uses where state = 'consumed' limit 1`;
  const lineId = String(use?.['line_id']);
  const back = (amountMinor: number | 'all') =>
    db.begin((tx) => giveBackToFund(tx, { practiceId, lineId, amountMinor, by: 'desk' }));
  assert.deepEqual(await back(5_000), { ok: true, value: { returnedMinor: 5_000 } });
  assert.deepEqual(await back(20_000), { ok: false, refusal: { because: 'too-much' } });
  assert.deepEqual(await back('all'), { ok: true, value: { returnedMinor: 13_000 } });
  assert.deepEqual(await back('all'), { ok: true, value: { returnedMinor: 0 } });
  await sound();
});

test('once for each address: the second time is not charged, and only that address learns why', async () => {
  const id = await coupon({ code: 'ONCE', personLimit: 1 });
  const wren = { ...ABOUT_AMARA, attendee_email: 'wren@mail.example' };
  assert.equal(await buyWith(one, 'once', wren), 'order');
  assert.equal(await buyWith(three, 'ONCE', wren), 'wrote');
  assert.equal(await buyWith(three, 'o-n-c-e', about()), 'order');
  assert.deepEqual(await counted(id), { reserved: 0, used: 2 });
  await runJobs();
  const letters = mailbox.filter(({ mail }) => mail.to === 'wren@mail.example').map(({ mail }) => mail.text);
  assert.ok(letters.some((text) => text.includes('used with this address before')));
  await sound();
});

test('a hold that ends gives the use back, and leaving does too', async () => {
  const id = await coupon({ code: 'BACK', usesLimit: 1 });
  const browser = visitor();
  await takeChair(browser, one, 1);
  await browser.post('/cart/coupon', { code: 'BACK' });
  await browser.post('/checkout');
  assert.deepEqual(await counted(id), { reserved: 1, used: 0 });
  const other = visitor();
  await takeChair(other, three, 1);
  assert.match((await other.post('/cart/coupon', { code: 'BACK' })).body, /as often as it can be/);
  await browser.post('/checkout/end');
  assert.deepEqual(await counted(id), { reserved: 0, used: 0 });
  assert.equal((await other.post('/cart/coupon', { code: 'BACK' })).statusCode, 303);
  await sound();
});

test('with the counter made blind the same rush passes the limit, so the tests above can fail', async () => {
  const id = await coupon({ code: 'BLIND', usesLimit: 8 });
  await owner.unsafe(`
    create function shop.blind_coupons() returns trigger language plpgsql as $$ begin new.reserved := 0; new.used := 0; return new; end $$;
    create trigger blind before update on shop.coupons for each row execute function shop.blind_coupons();
  `);
  await Promise.all(Array.from({ length: 20 }, () => buyWith(three, 'BLIND')));
  const [row] =
    await owner`select count(*)::int as n from shop.coupon_uses where coupon_id = ${id} and state = 'consumed'`;
  assert.ok(Number(row?.['n']) > 8, `${row?.['n']} uses of 8`);
  assert.notDeepEqual(await invariants(db.sql, practiceId), []);
});
