import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Visitor } from '../../../test/support/app.ts';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { offersOn } from '../../../test/support/kept-chairs.ts';
import { ABOUT_AMARA, openSale, takeChair } from '../../../test/support/sale.ts';
import { invariants } from '../payments/public.ts';
import { expireHolds } from '../seats/public.ts';
import { remindOfOffers } from './letter-actions.ts';
import { endDueOffers } from './public.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const { practiceId, groups } = await openSale(db, [
  { capacity: 60, prices: [2000, 4500] },
  { capacity: 60, prices: [0] },
  { capacity: 1, prices: [0] },
]);
const [open, free, single] = groups as [(typeof groups)[0], (typeof groups)[0], (typeof groups)[0]];
const site = await testApp(database);
const { keep, keepTwo } = offersOn(site, practiceId);
const { platform } = site.parts;
const words = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const stateOf = async (offerId: string) =>
  (await owner`select state from shop.offers where id = ${offerId}`)[0]?.['state'];
const tierOf = (group: typeof open, at = 0) => ({ tier: group.tiers[at] ?? '' });
const goOn = async (visitor: Visitor, about: Record<string, string> = ABOUT_AMARA) => {
  await visitor.post('/checkout/you', about);
  await visitor.post('/checkout/agreement', { agreed_name: 'Amara Jensen', agree: 'yes', versions: '1' });
  return visitor.post('/checkout/pay');
};
const letterTo = async (address: string) => {
  await site.runJobs();
  return site.mailbox.filter(({ mail }) => mail.to === address).map(({ mail }) => mail);
};
const sound = async () => assert.deepEqual(await invariants(db.sql, practiceId), []);

test('the letter names no group and leads one person to the own page; from there to the chair', async () => {
  const { offerId } = await keep('Amara Jensen', free);
  const [letter] = await letterTo('amara.jensen@mail.example');
  assert.ok(letter);
  assert.equal(letter.subject, 'RS Practice: something is kept for you');
  for (const part of [letter.subject, letter.text, letter.html])
    assert.doesNotMatch(part, /Steadier|group|chair/i);
  assert.match(letter.text, /until \w+, \w+ \d+, \d+:\d\d [ap]m \(Pacific Time\)/);
  const path = /\/offers\/[\w-]{22}/.exec(letter.text)?.[0] ?? assert.fail('a link');
  const visitor = site.visitor();
  const page = await visitor.get(path);
  assert.match(words(page.body), /Hello Amara Jensen. We keep a chair for you in Steadier/);
  const taken = await visitor.post(path, tierOf(free));
  assert.equal(taken.headers.location, '/checkout');
  assert.match((await visitor.get('/checkout/you')).body, /amara\.jensen@mail\.example/);
  const paid = await goOn(visitor, { ...ABOUT_AMARA, attendee_email: 'else@mail.example' });
  assert.match(String(paid.headers.location), /^\/orders\//);
  const [seat] =
    await owner`select attendee_email as email from shop.seats where id = (select seat_id from shop.offers where id = ${offerId})`;
  assert.equal(
    seat?.['email'],
    'amara.jensen@mail.example',
    'the address of the offer, whatever was sent along',
  );
  assert.match(words((await visitor.get(path)).body), /This chair is yours/);
  const again = await visitor.post(path, tierOf(free));
  assert.equal(again.statusCode, 409);
  await sound();
});

test('the only chair of a full group is for its person, and for nobody else', async () => {
  const { path } = await keep('Una Single', single);
  const stranger = site.visitor();
  assert.equal((await takeChair(stranger, single)).statusCode, 409);
  const visitor = site.visitor();
  assert.equal((await visitor.post(path, tierOf(single))).headers.location, '/checkout');
  assert.match(String((await goOn(visitor)).headers.location), /^\/orders\//);
  await sound();
});

test('a price that is not one of this offer is refused beside the prices, and nothing is held', async () => {
  const { path, offerId } = await keep('Tess Trick', open, { tierId: open.tiers[1] ?? '' });
  for (const tier of [open.tiers[0] ?? '', free.tiers[0] ?? '', 'x', '']) {
    const answer = await site.visitor().post(path, { tier });
    assert.equal(answer.statusCode, 422);
    assert.match(words(answer.body), /Please choose one of these prices/);
  }
  assert.equal(await stateOf(offerId), 'made');
  const visitor = site.visitor();
  await visitor.post(path, tierOf(open, 1));
  const line = /\/cart\/lines\/[\w-]{36}/.exec((await visitor.get('/cart')).body)?.[0] ?? '';
  assert.equal((await visitor.post(line, tierOf(open))).statusCode, 409, 'nor afterwards in the cart');
});

test('two devices with the same letter: the second is told where the chair is, and it comes back', async () => {
  const { path } = await keep('Dora Double', open);
  const [one, other] = [site.visitor(), site.visitor()];
  assert.equal((await one.post(path, tierOf(open))).headers.location, '/checkout');
  const second = await other.post(path, tierOf(open));
  assert.equal(second.statusCode, 409);
  assert.match(words(second.body), /in another window or on another device/);
  assert.match(words((await one.get(path)).body), /You are taking this chair/);
  assert.equal(
    (await one.post(path, tierOf(open))).headers.location,
    '/checkout',
    'pressed twice it goes on',
  );
  await one.post('/checkout/end');
  assert.match(words((await other.get(path)).body), /We keep a chair for you/);
  assert.equal((await other.post(path, tierOf(open))).headers.location, '/checkout');
  await other.post('/checkout/end');
  await sound();
});

test('pressed at the same moment in ten windows, one takes it and all are told the truth', async () => {
  const { path } = await keep('Rosa Rush', open);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => site.visitor().post(path, tierOf(open))),
  );
  assert.equal(answers.filter(({ headers }) => headers.location === '/checkout').length, 1);
  for (const { statusCode, headers } of answers)
    assert.ok(
      statusCode === 409 ||
        ['/checkout', '/cart?refused=offer-elsewhere', '/cart'].includes(String(headers.location)),
    );
  await sound();
});

test('no, thank you: asked once more, told about the list, and the next press changes nothing', async () => {
  const { path, offerId } = await keep('Nora Nay', open, { source: 'waiting-list' });
  const visitor = site.visitor();
  assert.match(words((await visitor.get(`${path}/no`)).body), /And the waiting list\?/);
  assert.equal((await visitor.post(`${path}/no`)).statusCode, 422);
  assert.equal(await stateOf(offerId), 'made');
  assert.equal((await visitor.post(`${path}/no`, { stay: 'yes' })).headers.location, path);
  assert.match(words((await visitor.get(path)).body), /You said no.*You stay on the list/);
  assert.equal((await visitor.post(`${path}/no`, { stay: 'no' })).headers.location, path);
  assert.equal((await owner`select stays from shop.offers where id = ${offerId}`)[0]?.['stays'], true);
  assert.equal((await visitor.post(path, tierOf(open))).statusCode, 409);
  const letters = await letterTo('nora.nay@mail.example');
  assert.equal(letters.filter(({ text }) => /We have your “No, thank you”/.test(text)).length, 1);
  await sound();
});

test('a group by application is bought through an offer and not otherwise', async () => {
  await owner`update shop.offerings set entry = 'apply' where id = ${open.offering}`;
  const { path } = await keep('Ava Apply', open, { source: 'application' });
  assert.equal((await takeChair(site.visitor(), open)).statusCode, 409);
  const visitor = site.visitor();
  assert.equal((await visitor.post(path, tierOf(open))).headers.location, '/checkout');
  await visitor.post('/checkout/end');
  await owner`update shop.offerings set entry = 'buy' where id = ${open.offering}`;
});

test('chairs kept for two people are taken one after the other, not in one cart', async () => {
  const [one, other] = await keepTwo(['Pia Pair', 'Pat Pair'], open);
  const visitor = site.visitor();
  assert.equal((await visitor.post(one.path, tierOf(open))).headers.location, '/checkout');
  const elsewhere = await keep('Quinn Quiet', free);
  const second = await visitor.post(elsewhere.path, tierOf(free));
  assert.equal(second.headers.location, '/cart?refused=two-people');
  assert.match(words((await visitor.get('/cart?refused=two-people')).body), /kept for somebody else/);
  await site.visitor().post(`${other.path}/no`, {});
  assert.match(words((await visitor.get(one.path)).body), /not kept any more|You are taking/);
  await expireHolds(db);
  await endDueOffers(platform);
  assert.match(words((await visitor.get(one.path)).body), /Two chairs were kept together/);
  await sound();
});

test('over after its time, also before anybody swept; reminded once the day before, told at the end', async () => {
  const { path } = await keep('Lena Late', open);
  await site.runJobs();
  await shiftClock('25 hours');
  await Promise.all([remindOfOffers(platform), remindOfOffers(platform)]);
  await remindOfOffers(platform);
  await shiftClock('49 hours');
  const answer = await site.visitor().post(path, tierOf(open));
  assert.equal(answer.statusCode, 409);
  assert.match(words(answer.body), /The time for this chair is over/);
  await endDueOffers(platform);
  const subjects = (await letterTo('lena.late@mail.example')).map(({ subject }) => subject);
  assert.deepEqual(subjects, [
    'RS Practice: something is kept for you',
    'RS Practice: still kept for you',
    'RS Practice: about what we had kept for you',
  ]);
  await shiftClock('0');
});

test('nobody finds an offer by guessing, and another practice’s secret is none here', async () => {
  for (const secret of ['A'.repeat(22), 'x', '%00', `${'B'.repeat(22)}/no`])
    assert.equal((await site.visitor().get(`/offers/${secret}`)).statusCode, 404);
  assert.equal((await site.visitor().post(`/offers/${'A'.repeat(22)}`, tierOf(open))).statusCode, 404);
  assert.equal((await site.visitor().post(`/offers/${'A'.repeat(22)}/no`, { stay: 'no' })).statusCode, 404);
});

test('of two, one paid and the other gone: the practice hears of it, once, without a name', async () => {
  const [one, other] = await keepTwo(['Ike Both', 'Joy Both'], free);
  const visitor = site.visitor();
  await visitor.post(one.path, tierOf(free));
  assert.match(String((await goOn(visitor)).headers.location), /^\/orders\//);
  await site.visitor().post(`${other.path}/no`, {});
  const letters = (await letterTo('hello@rowan.example')).filter(({ subject }) =>
    /belong together/.test(subject),
  );
  assert.equal(letters.length, 1);
  assert.doesNotMatch(letters[0]?.text ?? '', /Ike|Joy|Steadier/);
  await sound();
});
