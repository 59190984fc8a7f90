import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { payingIn } from '../../../test/support/paying.ts';
import { Temporal } from '../../kernel/time.ts';
import { filled, monthsUpTo, netOf } from './months.ts';
import { monthRows, now } from './store.ts';

const database = await testDatabase();
const { db, owner } = database;
const zone = 'America/Los_Angeles';

test('twelve months, the running one last, over the turn of the year', () => {
  const months = monthsUpTo(Temporal.Instant.from('2027-01-31T23:00:00Z'), zone);
  assert.deepEqual([months.length, `${months[0]}`, `${months.at(-1)}`], [12, '2026-02-01', '2027-01-01']);
  const nightBefore = monthsUpTo(Temporal.Instant.from('2027-01-01T07:59:00Z'), zone);
  assert.equal(`${nightBefore.at(-1)}`, '2026-12-01', "the practice's midnight, not London's");
});

test('a month in which nothing happened stands with nothing', () => {
  const months = monthsUpTo(Temporal.Instant.from('2026-11-24T12:00:00Z'), zone, 3);
  const row = {
    orders: 2,
    newPeople: 1,
    seatsTaken: 2,
    seatsFreed: 0,
    grossMinor: 9_000,
    feesMinor: 300,
    givenBackMinor: 4_500,
  };
  const facts = filled(months, [{ month: '2026-10', ...row }]);
  assert.deepEqual(
    facts.map(({ orders }) => orders),
    [0, 2, 0],
  );
  assert.deepEqual(facts.map(netOf), [0, 4_200, 0]);
});

test('what the months say is what the tables and the books say', async () => {
  const { shop, practiceId, checkout, buy } = await payingIn(database)({ seats: 5 });
  for (const name of ['maya', 'gus', 'noor'])
    await buy(await checkout({ name, email: `${name}@mail.example` }));
  await owner`update shop.seats set state = 'freed', ended_at = platform.now(), ended_because = 'withdrawn' where practice_id = ${practiceId}
    and attendee_email = 'gus@mail.example'`;
  await owner`update shop.orders set placed_at = placed_at - interval '40 days' where practice_id = ${practiceId}
    and payer_email = 'maya@mail.example'`;
  const months = monthsUpTo(await now(db.sql), shop.practice.zone);
  const since = months[0]?.toZonedDateTime(shop.practice.zone).toInstant() ?? assert.fail();
  const asked = { practiceId, zone: shop.practice.zone, currency: 'USD', since } as const;
  const facts = filled(months, await monthRows(db.sql, asked));
  const all = (of: (month: (typeof facts)[number]) => number) =>
    facts.reduce((sum, month) => sum + of(month), 0);
  assert.deepEqual(
    [all((m) => m.orders), all((m) => m.newPeople), all((m) => m.seatsTaken), all((m) => m.seatsFreed)],
    [3, 3, 3, 1],
  );
  assert.ok(facts.filter(({ orders }) => orders > 0).length === 2, 'two months have orders');
  const [books] = await db.sql<{ gross: number; fees: number }[]>`
    select coalesce(-sum(amount_minor) filter (where account = 'sales'), 0)::bigint as gross,
      coalesce(sum(amount_minor) filter (where account = 'paypal-fees'), 0)::bigint as fees
    from shop.ledger where practice_id = ${practiceId}`;
  assert.deepEqual([all((m) => m.grossMinor), all((m) => m.feesMinor)], [books?.gross, books?.fees]);
});
