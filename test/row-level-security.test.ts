import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PracticeId } from '../src/kernel/id.ts';
import { newId } from '../src/platform/ids.ts';
import { testDatabase } from './support/database.ts';
import { openWorld } from './world.ts';

const { db, owner } = await testDatabase();
const CLOSED = ['identity', 'care', 'circle'];
const PRODUCT = [...CLOSED, 'shop', 'site', 'exchange', 'platform'];

type Table = { name: string; enabled: boolean; forced: boolean; policies: number };
const closedTables = await owner<Table[]>`
  select n.nspname || '.' || c.relname as name, c.relrowsecurity as enabled, c.relforcerowsecurity as forced,
    (select count(*)::int from pg_policy p where p.polrelid = c.oid) as policies
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname in ${owner(CLOSED)}
`;

test('every table of people and care has row-level security, forced, with a policy', () => {
  assert.ok(closedTables.length >= 9, `only ${closedTables.length} tables`);
  const open = closedTables.filter(({ enabled, forced, policies }) => !enabled || !forced || policies === 0);
  assert.deepEqual(
    open.map(({ name }) => name),
    [],
  );
});

test('without a viewer the product sees none of their rows, whatever it may read', async () => {
  for (const { name } of closedTables) {
    const [may] = await owner`select has_table_privilege('ninefold_app', ${name}, 'select') as read`;
    if (may?.['read']) assert.equal((await db.sql.unsafe(`select 1 from ${name} limit 1`)).length, 0, name);
  }
});

test('no policy opens a table to everybody', async () => {
  const policies = await owner<{ name: string; rule: string }[]>`
    select schemaname || '.' || tablename || ' ' || policyname as name, coalesce(qual, with_check, '') as rule
    from pg_policies where schemaname in ${owner(CLOSED)}
  `;
  const unnamed = policies.filter(({ rule }) => !rule.includes('platform.viewer()'));
  assert.deepEqual(
    unnamed.map(({ name }) => name),
    [],
  );
});

test('nothing of the product runs with the rights of its owner', async () => {
  const rows = await owner`
    select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname in ${owner(PRODUCT)}
  `;
  assert.deepEqual(
    rows.map((row) => row['name']),
    [],
  );
});

test('views see with the eyes of who asks', async () => {
  const rows = await owner`
    select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('v', 'm') and n.nspname in ${owner(PRODUCT)}
      and not coalesce('security_invoker=true' = any (c.reloptions), false)
  `;
  assert.deepEqual(
    rows.map((row) => row['name']),
    [],
  );
});

test('every table of a practice is keyed by the practice first', async () => {
  const NOT_OF_ONE_PRACTICE = [
    'identity.practices',
    'identity.practice_hosts',
    'platform.clock',
    'platform.migrations',
    'platform.schedule_runs',
  ];
  const rows = await owner<{ name: string; first: string | null }[]>`
    select c.oid::regclass::text as name,
      (select a.attname from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where i.indrelid = c.oid and i.indisprimary) as first
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and n.nspname in ${owner(PRODUCT)}
  `;
  const loose = rows.filter(
    ({ name, first }) => first !== 'practice_id' && !NOT_OF_ONE_PRACTICE.includes(name),
  );
  assert.deepEqual(
    loose.map(({ name }) => name),
    [],
  );
});

test('the product may neither change the clock nor the record of migrations', async () => {
  await assert.rejects(() => db.sql`update platform.clock set shift = '1 day'`, /permission denied/);
  await assert.rejects(() => db.sql`delete from platform.migrations`, /permission denied/);
});

test('a job that opens or enrols reaches its own practice and no other', async () => {
  const world = await openWorld(db);
  const practiceId = newId<'practice'>() as PracticeId;
  for (const kind of ['job:open-practice', 'job:enrol'] as const)
    for (const table of ['identity.people', 'care.groups']) {
      const rows = await db.as({ kind, practiceId }, (tx) => tx.unsafe(`select 1 from ${table}`));
      assert.equal(rows.length, 0, `${kind} ${table}`);
    }
  await assert.rejects(
    db.as(
      { kind: 'job:open-practice', practiceId },
      (tx) => tx`insert into identity.roles (practice_id, person_id, role)
        values (${world.practiceId}, ${world.people.tomas}, 'owner')`,
    ),
    /row-level security/,
  );
  const renamed = await db.as(
    { kind: 'job:enrol', practiceId: world.practiceId },
    (tx) => tx`update identity.people set email = 'mallory@evil.example' returning id`,
  );
  assert.equal(renamed.length, 0, 'enrolling changes nobody');
});

test('what may only be added is neither changed nor deleted by the product, and money is never deleted', async () => {
  for (const table of [
    'shop.ledger',
    'shop.history',
    'shop.agreements',
    'shop.seat_agreements',
    'site.messages',
  ])
    for (const right of ['update', 'delete', 'truncate'])
      assert.ok(!(await mayApp(table, right)), `${right} ${table}`);
  for (const table of [
    'shop.orders',
    'shop.captures',
    'shop.refunds',
    'shop.attempts',
    'shop.calls',
    'shop.seats',
  ])
    for (const right of ['delete', 'truncate']) assert.ok(!(await mayApp(table, right)), `${right} ${table}`);
});

const mayApp = async (table: string, right: string): Promise<boolean> => {
  const [row] = await owner`select has_table_privilege('ninefold_app', ${table}, ${right}) as may`;
  return row?.['may'] === true;
};
