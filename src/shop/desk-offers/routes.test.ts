import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { offersOn } from '../../../test/support/kept-chairs.ts';
import { ownerIn } from '../../../test/support/owner.ts';
import { openSale, takeChair } from '../../../test/support/sale.ts';
import { needs } from '../offers/public.ts';
import { invariants } from '../payments/public.ts';

const database = await testDatabase();
const { db, owner: sql, shiftClock } = database;
const { practiceId, groups } = await openSale(db, [
  { capacity: 9, prices: [2000, 4500] },
  { capacity: 1, prices: [0] },
  { capacity: 3, prices: [0] },
]);
const [open, single, waited] = groups as [(typeof groups)[0], (typeof groups)[0], (typeof groups)[0]];
const site = await testApp(database);
const { keep, keepTwo } = offersOn(site, practiceId);
const owner = await ownerIn(site, db, practiceId);
const words = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const at = (group: { readonly offering: string }) => `/desk/groups/${group.offering}/offers`;
const ANN = { name: 'Ann Bell', email: 'ann@mail.example', days: '2', tier: '', note: 'See you soon.' };
const letters = async (address: string) => {
  await site.runJobs();
  return site.mailbox.filter(({ mail }) => mail.to === address).map(({ mail }) => mail);
};

test('a chair is kept by hand: the letter goes out, the offer has its page, and pressed twice it is one offer', async () => {
  const made = await owner.post(at(open), ANN);
  assert.match(String(made.headers.location), /^\/desk\/waiting\/offers\/[\w-]{36}\?said=made$/);
  const again = await owner.post(at(open), ANN);
  assert.equal(again.statusCode, 409);
  assert.match(words(again.body), /has an open offer for this group already/);
  assert.match(again.body, /value="ann@mail\.example"/, 'what was typed is kept');
  assert.equal((await letters('ann@mail.example')).length, 1);
  const page = words((await owner.get(String(made.headers.location))).body);
  assert.match(page, /A chair for Ann Bell.*Waits for an answer.*The chair is kept.*By hand.*See you soon/);
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

for (const [what, change, said] of [
  ['without a name', { name: ' ' }, /Please give the name/],
  ['with a link for a name', { name: 'www.evil.example' }, /without an address/],
  ['to no address', { email: 'ann' }, /does not look like an e-mail/],
  ['for no days', { days: '0' }, /At least one day/],
  ['for a year', { days: '365' }, /At most thirty days/],
  ['with a novel', { note: 'x'.repeat(501) }, /Please keep it to 500/],
] as const)
  test(`a chair is not kept ${what}: said beside the field, and nothing is lost`, async () => {
    const answer = await owner.post(at(open), { ...ANN, email: 'new@mail.example', ...change });
    assert.equal(answer.statusCode, 422);
    assert.match(words(answer.body), said);
    assert.match(answer.body, /Nothing you wrote is lost/);
  });

test('a full group and a strange price are refused in words', async () => {
  await keep('Sole Sitter', single);
  assert.match(
    words((await owner.post(at(single), { ...ANN, email: 'b@mail.example' })).body),
    /There is no free chair/,
  );
  const strange = { ...ANN, email: 'c@mail.example', tier: single.tiers[0] ?? '' };
  assert.match(words((await owner.post(at(open), strange)).body), /not one of the group’s any more/);
});

test('a group by application is offered after a yes, and never by hand', async () => {
  await sql`update shop.offerings set entry = 'apply' where id = ${open.offering}`;
  assert.doesNotMatch((await owner.get(at(open))).body, /Keep the chair and send the letter/);
  const answer = await owner.post(at(open), { ...ANN, email: 'd@mail.example' });
  assert.equal(answer.statusCode, 409);
  assert.match(words(answer.body), /after an application and a yes. Nothing was sent/);
  await sql`update shop.offerings set entry = 'buy' where id = ${open.offering}`;
});

test('more time is given, told by letter, and never becomes less', async () => {
  const { offerId } = await keep('Mora Moretime', open);
  await site.runJobs();
  const path = `/desk/waiting/offers/${offerId}`;
  assert.equal((await owner.post(`${path}/time`, { days: 'x' })).statusCode, 422);
  assert.equal((await owner.post(`${path}/time`, { days: '3' })).headers.location, `${path}?said=more-time`);
  assert.match(words((await owner.get(path)).body), /after more time.*More time was given/);
  assert.deepEqual(
    (await letters('mora.moretime@mail.example')).map(({ subject }) => subject),
    ['RS Practice: something is kept for you', 'RS Practice: you have more time'],
  );
});

test('taking it back shows the letter first, with a sentence of one’s own; sent once, and told when it is over', async () => {
  const { offerId } = await keep('Wanda Withdrawn', open);
  await site.runJobs();
  const path = `/desk/waiting/offers/${offerId}`;
  const asked = await owner.get(`${path}/withdrawal?words=We+call+you+tomorrow.`);
  assert.match(
    words(asked.body),
    /Take back the chair for Wanda Withdrawn\?.*Subject RS Practice: about what.*We call you tomorrow\./,
  );
  const naming = { words: `About ${open.name}.` };
  const named = await owner.post(`${path}/withdrawal`, naming);
  assert.equal(named.statusCode, 422);
  assert.match(words(named.body), /This names the group.*Nothing you wrote is lost/);
  assert.match(named.body, new RegExp(naming.words), 'what was typed is kept');
  assert.equal((await letters('wanda.withdrawn@mail.example')).length, 1, 'nothing is sent by looking');
  const done = await owner.post(`${path}/withdrawal`, { words: 'We call you tomorrow.' });
  assert.equal(done.headers.location, `${path}?said=withdrawn`);
  await owner.post(`${path}/withdrawal`, { words: 'Twice.' });
  const sent = await letters('wanda.withdrawn@mail.example');
  assert.equal(sent.length, 2);
  assert.match(sent[1]?.text ?? '', /We call you tomorrow\./);
  assert.doesNotMatch(sent[1]?.text ?? '', /After a loss/);
  assert.equal((await owner.get(`${path}/withdrawal`)).statusCode, 303);
  assert.equal((await owner.post(`${path}/time`, { days: '1' })).statusCode, 409);
});

test('the list finds by name, address, state and group, sorts, and is saved as a table in the same order', async () => {
  await keep('Zoe =SUM(A1)', open);
  const page = async (query: string) => words((await owner.get(`/desk/waiting/offers${query}`)).body);
  assert.match(await page('?q=wanda'), /One offer.*Wanda Withdrawn/);
  assert.match(await page('?q=ann%40mail'), /Ann Bell/);
  assert.match(await page('?q=nobody-here'), /No offer fits/);
  assert.match(await page('?state=withdrawn'), /Wanda Withdrawn/);
  assert.doesNotMatch(await page('?state=open'), /Wanda Withdrawn/);
  assert.doesNotMatch(await page(`?group=${single.offering}`), /Ann Bell/);
  const csv = await owner.get('/desk/waiting/offers.csv?sortBy=name');
  assert.match(String(csv.headers['content-type']), /^text\/csv/);
  const lines = csv.body.trim().split('\r\n');
  assert.match(lines[0] ?? '', /For,E-mail,Group,How it stands/);
  assert.match(lines[1] ?? '', /^Ann Bell,/);
  assert.match(csv.body, /'?Zoe =SUM/);
  for (const garbled of ['?page=-1', '?page=x', '?state=x&sortBy=x', '?q=%00', '?group=x'])
    assert.equal((await owner.get(`/desk/waiting/offers${garbled}`)).statusCode, 200);
});

test('a free chair is opened to everybody while people wait: for one buyer, and kept again on a word', async () => {
  await sql`update shop.offerings set waiting = 2 where id = ${waited.offering}`;
  assert.equal((await takeChair(site.visitor(), waited)).statusCode, 409);
  const path = `/desk/groups/${waited.offering}`;
  assert.equal((await owner.post(`${path}/opened`, { what: 'x' })).statusCode, 422);
  assert.equal(
    (await owner.post(`${path}/opened`, { what: 'open' })).headers.location,
    `${path}/offers?said=opened`,
  );
  const [one, other] = [site.visitor(), site.visitor()];
  assert.equal((await takeChair(one, waited)).statusCode, 303);
  await takeChair(other, waited);
  assert.equal((await one.post('/checkout')).headers.location, '/checkout');
  assert.equal((await other.post('/checkout')).headers.location, '/cart');
  await owner.post(`${path}/opened`, { what: 'open' });
  await owner.post(`${path}/opened`, { what: 'keep' });
  assert.equal((await takeChair(site.visitor(), waited)).statusCode, 409);
  await sql`update shop.offerings set waiting = 0 where id = ${waited.offering}`;
  const none = await owner.post(`${path}/opened`, { what: 'open' });
  assert.equal(none.statusCode, 409);
  assert.match(words(none.body), /no free chair to open now, or nobody waits/);
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});

test('for how long the next in line is offered a chair is the group’s own', async () => {
  const path = `/desk/groups/${open.offering}/offer-hours`;
  assert.equal((await owner.post(path, { hours: '5' })).statusCode, 422);
  assert.equal((await owner.post(path, { hours: '72' })).statusCode, 303);
  const [row] = await sql`select offer_hours as hours from shop.offerings where id = ${open.offering}`;
  assert.equal(row?.['hours'], 72);
});

test('Today hears of offers that run out, and of two of whom one pays alone, until somebody has talked', async () => {
  const kinds = async () => (await needs(db.sql, practiceId)).map(({ kind }) => kind);
  await sql`update shop.offers set until_at = platform.now() + interval '3 days' where state = 'made'`;
  assert.deepEqual(await kinds(), []);
  await shiftClock('49 hours');
  assert.deepEqual(await kinds(), ['offer-ending']);
  await shiftClock('0');
  const [one, other] = await keepTwo(['Ike Both', 'Joy Both'], waited);
  await site.visitor().post(`${other.path}/no`, {});
  await sql`update shop.offerings set confirmed = confirmed where id = ${waited.offering}`;
  assert.deepEqual(await kinds(), [], 'both ended: nobody pays alone');
  const path = `/desk/waiting/offers/${one.offerId}`;
  assert.equal((await owner.post(`${path}/settled`)).headers.location, `${path}?said=settled`);
});

test('who is not at the desk is told that nothing is there', async () => {
  const { offerId } = await keep('Hidden Person', open);
  const visitor = site.visitor();
  for (const path of [
    '/desk/waiting/offers',
    '/desk/waiting/offers.csv',
    `/desk/waiting/offers/${offerId}`,
    at(open),
  ])
    assert.equal((await visitor.get(path)).statusCode, 404, path);
  for (const path of [
    `/desk/waiting/offers/${offerId}/withdrawal`,
    `/desk/waiting/offers/${offerId}/time`,
    at(open),
  ])
    assert.equal((await visitor.post(path, ANN)).statusCode, 404, path);
  for (const path of [
    '/desk/waiting/offers/x',
    '/desk/groups/x/offers',
    `/desk/waiting/offers/${practiceId}`,
  ])
    assert.equal((await owner.get(path)).statusCode, 404, path);
});
