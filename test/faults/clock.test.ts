// Clocks that jump and machines that stand elsewhere: holds, links and calendars stay right.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Temporal } from '../../src/kernel/time.ts';
import { invariants } from '../../src/shop/payments/public.ts';
import { expireHolds } from '../../src/shop/seats/public.ts';
import { testApp } from '../support/app.ts';
import { testDatabase } from '../support/database.ts';
import { ABOUT_AMARA, goToPay, openSale, takeChair } from '../support/sale.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const site = await testApp(database);
const { practiceId, groups } = await openSale(db, [{ capacity: 8, prices: [0] }]);
const [group = assert.fail('a group is open')] = groups;

const held = async () =>
  Number((await owner`select held from shop.offerings where id = ${group.offering}`)[0]?.['held']);
const atPay = async (name: string) => {
  const visitor = site.visitor();
  await takeChair(visitor, group);
  await goToPay(visitor, {
    ...ABOUT_AMARA,
    attendee_name: name,
    attendee_email: `${name.split(' ')[0]}@mail.example`,
  });
  return visitor;
};
const paid = async (visitor: ReturnType<typeof site.visitor>) =>
  /^\/orders\//.test(String((await visitor.post('/checkout/pay')).headers.location));

for (const jump of ['-2 hours', '-1 second', '14 minutes'])
  test(`the clock jumps by ${jump} while a chair is held: it is still held, and can be had`, async () => {
    await shiftClock('0');
    const visitor = await atPay(`Ann${jump.length} Bell`);
    await shiftClock(jump);
    await expireHolds(db);
    assert.equal(await held(), 1);
    assert.ok(await paid(visitor));
    assert.deepEqual(await invariants(db.sql, practiceId), []);
    await shiftClock('0');
  });

for (const jump of ['16 minutes', '400 days'])
  test(`the clock jumps by ${jump}: the chair is free again, and coming back does not oversell`, async () => {
    await shiftClock('0');
    const visitor = await atPay(`Gus${jump.length} Bell`);
    await shiftClock(jump);
    await expireHolds(db);
    assert.equal(await held(), 0);
    await paid(visitor);
    assert.deepEqual(await invariants(db.sql, practiceId), []);
    await shiftClock('0');
    await expireHolds(db);
  });

const signInLink = async () => {
  await site.visitor().post('/sign-in', { email: 'imani@rowan.example' });
  await site.runJobs();
  const letter = site.mailbox.findLast(({ mail }) => mail.to === 'imani@rowan.example');
  return /\/sign-in\/[\w-]{44}/.exec(letter?.mail.text ?? '')?.[0] ?? assert.fail('a link was sent');
};
const letsIn = async (link: string) => (await site.visitor().post(link)).statusCode === 303;

test('a sign-in link works after the clock went back two hours, and never after 400 days', async () => {
  await shiftClock('0');
  const [early, late] = [await signInLink(), await signInLink()];
  await shiftClock('-2 hours');
  assert.ok((await letsIn(early)) || (await letsIn(late)), 'a clock that went back locks nobody out');
  await shiftClock('0');
  const old = await signInLink();
  await shiftClock('400 days');
  assert.equal(await letsIn(old), false);
  await shiftClock('0');
});

const ZONES = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Kiritimati', 'Australia/Lord_Howe'];
const ours = process.env['TZ'];
after(() => {
  if (ours === undefined) delete process.env['TZ'];
  else process.env['TZ'] = ours;
});

test('wherever the machine stands, the page and the calendar of a group say the same', async () => {
  const told = new Set<string>();
  for (const zone of ZONES) {
    process.env['TZ'] = zone;
    assert.equal(
      new Intl.DateTimeFormat().resolvedOptions().timeZone.replace('Asia/Calcutta', 'Asia/Kolkata'),
      zone,
    );
    const calendar = (await site.visitor().get(`/groups/${group.address}/calendar.ics`)).body;
    const page = (await site.visitor().get(`/groups/${group.address}`)).body;
    assert.match(calendar, /BEGIN:VEVENT/);
    told.add(
      calendar.replaceAll(/^DTSTAMP:.*$/gm, '') +
        (/<main[\s\S]*<\/main>/.exec(page)?.[0] ?? assert.fail('a page')),
    );
  }
  assert.equal(told.size, 1);
});

for (const [season, jump] of [
  ['spring', '105 days'],
  ['autumn', '340 days'],
] as const)
  test(`across the change of the clocks in ${season} a group meets at the same hour of its own wall`, async () => {
    await shiftClock(jump);
    const { body } = await site.visitor().get(`/groups/${group.address}/calendar.ics`);
    await shiftClock('0');
    const starts = [...body.matchAll(/^DTSTART:(\d{8}T\d{6}Z)/gm)].map(([, at = '']) =>
      Temporal.Instant.from(at).toZonedDateTimeISO('America/Los_Angeles'),
    );
    assert.equal(new Set(starts.map(({ offset }) => offset)).size, 2, 'the clocks changed in between');
    assert.equal(new Set(starts.map((at) => at.toPlainTime().toString())).size, 1);
  });
