import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { openWorld } from '../../../test/world.ts';
import { Temporal } from '../../kernel/time.ts';
import { enrolFromSeat, rosterFor } from './public.ts';

const { db, owner } = await testDatabase();
const world = await openWorld(db);
const { practiceId, afterALoss, people } = world;

const seat = {
  practiceId,
  seatId: '018f0000-0000-7000-8000-0000000000c1',
  groupId: afterALoss,
  attendeeName: 'Bashir K.',
  attendeeEmail: 'Bashir@mail.example',
  joinedOn: Temporal.PlainDate.from('2026-11-24'),
};

test('one seat is one enrolment, however often it is told', async () => {
  const told = [];
  for (let times = 0; times < 3; times++) told.push(await enrolFromSeat(db, seat));
  assert.deepEqual(told, ['enrolled', 'was-enrolled', 'was-enrolled']);
  const [at] = await Promise.all([1, 2, 3].map(() => enrolFromSeat(db, seat)));
  assert.equal(at, 'was-enrolled');
  const rows =
    await owner`select p.email, e.state, e.joined_on from care.enrolments e join identity.people p on p.id = e.person_id`;
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.['email'], 'bashir@mail.example');
  assert.equal(rows[0]?.['state'], 'active');
});

test('told by several at once, a person is made known once', async () => {
  const gus = {
    ...seat,
    attendeeName: 'Gus T.',
    attendeeEmail: 'gus@mail.example',
    seatId: '018f0000-0000-7000-8000-0000000000c2',
  };
  const told = await Promise.all(Array.from({ length: 6 }, () => enrolFromSeat(db, gus)));
  assert.deepEqual(told.filter((one) => one === 'enrolled').length, 1);
  assert.equal((await owner`select 1 from identity.people where email = 'gus@mail.example'`).length, 1);
});

test('a second seat of the same person in the same group enrols nobody twice, and says so', async () => {
  const again = { ...seat, seatId: '018f0000-0000-7000-8000-0000000000c3' };
  assert.equal(await enrolFromSeat(db, again), 'already-in-group');
});

test('a buyer who types an address cannot rename the person it belongs to', async () => {
  const taken = {
    ...seat,
    seatId: '018f0000-0000-7000-8000-0000000000c4',
    attendeeName: 'Somebody Else',
    attendeeEmail: 'imani@rowan.example',
  };
  assert.equal(await enrolFromSeat(db, taken), 'enrolled');
  const [row] = await owner`select name from identity.people where email = 'imani@rowan.example'`;
  assert.equal(row?.['name'], 'Imani Okafor');
});

test('a seat in a group that care does not know is a fault, and leaves no person behind', async () => {
  const nowhere = {
    ...seat,
    groupId: '018f0000-0000-7000-8000-00000000dead',
    seatId: '018f0000-0000-7000-8000-0000000000c5',
    attendeeEmail: 'nowhere@mail.example',
  };
  await assert.rejects(enrolFromSeat(db, nowhere));
  assert.equal((await owner`select 1 from identity.people where email = 'nowhere@mail.example'`).length, 0);
});

test('the owner, the front desk and the group’s facilitator see the roster; another facilitator, a member, a stranger and nobody see none', async () => {
  const seen = async (personId: string) => (await rosterFor(db, { practiceId, personId }, afterALoss)).length;
  assert.equal(await seen(people.imani), 3);
  assert.equal(await seen(people.ruth), 3);
  assert.equal(await seen(people.tomas), 3);
  assert.equal(await seen(people.hanna), 0);
  const [gus] = await owner`select id from identity.people where email = 'gus@mail.example'`;
  assert.equal(await seen(gus?.['id']), 0);
  assert.equal(await seen('018f0000-0000-7000-8000-00000000dead'), 0);
  for (const table of [
    'care.enrolments',
    'care.groups',
    'care.group_facilitators',
    'identity.people',
    'identity.roles',
  ])
    assert.equal((await db.sql.unsafe(`select 1 from ${table}`)).length, 0, `${table} without a viewer`);
  const visiting = await db.as({ kind: 'visitor', practiceId }, (tx) => tx`select 1 from care.enrolments`);
  assert.equal(visiting.length, 0);
});

test('the owner of one practice sees nothing of another', async () => {
  const other = await openWorld(db, { host: 'alder.example' });
  const roster = await rosterFor(db, { practiceId: other.practiceId, personId: people.imani }, afterALoss);
  assert.equal(roster.length, 0);
  const mixed = await rosterFor(db, { practiceId, personId: other.people.imani }, afterALoss);
  assert.equal(mixed.length, 0);
});
