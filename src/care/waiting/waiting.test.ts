import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import {
  addressOf,
  askTogether,
  fillUp,
  joinAs,
  letterTo,
  openStaff,
  statesIn,
  sweepSeats,
  withoutLimits,
} from '../../../test/support/asking.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { type GroupForSale, openSale, sellGroup } from '../../../test/support/sale.ts';
import { fillSeats } from '../../reactions-waiting.ts';
import { declineOffer, endDueOffers } from '../../shop/offers/public.ts';
import { invariants } from '../../shop/payments/public.ts';
import { freeSeat } from '../../shop/seats/public.ts';
import { forgetOldEntries, waitingNeeds } from './desk-actions.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const { practiceId } = await openSale(db, []);
const site = await testApp(database, { change: withoutLimits });
const { parts, runJobs } = site;
let sold = 0;
const fullGroup = async (capacity = 2) => {
  const group = await sellGroup(db, practiceId, { capacity, name: `Circle ${sold}` }, sold++);
  const seats = await fillUp(database, practiceId, group);
  return { group, seats };
};
const first = await fullGroup();
const staff = await openStaff(database, site, { practiceId, groups: [first.group] });

/** Frees a seat the way the shop does, and lets everything that follows happen. */
const free = async (seatId: string | undefined) => {
  assert.ok(seatId);
  await db.begin((tx) =>
    freeSeat(tx, parts.platform, { practiceId, seatId, because: 'withdrawn', by: 'desk' }),
  );
  await runJobs();
};
const offerOf = async (name: string): Promise<string> =>
  (await owner`select id from shop.offers where person_email = ${addressOf(name)} and state = 'made'`)[0]?.[
    'id'
  ] ?? assert.fail(`${name} has an offer`);
const decline = async (name: string, stays: boolean) => {
  const offerId = await offerOf(name);
  await db.begin((tx) => declineOffer(tx, parts.platform, { practiceId, offerId, stays }));
  await runJobs();
};
/** The time of every open offer passes. */
const letOffersRunOut = async () => {
  await owner`update shop.offers set offered_at = offered_at - interval '10 days', until_at = platform.now() - interval '1 minute' where state = 'made'`;
  await endDueOffers({ ...parts.platform });
  await runJobs();
};
const idOf = async (name: string): Promise<string> =>
  (await owner`select id from care.waiting_entries where name = ${name} order by asked_at desc limit 1`)[0]?.[
    'id'
  ];
const waitingOn = async (group: GroupForSale) =>
  (await owner`select waiting, offered from shop.offerings where id = ${group.offering}`)[0];

test('the door tells everybody the same, and nobody is on the list before the press behind the link', async () => {
  const { group } = first;
  const known = await site.visitor().post(`/groups/${group.address}/waiting`, {
    ...{ name: 'S', email: `sitting.0.${group.address}@mail.example` },
  });
  const unknown = await site
    .visitor()
    .post(`/groups/${group.address}/waiting`, { name: 'A', email: 'a@mail.example' });
  assert.deepEqual(
    [known.statusCode, known.headers.location],
    [unknown.statusCode, unknown.headers.location],
  );
  await runJobs();
  assert.deepEqual(await statesIn(database, group), {});
  assert.doesNotMatch(letterTo(site, 'a@mail.example'), /Circle|group|therapy/i);
  const bad = await site.visitor().post(`/groups/${group.address}/waiting`, { name: '', email: 'x' });
  assert.equal(bad.statusCode, 422);
  assert.match(bad.body, /id="email-error"/);
});

test('a group with a free chair has no list to stand on', async () => {
  const group = await sellGroup(db, practiceId, { capacity: 2, name: 'Open' }, sold++);
  const page = await site.visitor().get(`/groups/${group.address}/waiting`);
  assert.match(page.body, /You need not wait/);
  const answer = await site
    .visitor()
    .post(`/groups/${group.address}/waiting`, { name: 'A', email: 'a@mail.example' });
  assert.equal(answer.statusCode, 409);
});

test('a freed chair is offered to the one who waits longest; a no goes to the next; the shop knows that people wait', async () => {
  const { group, seats } = await fullGroup();
  for (const name of ['Una First', 'Vic Second', 'Wyn Third']) await joinAs(site, group, name);
  assert.deepEqual({ ...(await waitingOn(group)) }, { waiting: 3, offered: 0 });
  await free(seats[0]);
  assert.deepEqual(await statesIn(database, group), {
    'Una First': 'offered',
    'Vic Second': 'waiting',
    'Wyn Third': 'waiting',
  });
  assert.deepEqual({ ...(await waitingOn(group)) }, { waiting: 2, offered: 1 });
  await decline('Una First', false);
  assert.deepEqual(await statesIn(database, group), {
    'Una First': 'left',
    'Vic Second': 'offered',
    'Wyn Third': 'waiting',
  });
  await decline('Vic Second', true);
  assert.equal((await statesIn(database, group))['Vic Second'], 'offered', 'who stays keeps the place');
});

test('unanswered once it goes to the end of the line, unanswered twice off the list, and both are told kindly', async () => {
  const { group, seats } = await fullGroup();
  for (const name of ['Ada One', 'Bea Two']) await joinAs(site, group, name);
  await free(seats[0]);
  await letOffersRunOut();
  assert.deepEqual(await statesIn(database, group), { 'Ada One': 'waiting', 'Bea Two': 'offered' });
  assert.match(letterTo(site, addressOf('Ada One')), /still on the list, at its end/);
  await letOffersRunOut();
  await letOffersRunOut();
  assert.equal((await statesIn(database, group))['Ada One'], 'lapsed');
  assert.match(letterTo(site, addressOf('Ada One')), /taken you off the list/);
});

test('one leaves with one press, also with an offer, and the chair goes on', async () => {
  const { group, seats } = await fullGroup();
  const page = await joinAs(site, group, 'Liv Leaves');
  await joinAs(site, group, 'Max Moves');
  assert.match((await site.visitor().get(page)).body, /About first in line/);
  await free(seats[0]);
  assert.equal((await site.visitor().post(`${page}/departure`)).statusCode, 303);
  await runJobs();
  assert.deepEqual(await statesIn(database, group), { 'Liv Leaves': 'left', 'Max Moves': 'offered' });
  assert.match((await site.visitor().get(page)).body, /You have left the list/);
});

test('two who come only together are offered two chairs at once, or none', async () => {
  const { group, seats } = await fullGroup(3);
  const { page, link } = await askTogether(site, group, 'Pia Pair', 'Quin Pair');
  await joinAs(site, group, 'Sol Single');
  await free(seats[0]);
  assert.equal(
    (await statesIn(database, group))['Sol Single'],
    'offered',
    'the unanswered pair is passed over',
  );
  const joined = await site.visitor().post(link, { name: 'Quin Pair' });
  assert.match(String(joined.headers.location), /^\/waiting\/[\w-]{22}\?done=together$/);
  await runJobs();
  assert.match((await site.visitor().get(page)).body, /You wait together with <b>Quin<\/b>/);
  await free(seats[1]);
  assert.equal((await statesIn(database, group))['Pia Pair'], 'waiting', 'one chair is not enough');
  await free(seats[2]);
  assert.deepEqual(await statesIn(database, group), {
    'Pia Pair': 'offered',
    'Quin Pair': 'offered',
    'Sol Single': 'offered',
  });
  await decline('Pia Pair', false);
  const states = await statesIn(database, group);
  assert.deepEqual([states['Pia Pair'], states['Quin Pair']], ['left', 'waiting']);
  const own = /\/waiting\/[\w-]{22}/.exec(letterTo(site, addressOf('Quin Pair'), /waiting/))?.[0] ?? '';
  assert.match((await site.visitor().get(own)).body, /Would you like to stay on the list alone/);
  await sweepSeats(site);
  assert.equal((await statesIn(database, group))['Quin Pair'], 'waiting', 'nothing before the answer');
  await site.visitor().post(`${own}/partner/parting`);
  await runJobs();
  assert.equal((await statesIn(database, group))['Quin Pair'], 'offered', 'alone, by their own wish');
});

test('an invitation can be refused, and taken back, and opens nothing after that', async () => {
  const { group } = await fullGroup();
  const { page, link } = await askTogether(site, group, 'Rio Asks', 'Sam No');
  await site.visitor().post(`${link}/refusal`);
  await runJobs();
  assert.match((await site.visitor().get(page)).body, /They said no/);
  assert.equal((await site.visitor().post(link, { name: 'Sam No' })).statusCode, 409);
  await site.visitor().post(`${page}/partner/parting`);
  const again = await site.visitor().post(`${page}/partner`, { email: addressOf('Rio Asks') });
  assert.equal(again.statusCode, 409, 'nobody is a pair with themselves');
  assert.match(again.body, /your own address/);
});

test('who must not sit together never does, and no page of either tells', async () => {
  const { group, seats } = await fullGroup();
  const [mine, theirs] = [await joinAs(site, group, 'Kit Apart'), await joinAs(site, group, 'Lou Apart')];
  const before = (await site.visitor().get(theirs)).body;
  const said = await site
    .visitor()
    .post(`${mine}/apart`, { name: 'Lou Apart', email: addressOf('Lou Apart') });
  assert.equal(said.headers.location, `${mine}?done=told`);
  await runJobs();
  assert.equal((await site.visitor().get(theirs)).body, before, 'the other page is the same to the letter');
  assert.doesNotMatch((await site.visitor().get(mine)).body, /Lou/);
  await free(seats[0]);
  await free(seats[1]);
  assert.deepEqual(await statesIn(database, group), { 'Kit Apart': 'offered', 'Lou Apart': 'waiting' });
  assert.match((await site.visitor().get(theirs)).body, /in line/);
  const desk = await staff.frontDesk.get(`/desk/waiting/${group.offering}`);
  assert.match(desk.body, /Kept apart on request/);
  assert.match(desk.body, /one chair is idle/);
  const needs = await waitingNeeds(db, practiceId);
  assert.ok(needs.some(({ kind, href }) => kind === 'seat-idle' && href.endsWith(group.offering)));
  const [rule] = await owner`select said, encode(one_key, 'escape') as one from care.apart_rules`;
  assert.doesNotMatch(`${rule?.['said']} ${rule?.['one']}`, /apart@|kit|lou/i);
});

test('a name alone is read by a facilitator first; until then whoever said it is offered nothing', async () => {
  const { group, seats } = first;
  const mine = await joinAs(site, group, 'Nell Names');
  await site.visitor().post(`${mine}/apart`, { name: 'Otto Other' });
  await runJobs();
  await free(seats[0]);
  assert.equal((await statesIn(database, group))['Nell Names'], 'waiting');
  const page = await staff.facilitator.get(`/desk/waiting/${group.offering}/apart`);
  assert.match(page.body, /Otto Other/);
  for (const who of ['otherFacilitator', 'frontDesk', 'owner'] as const)
    assert.equal((await staff[who].get(`/desk/waiting/${group.offering}/apart`)).statusCode, 404, who);
  const [rule] = await owner`select id from care.apart_rules where state = 'stated'`;
  const bad = await staff.facilitator.post(`/desk/waiting/apart/${rule?.['id']}`, {
    as: 'in-force',
    email: 'x',
  });
  assert.equal(bad.statusCode, 422);
  assert.equal(
    (await staff.frontDesk.post(`/desk/waiting/apart/${rule?.['id']}`, { as: 'lifted' })).statusCode,
    404,
  );
  await staff.facilitator.post(`/desk/waiting/apart/${rule?.['id']}`, { as: 'in-force', email: '' });
  await runJobs();
  assert.equal((await statesIn(database, group))['Nell Names'], 'offered');
});

test('a facilitator keeps two apart, and lifts it again', async () => {
  const { group } = await fullGroup();
  await db.as(
    { kind: 'job:open-practice', practiceId },
    (tx) => tx`
    insert into care.group_facilitators (practice_id, group_id, person_id) values (${practiceId}, ${group.offering}, ${staff.people.tomas})`,
  );
  const path = `/desk/waiting/${group.offering}/apart`;
  const bad = await staff.facilitator.post(path, { one_name: 'A', other_name: 'B' });
  assert.equal(bad.statusCode, 422);
  const fields = { one_name: 'A B', one_email: 'ab@mail.example', other_name: 'C D', other_email: '' };
  assert.equal((await staff.facilitator.post(path, fields)).statusCode, 303);
  const [rule] = await owner`select id from care.apart_rules where group_id = ${group.offering}`;
  await staff.facilitator.post(`/desk/waiting/apart/${rule?.['id']}`, { as: 'lifted' });
  assert.match((await staff.facilitator.get(path)).body, /Lifted/);
});

test('the desk moves somebody forward with a reason, pauses them, and takes them off with a letter', async () => {
  const { group, seats } = await fullGroup();
  for (const name of ['Abe Early', 'Bo Late', 'Cy Later']) await joinAs(site, group, name);
  const bo = await idOf('Bo Late');
  const without = await staff.frontDesk.post(`/desk/waiting/people/${bo}/priority`, {
    priority: '3',
    because: '',
  });
  assert.equal(without.statusCode, 422);
  await staff.frontDesk.post(`/desk/waiting/people/${bo}/priority`, {
    priority: '3',
    because: 'Was here before.',
  });
  await staff.frontDesk.post(`/desk/waiting/people/${await idOf('Cy Later')}/pause`, {
    do: 'pause',
    until: '',
  });
  await free(seats[0]);
  assert.deepEqual(await statesIn(database, group), {
    'Abe Early': 'waiting',
    'Bo Late': 'offered',
    'Cy Later': 'paused',
  });
  assert.match((await staff.frontDesk.get(`/desk/waiting/people/${bo}`)).body, /Was here before/);
  const off = `/desk/waiting/people/${bo}/removal`;
  assert.match((await staff.frontDesk.get(off)).body, /Hello Bo Late/);
  const naming = await staff.frontDesk.post(off, { letter: `About ${group.name}` });
  assert.equal(naming.statusCode, 422);
  await staff.frontDesk.post(off, { letter: 'We spoke on the telephone. All the best.' });
  await runJobs();
  assert.deepEqual(await statesIn(database, group), {
    'Abe Early': 'offered',
    'Bo Late': 'removed',
    'Cy Later': 'paused',
  });
  const went = site.mailbox.find(
    ({ mail }) => mail.to === addressOf('Bo Late') && /telephone/.test(mail.text),
  );
  assert.equal(went?.mail.subject, 'RS Practice: about the list');
  assert.equal((await staff.otherFacilitator.get(`/desk/waiting/people/${bo}`)).statusCode, 404);
  assert.doesNotMatch((await staff.otherFacilitator.get('/desk/waiting')).body, /Abe Early/);
});

test('a paused list keeps its chair with a reason on the screen', async () => {
  const { group, seats } = await fullGroup();
  await joinAs(site, group, 'Ivy Idle');
  const path = `/desk/waiting/${group.offering}`;
  assert.equal((await staff.frontDesk.post(`${path}/pause`, { do: 'pause', because: '' })).statusCode, 422);
  await staff.frontDesk.post(`${path}/pause`, { do: 'pause', because: 'The room is being painted.' });
  await free(seats[0]);
  assert.equal((await statesIn(database, group))['Ivy Idle'], 'waiting');
  const page = (await staff.frontDesk.get(path)).body;
  assert.match(page, /because the list is paused/);
  assert.match(page, /being painted/);
  await staff.frontDesk.post(`${path}/pause`, { do: 'resume' });
  await runJobs();
  assert.equal((await statesIn(database, group))['Ivy Idle'], 'offered');
});

test('a pause until a day ends by itself', async () => {
  const { group, seats } = await fullGroup();
  await joinAs(site, group, 'Jo Pauses');
  const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  const past = await staff.frontDesk.post(`/desk/waiting/people/${await idOf('Jo Pauses')}/pause`, {
    do: 'pause',
    until: '2020-01-01',
  });
  assert.equal(past.statusCode, 422);
  await staff.frontDesk.post(`/desk/waiting/people/${await idOf('Jo Pauses')}/pause`, { do: 'pause', until });
  await free(seats[0]);
  assert.equal((await statesIn(database, group))['Jo Pauses'], 'paused');
  await shiftClock('6 days');
  await sweepSeats(site);
  assert.equal((await statesIn(database, group))['Jo Pauses'], 'offered');
  await shiftClock('0');
});

test('though every event were lost, the sweeper leaves no chair idle', async () => {
  const { group, seats } = await fullGroup();
  for (const name of ['Ray Lost', 'Sky Lost']) await joinAs(site, group, name);
  await db.begin((tx) =>
    freeSeat(tx, parts.platform, { practiceId, seatId: seats[0] ?? '', because: 'withdrawn', by: 'desk' }),
  );
  await owner`delete from pgboss.job`;
  await sweepSeats(site);
  assert.equal((await statesIn(database, group))['Ray Lost'], 'offered');
  const offerId = await offerOf('Ray Lost');
  await db.begin((tx) => declineOffer(tx, parts.platform, { practiceId, offerId, stays: false }));
  await owner`delete from pgboss.job`;
  await sweepSeats(site);
  assert.deepEqual(await statesIn(database, group), { 'Ray Lost': 'left', 'Sky Lost': 'offered' });
});

test('many who look at once offer each chair once, and nobody two', async () => {
  const { group, seats } = await fullGroup(4);
  for (let one = 0; one < 6; one++) await joinAs(site, group, `Race ${one}`);
  for (const seatId of seats.slice(0, 3))
    await db.begin((tx) =>
      freeSeat(tx, parts.platform, { practiceId, seatId, because: 'withdrawn', by: 'desk' }),
    );
  await Promise.all(Array.from({ length: 8 }, () => fillSeats(parts.platform, practiceId, group.offering)));
  await runJobs();
  const states = await statesIn(database, group);
  assert.deepEqual(
    Object.entries(states)
      .filter(([, state]) => state === 'offered')
      .map(([name]) => name),
    ['Race 0', 'Race 1', 'Race 2'],
  );
  const offers = await owner`select person_email from shop.offers where offering_id = ${group.offering}`;
  assert.equal(offers.length, 3);
});

test('whoever got a seat by another way is off the list', async () => {
  const { group, seats } = await fullGroup();
  await joinAs(site, group, 'Gia Given');
  await owner`update shop.seats set attendee_email = ${addressOf('Gia Given')} where id = ${seats[0] ?? null}`;
  await sweepSeats(site);
  assert.equal((await statesIn(database, group))['Gia Given'], 'placed');
  assert.equal((await waitingOn(group))?.['waiting'], 0);
});

test('who left is forgotten after ninety days, and a request that nobody confirmed after a week', async () => {
  await shiftClock('91 days');
  await forgetOldEntries(db);
  const names = (await owner`select name from care.waiting_entries where ended_at is not null`).map(
    (row) => row['name'],
  );
  assert.ok(names.length > 5 && names.every((name) => name === null));
  assert.equal((await owner`select 1 from care.waiting_entries where state = 'asked'`).length, 0);
  await shiftClock('0');
});

test('after all of this the books of seats agree', async () => {
  const found = await invariants(db.sql, practiceId);
  assert.deepEqual(found, []);
});
