import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { Temporal } from '../kernel/time.ts';
import { newId } from './ids.ts';

const { db, shiftClock, owner } = await testDatabase();

test('times come as Temporal, bigint as safe numbers', async () => {
  const [row] =
    await db.sql`select platform.now() as at, 5::bigint as whole, date '2026-11-23' as day, ${Temporal.Instant.from('2026-01-01T00:00:00Z')}::timestamptz as given`;
  assert.ok(row?.['at'] instanceof Temporal.Instant);
  assert.equal(row['whole'], 5);
  assert.equal(String(row['day']), '2026-11-23');
  assert.equal(String(row['given']), '2026-01-01T00:00:00Z');
});

test('the clock of every deadline can be shifted by tests', async () => {
  await shiftClock('16 minutes');
  const [row] = await db.sql`select platform.now() - now() as ahead`;
  assert.equal(row?.['ahead'], '00:16:00');
  await shiftClock('0');
});

test('row-level security hides everything from an unset viewer', async () => {
  const id = newId<'practice'>();
  await db.as({ kind: 'job:open-practice', practiceId: id }, async (tx) => {
    await tx`insert into identity.practices (id, name, neutral_name, region, zone, currency, email) values (${id}, 'Rowan', 'RS Practice', 'US', 'America/Los_Angeles', 'USD', 'a@b.example')`;
  });
  assert.equal((await db.sql`select 1 from identity.practices`).length, 0);
  assert.equal((await db.as({ kind: 'visitor' }, (tx) => tx`select 1 from identity.practices`)).length, 1);
  assert.equal((await owner`select 1 from identity.practices`).length, 1);
});
