import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { openWorld, signInByLetter } from '../../../test/world.ts';

const database = await testDatabase();
await openWorld(database.db, { host: 'rowan.example' });
const site = await testApp(database);
const { visitor, mailbox, runJobs, logLines } = site;

const linkIn = (text: string | undefined) => /\/sign-in\/[\w-]+/.exec(text ?? '')?.[0] ?? '';
/** Request ids differ from answer to answer; nothing else may. */
const comparable = (response: { body: string; headers: Record<string, unknown> }) => {
  const { date: _date, 'x-request-id': _id, ...headers } = response.headers;
  return JSON.stringify({ body: response.body, headers });
};

test('the answer to a known address and to an unknown one is the same in every byte', async () => {
  const known = await visitor().post('/sign-in', { email: 'imani@rowan.example' });
  const unknown = await visitor().post('/sign-in', { email: 'nobody@rowan.example' });
  assert.equal(known.statusCode, 200);
  assert.equal(unknown.statusCode, 200);
  assert.equal(comparable(known), comparable(unknown));
  assert.doesNotMatch(known.body, /imani@/);
  await runJobs();
  assert.deepEqual(
    mailbox.map((envelope) => envelope.mail.to),
    ['imani@rowan.example'],
  );
});

test('looking at a link burns nothing, pressing the button signs in, and the link is then over', async () => {
  await visitor().post('/sign-in', { email: 'ruth@rowan.example' });
  await runJobs();
  const link = linkIn(mailbox.at(-1)?.mail.text);
  for (let scanner = 0; scanner < 3; scanner++) assert.equal((await visitor().get(link)).statusCode, 200);
  const ruth = visitor();
  const entered = await ruth.post(link);
  assert.equal(entered.statusCode, 303);
  assert.equal(entered.headers['location'], '/desk');
  const cookie = entered.headers['set-cookie'];
  assert.match(String(cookie), /HttpOnly/);
  assert.match(String(cookie), /SameSite=Lax/);
  const desk = await ruth.get('/desk');
  assert.equal(desk.statusCode, 200);
  assert.match(desk.body, /Ruth Alvarez/);
  const again = await visitor().post(link);
  assert.equal(again.statusCode, 410);
  assert.equal(again.headers['set-cookie'], undefined);
});

test('used, forged and misshapen links all meet the same page, which offers a new one', async () => {
  const used = linkIn(mailbox.at(-1)?.mail.text);
  const bodies = new Set<string>();
  for (const path of [used, `/sign-in/${'A'.repeat(44)}`, '/sign-in/short', `/sign-in/${'%00'.repeat(20)}`])
    for (const answer of [await visitor().get(path), await visitor().post(path)]) {
      assert.equal(answer.statusCode, 410, path);
      bodies.add(answer.body.replaceAll(path, ''));
    }
  assert.equal(bodies.size, 1);
  assert.match([...bodies][0] ?? '', /Send me a link/);
});

test('an address that is none is kept in its field with words beside it', async () => {
  for (const typed of ['imani', 'a b@c.d', '"><script>alert(1)</script>', 'x'.repeat(500), '']) {
    const answer = await visitor().post('/sign-in', { email: typed });
    assert.equal(answer.statusCode, 422, typed);
    assert.match(answer.body, /aria-invalid="true"/);
    assert.doesNotMatch(answer.body, /<script>alert/);
  }
  assert.match((await visitor().post('/sign-in', { email: 'imani' })).body, /value="imani"/);
  assert.equal((await visitor().post('/sign-in', { email: ['a@b.example', 'c@d.example'] })).statusCode, 422);
  assert.equal((await visitor().post('/sign-in', {})).statusCode, 422);
});

test('too many tries for one address rest, known or not, and a link already sent still works', async () => {
  for (const email of ['tomas@rowan.example', 'ghost@rowan.example']) {
    const codes = [];
    for (let times = 0; times < 7; times++)
      codes.push((await visitor().post('/sign-in', { email })).statusCode);
    assert.deepEqual(codes, [200, 200, 200, 200, 200, 429, 429], email);
  }
  await runJobs();
  const link = linkIn(mailbox.findLast((envelope) => envelope.mail.to === 'tomas@rowan.example')?.mail.text);
  const tomas = visitor();
  const entered = await tomas.post(link);
  assert.equal(entered.headers['location'], '/desk/applications', 'a facilitator has a room of their own');
  assert.equal((await tomas.get('/sign-in')).headers['location'], '/desk/applications');
  assert.equal((await tomas.get('/desk/applications')).statusCode, 200);
  await database.owner`delete from identity.roles where person_id in (select id from identity.people where email = 'tomas@rowan.example')`;
  assert.match((await tomas.get('/sign-in')).body, /No room of the desk is open to you/);
  assert.equal((await tomas.get('/desk')).statusCode, 404);
});

test('a sign-in from another site is refused', async () => {
  const answer = await visitor().post(
    '/sign-in',
    { email: 'imani@rowan.example' },
    { origin: 'https://evil.example' },
  );
  assert.equal(answer.statusCode, 403);
});

test('signing out ends the sign-in on the server and clears the browser', async () => {
  const imani = visitor();
  await signInByLetter(site, imani, 'imani@rowan.example');
  const secret = imani.cookies.get('sign-in');
  assert.equal((await imani.get('/desk')).statusCode, 200);
  const left = await imani.post('/sign-out');
  assert.equal(left.statusCode, 303);
  assert.equal(left.headers['clear-site-data'], '"cache", "cookies", "storage"');
  const thief = visitor();
  thief.cookies.set('sign-in', secret ?? '');
  assert.equal((await thief.get('/desk')).statusCode, 404);
  thief.cookies.set('sign-in', 'nonsense');
  assert.equal((await thief.get('/desk')).statusCode, 404);
});

test('a new sign-in in the same browser gets a new secret and ends the old one', async () => {
  const imani = visitor();
  await signInByLetter(site, imani, 'imani@rowan.example');
  const first = imani.cookies.get('sign-in') ?? '';
  await signInByLetter(site, imani, 'ruth@rowan.example');
  assert.notEqual(imani.cookies.get('sign-in'), first);
  const old = visitor();
  old.cookies.set('sign-in', first);
  assert.equal((await old.get('/desk')).statusCode, 404);
});

test('no address and no secret is ever logged', () => {
  const log = logLines.join('\n');
  assert.ok(log.length > 0);
  assert.doesNotMatch(log, /@rowan\.example/);
  for (const envelope of mailbox)
    assert.ok(!log.includes(linkIn(envelope.mail.text).slice('/sign-in/'.length)));
});
