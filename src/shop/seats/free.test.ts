import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { openShop, paymentDeps, readyCheckout, type Shop } from '../../../test/support/shop.ts';
import { newId } from '../../platform/ids.ts';
import { invariants } from '../accounts/public.ts';
import { freeSeat, grantSeat, seatCounts } from './public.ts';

const database = await testDatabase();
const { db } = database;
const deps = (shop: Shop) => paymentDeps(db, shop, {} as never);

const groupOf = (shop: Shop) => shop.offerings[0]?.id ?? assert.fail('a shop has a group');
const granted = async (shop: Shop, email: string) => {
  const grant = await db.begin((tx) =>
    grantSeat(tx, {
      practiceId: shop.practice.id,
      offeringId: groupOf(shop),
      attendeeName: 'Ana',
      attendeeEmail: email,
    }),
  );
  return grant.ok ? grant.value.seatId : assert.fail(grant.refusal.because);
};
const free = (shop: Shop, seatId: string) =>
  db.begin((tx) =>
    freeSeat(tx, deps(shop), {
      practiceId: shop.practice.id,
      seatId,
      because: 'withdrawn',
      by: 'desk',
    }),
  );
const confirmed = async (shop: Shop) =>
  (await seatCounts(db.sql, shop.practice.id, [groupOf(shop)]))[0]?.confirmed;
const events = async (shop: Shop) =>
  (
    await db.sql<{ mail: unknown }[]>`
    select mail from platform.outbox where practice_id = ${shop.practice.id} and kind = 'job:seat-freed'`
  ).map(({ mail }) => mail);
const sound = async (shop: Shop) => assert.deepEqual(await invariants(db.sql, shop.practice.id), []);

test('a freed seat is free at once, says why, and is told to others once', async () => {
  const shop = await openShop(database, [1]);
  const seatId = await granted(shop, 'ana@mail.example');
  const practiceId = shop.practice.id;
  assert.ok((await free(shop, seatId)).ok);
  assert.equal(await confirmed(shop), 0);
  const [row] =
    await db.sql`select state, ended_because, ended_at is not null as ended from shop.seats where id = ${seatId}`;
  assert.deepEqual({ ...row }, { state: 'freed', ended_because: 'withdrawn', ended: true });
  const story =
    await db.sql`select was, became, because, actor from shop.history where practice_id = ${practiceId} and entity_id = ${seatId}`;
  assert.deepEqual(
    story.map((line) => ({ ...line })),
    [{ was: 'granted', became: 'freed', because: 'withdrawn', actor: 'desk' }],
  );
  assert.deepEqual(await events(shop), [
    { practiceId, offeringId: groupOf(shop), seatId, because: 'withdrawn' },
  ]);
  await granted(shop, 'gus@mail.example');
  await sound(shop);
});

test('freed ten times at once is freed once', async () => {
  const shop = await openShop(database, [3]);
  const seatId = await granted(shop, 'ana@mail.example');
  await granted(shop, 'gus@mail.example');
  const answers = await Promise.all(Array.from({ length: 10 }, () => free(shop, seatId)));
  assert.equal(answers.filter((answer) => answer.ok).length, 1);
  assert.ok(answers.every((answer) => answer.ok || answer.refusal.because === 'already-freed'));
  assert.equal(await confirmed(shop), 1);
  assert.equal((await events(shop)).length, 1);
  await sound(shop);
});

test('while chairs are given back others take them: the count is right at the end and never too high', async () => {
  const shop = await openShop(database, [4]);
  const seats = await Promise.all(
    Array.from({ length: 4 }, (_, index) => granted(shop, `old${index}@mail.example`)),
  );
  const buyers = Array.from({ length: 12 }, (_, index) => ({
    name: `New ${index}`,
    email: `new${index}@mail.example`,
  }));
  const [, checkouts] = await Promise.all([
    Promise.all(seats.map((seatId) => free(shop, seatId))),
    Promise.all(buyers.map((buyer) => readyCheckout(db, shop, { buyer, offerings: shop.offerings }))),
  ]);
  assert.equal(await confirmed(shop), 0);
  assert.ok(checkouts.filter(Boolean).length <= 4);
  await sound(shop);
});

test('a seat of another practice is not freed, and what does not exist is a fault', async () => {
  const [shop, other] = [await openShop(database, [1]), await openShop(database, [1])];
  const seatId = await granted(shop, 'ana@mail.example');
  await assert.rejects(free(other, seatId), /exists/);
  await assert.rejects(free(shop, newId<'seat'>()), /exists/);
  assert.equal(await confirmed(shop), 1);
});

test('the database keeps no freed seat without its reason, and no reason on a seat that is taken', async () => {
  const shop = await openShop(database, [1]);
  const seatId = await granted(shop, 'ana@mail.example');
  await assert.rejects(
    async () => db.sql`update shop.seats set state = 'freed' where id = ${seatId}`,
    /a_freed_seat_says_when_and_why/,
  );
  await assert.rejects(
    async () => db.sql`update shop.seats set ended_because = 'withdrawn' where id = ${seatId}`,
    /a_freed_seat_says_when_and_why/,
  );
});
