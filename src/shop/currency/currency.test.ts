import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { openSale } from '../../../test/support/sale.ts';
import { judgeTurn } from './currency.ts';
import { turnCurrency } from './public.ts';

const { db } = await testDatabase();
const { practiceId, groups } = await openSale(db, [{ prices: [4500] }, { prices: [0, 1100] }]);
const [first] = groups;

const nothing = { orders: 0, paying: 0, priced: [] };

test('a currency stands once something was sold, somebody pays, or prices would lose their sense', () => {
  assert.equal(judgeTurn(nothing, 'EUR').ok, true);
  assert.deepEqual(judgeTurn({ ...nothing, orders: 3, paying: 1 }, 'EUR'), {
    ok: false,
    refusal: { because: 'orders', count: 3 },
  });
  assert.deepEqual(judgeTurn({ ...nothing, paying: 1 }, 'EUR'), {
    ok: false,
    refusal: { because: 'paying-now' },
  });
  const priced = [{ name: 'After a loss', currency: 'USD' }];
  assert.deepEqual(judgeTurn({ ...nothing, priced }, 'JPY'), {
    ok: false,
    refusal: { because: 'other-decimals', names: ['After a loss'] },
  });
  assert.equal(judgeTurn({ ...nothing, priced }, 'GBP').ok, true);
});

const offerings = () => db.sql<{ currency: string; terms: number }[]>`
  select currency, terms_version as terms from shop.offerings where practice_id = ${practiceId} order by id
`;

test('prices keep their numbers, and every group is offered on new terms', async () => {
  const before = await offerings();
  const turned = await db.begin((tx) => turnCurrency(tx, practiceId, 'EUR'));
  assert.equal(turned.ok, true);
  assert.deepEqual(
    [...(await offerings())],
    before.map(({ terms }) => ({ currency: 'EUR', terms: terms + 1 })),
  );
});

test('while somebody is at the checkout nothing turns', async () => {
  assert.ok(first);
  await db.sql`
    insert into shop.checkouts (practice_id, id, cart_id, state, currency, total_minor, holds_until)
    values (${practiceId}, gen_random_uuid(), gen_random_uuid(), 'open', 'EUR', 0, platform.now())
  `;
  const turned = await db.begin((tx) => turnCurrency(tx, practiceId, 'USD'));
  assert.deepEqual(turned, { ok: false, refusal: { because: 'paying-now' } });
  assert.deepEqual(new Set((await offerings()).map(({ currency }) => currency)), new Set(['EUR']));
});
