import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_BUYERS } from '../example/buyers.ts';
import { EXAMPLE_MEMBERS } from '../example/groups.ts';
import { testDatabase } from '../test/support/database.ts';
import { exampleSite } from '../test/support/example-site.ts';
import { rosterFor } from './care/enrolment/public.ts';
import { openExamplePractice } from './example.ts';
import { invariants } from './shop/payments/public.ts';

const database = await testDatabase();
const { db, owner } = database;
const { parts, practiceId, runJobs, mailbox } = await exampleSite(database);
await runJobs();

const figures = async () => {
  const [row] = await owner`
    select (select count(*)::int from shop.seats where state <> 'freed') as seats,
      (select count(*)::int from shop.orders) as orders,
      (select count(*)::int from care.enrolments) as enrolments,
      (select count(*)::int from identity.people) as people,
      (select count(*)::int from shop.offerings) as groups,
      (select count(*)::int from care.applications) as applications,
      (select count(*)::int from care.waiting_entries) as waiting,
      (select count(*)::int from platform.outbox) as letters`;
  return row;
};

test('every example buyer has an order, paid at the local PayPal or free, and a letter', async () => {
  assert.equal((await figures())?.['orders'], EXAMPLE_BUYERS.length);
  const letters = mailbox.map((envelope) => envelope.mail.to);
  for (const { name, email, attendee } of EXAMPLE_BUYERS) {
    assert.ok(letters.includes(email), `${name} has a letter`);
    if (attendee) assert.ok(letters.includes(attendee.email), `${attendee.name}, who comes, has one too`);
  }
});

test('money and seats agree, and each group has the members it should', async () => {
  assert.deepEqual(await invariants(db.sql, practiceId), []);
  for (const [offeringId, members] of EXAMPLE_MEMBERS) {
    const [row] = await owner`select confirmed, held from shop.offerings where id = ${offeringId}`;
    assert.deepEqual({ ...row }, { confirmed: members, held: 0 }, offeringId);
  }
});

test('everybody with a seat is on a roster, and the owner sees it', async () => {
  const { seats, enrolments } = (await figures()) ?? {};
  assert.equal(enrolments, seats);
  const [ada] = await owner`select person_id as id from identity.roles where role = 'owner'`;
  for (const [offeringId, members] of EXAMPLE_MEMBERS)
    assert.equal((await rosterFor(db, { practiceId, personId: ada?.['id'] }, offeringId)).length, members);
});

const states = async (table: string) =>
  Object.fromEntries(
    (await owner.unsafe(`select name, state from care.${table} order by name`)).map((row) => [
      String(row['name']),
      String(row['state']),
    ]),
  );

test('people have applied and are somewhere on their way; one has an offer that runs out within a day', async () => {
  assert.deepEqual(await states('applications'), {
    'Anneke Visser': 'offered',
    'Ida Norling': 'draft',
    'Marek Dvorak': 'applied',
    'Paula Nunez': 'talking',
    'Tobias Klein': 'refused',
  });
  const offers = await owner`
    select until_at - platform.now() < interval '25 hours' as soon from shop.offers where state = 'made'`;
  assert.deepEqual(
    offers.map((row) => row['soon']),
    [true],
  );
});

test('people wait for the group that is full, two of them only together', async () => {
  const waiting = await states('waiting_entries');
  for (const name of ['Celia Ford', 'Jamal Prince', 'Sunniva Dahl', 'Nora Beck', 'Elias Beck'])
    assert.equal(waiting[name], 'waiting', name);
  const pairs = await owner`select state from care.waiting_pairs where state = 'linked'`;
  assert.equal(pairs.length, 1);
});

test('a later start changes nothing', async () => {
  const before = await figures();
  await openExamplePractice(parts);
  await runJobs();
  assert.deepEqual(await figures(), before);
});
