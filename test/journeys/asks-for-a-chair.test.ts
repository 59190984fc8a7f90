// Two whole ways to a chair, over HTTP: by an application and a yes, and by waiting for one that somebody gives back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clockOf } from '../../src/schedule.ts';
import { invariants } from '../../src/shop/payments/public.ts';
import { freeSeat } from '../../src/shop/seats/public.ts';
import {
  addressOf,
  applyAs,
  askTogether,
  fillUp,
  joinAs,
  letterTo,
  openStaff,
  statesIn,
  sweepSeats,
  withoutLimits,
} from '../support/asking.ts';
import { buyersOf } from '../support/buyers.ts';
import { testDatabase } from '../support/database.ts';
import { listeningSite } from '../support/listening-site.ts';
import { ABOUT_AMARA, type GroupForSale, openSale, sellGroup } from '../support/sale.ts';

const database = await testDatabase();
const { db, owner } = database;
const { practiceId } = await openSale(db, []);
const site = await listeningSite(database, { change: withoutLimits });
const byYes = await sellGroup(
  db,
  practiceId,
  { name: 'Quiet rooms', address: 'quiet-rooms', entry: 'apply' },
  0,
);
const full = await sellGroup(db, practiceId, { name: 'Evenings', address: 'evenings', capacity: 2 }, 1);
const staff = await openStaff(database, site, { practiceId, groups: [byYes, full] });
const buyers = buyersOf(site, site.local);

const words = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');

const tick = async (name: string) => {
  const entry =
    clockOf(site.parts).find((one) => one.name === name) ?? assert.fail(`the clock has no ${name}`);
  await entry.run();
  await site.runJobs();
};

/** Whose chairs these are, by the address of who comes. */
const sitting = async ({ offering }: GroupForSale): Promise<string[]> =>
  (
    await owner`select attendee_email from shop.seats where offering_id = ${offering}
    and state in ('paid', 'granted') order by 1`
  ).map((row) => row['attendee_email']);

/** Follows the private link of an offer to PayPal, pays, and gives the path of the order. */
const paysByLink = async (name: string, group: GroupForSale): Promise<string> => {
  const letter = letterTo(site, addressOf(name), /\/offers\//);
  assert.doesNotMatch(
    letter,
    new RegExp(`${group.name}|group|therapy`, 'i'),
    'the letter says when, never what',
  );
  const path = /\/offers\/[\w-]{22}/.exec(letter)?.[0] ?? '';
  const visitor = site.visitor();
  assert.match(words((await visitor.get(path)).body), new RegExp(`We keep a chair for you in ${group.name}`));
  assert.equal((await visitor.post(path, { tier: group.tiers[0] ?? '' })).headers.location, '/checkout');
  const about = { ...ABOUT_AMARA, attendee_name: name, attendee_email: addressOf(name) };
  await visitor.post('/checkout/you', about);
  await visitor.post('/checkout/agreement', { agreed_name: name, agree: 'yes', versions: '1' });
  const payPal = String((await visitor.post('/checkout/pay')).headers.location);
  const token = new URL(payPal).searchParams.get('token') ?? assert.fail(`${payPal} is PayPal`);
  const back = new URL(await site.local.decide(token, 'pays'));
  const outcome = String((await visitor.get(back.pathname + back.search)).headers.location);
  const order = String((await visitor.get(outcome)).headers.location);
  await site.runJobs();
  return new URL(order, site.origin).pathname;
};

test('apply, a yes, the letter, paid by its private link, seated; and no money before the yes', async () => {
  const page = (await site.visitor().get(`/groups/${byYes.address}`)).body;
  assert.match(page, new RegExp(`href="/groups/${byYes.address}/application"`));
  assert.doesNotMatch(page, /name="tier"/, 'nothing to buy on the page');
  const atOnce = await site
    .visitor()
    .post('/cart/lines', { offering: byYes.offering, tier: byYes.tiers[0] ?? '' });
  assert.ok(atOnce.statusCode >= 400, 'nor by hand');
  const own = await applyAs(site, byYes, { name: 'Yara Yes' });
  await applyAs(site, byYes, { name: 'Noor No' });
  assert.equal((await owner`select 1 from shop.offers where offering_id = ${byYes.offering}`).length, 0);
  const idOf = async (name: string) =>
    (await owner`select id from care.applications where name = ${name}`)[0]?.['id'];
  const say = async (name: string, what: string) =>
    staff.facilitator.post(`/desk/applications/${await idOf(name)}/decision`, {
      ...{ say: what, seen: 'applied', letter: 'We have read it with care.', days: '3' },
    });
  assert.equal((await say('Yara Yes', 'yes')).statusCode, 303);
  assert.equal((await say('Noor No', 'no')).statusCode, 303);
  await site.runJobs();
  assert.match(words((await site.visitor().get(own)).body), /A chair is kept for you/);
  const order = await paysByLink('Yara Yes', byYes);
  assert.match(order, /^\/orders\//);
  assert.deepEqual(await sitting(byYes), [addressOf('Yara Yes')]);
  const states = await owner`select name, state from care.applications order by name`;
  assert.deepEqual(
    states.map(({ name, state }) => `${name} ${state}`),
    ['Noor No refused', 'Yara Yes enrolled'],
  );
  assert.equal(
    (await owner`select 1 from shop.offers where person_email = ${addressOf('Noor No')}`).length,
    0,
  );
  const roster = await owner`select 1 from care.enrolments where group_id = ${byYes.offering}`;
  assert.equal(roster.length, 1, 'on the roster of the group');
});

test('full: wait, a chair is given back, the next who fits lets it run out, the one after pays', async () => {
  const order = await buyers.buys({ name: 'Gwen Gives', group: full });
  await buyers.buys({ name: 'Sam Stays', group: full });
  await site.runJobs();
  const page = (await site.visitor().get(`/groups/${full.address}`)).body;
  assert.match(page, new RegExp(`href="/groups/${full.address}/waiting"`));
  const { link } = await askTogether(site, full, 'Pia Pair', 'Quin Pair');
  await site.visitor().post(link, { name: 'Quin Pair' });
  const kit = await joinAs(site, full, 'Kit Apart');
  await site.visitor().post(`${kit}/apart`, { name: 'Sam Stays', email: addressOf('Sam Stays') });
  await joinAs(site, full, 'Lou Late');
  const mia = await joinAs(site, full, 'Mia More');
  assert.match(words((await site.visitor().get(mia)).body), /About fifth in line\. .* That is no promise/);
  const own = /\/chairs\/[\w-]{22}\/[0-9a-f-]{36}\/withdrawal/.exec(
    (await site.visitor().get(order.split('?')[0] ?? '')).body,
  )?.[0];
  const visitor = site.visitor();
  const shown =
    /name="shown" value="(\d+)"/.exec((await visitor.get(own ?? '')).body)?.[1] ?? assert.fail('a sum');
  assert.ok((await visitor.post(own ?? '', { shown })).statusCode < 400);
  await site.runJobs();
  const waiting = { 'Kit Apart': 'waiting', 'Pia Pair': 'waiting', 'Quin Pair': 'waiting' };
  assert.deepEqual(await statesIn(database, full), {
    ...waiting,
    'Lou Late': 'offered',
    'Mia More': 'waiting',
  });
  for (const path of [kit, mia])
    assert.doesNotMatch((await site.visitor().get(path)).body, /kept apart|Sam Stays/i);
  const atOnce = await site
    .visitor()
    .post('/cart/lines', { offering: full.offering, tier: full.tiers[0] ?? '' });
  assert.ok(atOnce.statusCode >= 400, 'nobody buys past those who wait');
  await owner`update shop.offers set offered_at = offered_at - interval '10 days',
    until_at = platform.now() - interval '1 minute' where state = 'made'`;
  await tick('offers-ran-out');
  await sweepSeats(site);
  assert.deepEqual(await statesIn(database, full), {
    ...waiting,
    'Lou Late': 'waiting',
    'Mia More': 'offered',
  });
  const late = site.mailbox
    .filter(({ mail }) => mail.to === addressOf('Lou Late'))
    .map(({ mail }) => mail.subject);
  assert.equal(new Set(late).size, late.length, `each letter once: ${late.join('; ')}`);
  await paysByLink('Mia More', full);
  assert.deepEqual(await sitting(full), [addressOf('Mia More'), addressOf('Sam Stays')]);
  assert.deepEqual(await statesIn(database, full), {
    ...waiting,
    'Lou Late': 'waiting',
    'Mia More': 'placed',
  });
  assert.match(words((await site.visitor().get(mia)).body), /You have a chair in this group/);
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

test('what the desk takes back by hand is not offered to the same person again at once: they pause at their place', async () => {
  const group = await sellGroup(db, practiceId, { name: 'Mornings', address: 'mornings', capacity: 1 }, 2);
  const [seatId] = await fillUp(database, practiceId, group);
  for (const name of ['Bab Back', 'Cal Next']) await joinAs(site, group, name);
  const gone = { practiceId, seatId: seatId ?? '', because: 'withdrawn', by: 'desk' } as const;
  await db.begin((tx) => freeSeat(tx, site.parts.platform, gone));
  await site.runJobs();
  const [row] = await owner`select id, offer_id from care.waiting_entries where name = 'Bab Back'`;
  const entry = `/desk/waiting/people/${row?.['id']}`;
  const offer = `/desk/waiting/offers/${row?.['offer_id']}`;
  assert.ok((await staff.frontDesk.get(entry)).body.includes(offer));
  assert.match(
    words((await staff.frontDesk.get(`${offer}/withdrawal`)).body),
    /keep their place .* and pause there/,
  );
  assert.equal((await staff.frontDesk.post(`${offer}/withdrawal`, { words: '' })).statusCode, 303);
  await site.runJobs();
  assert.deepEqual(await statesIn(database, group), { 'Bab Back': 'paused', 'Cal Next': 'offered' });
  assert.match((await staff.frontDesk.get(entry)).body, /The offer was taken back/);
});
