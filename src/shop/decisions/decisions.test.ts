import assert from 'node:assert/strict';
import { after, afterEach, beforeEach, test } from 'node:test';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp } from '../../../test/support/app.ts';
import { type Buying, buyersOf } from '../../../test/support/buyers.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { offersOn } from '../../../test/support/kept-chairs.ts';
import { withLocalPayPal } from '../../../test/support/listening-site.ts';
import { type GroupForSale, openSale, sellGroup } from '../../../test/support/sale.ts';
import { signInByLetter } from '../../../test/world.ts';
import { Temporal } from '../../kernel/time.ts';
import { needsOf } from '../../needs.ts';
import { clockOf } from '../../schedule.ts';
import { invariants } from '../accounts/public.ts';
import { grantSeat } from '../seats/public.ts';
import { giveAllBack } from './public.ts';

const database = await testDatabase();
const { db, owner } = database;
const local = await startPayPal();
after(() => local.close());
const site = await testApp(database, { change: (parts) => withLocalPayPal(local, parts) });
const { practiceId } = await openSale(db, []);
const buyers = buyersOf(site, local);
const { platform } = site.parts;
const imani = site.visitor();
await signInByLetter(site, imani, 'imani@rowan.example');
const today = Temporal.Now.plainDateISO('America/Los_Angeles');
const startsOn = today.add({ days: 20 });

let count = 0;
let group: GroupForSale;
/** A group that needs four, on the day by which it was to be decided. */
const needsFour = async () => {
  const wish = { capacity: 8, minSeats: 4, decisionOn: today.toString(), kind: 'closed' } as const;
  const fresh = await sellGroup(db, practiceId, { ...wish, name: `Evenings ${count}` }, count);
  count += 1;
  const schedule = { ...fresh.publication.schedule, sessions: 8, startsOn: startsOn.toString() };
  await fresh.reprint({ schedule: { ...schedule, weekday: startsOn.dayOfWeek } });
  return fresh;
};
beforeEach(async () => {
  group = await needsFour();
});

afterEach(() => database.shiftClock('0'));

const path = () => `/desk/groups/${group.offering}/decision`;
const bought = async (name: string, more: Partial<Buying> = {}) => {
  await buyers.buys({ group, tier: 1, name, ...more });
  await site.runJobs();
};
const hiddenIn = (body: string) =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name ?? '',
      value ?? '',
    ]),
  );
const looked = async (choice: string, until = '') => {
  const answer = await imani.post(path(), { choice, until, do: 'look' });
  assert.equal(answer.statusCode, 200);
  return { body: answer.body, form: { ...hiddenIn(answer.body), do: 'confirm' } };
};
const decided = async () =>
  (
    await owner<{ choice: string }[]>`
    select choice from shop.group_decisions where offering_id = ${group.offering} order by number`
  ).map(({ choice }) => choice);
const seats = async () =>
  (
    await owner<{ state: string; because: string | null }[]>`
    select state, ended_because as because from shop.seats where offering_id = ${group.offering} order by attendee_name`
  ).map((row) => `${row.state} ${row.because ?? ''}`.trim());
const refunds = async () =>
  (
    await owner<{ minor: number; state: string; because: string }[]>`
    select r.amount_minor::int as minor, r.state, r.because from shop.refunds r
    join shop.orders o on o.capture_id = r.capture_id join shop.seats s on s.order_id = o.id
    where s.offering_id = ${group.offering} order by s.attendee_name`
  ).map((row) => `${row.minor} ${row.state} ${row.because}`);
const groupNow = async () => {
  const [row] = await owner<{ state: string; on: string; decided: string | null }[]>`
    select state, decision_on::text as on, decided_on::text as decided from shop.offerings where id = ${group.offering}`;
  return row ?? assert.fail('a group');
};
const runRefunds = async () =>
  clockOf(site.parts)
    .find(({ name }) => name === 'refunds')
    ?.run();
const lettersTo = (to: string) => site.mailbox.filter(({ mail }) => mail.to === to).map(({ mail }) => mail);
const sound = async () => assert.deepEqual(await invariants(db.sql, practiceId), []);
const needed = async () =>
  (await needsOf(db)(practiceId, Temporal.Now.instant())).filter(({ href }) => href === path());

test('today, the list and the group lead to it; before it is confirmed nothing happens', async () => {
  await bought('Ada Waits');
  assert.equal((await needed()).length, 1);
  assert.ok((await imani.get('/desk')).body.includes(`href="${path()}"`));
  assert.ok((await imani.get(`/desk/groups/${group.offering}`)).body.includes(`href="${path()}"`));
  assert.match((await imani.get(path())).body, /3 people are missing[\s\S]*Ada Waits/);
  const before = site.mailbox.length;
  for (const choice of ['go', 'refund-all']) await looked(choice);
  await looked('postpone', today.add({ days: 3 }).toString());
  await site.runJobs();
  assert.deepEqual([await decided(), await seats(), site.mailbox.length], [[], ['paid'], before]);
  assert.equal((await groupNow()).state, 'published');
});

test('it goes: who decided is kept, everybody gets the letter that was shown, once, and nobody is asked again', async () => {
  await bought('Bea Goes', { attendee: 'Bo Comes' });
  const { body, form } = await looked('go');
  assert.match(body, /To Bea Goes, bea\.goes@mail\.example[\s\S]*To Bo Comes, bo\.comes@mail\.example/);
  const answers = await Promise.all(Array.from({ length: 6 }, () => imani.post(path(), form)));
  assert.ok(answers.every(({ statusCode }) => statusCode === 303));
  assert.deepEqual(await decided(), ['go']);
  await site.runJobs();
  for (const to of ['bea.goes@mail.example', 'bo.comes@mail.example']) {
    const letters = lettersTo(to).filter(({ text }) => /Good news/.test(text));
    assert.equal(letters.length, 1);
    const [first = ''] = (letters[0]?.text ?? '').split('\n\n').slice(1, 2);
    assert.ok(body.includes(first), 'as it was shown');
    assert.ok(!`${letters[0]?.subject}${letters[0]?.text}${letters[0]?.html}`.includes(group.name));
  }
  assert.doesNotMatch(lettersTo('bo.comes@mail.example').at(-1)?.text ?? '', /Bea|order/);
  assert.match((await imani.get(path())).body, /It goes ahead\.[\s\S]*Imani Okafor/);
  assert.equal((await needed()).length, 0);
  assert.doesNotMatch((await site.visitor().get(`/groups/${group.address}`)).body, /We decide by/);
  assert.deepEqual(await seats(), ['paid']);
});

test('it is postponed: the new day is in print and in what is being written, and it is asked again on that day', async () => {
  await bought('Cleo Later');
  const later = today.add({ days: 5 });
  const words = `/desk/groups/${group.offering}/edit/words`;
  await imani.post(words, { version: '0', name: 'Written', summary: 'S', lead: 'L', focus: 'F' });
  const { form } = await looked('postpone', later.toString());
  for (let press = 0; press < 2; press++) assert.equal((await imani.post(path(), form)).statusCode, 303);
  assert.deepEqual(await decided(), ['postpone']);
  assert.deepEqual(await groupNow(), { state: 'published', on: later.toString(), decided: null });
  assert.match(
    (await imani.get(`/desk/groups/${group.offering}/edit/chairs`)).body,
    new RegExp(`value="${later}"`),
  );
  assert.match((await imani.get(words)).body, /value="Written"/);
  assert.doesNotMatch((await site.visitor().get(`/groups/${group.address}`)).body, /Written/);
  await site.runJobs();
  assert.match(lettersTo('cleo.later@mail.example').at(-1)?.text ?? '', /decide by .+ instead|decide by/);
  assert.match((await imani.get(path())).body, /It gets more time/);
  assert.equal((await needed()).length, 0);
  await database.shiftClock('6 days');
  await signInByLetter(site, imani, 'imani@rowan.example');
  const [row] = await db.sql<{ now: Temporal.Instant }[]>`select platform.now() as now`;
  const due = await needsOf(db)(practiceId, row?.now ?? assert.fail());
  assert.ok(due.some(({ href }) => href === path()));
  const { form: last } = await looked('go');
  await imani.post(path(), last);
  assert.deepEqual(await decided(), ['postpone', 'go']);
});

test('a day that cannot be is said beside its field, and what was typed stays', async () => {
  const wrong = [
    [{}, /choose what becomes/],
    [{ choice: 'x' }, /choose what becomes/],
    [{ choice: 'postpone' }, /as a date/],
    [{ choice: 'postpone', until: '2027-02-30' }, /as a date/],
    [{ choice: 'postpone', until: today.toString() }, /later than today/],
    [{ choice: 'postpone', until: startsOn.add({ days: 1 }).toString() }, /would have begun/],
  ] as const;
  for (const [fields, words] of wrong) {
    const answer = await imani.post(path(), { ...fields, do: 'look' });
    assert.equal(answer.statusCode, 422, JSON.stringify(fields));
    assert.match(answer.body, words);
    if ('until' in fields) assert.ok(answer.body.includes(`value="${fields.until}"`));
  }
  assert.deepEqual(await decided(), []);
});

test('it is not held: every chair and all the money goes back, once, with the letters shown; who waits for an offer hears too', async () => {
  await bought('Dora Pays', { attendee: 'Dan Comes' });
  await bought('Ezra Pays');
  const gift = {
    practiceId,
    offeringId: group.offering,
    attendeeName: 'Finn Given',
    attendeeEmail: 'finn@mail.example',
  };
  assert.ok((await db.begin((tx) => grantSeat(tx, gift))).ok);
  await offersOn(site, practiceId).keep('Gia Offered', group);
  const { body, form } = await looked('refund-all');
  assert.match(body, /\$360\.00 in all/);
  for (const name of ['Dora Pays', 'Dan Comes', 'Ezra Pays', 'Finn Given', 'Gia Offered'])
    assert.ok(body.includes(`To ${name},`), name);
  const other = site.visitor();
  await signInByLetter(site, other, 'imani@rowan.example');
  const presses = [imani, other, imani, other].map((visitor) => visitor.post(path(), form));
  for (const { statusCode } of await Promise.all(presses)) assert.equal(statusCode, 303);
  assert.deepEqual(await decided(), ['refund-all']);
  assert.equal((await groupNow()).state, 'closed');
  assert.match((await imani.get(path())).body, /3 still to be given back/);
  await site.runJobs();
  await giveAllBack(platform);
  await runRefunds();
  await site.runJobs();
  assert.deepEqual(await seats(), Array(3).fill('freed not-held'));
  assert.deepEqual(await refunds(), ['18000 completed not-held', '18000 completed not-held']);
  const [offer] = await owner`select state from shop.offers where offering_id = ${group.offering}`;
  assert.equal(offer?.['state'], 'withdrawn');
  for (const to of ['dora.pays', 'dan.comes', 'ezra.pays', 'finn'])
    assert.equal(
      lettersTo(`${to}@mail.example`).filter(({ text }) => /too few people/.test(text)).length,
      1,
      to,
    );
  assert.match(
    lettersTo('ezra.pays@mail.example')
      .map(({ text }) => text)
      .join(),
    /\$180\.00/,
  );
  assert.doesNotMatch(lettersTo('dan.comes@mail.example').at(-1)?.text ?? '', /\$|Dora/);
  const outcome = (await imani.get(path())).body;
  assert.match(outcome, /Every chair is given back[\s\S]*Went back/);
  const listed = await db.as(
    { kind: 'job:enrol', practiceId },
    (tx) => tx`select 1 from care.enrolments where state = 'active' and group_id = ${group.offering}`,
  );
  assert.equal(listed.length, 0);
  await sound();
});

test('whoever bought or gave back since it was shown is noticed: nothing happens, and it is shown once more', async () => {
  await bought('Hal First');
  const { form } = await looked('refund-all');
  await bought('Ivy Second');
  const answer = await imani.post(path(), form);
  assert.equal(answer.statusCode, 409);
  assert.match(answer.body, /Something has changed since you looked[\s\S]*To Ivy Second/);
  assert.deepEqual([await decided(), await seats()], [[], ['paid', 'paid']]);
  assert.equal((await imani.post(path(), { ...hiddenIn(answer.body), do: 'confirm' })).statusCode, 303);
  assert.deepEqual(await decided(), ['refund-all']);
  await site.runJobs();
});

test('it fills while the page is open: nothing is to be decided any more', async () => {
  const { form } = await looked('refund-all');
  for (const name of ['Jo', 'Kai', 'Lea', 'Mo']) await bought(`${name} Joins`);
  const answer = await imani.post(path(), form);
  assert.equal(answer.statusCode, 409);
  assert.match(answer.body, /cannot be decided now[\s\S]*the people it needs/);
  assert.deepEqual(await decided(), []);
  for (const fields of [form, { choice: 'go', do: 'look' }])
    assert.equal((await imani.post(path(), fields)).statusCode, 409);
});

test('two decide differently at once: one decision stands, and the other is shown it', async () => {
  await bought('Nia Once');
  const [go, back] = [await looked('go'), await looked('refund-all')];
  const answers = await Promise.all([imani.post(path(), go.form), imani.post(path(), back.form)]);
  assert.ok(answers.every(({ statusCode }) => statusCode === 303));
  const [made, ...others] = await decided();
  assert.deepEqual(others, []);
  await site.runJobs();
  assert.deepEqual(await seats(), [made === 'go' ? 'paid' : 'freed not-held']);
});

test('killed in the middle it does the rest, and what was done is not done twice', async () => {
  for (const name of ['Ora One', 'Pia Two', 'Quin Three']) await bought(name);
  const { form } = await looked('refund-all');
  await imani.post(path(), form);
  let letters = 0;
  const outbox: typeof platform.outbox = {
    mail: async (tx, order) => {
      letters += 1;
      if (letters === 2) throw new Error('killed');
      return platform.outbox.mail(tx, order);
    },
  };
  await assert.rejects(giveAllBack({ ...platform, outbox }), /could not be given back/);
  assert.deepEqual(await seats(), ['freed not-held', 'paid', 'freed not-held']);
  assert.match((await imani.get(path())).body, /1 still to be given back/);
  await Promise.all([giveAllBack(platform), giveAllBack(platform), giveAllBack(platform)]);
  await runRefunds();
  assert.deepEqual(await refunds(), Array(3).fill('18000 completed not-held'));
  await site.runJobs();
  for (const to of ['ora.one', 'pia.two', 'quin.three'])
    assert.equal(lettersTo(`${to}@mail.example`).filter(({ text }) => /too few people/.test(text)).length, 1);
  await sound();
});

test('PayPal says no to one of them: that order is shown with what to do, and the others went back', async () => {
  for (const name of ['Rui Good', 'Sol Old', 'Tam Refused']) await bought(name);
  await owner`update shop.captures set captured_at = now() - interval '200 days'
    where id = (select capture_id from shop.orders where payer_name = 'Sol Old')`;
  const { form } = await looked('refund-all');
  await imani.post(path(), form);
  await site.runJobs();
  await owner`update shop.refunds r set state = 'failed', next_try_at = null, problem = 'TRANSACTION_REFUSED'
    from shop.orders o where o.capture_id = r.capture_id and o.payer_name = 'Tam Refused'`;
  await runRefunds();
  assert.deepEqual(await seats(), Array(3).fill('freed not-held'));
  const { body } = await imani.get(path());
  assert.match(body, /2 payments need a hand/);
  assert.match(body, /Rui Good[\s\S]*Went back[\s\S]*Sol Old[\s\S]*Owed[\s\S]*Tam Refused[\s\S]*Failed/);
});

test('whoever was paying when it was decided is given back as well; whoever buys when it is open again is not', async () => {
  const late = await buyers.atPayPal({ group, tier: 1, name: 'Uma Late' });
  const { body, form } = await looked('refund-all');
  assert.match(body, /Somebody is paying at this moment/);
  await imani.post(path(), form);
  await late.comeBack('pays');
  await site.runJobs();
  await giveAllBack(platform);
  assert.deepEqual(await seats(), ['freed not-held']);
  await group.reprint({
    state: 'published',
    schedule: {
      ...group.publication.schedule,
      sessions: 8,
      startsOn: startsOn.toString(),
      weekday: startsOn.dayOfWeek,
    },
  });
  await bought('Val Again');
  await giveAllBack(platform);
  assert.deepEqual(await seats(), ['freed not-held', 'paid']);
});

test('a visitor, and a group that is none, find nothing', async () => {
  const nowhere = '/desk/groups/018f0000-0000-7000-8000-00000000dead/decision';
  for (const [visitor, address] of [
    [site.visitor(), path()],
    [imani, nowhere],
    [imani, '/desk/groups/x/decision'],
  ] as const) {
    assert.equal((await visitor.get(address)).statusCode, 404);
    assert.equal((await visitor.post(address, { choice: 'go', do: 'look' })).statusCode, 404);
  }
});
