import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp } from '../../../test/support/app.ts';
import { type Buying, buyersOf, secretIn } from '../../../test/support/buyers.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { withLocalPayPal } from '../../../test/support/listening-site.ts';
import { type GroupForSale, openSale } from '../../../test/support/sale.ts';
import { signInByLetter } from '../../../test/world.ts';
import { practiceById } from '../../identity/practice/public.ts';
import { clockOf } from '../../schedule.ts';
import { invariants } from '../accounts/public.ts';
import { requestRefund } from '../refunds/public.ts';
import { freeSeat, grantSeat } from '../seats/public.ts';
import { askForOwed, withdraw } from './actions.ts';
import { needs } from './public.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const local = await startPayPal();
after(() => local.close());
const site = await testApp(database, { change: (parts) => withLocalPayPal(local, parts) });
const { practiceId, groups } = await openSale(db, [{ prices: [0, 4500], capacity: 60 }]);
const group = groups[0] as GroupForSale;
const buyers = buyersOf(site, local);
const { platform } = site.parts;
const imani = site.visitor();
await signInByLetter(site, imani, 'imani@rowan.example');

const practice = async () => (await practiceById(db, practiceId)) ?? assert.fail('the practice is open');

/** Somebody with a paid order; the chair's own link where somebody else comes. */
const bought = async (buying: Partial<Buying> & { readonly name: string }) => {
  const order = secretIn(await buyers.buys({ group, tier: 1, ...buying }));
  await site.runJobs();
  const [seat] = await owner<{ id: string; order: string; email: string }[]>`
    select s.id, s.order_id as order, s.attendee_email as email from shop.seats s join shop.orders o on o.id = s.order_id
    where o.payer_name = ${buying.name}`;
  assert.ok(seat);
  const letter = site.mailbox.findLast(({ mail }) => /\/chair\//.test(mail.text) && mail.to === seat.email);
  const chair = /\/chair\/([\w-]{22})/.exec(letter?.mail.text ?? '')?.[1];
  return { ...seat, secret: order, chair, path: `/chairs/${order}/${seat.id}/withdrawal` };
};
const shownIn = (body: string) => /name="shown" value="(\d+)"/.exec(body)?.[1] ?? '';
const refundsOf = async (orderId: string) =>
  (
    await owner<{ minor: number; state: string; because: string }[]>`
    select r.amount_minor::int as minor, r.state, r.because from shop.refunds r
    join shop.orders o on o.capture_id = r.capture_id where o.id = ${orderId} order by r.id`
  ).map((row) => ({ ...row }));
const stateOf = async (seatId: string) =>
  (await owner`select state from shop.seats where id = ${seatId}`)[0]?.['state'];
const sound = async () => assert.deepEqual(await invariants(db.sql, practiceId), []);
const runRefunds = async () =>
  clockOf(site.parts)
    .find(({ name }) => name === 'refunds')
    ?.run();
const lettersTo = (to: string) => site.mailbox.filter(({ mail }) => mail.to === to).map(({ mail }) => mail);

test('the payer sees the sum and what happens, gives the chair back, and the money goes back at PayPal', async () => {
  const { path, id, order, secret } = await bought({ name: 'Ada Pays' });
  const visitor = site.visitor();
  assert.ok((await visitor.get(`/orders/${secret}`)).body.includes(path));
  const { body } = await visitor.get(path);
  assert.match(body, /The chair is free for somebody else at once/);
  assert.match(body, /The rule you bought with/);
  const shown = shownIn(body);
  assert.equal((await visitor.post(path, { shown })).statusCode, 303);
  assert.match((await visitor.get(path)).body, /This chair has been given back/);
  assert.match((await visitor.get(`/orders/${secret}`)).body, /This chair has been given back/);
  assert.equal(await stateOf(id), 'freed');
  await runRefunds();
  const refunds = await refundsOf(order);
  assert.deepEqual(refunds, [{ minor: Number(shown), state: 'completed', because: 'withdrawal' }]);
  await site.runJobs();
  const [enrolment] = await owner`select state from care.enrolments where seat_id = ${id}`;
  assert.equal(enrolment?.['state'], 'withdrawn');
  await sound();
});

test('pressed ten times at once, in two tabs and again later: one seat is freed, one refund asked, one letter written', async () => {
  const { path, id, order } = await bought({ name: 'Bea Twice' });
  const visitor = site.visitor();
  const shown = shownIn((await visitor.get(path)).body);
  const answers = await Promise.all(Array.from({ length: 10 }, () => site.visitor().post(path, { shown })));
  assert.ok(answers.every(({ statusCode }) => statusCode === 303));
  assert.equal((await visitor.post(path, { shown })).statusCode, 303);
  assert.equal((await refundsOf(order)).length, 1);
  await site.runJobs();
  assert.equal(
    lettersTo('bea.twice@mail.example').filter(({ subject }) => /has changed/.test(subject)).length,
    1,
  );
  assert.equal(await stateOf(id), 'freed');
  await sound();
});

test('a sum that changed since it was shown does nothing and is shown anew', async () => {
  const { path, id } = await bought({ name: 'Cleo Late' });
  const visitor = site.visitor();
  const { statusCode, body } = await visitor.post(path, { shown: '1' });
  assert.equal(statusCode, 409);
  assert.match(body, /The sum has changed since you looked/);
  assert.equal(await stateOf(id), 'paid');
  for (const shown of ['', 'all', '-1', '9'.repeat(30)])
    assert.equal((await visitor.post(path, { shown })).statusCode, 409);
  assert.equal((await visitor.post(path, { shown: shownIn(body) })).statusCode, 303);
});

test('the group begins while the page is open: what was promised before is not paid after, and nothing happens unseen', async () => {
  const { path, id, order } = await bought({ name: 'Dora Starts' });
  const visitor = site.visitor();
  const shown = shownIn((await visitor.get(path)).body);
  assert.notEqual(shown, '0');
  await shiftClock('9 days');
  const { statusCode, body } = await visitor.post(path, { shown });
  assert.equal(statusCode, 409);
  assert.equal(shownIn(body), '0');
  assert.equal(await stateOf(id), 'paid');
  assert.equal((await visitor.post(path, { shown: '0' })).statusCode, 303);
  assert.deepEqual(await refundsOf(order), []);
  await site.runJobs();
  const [enrolment] = await owner`select state from care.enrolments where seat_id = ${id}`;
  assert.equal(enrolment?.['state'], 'left');
  await shiftClock('0');
});

test('whoever comes by somebody else’s money gives back without seeing a sum; each is told the own part and no more', async () => {
  const { id, chair, order } = await bought({ name: 'Erin Canary', attendee: 'Fay Quokka' });
  const path = `/chairs/${chair}/${id}/withdrawal`;
  const visitor = site.visitor();
  const { body } = await visitor.get(path);
  assert.doesNotMatch(body, /\$|Canary/);
  assert.equal((await visitor.post(path)).statusCode, 303);
  assert.match((await visitor.get(`/chair/${chair}`)).body, /has been given back/);
  assert.equal((await refundsOf(order)).length, 1);
  await site.runJobs();
  const toPayer = lettersTo('erin.canary@mail.example').findLast(({ subject }) =>
    /has changed/.test(subject),
  );
  assert.match(toPayer?.text ?? '', /Fay has given back[\s\S]*\$/);
  assert.doesNotMatch(toPayer?.text ?? '', /Quokka/);
  const toAttendee = lettersTo('fay.quokka@mail.example').at(-1);
  assert.match(toAttendee?.text ?? '', /You have given your place with us back/);
  assert.doesNotMatch(toAttendee?.text ?? '', /\$|Canary|Erin/);
  for (const mail of [toPayer, toAttendee])
    assert.ok(!`${mail?.subject}${mail?.text}${mail?.html}`.includes(group.name));
});

test('a link opens its own chair and no other, and no link opens nothing', async () => {
  const [one, other] = [await bought({ name: 'Gia One' }), await bought({ name: 'Hal Other' })];
  const visitor = site.visitor();
  for (const path of [
    `/chairs/${one.secret}/${other.id}/withdrawal`,
    `/chairs/${'A'.repeat(22)}/${one.id}/withdrawal`,
    `/chairs/${one.secret}/nothing/withdrawal`,
    `/chairs/short/${one.id}/withdrawal`,
    `/desk/seats/${one.id}/withdrawal`,
  ]) {
    assert.equal((await visitor.get(path)).statusCode, 404, path);
    assert.equal((await visitor.post(path, { shown: '0', sum: 'all' })).statusCode, 404, path);
  }
  assert.equal(await stateOf(one.id), 'paid');
  assert.equal(await stateOf(other.id), 'paid');
});

test('the desk gives a chair back: by the rule, all, or nothing, as it chose and as it was shown', async () => {
  for (const [sum, minor] of [
    ['all', 18_000],
    ['nothing', 0],
  ] as const) {
    const { id, order } = await bought({ name: `Ivo ${sum}` });
    const path = `/desk/seats/${id}/withdrawal`;
    assert.match((await imani.get(path)).body, /How much goes back\?/);
    assert.equal((await imani.post(path, {})).statusCode, 422);
    assert.equal((await imani.post(path, { sum, [`shown_${sum}`]: '77' })).statusCode, 409);
    assert.equal((await imani.post(path, { sum, [`shown_${sum}`]: String(minor) })).statusCode, 303);
    assert.deepEqual(
      (await refundsOf(order)).map((refund) => refund.minor),
      minor > 0 ? [minor] : [],
    );
    assert.match((await imani.get(path)).body, /chair is free/);
  }
  await sound();
});

test('a chair that was given for nothing is given back, and its person is told', async () => {
  const granted = await db.begin((tx) =>
    grantSeat(tx, {
      practiceId,
      offeringId: group.offering,
      attendeeName: 'Jo Given',
      attendeeEmail: 'jo.given@mail.example',
    }),
  );
  assert.ok(granted.ok);
  const path = `/desk/seats/${granted.value.seatId}/withdrawal`;
  assert.match((await imani.get(path)).body, /There is no money to give back/);
  assert.equal((await imani.post(path, { sum: 'nothing', shown_nothing: '0' })).statusCode, 303);
  await site.runJobs();
  assert.match(lettersTo('jo.given@mail.example').at(-1)?.text ?? '', /given back by our desk/);
});

test('a free order gives back its chair and no money', async () => {
  const { path, id } = await bought({ name: 'Kay Free', tier: 0 });
  const visitor = site.visitor();
  const { body } = await visitor.get(path);
  assert.doesNotMatch(body, /What goes back/);
  assert.equal((await visitor.post(path, { shown: shownIn(body) })).statusCode, 303);
  assert.equal(await stateOf(id), 'freed');
});

test('money that PayPal cannot send now is owed: asked for again by itself, a need at the desk, settled in words', async () => {
  const { id, order, path } = await bought({ name: 'Lou Owed' });
  await owner`update shop.captures set status = 'PENDING' where id = (select capture_id from shop.orders where id = ${order})`;
  const visitor = site.visitor();
  await visitor.post(path, { shown: shownIn((await visitor.get(path)).body) });
  assert.equal(await stateOf(id), 'freed');
  assert.match((await visitor.get(path)).body, /PayPal cannot send it yet/);
  const [need] = await needs(db.sql, practiceId);
  assert.equal(need?.href, `/desk/seats/${id}/withdrawal`);
  assert.match((await imani.get(need?.href ?? '')).body, /is still owed[\s\S]*still reviews/);
  await askForOwed(platform);
  assert.equal((await needs(db.sql, practiceId)).length, 1);
  await owner`update shop.captures set status = 'COMPLETED' where id = (select capture_id from shop.orders where id = ${order})`;
  await askForOwed(platform);
  await askForOwed(platform);
  assert.deepEqual(await needs(db.sql, practiceId), []);
  assert.equal((await refundsOf(order)).length, 1);
});

test('what cannot go by PayPal any more is settled by hand, once, in words', async () => {
  const { id, order, path } = await bought({ name: 'Max Old' });
  await owner`update shop.captures set captured_at = now() - interval '200 days' where id = (select capture_id from shop.orders where id = ${order})`;
  const visitor = site.visitor();
  await visitor.post(path, { shown: shownIn((await visitor.get(path)).body) });
  const settle = `/desk/seats/${id}/settlement`;
  assert.equal((await imani.post(settle, { how: ' ' })).statusCode, 422);
  assert.equal((await imani.post(settle, { how: 'x'.repeat(501) })).statusCode, 422);
  assert.equal((await imani.post(settle, { how: 'Bank transfer, May 3' })).statusCode, 303);
  await imani.post(settle, { how: 'Again' });
  const { body } = await imani.get(`/desk/seats/${id}/withdrawal`);
  assert.match(body, /Bank transfer, May 3/);
  assert.doesNotMatch(body, /still owed/);
});

test('the desk and the buyer at once, and money going back by hand at the same time: never more than was paid', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id, order, path } = await bought({ name: `Nia ${round}` });
    const shown = shownIn((await site.visitor().get(path)).body);
    await Promise.all([
      site.visitor().post(path, { shown }),
      imani.post(`/desk/seats/${id}/withdrawal`, { sum: 'all', shown_all: '18000' }),
      db.begin((tx) =>
        requestRefund(tx, platform, {
          ...{ practiceId, orderId: order, wishId: `hand-${round}`, amountMinor: 10_000 },
          ...{ because: 'by-hand', by: 'desk' },
        }),
      ),
    ]);
    const total = (await refundsOf(order)).reduce((sum, refund) => sum + refund.minor, 0);
    assert.ok(total <= 18_000, `${total}`);
  }
  await sound();
});

test('a seat that was freed otherwise is not given back again, and the page says how it stands', async () => {
  const { id, path, order } = await bought({ name: 'Ora Freed' });
  await db.begin((tx) => freeSeat(tx, platform, { practiceId, seatId: id, because: 'by-hand', by: 'desk' }));
  const done = await withdraw(platform, await practice(), {
    ...{ seatId: id, byWhom: 'payer', sum: 'rule', shownMinor: 18_000 },
  });
  assert.equal(done.ok ? '' : done.refusal.because, 'already-given-back');
  assert.match((await site.visitor().get(path)).body, /has been given back/);
  assert.deepEqual(await refundsOf(order), []);
});
