import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testApp, type Visitor } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { ABOUT_AMARA, type GroupForSale, goToPay, openSale, takeChair } from '../../../test/support/sale.ts';

const database = await testDatabase();
const { db, owner } = database;
const { visitor, runJobs, mailbox } = await testApp(database);
const { groups } = await openSale(db, [
  { prices: [0], capacity: 200 },
  { prices: [0], capacity: 200 },
]);
const [loss, steadier] = groups as [GroupForSale, GroupForSale];

const PAID_BY_BASHIR = {
  ...ABOUT_AMARA,
  payer: 'other',
  payer_name: 'Bashir Khan',
  payer_email: 'bashir@mail.example',
};

/** Buys and says where the order is. */
const buy = async (
  browser: Visitor,
  about: Record<string, string>,
  wanted: readonly GroupForSale[] = [loss],
) => {
  for (const group of wanted) await takeChair(browser, group);
  await goToPay(browser, about);
  const answer = await browser.post('/checkout/pay');
  assert.match(String(answer.headers.location), /placed=1/);
  return String(answer.headers.location).split('?')[0] ?? '';
};

const lettersTo = (email: string) => mailbox.filter(({ mail }) => mail.to === email).map(({ mail }) => mail);

test('one letter goes to who pays and comes: receipt, link, calendar, and no group’s name', async () => {
  const colette = visitor();
  const order = await buy(colette, {
    ...ABOUT_AMARA,
    attendee_name: 'Colette Durand',
    attendee_email: 'colette@mail.example',
  });
  await runJobs();
  const [letter, ...more] = lettersTo('colette@mail.example');
  assert.ok(letter);
  assert.equal(more.length, 0);
  assert.match(letter.subject, /^RS Practice: your order \d+$/);
  for (const part of [letter.text, letter.html]) {
    assert.ok(part.includes(order));
    assert.match(part, /Receipt/);
    assert.doesNotMatch(part, /After a loss|therapy|grief/i);
  }
  assert.match(letter.calendar?.content ?? '', /SUMMARY:Appointment/);
  assert.equal(letter.calendar?.content.match(/BEGIN:VEVENT/g)?.length, 4);
  assert.doesNotMatch(letter.calendar?.content ?? '', /After a loss|therapy/i);
  const page = await visitor().get(order);
  assert.match(page.body, /After a loss/);
  assert.match(page.body, /Colette Durand/);
  assert.match((await visitor().get(`${order}/calendar.ics`)).body, /SUMMARY:Appointment/);
});

test('Celebrate is shown once more as a plain order to whoever comes back', async () => {
  const order = await buy(visitor(), { ...ABOUT_AMARA, attendee_email: 'emil@mail.example' });
  assert.match((await visitor().get(`${order}?placed=1`)).body, />Celebrate</);
  assert.match((await visitor().get(`${order}?placed=1`)).body, /e•••••@mail\.example/);
  assert.doesNotMatch((await visitor().get(order)).body, />Celebrate</);
});

test('an address nobody was given opens nothing', async () => {
  const order = await buy(visitor(), { ...ABOUT_AMARA, attendee_email: 'devi@mail.example' });
  const flipped = `${order.slice(0, -1)}${order.endsWith('A') ? 'B' : 'A'}`;
  for (const path of [
    flipped,
    '/orders/x',
    `/chair/${order.split('/')[2]}`,
    `${flipped}/calendar.ics`,
    '/orders/..%2f',
  ])
    assert.equal((await visitor().get(path)).statusCode, 404, path);
  assert.equal((await visitor().post(`${flipped}/letter`)).statusCode, 404);
});

test('where somebody else pays, each has a letter and a page of their own', async () => {
  const order = await buy(visitor(), PAID_BY_BASHIR, [loss, steadier]);
  await runJobs();
  const [receipt] = lettersTo('bashir@mail.example');
  const chairs = lettersTo('amara@mail.example');
  assert.ok(receipt);
  assert.equal(chairs.length, 2);
  assert.equal(receipt.calendar, undefined);
  assert.doesNotMatch(receipt.text + receipt.html, /amara|Jensen/i);
  for (const letter of chairs) {
    assert.doesNotMatch(letter.text + letter.html, /Khan|bashir@|\$|Free|After a loss|Steadier/);
    assert.match(letter.text, /Bashir has arranged/);
  }
  const page = (await visitor().get(order)).body;
  assert.match(page, /<dd>Amara<\/dd>/);
  assert.doesNotMatch(page, /Jensen|amara@mail/);
  assert.equal((await visitor().get(`${order}/calendar.ics`)).statusCode, 404);
});

test('the attendee says yes and signs once, and sees neither price nor payer', async () => {
  const path = /\/chair\/[\w-]{22}/.exec(lettersTo('amara@mail.example')[0]?.text ?? '')?.[0] ?? '';
  const amara = visitor();
  const page = await amara.get(path);
  assert.match(page.body, /Our group agreement/);
  assert.doesNotMatch(page.body, /Khan|bashir@mail|“Helped”|\$\d/);
  const empty = await amara.post(path, { signed_name: ' ' });
  assert.equal(empty.statusCode, 422);
  assert.match(empty.body, /id="signed_name-error"/);
  const yes = { attest_0: 'yes', attest_1: 'yes', signed_name: 'Amara Jensen', agree: 'yes' };
  await Promise.all([amara.post(path, yes), amara.post(path, { ...yes, signed_name: 'Somebody Else' })]);
  const rows = await owner`select signed_name, agreement_version, attested from shop.seat_agreements`;
  assert.equal(rows.length, 1);
  assert.equal(rows[0]?.['agreement_version'], 1);
  assert.equal(rows[0]?.['attested'].length, 2);
  assert.match((await amara.get(path)).body, /You have said yes and signed/);
  assert.match((await amara.get(`${path}/calendar.ics`)).body, /SUMMARY:Appointment/);
});

test('"find my order" answers every address alike, and writes only where something belongs', async () => {
  const known = await visitor().post('/orders/find', { email: ' Bashir@mail.example ' });
  const unknown = await visitor().post('/orders/find', { email: 'stranger@mail.example' });
  assert.equal(known.statusCode, 200);
  assert.equal(known.body, unknown.body);
  assert.match((await visitor().post('/orders/find', { email: 'nonsense' })).body, /id="email-error"/);
  const before = mailbox.length;
  await runJobs();
  assert.equal(mailbox.length - before, 1);
  const letter = lettersTo('bashir@mail.example').at(-1);
  assert.match(letter?.text ?? '', /\/orders\/[\w-]{22}/);
  assert.doesNotMatch(letter?.text ?? '', /\/chair\//);
});

test('the letter can be sent again, to its own address, three times an hour', async () => {
  const order = await buy(visitor(), { ...ABOUT_AMARA, attendee_email: 'again@mail.example' });
  await runJobs();
  const answers = [];
  for (let press = 0; press < 4; press++)
    answers.push((await visitor().post(`${order}/letter`)).headers.location);
  assert.deepEqual(answers, [
    `${order}?sent=yes`,
    `${order}?sent=yes`,
    `${order}?sent=yes`,
    `${order}?sent=later`,
  ]);
  await runJobs();
  assert.ok(lettersTo('again@mail.example').length >= 2);
});

type Party = { readonly first: string; readonly last: string; readonly email: string };
let counter = 0;
const canary = (): Party => {
  counter += 1;
  return { first: `Nym${counter}q`, last: `Kin${counter}q`, email: `post${counter}q@mail.example` };
};

test('over random rosters, no letter, calendar or page of one person holds a word of another', async () => {
  const roster = fc.array(fc.record({ paidByOther: fc.boolean(), both: fc.boolean() }), {
    minLength: 2,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(roster, async (wishes) => {
      const bought = [];
      for (const { paidByOther, both } of wishes) {
        const comes = canary();
        const pays = paidByOther ? canary() : comes;
        const path = await buy(
          visitor(),
          {
            ...ABOUT_AMARA,
            attendee_name: `${comes.first} ${comes.last}`,
            attendee_email: comes.email,
            payer: paidByOther ? 'other' : 'same',
            payer_name: `${pays.first} ${pays.last}`,
            payer_email: pays.email,
          },
          both ? [loss, steadier] : [loss],
        );
        bought.push({ comes, pays, path });
      }
      await runJobs();
      const everybody = bought.flatMap(({ comes, pays }) => [comes, pays]);
      for (const { comes, pays, path } of bought) {
        const pages = [await visitor().get(path), await visitor().get(`${path}?placed=1`)].map(
          ({ body }) => body,
        );
        assertOnly(pages.join('\n'), pays, comes, everybody);
        for (const reader of new Set([comes, pays])) {
          const letters = lettersTo(reader.email);
          assert.ok(letters.length > 0);
          assertOnly(JSON.stringify(letters), reader, reader === comes ? pays : comes, everybody);
          for (const letter of letters) {
            assert.doesNotMatch(
              letter.subject + (letter.calendar?.content ?? ''),
              /After a loss|Steadier|therapy|group/i,
            );
            const [chair] = /\/chair\/[\w-]{22}/.exec(letter.text) ?? [];
            if (chair) assertOnly((await visitor().get(chair)).body, comes, pays, everybody);
          }
        }
      }
    }),
    { numRuns: 6 },
  );
});

/** Of the one who shares the order the first name may be told; of everybody else nothing. */
const assertOnly = (text: string, reader: Party, other: Party, everybody: readonly Party[]) => {
  for (const person of everybody) {
    if (person === reader) continue;
    const words = person === other ? [person.last, person.email] : [person.first, person.last, person.email];
    for (const word of words) assert.ok(!text.includes(word), `${word} is not for ${reader.email}`);
  }
};

test('the search for leaks finds a planted one', () => {
  const [amara, bashir] = [canary(), canary()];
  assert.throws(() => assertOnly(`Hello ${bashir.first}`, amara, amara, [amara, bashir]));
  assert.throws(() => assertOnly(`Hello ${bashir.email}`, amara, bashir, [amara, bashir]));
});
