import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { EXAMPLE_OWNER, exampleSite } from '../../../test/support/example-site.ts';
import { signInByLetter } from '../../../test/world.ts';

const database = await testDatabase();
const { owner } = database;
const site = await exampleSite(database);
await site.runJobs();
const ada = site.visitor();
await signInByLetter(site, ada, EXAMPLE_OWNER);

/** One of the example's letters that the mail server would not take. */
const lose = async () => {
  const [row] = await owner<{ id: string; to: string }[]>`
    update platform.outbox set sent_at = null, gave_up_at = platform.now(), last_error = '550 no such mailbox'
    where id = (select id from platform.outbox where kind = 'order-confirmation' order by id limit 1)
    returning id, mail ->> 'to' as to`;
  return row ?? assert.fail('the example has letters');
};

test('a lost letter waits on Today and on its page until it is put aside', async () => {
  const { id, to } = await lose();
  assert.match((await ada.get('/desk')).body, /A letter did not arrive/);
  const page = (await ada.get('/desk/letters')).body;
  assert.ok(page.includes(to) && page.includes('550 no such mailbox'));
  const answer = await ada.post(`/desk/letters/${id}/aside`);
  assert.equal(answer.statusCode, 303);
  assert.match((await ada.get(String(answer.headers.location))).body, /put aside/);
  assert.doesNotMatch((await ada.get('/desk')).body, /did not arrive/);
  assert.match((await ada.get('/desk/letters')).body, /Every letter has arrived/);
});

test('tried again it leaves once, however often it is pressed', async () => {
  await owner`update platform.outbox set put_aside_at = null`;
  const { id } = await lose();
  const [a, b] = await Promise.all([
    ada.post(`/desk/letters/${id}/tries`),
    ada.post(`/desk/letters/${id}/tries`),
  ]);
  assert.deepEqual([a.statusCode, b.statusCode], [303, 303]);
  const before = site.mailbox.length;
  await site.runJobs();
  const [row] = await owner`select gave_up_at, attempts from platform.outbox where id = ${id}`;
  assert.equal(row?.['gave_up_at'], null);
  assert.ok(site.mailbox.length - before <= 1);
});

test('strange letters are not found, and strangers find nothing', async () => {
  assert.equal((await ada.post('/desk/letters/x/tries')).statusCode, 404);
  assert.equal((await ada.post('/desk/letters/0198aaaa-0000-7000-8000-000000000000/aside')).statusCode, 303);
  const { id } = await lose();
  for (const path of [`/desk/letters/${id}/tries`, `/desk/letters/${id}/aside`])
    assert.equal((await site.visitor().post(path)).statusCode, 404);
  assert.equal((await site.visitor().get('/desk/letters')).statusCode, 404);
});

test('the owner sees that everything agrees, and a planted lie', async () => {
  assert.match((await ada.get('/desk/money/check')).body, /Everything agrees/);
  await owner`alter table shop.offerings disable trigger user`;
  await owner`update shop.offerings set confirmed = confirmed + 1
    where id = (select id from shop.offerings where held + offered + confirmed < capacity limit 1)`;
  assert.match((await ada.get('/desk/money/check')).body, /confirmed seats are active seats/);
});

test('Today lists payments that are on their way for more than a day', async () => {
  await owner`update shop.attempts set state = 'pending', changed_at = platform.now() - interval '2 days'
    where id = (select id from shop.attempts limit 1)`;
  assert.match((await ada.get('/desk')).body, /on its way for more than a day/);
  assert.match((await ada.get('/desk/money/check')).body, /PayPal is looking at it/);
});
