import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp } from '../../../test/support/app.ts';
import { type Buying, buyersOf, secretIn } from '../../../test/support/buyers.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { offersOn } from '../../../test/support/kept-chairs.ts';
import { withLocalPayPal } from '../../../test/support/listening-site.ts';
import { type GroupForSale, openSale, sellGroup } from '../../../test/support/sale.ts';
import { signInByLetter } from '../../../test/world.ts';
import { practiceById } from '../../identity/practice/public.ts';
import { newId } from '../../platform/ids.ts';
import { clockOf } from '../../schedule.ts';
import { transfersOf } from '../../transfer-parts.ts';
import { invariants } from '../accounts/public.ts';
import { grantSeat } from '../seats/public.ts';
import { transfer } from './actions.ts';

const database = await testDatabase();
const { db, owner } = database;
const local = await startPayPal();
after(() => local.close());
const site = await testApp(database, { change: (parts) => withLocalPayPal(local, parts) });
const { practiceId, groups } = await openSale(db, [
  { name: 'Here', prices: [0, 4500], capacity: 60 },
  { name: 'Same', prices: [2000, 4500], capacity: 60 },
  { name: 'Cheaper', prices: [3000], capacity: 60 },
  { name: 'Dearer', prices: [9000], capacity: 60 },
]);
const [here, same, cheaper, dearer] = groups as [GroupForSale, GroupForSale, GroupForSale, GroupForSale];
const buyers = buyersOf(site, local);
const { platform } = site.parts;
const imani = site.visitor();
await signInByLetter(site, imani, 'imani@rowan.example');
afterEach(() => database.shiftClock('0'));

const bought = async (name: string, more: Partial<Buying> = {}) => {
  const secret = secretIn(await buyers.buys({ group: here, tier: 1, name, ...more }));
  await site.runJobs();
  const [seat] = await owner<{ id: string; order: string; offering: string }[]>`
    select s.id, s.order_id as order, s.offering_id as offering from shop.seats s
    join shop.orders o on o.id = s.order_id where o.payer_name = ${name}`;
  return { ...(seat ?? assert.fail(name)), secret };
};
const pathOf = (id: string) => `/desk/seats/${id}/transfer`;
const shownIn = (body: string) => /name="shown" value="([\w-]+)"/.exec(body)?.[1] ?? '';
const looked = async (id: string, group: GroupForSale) => {
  const answer = await imani.post(pathOf(id), { group: group.offering, do: 'look' });
  assert.equal(answer.statusCode, 200);
  const form = { group: group.offering, shown: shownIn(answer.body), do: 'confirm' };
  return { body: answer.body, form };
};
const moved = async (id: string, group: GroupForSale) => {
  const { form } = await looked(id, group);
  assert.equal((await imani.post(pathOf(id), form)).statusCode, 303);
  const [row] = await owner<{ id: string }[]>`select id from shop.seats where follows_id = ${id}`;
  return row?.id ?? assert.fail('a new seat');
};
const seatsOf = async (order: string) =>
  (
    await owner<{ words: string }[]>`
    select l.name || ' ' || s.state || coalesce(' ' || s.ended_because, '') || ' ' || s.carried_minor as words
    from shop.seats s join shop.listings l on l.offering_id = s.offering_id where s.order_id = ${order}
    order by s.created_at, s.id`
  ).map(({ words }) => words);
const refunds = async (order: string) =>
  (
    await owner<{ words: string }[]>`
    select r.amount_minor || ' ' || r.because as words from shop.refunds r
    join shop.orders o on o.capture_id = r.capture_id where o.id = ${order} order by r.created_at`
  ).map(({ words }) => words);
const runRefunds = async () =>
  clockOf(site.parts)
    .find(({ name }) => name === 'refunds')
    ?.run();
const lettersTo = (to: string) => site.mailbox.filter(({ mail }) => mail.to === to).map(({ mail }) => mail);
const sound = async () => assert.deepEqual(await invariants(db.sql, practiceId), []);

test('somebody moves to a group that costs the same: shown first, then in one group with other dates and all the money', async () => {
  const { id, order, secret } = await bought('Ada Moves');
  assert.ok((await imani.get(`/desk/groups/${here.offering}`)).body.includes(pathOf(id)));
  assert.match((await imani.get(pathOf(id))).body, /Same[\s\S]*Cheaper|Cheaper[\s\S]*Same/);
  const { body } = await looked(id, same);
  assert.match(body, /It costs the same there[\s\S]*\$180\.00 goes along[\s\S]*To Ada Moves/);
  await site.runJobs();
  assert.deepEqual(await seatsOf(order), ['Here paid 0']);
  const next = await moved(id, same);
  await site.runJobs();
  assert.deepEqual(await seatsOf(order), ['Here freed transferred 0', 'Same paid 18000']);
  assert.deepEqual(await refunds(order), []);
  const page = (await site.visitor().get(`/orders/${secret}`)).body;
  assert.match(page, /Same/);
  assert.doesNotMatch(page, /Here|given back/);
  assert.ok(page.includes(`/${next}/withdrawal`) && !page.includes(`/${id}/withdrawal`));
  assert.match((await site.visitor().get(`/orders/${secret}/calendar.ics`)).body, /BEGIN:VEVENT/);
  assert.match((await imani.get(pathOf(id))).body, /has moved to Same/);
  assert.match((await imani.get(`/desk/orders/${order}`)).body, /Ada Moves/);
  const letters = lettersTo('ada.moves@mail.example').filter(({ text }) => /moved to other dates/.test(text));
  assert.equal(letters.length, 1);
  assert.ok(![letters[0]?.subject, letters[0]?.text].join().includes('Same'));
  const rows = await owner<{ state: string; group: string }[]>`
    select state, group_id as group from care.enrolments where seat_id in (${id}, ${next}) order by joined_on, state`;
  assert.deepEqual(
    new Set(rows.map(({ state, group }) => `${state} ${group === same.offering}`)),
    new Set(['active true', 'withdrawn false']),
  );
  await sound();
});

test('to one that costs less the difference goes back, and a later withdrawal gives back what was carried, no more', async () => {
  const { id, order, secret } = await bought('Bea Cheaper', { attendee: 'Bo Comes' });
  const { body } = await looked(id, cheaper);
  assert.match(
    body,
    /\$60\.00 goes back to who paid[\s\S]*\$120\.00 goes along[\s\S]*To Bea Cheaper[\s\S]*To Bo Comes/,
  );
  const next = await moved(id, cheaper);
  await runRefunds();
  await site.runJobs();
  assert.deepEqual(await refunds(order), ['6000 transfer']);
  const toBo = lettersTo('bo.comes@mail.example').at(-1)?.text ?? '';
  assert.doesNotMatch(toBo, /\$|Bea/);
  const chair = /\/chair\/([\w-]{22})/.exec(toBo)?.[1] ?? assert.fail('a new page');
  assert.match((await site.visitor().get(`/chair/${chair}`)).body, /Cheaper/);
  assert.ok((await site.visitor().get(`/chairs/${secret}/${next}/withdrawal`)).body.includes('name="shown"'));
  const giveBack = `/desk/seats/${next}/withdrawal`;
  const all = /name="shown_all" value="(\d+)"/.exec((await imani.get(giveBack)).body)?.[1] ?? '';
  assert.equal(all, '12000');
  assert.equal((await imani.post(giveBack, { sum: 'all', shown_all: all })).statusCode, 303);
  await runRefunds();
  assert.deepEqual(await refunds(order), ['6000 transfer', '12000 withdrawal']);
  await sound();
});

test('to one that costs more nobody is asked for the difference; a second move carries what is left', async () => {
  const { id, order } = await bought('Cleo Dearer');
  const { body } = await looked(id, dearer);
  assert.match(body, /you waive it/);
  const next = await moved(id, dearer);
  const last = await moved(next, cheaper);
  assert.deepEqual(await seatsOf(order), [
    'Here freed transferred 0',
    'Dearer freed transferred 18000',
    'Cheaper paid 12000',
  ]);
  assert.deepEqual(await refunds(order), ['6000 transfer']);
  assert.equal((await imani.get(pathOf(last))).statusCode, 200);
  await sound();
});

test('after some meetings only those that are left move, with their share of the money', async () => {
  const { id, order } = await bought('Dora Began');
  await database.shiftClock('16 days');
  await signInByLetter(site, imani, 'imani@rowan.example');
  const [line] = await owner<{ left: number }[]>`
    select count(*)::int as left from shop.checkout_lines l join shop.seats s on s.line_id = l.id,
      jsonb_array_elements(l.meetings_at) m where s.id = ${id} and (m ->> 'startsAt')::timestamptz > platform.now()`;
  const left = line?.left ?? 0;
  assert.ok(left > 0 && left < 4, `${left} are left`);
  const next = await moved(id, same);
  const [seat] = await owner<{ count: number }[]>`
    select jsonb_array_length(meetings_at) as count from shop.seats where id = ${next}`;
  assert.equal(seat?.count, left);
  assert.equal((await seatsOf(order)).at(-1), `Same paid ${4500 * left}`);
  await sound();
  await signInByLetter(site, imani, 'imani@rowan.example');
});

test('pressed ten times, in two tabs, to two groups at once: one move, one refund, one letter', async () => {
  const { id, order } = await bought('Ezra Twice');
  const forms = [(await looked(id, cheaper)).form, (await looked(id, same)).form];
  const presses = Array.from({ length: 10 }, (_, index) => imani.post(pathOf(id), forms[index % 2] ?? {}));
  for (const { statusCode } of await Promise.all(presses)) assert.equal(statusCode, 303);
  const seats = await seatsOf(order);
  assert.equal(seats.length, 2);
  assert.equal(seats.filter((words) => words.includes('paid')).length, 1);
  assert.ok((await refunds(order)).length <= 1);
  await site.runJobs();
  assert.equal(
    lettersTo('ezra.twice@mail.example').filter(({ text }) => /moved to other dates/.test(text)).length,
    1,
  );
  await sound();
});

test('two move to the last chair while somebody buys it: one has it, nobody has two or none', async () => {
  const last = await sellGroup(db, practiceId, { name: 'Last', prices: [4500], capacity: 1 }, 20);
  const people = [await bought('Finn Last'), await bought('Gia Last')];
  const forms = await Promise.all(people.map(async ({ id }) => (await looked(id, last)).form));
  await Promise.all([
    ...people.map(({ id }, index) => imani.post(pathOf(id), forms[index] ?? {})),
    buyers.ready({ name: 'Hal Buys', group: last }).catch(() => undefined),
  ]);
  for (const { order } of people) {
    const seats = await seatsOf(order);
    assert.equal(seats.filter((words) => / paid /.test(words)).length, 1, seats.join());
  }
  const [group] = await owner<{ full: boolean }[]>`
    select held + offered + confirmed <= capacity as full from shop.offerings where id = ${last.offering}`;
  assert.ok(group?.full);
  await sound();
});

test('who is kept apart cannot move, and the desk is not told why; nor past somebody who waits', async () => {
  const { id, order } = await bought('Ida Apart');
  await bought('Jon Sits', { group: same });
  const key = (email: string) => platform.vault.fingerprint(`apart address ${practiceId}`, email);
  await owner`insert into care.apart_rules (practice_id, id, group_id, state, one_key, other_key, said, stated_by)
    values (${practiceId}, ${newId()}, ${here.offering}, 'in-force', ${key('jon.sits@mail.example')},
      ${key('ida.apart@mail.example')}, 'x', 'person')`;
  for (const step of ['look', 'confirm']) {
    const answer = await imani.post(pathOf(id), { group: same.offering, shown: 'x', do: step });
    assert.equal(answer.statusCode, 409);
    assert.match(answer.body, /cannot move to that group now/);
    assert.doesNotMatch(answer.body, /apart from|Jon/);
  }
  await owner`update shop.offerings set waiting = 1 where id = ${cheaper.offering}`;
  assert.ok(!(await imani.get(pathOf(id))).body.includes(cheaper.offering));
  assert.equal(
    (await imani.post(pathOf(id), { group: cheaper.offering, shown: 'x', do: 'confirm' })).statusCode,
    409,
  );
  await owner`update shop.offerings set waiting = 0 where id = ${cheaper.offering}`;
  assert.deepEqual(await seatsOf(order), ['Here paid 0']);
});

test('who sits there already, has an offer there, or chose nothing is told so; a sum that changed is shown anew', async () => {
  const { id, order } = await bought('Kay Odd');
  assert.equal((await imani.post(pathOf(id), { do: 'look' })).statusCode, 422);
  await offersOn(site, practiceId).keep('Kay Odd', dearer);
  assert.match(
    (await imani.post(pathOf(id), { group: dearer.offering, do: 'look' })).body,
    /is kept for them/,
  );
  const { form } = await looked(id, cheaper);
  await cheaper.reprint({ tiers: cheaper.publication.tiers.map((tier) => ({ ...tier, unitMinor: 2500 })) });
  const answer = await imani.post(pathOf(id), form);
  assert.equal(answer.statusCode, 409);
  assert.match(answer.body, /Something has changed[\s\S]*\$80\.00 goes back/);
  await cheaper.reprint({});
  const gift = {
    practiceId,
    offeringId: cheaper.offering,
    attendeeName: 'Kay',
    attendeeEmail: 'kay.odd@mail.example',
  };
  assert.ok((await db.begin((tx) => grantSeat(tx, gift))).ok);
  assert.match(
    (await imani.post(pathOf(id), { group: cheaper.offering, do: 'look' })).body,
    /have a chair in that group/,
  );
  assert.deepEqual(await seatsOf(order), ['Here paid 0']);
});

test('killed before the letter is written, nothing of it has happened', async () => {
  const { id, order } = await bought('Lou Killed');
  const { form } = await looked(id, cheaper);
  const deps = {
    ...transfersOf(platform),
    outbox: { mail: () => Promise.reject(new Error('killed')) },
  };
  const practice = (await practiceById(db, practiceId)) ?? assert.fail('a practice');
  const wish = { seatId: id, offeringId: form.group, shown: form.shown, personId: newId() };
  await assert.rejects(transfer(deps, practice, wish), /killed/);
  assert.deepEqual(await seatsOf(order), ['Here paid 0']);
  assert.deepEqual(await refunds(order), []);
  await sound();
  await moved(id, cheaper);
  assert.deepEqual(await refunds(order), ['6000 transfer']);
});

test('a chair that was given moves without money, and a visitor finds nothing', async () => {
  const gift = {
    practiceId,
    offeringId: here.offering,
    attendeeName: 'Mo Given',
    attendeeEmail: 'mo@mail.example',
  };
  const granted = await db.begin((tx) => grantSeat(tx, gift));
  assert.ok(granted.ok);
  const { seatId } = granted.value;
  const next = await moved(seatId, same);
  await site.runJobs();
  const [seat] = await owner`select state, offering_id from shop.seats where id = ${next}`;
  assert.deepEqual({ ...seat }, { state: 'granted', offering_id: same.offering });
  assert.match(lettersTo('mo@mail.example').at(-1)?.text ?? '', /moved to other dates/);
  for (const [visitor, path] of [
    [site.visitor(), pathOf(next)],
    [imani, pathOf('018f0000-0000-7000-8000-00000000dead')],
    [imani, pathOf('x')],
  ] as const) {
    assert.equal((await visitor.get(path)).statusCode, 404);
    assert.equal((await visitor.post(path, { group: same.offering, do: 'look' })).statusCode, 404);
  }
  await sound();
});
