import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seedCatalogue } from '../../../example/seed-catalogue.ts';
import { testApp, type Visitor } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { enrolMember, MEMBERS, openWorld, signInByLetter } from '../../../test/world.ts';
import { Temporal } from '../../kernel/time.ts';
import { grantSeat } from '../seats/public.ts';
import { standingOf } from './groups.ts';

const database = await testDatabase();
const { db } = database;
const { practiceId } = await openWorld(db);
const today = Temporal.PlainDate.from('2026-11-23');
await db.begin((tx) => seedCatalogue(tx, practiceId, today));
const site = await testApp(database);

const [group] = await db.sql<{ id: string; name: string }[]>`
  select l.offering_id as id, l.name from shop.listings l join shop.offerings o on o.id = l.offering_id
  where o.state = 'published' and o.capacity - o.held - o.confirmed >= 2 order by l.name limit 1`;
assert.ok(group);

const signedIn = async (email: string): Promise<Visitor> => {
  const visitor = site.visitor();
  await signInByLetter(site, visitor, email);
  return visitor;
};
const people = {
  visitor: site.visitor(),
  facilitator: await signedIn('tomas@rowan.example'),
  desk: await signedIn('ruth@rowan.example'),
  owner: await signedIn('imani@rowan.example'),
};
const nowhere = '018f0000-0000-7000-8000-00000000dead';

const seatOf = async (who: { name: string; email: string }) => {
  const granted = await db.begin((tx) =>
    grantSeat(tx, { practiceId, offeringId: group.id, attendeeName: who.name, attendeeEmail: who.email }),
  );
  assert.ok(granted.ok);
  return granted.value.seatId;
};

test('owner and front desk see the roster with names; a visitor and a facilitator are told there is no such page', async () => {
  const amara = await seatOf(MEMBERS.amara);
  await seatOf(MEMBERS.bashir);
  await enrolMember(db, { practiceId, group, seatId: amara, member: MEMBERS.amara });
  const paths = [
    '/desk',
    '/desk/groups',
    `/desk/groups/${group.id}`,
    '/desk/orders',
    '/desk/orders.csv',
    `/desk/orders/${nowhere}`,
  ];
  for (const path of paths)
    for (const who of ['visitor', 'facilitator'] as const) {
      const answer = await people[who].get(path);
      assert.equal(answer.statusCode, 404, `${who} at ${path}`);
      for (const { name, email } of Object.values(MEMBERS))
        assert.ok(
          !answer.body.includes(name) && !answer.body.includes(email),
          `${who} reads a member's name at ${path}`,
        );
    }
  for (const who of ['desk', 'owner'] as const) {
    const page = await people[who].get(`/desk/groups/${group.id}`);
    assert.equal(page.statusCode, 200);
    assert.match(page.body, /Amara Jensen/);
    assert.match(page.body, /In the group/);
    assert.match(page.body, /Bashir Khan/);
    assert.match(page.body, /On the way/, 'a seat that care has not heard of yet is shown as such');
    assert.match(String(page.headers['cache-control']), /no-store/);
  }
});

test('what is forbidden looks exactly like what does not exist', async () => {
  const strip = (answer: { body: string }) =>
    answer.body.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|req-\w+/g, '');
  const forbidden = await people.visitor.get(`/desk/groups/${group.id}`);
  const absent = await people.visitor.get(`/nothing/here/${group.id}`);
  assert.equal(forbidden.statusCode, absent.statusCode);
  const words = (body: string) => /<main[\s\S]*<\/main>/.exec(body)?.[0].replaceAll(/<code>.*?<\/code>/g, '');
  assert.equal(words(strip(forbidden)), words(strip(absent)));
});

test('the list shows every group with its chairs, next meeting and what it needs', async () => {
  const page = await people.owner.get('/desk/groups');
  assert.equal(page.statusCode, 200);
  for (const { name } of await db.sql<{ name: string }[]>`select name from shop.listings`)
    assert.ok(page.body.includes(name), name);
  assert.match(page.body, /Next meeting/);
  for (const page of ['0', '-1', 'x', '99999999999', '2'])
    assert.equal((await people.owner.get(`/desk/groups?page=${page}`)).statusCode, 200, page);
});

test('a group of another practice, and one that is none, are not found', async () => {
  for (const id of [nowhere, 'x', '..', "';drop table shop.offerings"])
    assert.equal((await people.owner.get(`/desk/groups/${encodeURIComponent(id)}`)).statusCode, 404, id);
});

test('today is shown to the desk', async () => {
  const page = await people.desk.get('/desk');
  assert.equal(page.statusCode, 200);
  assert.match(page.body, /Meetings today/);
});

test('a group below its minimum is loud from its decision day on', () => {
  const seats = {
    state: 'published',
    capacity: 8,
    held: 0,
    confirmed: 3,
    minSeats: 5,
    decisionOn: today,
    decidedOn: null,
  } as const;
  assert.deepEqual(standingOf(seats, today.subtract({ days: 1 })), {
    kind: 'needs-more',
    more: 2,
    decideOn: today,
  });
  assert.deepEqual(standingOf(seats, today), { kind: 'decide-now', more: 2, decideOn: today });
  assert.deepEqual(standingOf(seats, today.add({ months: 2 })), {
    kind: 'decide-now',
    more: 2,
    decideOn: today,
  });
  assert.deepEqual(standingOf({ ...seats, confirmed: 5 }, today), { kind: 'enough' });
  assert.equal(standingOf({ ...seats, decidedOn: today }, today).kind, 'decided');
  assert.deepEqual(standingOf({ ...seats, decisionOn: null }, today), {
    kind: 'needs-more',
    more: 2,
    decideOn: null,
  });
});
