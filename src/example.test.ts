import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_BUYERS } from '../example/buyers.ts';
import { EXAMPLE_MEMBERS } from '../example/groups.ts';
import { startPayPal } from '../sandbox/paypal.ts';
import { testApp } from '../test/support/app.ts';
import { testDatabase } from '../test/support/database.ts';
import { rosterFor } from './care/enrolment/public.ts';
import { openExamplePractice } from './example.ts';
import { practices } from './identity/practice/public.ts';
import { reactions } from './reactions.ts';
import { createPayPal, invariants } from './shop/payments/public.ts';

const database = await testDatabase();
const { db, owner } = database;
const local = await startPayPal();
const site = await testApp(database, {
  change: (parts) => ({
    ...parts,
    merchantId: local.merchantId,
    localPayPal: local.origin,
    paypal: createPayPal({
      env: 'emulator',
      clientId: local.clientId,
      clientSecret: local.clientSecret,
      webhookId: local.webhookId,
      apiBase: local.origin,
      webhookCa: local.caPem,
    }),
  }),
});
site.alsoRun(...reactions(site.parts));

const figures = async () => {
  const [row] = await owner`
    select (select count(*) from shop.seats where state <> 'freed')::int as seats, (select count(*) from shop.orders)::int as orders,
      (select count(*) from care.enrolments)::int as enrolments, (select count(*) from identity.people)::int as people,
      (select count(*) from shop.offerings)::int as groups`;
  return row;
};

test('the first start makes a whole practice by the product itself, and money, seats and rosters agree', async (t) => {
  t.after(() => local.close());
  await openExamplePractice(site.parts);
  while ((await site.runJobs()) > 0);
  const [practice] = await practices(db);
  assert.ok(practice);
  const first = await figures();
  assert.equal(first?.['orders'], EXAMPLE_BUYERS.length);
  assert.deepEqual(await invariants(db.sql, practice.id), []);
  for (const [offeringId, members] of EXAMPLE_MEMBERS) {
    const [row] = await owner`select confirmed::int, held::int from shop.offerings where id = ${offeringId}`;
    assert.equal(row?.['confirmed'], Math.max(members, 0), offeringId);
    assert.equal(row?.['held'], 0);
  }
  assert.equal(first?.['enrolments'], first?.['seats'], 'everybody with a seat is on a roster');
  const [owned] = await owner`select person_id as id from identity.roles where role = 'owner'`;
  const roster = await rosterFor(db, { practiceId: practice.id, personId: owned?.['id'] }, [...EXAMPLE_MEMBERS.keys()][0] ?? '');
  assert.equal(roster.length, [...EXAMPLE_MEMBERS.values()][0]);
  const letters = site.mailbox.map((envelope) => envelope.mail.to);
  for (const buyer of EXAMPLE_BUYERS) assert.ok(letters.includes(buyer.email), `${buyer.name} has a letter`);

  await openExamplePractice(site.parts);
  while ((await site.runJobs()) > 0);
  assert.deepEqual(await figures(), first, 'a second start changes nothing');
});
