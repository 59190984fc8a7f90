import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { type Offering, openShop, readyCheckout, type Shop } from '../../../test/support/shop.ts';
import { invariants } from '../accounts/public.ts';
import {
  expireHolds,
  grantSeat,
  pinHolds,
  prolongHolds,
  releaseHolds,
  releasePinnedHolds,
  seatCounts,
  unpinHolds,
} from './public.ts';

const database = await testDatabase();
const { db, shiftClock } = database;
const buyers = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `Buyer ${index}`,
    email: `buyer${index}@mail.example`,
  }));
const first = (shop: Shop): Offering => shop.offerings[0] ?? assert.fail('a shop has a group');
const countsOf = async (shop: Shop, offering = first(shop)) => {
  const [counts] = await seatCounts(db.sql, shop.practice.id, [offering.id]);
  return counts ?? assert.fail('the group is counted');
};
const key = (shop: Shop, checkoutId: string) => ({ practiceId: shop.practice.id, checkoutId });
const held = async (shop: Shop, name = 'Maya', minutes = 15) =>
  (await readyCheckout(db, shop, {
    buyer: { name, email: `${name.toLowerCase()}@mail.example` },
    offerings: shop.offerings,
    minutes,
  })) ?? assert.fail('the chair is free');

for (const [many, seats] of [
  [40, 8],
  [100, 1],
] as const)
  test(`${many} buyers at once for ${seats} chairs: exactly sold out`, async () => {
    const shop = await openShop(database, [seats]);
    const checkouts = await Promise.all(
      buyers(many).map((buyer) => readyCheckout(db, shop, { buyer, offerings: shop.offerings })),
    );
    assert.equal(checkouts.filter((checkout) => checkout !== undefined).length, seats);
    assert.equal((await countsOf(shop)).held, seats);
    assert.deepEqual(await invariants(db.sql, shop.practice.id), []);
  });

test('control: without the lock and the condition the same rush oversells, so the test above can see it', async () => {
  const shop = await openShop(database, [8]);
  const { id } = first(shop);
  await database.owner`alter table shop.offerings drop constraint seats_are_never_oversold`;
  await Promise.all(
    buyers(40).map(() =>
      db.begin(async (tx) => {
        const [row] =
          await tx`select held + confirmed < capacity as free from shop.offerings where id = ${id}`;
        if (row?.['free']) await tx`update shop.offerings set held = held + 1 where id = ${id}`;
      }),
    ),
  );
  const { held: taken } = await countsOf(shop);
  await database.owner`update shop.offerings set held = 0 where id = ${id}`;
  await database.owner`
    alter table shop.offerings add constraint seats_are_never_oversold check (held + confirmed <= capacity)
  `;
  assert.ok(taken > 8, `only ${taken} of 8 were taken without any guard`);
});

test('the CHECK stands alone: no statement whatever sells a ninth chair', async () => {
  const shop = await openShop(database, [1]);
  await held(shop);
  await assert.rejects(
    async () => db.sql`update shop.offerings set held = held + 1 where id = ${first(shop).id}`,
    /seats_are_never_oversold/,
  );
});

test('two groups in one cart are taken both or not at all', async () => {
  const shop = await openShop(database, [1, 1]);
  const [one, two] = shop.offerings;
  assert.ok(one && two);
  const buyer = { name: 'Gus', email: 'gus@mail.example' };
  assert.ok(await readyCheckout(db, shop, { buyer, offerings: [two] }));
  assert.equal(await readyCheckout(db, shop, { buyer, offerings: [one, two] }), undefined);
  assert.equal((await countsOf(shop, one)).held, 0);
});

test('carts that name the groups in opposite order never block each other for good', async () => {
  const shop = await openShop(database, [30, 30]);
  const backwards = [...shop.offerings].reverse();
  const checkouts = await Promise.all(
    buyers(40).map((buyer, index) =>
      readyCheckout(db, shop, { buyer, offerings: index % 2 ? backwards : shop.offerings }),
    ),
  );
  assert.equal(checkouts.filter(Boolean).length, 30);
});

test('a hold that ran out is swept and its checkout ended; one in time stays', async () => {
  const shop = await openShop(database, [2]);
  await held(shop, 'Lotte', 15);
  await shiftClock('14 minutes');
  await expireHolds(db);
  assert.equal((await countsOf(shop)).held, 1);
  await held(shop, 'Omar', 15);
  await shiftClock('16 minutes');
  await expireHolds(db);
  assert.equal((await countsOf(shop)).held, 1);
  await shiftClock('0');
});

test('no clock ends a pinned hold, and its own buyer cannot give it back while money may move', async () => {
  const shop = await openShop(database, [1]);
  const checkoutId = await held(shop);
  assert.ok((await db.begin((tx) => pinHolds(tx, key(shop, checkoutId)))).ok);
  await shiftClock('3 days');
  await expireHolds(db);
  assert.equal((await countsOf(shop)).held, 1);
  assert.equal(
    await db.begin((tx) => releaseHolds(tx, { ...key(shop, checkoutId), because: 'left' })),
    false,
  );
  assert.equal((await countsOf(shop)).held, 1);
  await db.begin((tx) => releasePinnedHolds(tx, { ...key(shop, checkoutId), because: 'failed' }));
  assert.equal((await countsOf(shop)).held, 0);
  await shiftClock('0');
});

for (const { declinedAfter, until } of [
  { declinedAfter: 1, until: 15 },
  { declinedAfter: 9, until: 19 },
])
  test(`declined after ${declinedAfter} minutes of fifteen, the chair is held until minute ${until}: ten more, and never less than was promised`, async () => {
    const shop = await openShop(database, [1]);
    const checkoutId = await held(shop);
    await shiftClock(`${declinedAfter} minutes`);
    await db.begin((tx) => pinHolds(tx, key(shop, checkoutId)));
    await db.begin((tx) => unpinHolds(tx, { ...key(shop, checkoutId), minutes: 10 }));
    await shiftClock(`${until - 1} minutes`);
    await expireHolds(db);
    assert.equal((await countsOf(shop)).held, 1);
    await shiftClock(`${until + 1} minutes`);
    await expireHolds(db);
    assert.equal((await countsOf(shop)).held, 0);
    await shiftClock('0');
  });

test('a hold that ran out is taken again at payment if the chair is free, not if it is gone, not on new terms', async () => {
  const shop = await openShop(database, [1]);
  const late = await held(shop, 'Ines');
  const gone = key(shop, late);
  await db.begin((tx) => releaseHolds(tx, { ...gone, because: 'ran-out' }));
  assert.ok((await db.begin((tx) => pinHolds(tx, gone))).ok);
  await db.begin((tx) => releasePinnedHolds(tx, { ...gone, because: 'again' }));
  const other = await held(shop, 'Pia');
  const full = await db.begin((tx) => pinHolds(tx, gone));
  assert.deepEqual(full.ok ? '' : full.refusal.because, 'full');
  await db.begin((tx) => releaseHolds(tx, { ...key(shop, other), because: 'left' }));
  await db.sql`update shop.offerings set terms_version = 2 where id = ${first(shop).id}`;
  const changed = await db.begin((tx) => pinHolds(tx, gone));
  assert.deepEqual(changed.ok ? '' : changed.refusal.because, 'terms-changed');
});

test('more time is given to who holds, and refused to who no longer does', async () => {
  const shop = await openShop(database, [1]);
  const checkoutId = await held(shop);
  assert.ok((await db.begin((tx) => prolongHolds(tx, { ...key(shop, checkoutId), minutes: 15 }))).ok);
  await db.begin((tx) => releaseHolds(tx, { ...key(shop, checkoutId), because: 'left' }));
  assert.ok(!(await db.begin((tx) => prolongHolds(tx, { ...key(shop, checkoutId), minutes: 15 }))).ok);
});

test('a granted seat counts, is given once to a person, and never beyond the room', async () => {
  const shop = await openShop(database, [2]);
  const grant = (name: string) =>
    db.begin((tx) =>
      grantSeat(tx, {
        practiceId: shop.practice.id,
        offeringId: first(shop).id,
        attendeeName: name,
        attendeeEmail: `${name}@Mail.example`,
      }),
    );
  assert.ok((await grant('Ana')).ok);
  const again = await grant('ana');
  assert.equal(again.ok ? '' : again.refusal.because, 'already-seated');
  assert.ok((await grant('Gus')).ok);
  const full = await grant('Ines');
  assert.equal(full.ok ? '' : full.refusal.because, 'full');
  assert.deepEqual(await invariants(db.sql, shop.practice.id), []);
});
