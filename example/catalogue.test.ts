import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PracticeId } from '../src/kernel/id.ts';
import { Temporal } from '../src/kernel/time.ts';
import { offeringForSale, saleNow } from '../src/shop/catalogue/public.ts';
import { testDatabase } from '../test/support/database.ts';
import { EXAMPLE_MEMBERS } from './groups.ts';
import { exampleOfferingId } from './ids.ts';
import { manyPublications, seedMany } from './many.ts';
import { seedCatalogue } from './seed-catalogue.ts';

const { db, owner } = await testDatabase();
const rowan = '0192a000-0000-7000-8003-000000000001' as PracticeId;
await owner`insert into identity.practices (id, name, neutral_name, region, zone, currency, email)
  values (${rowan}, 'Rowan Street Group Practice', 'RS Practice', 'US', 'America/Los_Angeles', 'USD', 'hello@rowan.example')`;
const today = Temporal.PlainDate.from('2026-11-23');

test('the example catalogue is printed, and printing it again changes nothing but dates', async () => {
  await db.begin((tx) => seedCatalogue(tx, rowan, today));
  const once = await offeringForSale(db.sql, rowan, exampleOfferingId(1));
  await db.begin((tx) => seedCatalogue(tx, rowan, today));
  const twice = await offeringForSale(db.sql, rowan, exampleOfferingId(1));
  assert.deepEqual(twice, once);
  assert.equal(once?.name, 'After a loss');
  assert.deepEqual(
    once?.tiers.map(({ name, unit }) => [name, unit.minor]),
    [
      ['Helped', 2000],
      ['Even', 4500],
      ['Helping', 6500],
    ],
  );
  assert.equal(once?.termsVersion, 1);
});

test('every example group has a meeting to come, and one has begun without the latecomers', async () => {
  const now = Temporal.Instant.from('2026-11-23T16:00:00Z');
  const answers = new Map<string, string>();
  for (const id of EXAMPLE_MEMBERS.keys()) {
    const group = await offeringForSale(db.sql, rowan, id);
    assert.ok(group, id);
    const sale = saleNow(group, now);
    answers.set(group.name, sale.ok ? `${sale.value.length} meetings` : sale.refusal.because);
  }
  assert.equal(answers.size, 14);
  assert.equal(answers.get('Cooler heads'), 'begun');
  assert.equal(answers.get('Speaking up'), '8 meetings');
  assert.equal(answers.get('After a loss'), '4 meetings');
});

test('new dates or prices raise the version of the terms', async () => {
  await db.begin((tx) => seedCatalogue(tx, rowan, today.add({ weeks: 3 })));
  assert.equal((await offeringForSale(db.sql, rowan, exampleOfferingId(4)))?.termsVersion, 2);
});

test('many groups are the same for the same seed, others for another, and can be printed', async () => {
  const groups = manyPublications(30, 7, today);
  assert.deepEqual(manyPublications(30, 7, today), groups);
  assert.notDeepEqual(manyPublications(30, 8, today), groups);
  await seedMany((work) => db.begin(work), rowan, groups);
  const last = groups.at(-1);
  assert.equal((await offeringForSale(db.sql, rowan, last?.offeringId ?? ''))?.name, last?.name);
});
