// Writing, publishing and what it does to people who bought: on the real database, through the actions.
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { type GroupForSale, goToPay, openSale, takeChair } from '../../../test/support/sale.ts';
import { practiceById } from '../../identity/practice/public.ts';
import { invariant } from '../../kernel/invariant.ts';
import { Temporal } from '../../kernel/time.ts';
import { nextMeetings, offeringForSale, type Schedule } from '../catalogue/public.ts';
import { beginGroup, copyGroup, dropDraft, savePart } from '../editing/actions.ts';
import { editedGroup } from '../editing/public.ts';
import { invariants } from '../payments/public.ts';
import { bringBack, publishDraft, review, turnGroup } from './actions.ts';
import { versionsOf } from './store.ts';

const database = await testDatabase();
const { db, owner } = database;
const site = await testApp(database);
const deps = site.parts.platform;
const { practiceId, groups } = await openSale(db, [
  { prices: [0], capacity: 8 },
  { prices: [0], capacity: 3 },
]);
const [circle, small] = groups as [GroupForSale, GroupForSale];
const practice = (await practiceById(db, practiceId)) ?? assert.fail('the practice is open');
const [imani] = await owner<
  { id: string }[]
>`select person_id as id from identity.roles where role = 'owner'`;
invariant(imani, 'the practice has an owner');
const editor = { practiceId, personId: imani.id };

before(() => site.runJobs());

const groupOf = async (offeringId: string) =>
  (await editedGroup(db.sql, { practiceId, offeringId })) ?? assert.fail('the group is there');

const versionOf = async (offeringId: string) => (await groupOf(offeringId)).draft?.version ?? 0;

const write = async (
  offeringId: string,
  part: 'dates' | 'chairs' | 'words' | 'prices' | 'place',
  fields: object,
) => {
  const saved = await savePart(db, editor, {
    offeringId,
    part,
    version: await versionOf(offeringId),
    fields,
  });
  assert.ok(saved?.ok, `${part} was saved`);
};

const publish = async (offeringId: string, change: { letters?: number; version?: number } = {}) => {
  const group = await groupOf(offeringId);
  const { letters } = await review(db.sql, practiceId, group);
  return publishDraft(deps, editor, practice, {
    offeringId,
    version: group.draft?.version ?? 0,
    letters,
    ...change,
  });
};

const published = async (offeringId: string) => {
  const answer = await publish(offeringId);
  assert.ok(answer.ok, JSON.stringify(answer));
};

const buys = async (group: GroupForSale, name: string) => {
  const visitor = site.visitor();
  await takeChair(visitor, group);
  const email = `${name.toLowerCase()}@mail.example`;
  const about = {
    attendee_name: name,
    attendee_email: email,
    payer: 'same',
    attest_0: 'yes',
    attest_1: 'yes',
  };
  await goToPay(visitor, about);
  const answer = await visitor.post('/checkout/pay');
  await site.runJobs();
  return { visitor, email, page: String(answer.headers.location).replace(/\?.*/, '') };
};

const scheduleOf = async (offeringId: string): Promise<Schedule> =>
  (await groupOf(offeringId)).content.schedule ?? assert.fail('it has dates');
const ahead = (schedule: Schedule) => nextMeetings(schedule, Temporal.Now.instant(), 3);
const lettersTo = (email: string) => site.mailbox.filter(({ mail }) => mail.to === email);

test('a draft changes nothing that is in print, and publishing prints all of it', async () => {
  await write(small.offering, 'words', {
    ...(await groupOf(small.offering)).content,
    name: 'Steadier still',
  });
  assert.equal((await offeringForSale(db.sql, practiceId, small.offering))?.name, 'Steadier');
  await published(small.offering);
  assert.equal((await offeringForSale(db.sql, practiceId, small.offering))?.name, 'Steadier still');
  assert.equal(
    (await groupOf(small.offering)).draft?.content,
    undefined,
    'nothing is being changed any more',
  );
  assert.deepEqual(await publish(small.offering), { ok: false, refusal: { because: 'nothing-to-publish' } });
});

test('two tabs at one part: the second is told, with what the first saved; at two parts both are saved', async () => {
  const version = await versionOf(small.offering);
  const { content } = await groupOf(small.offering);
  const key = { offeringId: small.offering, version };
  const first = await savePart(db, editor, { ...key, part: 'words', fields: { ...content, name: 'One' } });
  const other = await savePart(db, editor, { ...key, part: 'chairs', fields: { ...content, capacity: 5 } });
  const second = await savePart(db, editor, { ...key, part: 'words', fields: { ...content, name: 'Two' } });
  assert.ok(first?.ok && other?.ok);
  assert.ok(second && !second.ok);
  assert.equal(second.refusal.because, 'changed-meanwhile');
  assert.equal(second.refusal.theirs.name, 'One');
  const now = (await groupOf(small.offering)).content;
  assert.deepEqual([now.name, now.capacity], ['One', 5]);
});

test('two tabs that publish: the one that looked at an older draft publishes nothing', async () => {
  const version = await versionOf(small.offering);
  await write(small.offering, 'chairs', { ...(await groupOf(small.offering)).content, capacity: 6 });
  const stale = await publish(small.offering, { version });
  assert.ok(!stale.ok && stale.refusal.because === 'changed-meanwhile');
  const both = await Promise.all([publish(small.offering), publish(small.offering)]);
  assert.equal(both.filter(({ ok }) => ok).length, 1, 'pressed twice at once, it is one version');
  const [newest] = await versionsOf(
    db.sql,
    { practiceId, offeringId: small.offering },
    { from: 99, limit: 1 },
  );
  assert.equal(newest?.number, 3);
});

test('never fewer chairs than are taken, also when they are taken after the draft was saved', async () => {
  await write(small.offering, 'chairs', {
    ...(await groupOf(small.offering)).content,
    capacity: 1,
    minSeats: 1,
  });
  await buys(small, 'Devi');
  await buys(small, 'Emil');
  const answer = await publish(small.offering);
  assert.ok(!answer.ok && answer.refusal.because === 'lacking');
  assert.ok(await dropDraft(db, editor, small.offering, await versionOf(small.offering)));
});

test('a meeting that people bought is moved: each is told once by an own neutral letter, and their page shows both', async () => {
  const amara = await buys(circle, 'Amara');
  const bashir = await buys(circle, 'Bashir');
  const termsBefore = (await offeringForSale(db.sql, practiceId, circle.offering))?.termsVersion ?? 0;
  const schedule = await scheduleOf(circle.offering);
  const [first, second] = ahead(schedule);
  invariant(first && second, 'there are meetings ahead');
  const to = Temporal.PlainDate.from(first.slot).add({ days: 1 }).toString();
  const moves = [{ on: first.slot, to, time: '17:00' }];
  await write(circle.offering, 'dates', { schedule: { ...schedule, moves, rests: [second.slot] } });
  const seen = await review(db.sql, practiceId, await groupOf(circle.offering));
  assert.equal(seen.letters, 2);
  const wrong = await publish(circle.offering, { letters: 1 });
  assert.ok(!wrong.ok && wrong.refusal.because === 'touches-others');
  await published(circle.offering);
  await site.runJobs();
  await site.runJobs();
  for (const { email, visitor, page } of [amara, bashir]) {
    const letters = lettersTo(email).filter(({ mail }) => /change to your dates/.test(mail.subject));
    assert.equal(letters.length, 1, email);
    const [{ mail } = assert.fail()] = letters;
    assert.match(mail.text, /is held on .* instead/);
    assert.match(mail.text, /is not held/);
    assert.doesNotMatch(mail.text + mail.subject, /loss|circle|group|therapy/i);
    for (const other of [amara, bashir])
      if (other.email !== email) assert.ok(!mail.text.includes(other.email));
    assert.match(mail.calendar?.content ?? '', /STATUS:CANCELLED/);
    const shown = await visitor.get(page);
    assert.match(shown.body, /instead of/);
    assert.match(shown.body, /Not held/);
  }
  const terms = (await offeringForSale(db.sql, practiceId, circle.offering))?.termsVersion ?? 0;
  assert.ok(terms > termsBefore, 'nobody pays late on the old dates');
  const [line] = await owner<{ first: string }[]>`
    select l.meetings_at -> 0 ->> 'startsAt' as first from shop.checkout_lines l
    join shop.seats s on s.line_id = l.id where s.attendee_email = ${amara.email}`;
  assert.equal(line?.first, first.startsAt.toString(), 'what was bought stays as it was bought');
});

test('who was paying while the dates changed is told as soon as the order is there', async () => {
  const visitor = site.visitor();
  await takeChair(visitor, circle);
  const email = 'colette@mail.example';
  await goToPay(visitor, {
    ...{ attendee_name: 'Colette', attendee_email: email, payer: 'same', attest_0: 'yes', attest_1: 'yes' },
  });
  const schedule = await scheduleOf(circle.offering);
  const third = ahead(schedule)[2];
  invariant(third, 'there is a third meeting');
  const { rests } = schedule;
  await write(circle.offering, 'dates', { schedule: { ...schedule, rests: [...rests, third.slot] } });
  await published(circle.offering);
  await site.runJobs();
  assert.equal(lettersTo(email).length, 0);
  const answer = await visitor.post('/checkout/pay');
  await site.runJobs();
  await site.runJobs();
  const letters = lettersTo(email).filter(({ mail }) => /change to your dates/.test(mail.subject));
  assert.equal(letters.length, 1);
  assert.match(
    (await visitor.get(String(answer.headers.location))).body + letters[0]?.mail.text,
    /is not held/,
  );
});

test('an older version comes back as a draft and goes to print as a new one; nothing of the history changes', async () => {
  const key = { practiceId, offeringId: circle.offering };
  assert.ok(await bringBack(db, editor, { offeringId: circle.offering, number: 1 }));
  await published(circle.offering);
  const versions = await versionsOf(db.sql, key, { from: 99, limit: 20 });
  const [newest] = versions;
  const oldest = versions.at(-1);
  assert.deepEqual(newest?.content.schedule, oldest?.content.schedule);
  assert.equal(newest?.byPerson, imani.id);
  assert.equal(oldest?.byPerson, null);
  await site.runJobs();
  const [back] = lettersTo('amara@mail.example').slice(-1);
  assert.match(back?.mail.text ?? '', /is held after all/);
  assert.equal(await bringBack(db, editor, { offeringId: circle.offering, number: 999 }), false);
});

test('a new group is nobody’s to see until it is published, and care opens it with its name', async () => {
  const id = await beginGroup(db, editor, 'Evenings');
  const bare = await publish(id);
  assert.ok(!bare.ok && bare.refusal.because === 'lacking');
  assert.equal(await offeringForSale(db.sql, practiceId, id), undefined);
  const copy = (await copyGroup(db, editor, circle.offering)) ?? assert.fail('it is copied');
  await published(copy);
  await site.runJobs();
  const [care] = await owner`select name from care.groups where id = ${copy}`;
  assert.equal(care?.['name'], 'After a loss (copy)');
  assert.ok(await dropDraft(db, editor, id, await versionOf(id)));
  assert.equal(await editedGroup(db.sql, { practiceId, offeringId: id }), undefined);
  const { content } = await groupOf(copy);
  await write(copy, 'place', { ...content, address: circle.address });
  const taken = await publish(copy);
  assert.ok(!taken.ok && taken.refusal.because === 'address-taken');
});

test('prices are taken away and change places; who has the old one in the cart is told', async () => {
  const { content } = await groupOf(circle.offering);
  const [tier] = content.tiers;
  invariant(tier, 'there is a price');
  const visitor = site.visitor();
  await takeChair(visitor, circle);
  const fresh = { ...tier, id: crypto.randomUUID() as typeof tier.id, name: 'Other', unitMinor: 1500 };
  const two = { ...content, tiers: [fresh, tier] };
  await write(circle.offering, 'prices', two);
  await published(circle.offering);
  assert.deepEqual(
    (await offeringForSale(db.sql, practiceId, circle.offering))?.tiers.map(({ name }) => name),
    ['Other', tier.name],
  );
  await write(circle.offering, 'prices', { ...two, tiers: [fresh] });
  await published(circle.offering);
  assert.equal((await offeringForSale(db.sql, practiceId, circle.offering))?.tiers.length, 1);
  assert.equal((await visitor.get('/cart')).statusCode, 200);
});

test('closing keeps the page and sells nothing; a published change does not open it; away and back', async () => {
  const turn = (wish: Parameters<typeof turnGroup>[2]['turn']) =>
    turnGroup(db, editor, { offeringId: circle.offering, turn: wish });
  const page = async () => (await site.visitor().get(`/groups/${circle.address}`)).statusCode;
  const state = async () => (await groupOf(circle.offering)).printed?.state;
  assert.ok((await turn('closing')).ok);
  assert.equal((await turn('closing')).ok, false, 'twice is told');
  assert.equal(await page(), 200);
  await write(circle.offering, 'words', {
    ...(await groupOf(circle.offering)).content,
    summary: 'Quiet now.',
  });
  await published(circle.offering);
  assert.equal(await state(), 'closed');
  assert.ok((await turn('withdrawal')).ok);
  assert.equal((await offeringForSale(db.sql, practiceId, circle.offering))?.state, 'draft');
  assert.ok((await turn('archiving')).ok);
  await write(circle.offering, 'words', { ...(await groupOf(circle.offering)).content, summary: 'Away.' });
  const away = await publish(circle.offering);
  assert.ok(!away.ok && away.refusal.because === 'archived');
  assert.ok((await turn('return')).ok);
  await published(circle.offering);
  assert.equal(await state(), 'published');
});

test('after all of this seats and money agree', async () => {
  await site.runJobs();
  assert.deepEqual(await invariants(db.sql, practiceId), []);
});
