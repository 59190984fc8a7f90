import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { ABOUT_AMARA, type GroupForSale, goToPay, openSale, takeChair } from '../../../test/support/sale.ts';
import { invariants } from '../payments/public.ts';

const database = await testDatabase();
const { db, owner } = database;
const { visitor } = await testApp(database);
const { practiceId, groups } = await openSale(db, [
  { capacity: 1, prices: [0] },
  { capacity: 8, prices: [0] },
  { capacity: 8, prices: [0] },
]);
const [one, eight, unguarded] = groups as [GroupForSale, GroupForSale, GroupForSale];

/** So many browsers come at once, each for one chair; says how many orders and refusals they saw. */
const rush = async (group: GroupForSale, buyers: number) => {
  const seen = await Promise.all(
    Array.from({ length: buyers }, async (_, index) => {
      const browser = visitor();
      await takeChair(browser, group);
      await goToPay(browser, { ...ABOUT_AMARA, attendee_email: `${group.address}-${index}@mail.example` });
      const answer = await browser.post('/checkout/pay');
      return /placed=1$/.test(String(answer.headers.location)) ? 'order' : String(answer.headers.location);
    }),
  );
  const [row] = await owner`
    select (select count(*)::int from shop.seats where offering_id = ${group.offering} and state = 'paid') as seats,
      (select held from shop.offerings where id = ${group.offering}) as held
  `;
  return {
    orders: seen.filter((each) => each === 'order').length,
    seats: row?.['seats'],
    held: row?.['held'],
  };
};

test('100 buyers at once for one chair: one has it, 99 are told, nothing is left over', async () => {
  assert.deepEqual(await rush(one, 100), { orders: 1, seats: 1, held: 0 });
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

test('40 buyers at once for eight chairs: exactly eight have one', async () => {
  assert.deepEqual(await rush(eight, 40), { orders: 8, seats: 8, held: 0 });
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

test('with the counters made blind the same rush oversells, so the two tests above can fail', async () => {
  await owner.unsafe(`
    create function shop.blind() returns trigger language plpgsql as $$ begin new.held := 0; new.confirmed := 0; return new; end $$;
    create trigger blind before update on shop.offerings for each row execute function shop.blind();
  `);
  const { seats } = await rush(unguarded, 40);
  assert.ok(seats > 8, `${seats} seats were sold of 8`);
  assert.notDeepEqual(await invariants(db.sql, practiceId), []);
});
