import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EXAMPLE_MEMBERS } from '../../../example/groups.ts';
import { exampleFacilitatorId, exampleOfferingId, exampleTierId } from '../../../example/ids.ts';
import { seedCatalogue } from '../../../example/seed-catalogue.ts';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { openWorld } from '../../../test/world.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { Temporal } from '../../kernel/time.ts';
import { urls } from '../../urls.ts';
import { keepFresh } from './fresh.ts';
import { openGroups, publishedAddresses } from './public.ts';
import { shelfSource } from './shelf-store.ts';
import { NO_WISH } from './wish.ts';

const AFTER_A_LOSS = 't2qmgh4b';
const database = await testDatabase();
const { db, owner } = database;
const { practiceId } = await openWorld(db);
await db.begin((tx) => seedCatalogue(tx, practiceId, Temporal.Now.plainDateISO()));
for (const [id, members] of EXAMPLE_MEMBERS)
  await owner`update shop.offerings set confirmed = ${members} where practice_id = ${practiceId} and id = ${id}`;
const { visitor, mailbox, runJobs } = await testApp(database);
const text = async (path: string) => (await visitor().get(path)).body;

test('the page of groups shows all fourteen, with what they cost and how many chairs are open', async () => {
  const body = await text(urls.groups());
  assert.match(body, /14 groups/);
  assert.match(body, /\$20, \$45 or \$65/);
  assert.match(body, /Free, \$20 or \$40/);
  assert.match(body, /Full/);
  assert.match(body, /Under way, takes nobody new/);
});

test('a search forgives spelling, and shows the words again without being talked into markup', async () => {
  assert.match(await text(urls.groups({ words: 'anxeity' })), /Steadier/);
  const body = await text(urls.groups({ words: '"><script>alert(9)</script>' }));
  assert.doesNotMatch(body, /<script>alert/);
  assert.match(body, /&lt;script&gt;alert\(9\)/);
});

const GARBLED = [
  '?for=nonsense&day=9&part=never&how=by-pigeon&lang=klingon&max=-5&open=maybe&kind=x&sort=chaos&page=zero',
  '?page=999999&sort=name',
  '?page=-1',
  '?for=grief&for=grief&for=grief',
  '?for[]=grief&day[x]=1',
  '?__proto__=1&constructor=2&words=%00',
  `?words=${'a'.repeat(3000)}`,
  `?${'day=1&'.repeat(400)}`,
  '?words=%F0%9F%98%80%E2%80%AE',
];
for (const query of GARBLED)
  test(`a garbled address is read calmly: ${query.slice(0, 60)}`, async () => {
    const answer = await visitor().get(urls.groups() + query);
    assert.equal(answer.statusCode, 200);
    assert.match(answer.body, /Find a group/);
  });

test('a wish that nothing fits leads on', async () => {
  const body = await text(urls.groups({ for: 'sleep', how: 'in-person' }));
  assert.match(body, /No group fits all of this, but \d+ come close/);
  assert.match(body, /These come close/);
  assert.match(body, /Ask for a group/);
});

test('a group page tells its prices, its terms and its next step, and posts offering and tier to the cart', async () => {
  const body = await text(urls.group(AFTER_A_LOSS));
  assert.match(body, new RegExp(`action="${urls.cartLines()}"`));
  assert.ok(body.includes(`name="offering" value="${exampleOfferingId(1)}"`));
  assert.ok(body.includes(`value="${exampleTierId(1, 2)}"`));
  assert.match(body, /\$180 for 4 meetings/);
  const data = JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(body)?.[1] ?? '{}');
  assert.equal(data['@type'], 'EventSeries');
  assert.deepEqual([data.offers.lowPrice, data.offers.highPrice, data.offers.priceCurrency], [20, 65, 'USD']);
  assert.match(body, /<link rel="canonical" href="http:\/\/[^"]+\/groups\/t2qmgh4b">/);
});

test('a full group says so, offers no form, and leads to its waiting list', async () => {
  const body = await text(urls.group('pwt2dpx2'));
  assert.match(body, /All chairs are taken/);
  assert.doesNotMatch(body, /name="tier"/);
  assert.match(body, /href="\/groups\/pwt2dpx2\/waiting"/);
});

test('a hold is told apart from a taken chair', async () => {
  await owner`update shop.offerings set confirmed = 7, held = 1 where practice_id = ${practiceId} and id = ${exampleOfferingId(2)}`;
  const body = await text(`${urls.group('pwt2dpx2')}?again`);
  assert.match(body, /One chair is kept for somebody/);
  await owner`update shop.offerings set confirmed = 8, held = 0 where practice_id = ${practiceId} and id = ${exampleOfferingId(2)}`;
});

test('a group that began together, a draft and an unknown address', async () => {
  assert.match(await text(urls.group('xbwdzvxj')), /stays together until its last meeting/);
  await owner`update shop.offerings set state = 'draft' where practice_id = ${practiceId} and id = ${exampleOfferingId(12)}`;
  for (const path of [
    urls.group('sdrj37d5'),
    urls.group('nowhere'),
    urls.facilitator('nobody'),
    urls.groupQuestion('nowhere'),
  ])
    assert.equal((await visitor().get(path)).statusCode, 404, path);
  await owner`update shop.offerings set state = 'published' where practice_id = ${practiceId} and id = ${exampleOfferingId(12)}`;
});

test('the calendar file says Appointment and nothing else', async () => {
  const answer = await visitor().get(urls.groupCalendar(AFTER_A_LOSS));
  assert.match(String(answer.headers['content-type']), /text\/calendar/);
  assert.match(answer.body, /SUMMARY:Appointment/);
  assert.match(answer.body, /DTSTART:\d{8}T\d{6}Z/);
  assert.doesNotMatch(answer.body, /loss|grief|group|therap|Rowan Street/i);
});

test('a question is kept and mailed; a program and a flood are turned away', async () => {
  const words = { name: 'Colette', email: 'Colette@Mail.example', body: 'Is the room warm?' };
  const asking = visitor();
  const answer = await asking.post(urls.groupQuestion(AFTER_A_LOSS), words);
  assert.equal(answer.statusCode, 303);
  await runJobs();
  assert.match(mailbox.at(-1)?.mail.text ?? '', /colette@mail\.example/);
  const [kept] = await owner`select email, body from shop.questions where practice_id = ${practiceId}`;
  assert.deepEqual({ ...kept }, { email: 'colette@mail.example', body: 'Is the room warm?' });

  const trapped = await asking.post(urls.groupQuestion(AFTER_A_LOSS), {
    ...words,
    website: 'https://spam.example',
  });
  assert.equal(trapped.statusCode, 409);
  const statuses = [];
  for (let count = 0; count < 9; count++)
    statuses.push((await asking.post(urls.groupQuestion(AFTER_A_LOSS), words)).statusCode);
  assert.equal(statuses.at(-1), 429);
  assert.match(
    (await asking.post(urls.groupQuestion(AFTER_A_LOSS), { ...words, body: '' })).body,
    /Please write your question/,
  );
});

test('facilitators have a page each with the groups they lead', async () => {
  assert.match(await text(urls.facilitators()), /Imani Okafor, PhD/);
  const body = await text(urls.facilitator('tomas-reyes'));
  assert.match(body, /Entre nosotros/);
  assert.doesNotMatch(body, /Steadier/);
});

test('home is offered groups with a chair to take, never full ones or ones under way', async () => {
  const names = (await openGroups(db.sql, practiceId, 14)).map(({ card }) => card.name);
  assert.equal(names.length, 12);
  assert.ok(!names.includes('Steadier') && !names.includes('Cooler heads'));
});

test('search engines get every published group and facilitator, and no draft', async () => {
  const addresses = await publishedAddresses(db.sql, practiceId);
  assert.equal(addresses.filter(({ kind }) => kind === 'group').length, 14);
  assert.equal(addresses.filter(({ kind }) => kind === 'facilitator').length, 6);
});

test('another practice sees none of it', async () => {
  const other = '0192a000-0000-7000-8009-000000000009' as PracticeId;
  assert.deepEqual(await openGroups(db.sql, other, 5), []);
  assert.equal((await keepFresh(shelfSource(db.sql, other), () => 0)()).find(NO_WISH).fits, 0);
});

test('a change of offering, price, listing or facilitator is seen at the next look, and reads once a second at most', async () => {
  let ms = 0;
  let looks = 0;
  const source = shelfSource(db.sql, practiceId);
  const counted = () => {
    looks += 1;
    return source.clock();
  };
  const fresh = keepFresh({ ...source, clock: counted }, () => ms);
  const card = async () => {
    ms += 1000;
    const found = (await fresh()).find({ ...NO_WISH, words: 'After a loss' });
    return found.groups.find(({ card: one }) => one.offeringId === exampleOfferingId(1))?.card;
  };
  const at = { practiceId, id: exampleOfferingId(1) };
  assert.equal((await card())?.seats.confirmed, 5);
  await db.sql`update shop.offerings set confirmed = 6 where practice_id = ${at.practiceId} and id = ${at.id}`;
  assert.equal((await card())?.seats.confirmed, 6);
  await db.sql`update shop.tiers set unit_minor = 2100 where practice_id = ${at.practiceId} and id = ${exampleTierId(1, 1)}`;
  assert.deepEqual((await card())?.prices, [2100, 4500, 6500]);
  await db.sql`update shop.listings set summary = 'New words' where practice_id = ${at.practiceId} and offering_id = ${at.id}`;
  assert.equal((await card())?.summary, 'New words');
  await db.sql`update shop.facilitators set name = 'Imani Okafor-Bell' where practice_id = ${at.practiceId} and id = ${exampleFacilitatorId(1)}`;
  assert.deepEqual((await card())?.facilitators, ['Imani Okafor-Bell', 'Tomás Reyes']);
  await db.sql`update shop.offerings set state = 'archived' where practice_id = ${at.practiceId} and id = ${at.id}`;
  assert.equal(await card(), undefined);

  looks = 0;
  ms += 1000;
  await Promise.all(Array.from({ length: 20 }, () => fresh()));
  assert.equal(looks, 1);
});

test('a byte that no text can hold is an unreadable address or form, not a fault of ours', async () => {
  const stranger = visitor();
  assert.equal((await stranger.get('/groups/%00')).statusCode, 400);
  const question = { name: 'Amara', email: 'amara@mail.example', question: 'what\u0000', body: 'what\u0000' };
  const answer = await stranger.post(`/groups/${AFTER_A_LOSS}/question`, question);
  assert.ok(answer.statusCode >= 400 && answer.statusCode < 500, String(answer.statusCode));
});

test('an address that a group had before leads to the one it has', async () => {
  const [group] = await owner<{ id: string; address: string }[]>`
    select offering_id as id, address from shop.listings where address <> ${AFTER_A_LOSS}
    order by address limit 1`;
  const { id, address } = group ?? assert.fail('there are groups');
  await owner`update shop.listings set address = 'moved-here' where offering_id = ${id}`;
  const answer = await visitor().get(urls.group(address));
  assert.deepEqual([answer.statusCode, answer.headers.location], [301, '/groups/moved-here']);
  assert.equal((await visitor().get('/groups/moved-here')).statusCode, 200);
  await owner`update shop.offerings set state = 'archived' where id = ${id}`;
  assert.equal((await visitor().get(urls.group(address))).statusCode, 404, 'nothing leads to what is gone');
});
