import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { sellGroup } from '../../../test/support/sale.ts';
import { openWorld, signInByLetter } from '../../../test/world.ts';
import { publishAgreement } from '../../shop/catalogue/public.ts';
import { urls } from '../../urls.ts';
import { practiceById } from '../practice/public.ts';

const database = await testDatabase();
const { db, owner: behind } = database;
const world = await openWorld(db);
const { practiceId } = world;
const app = await testApp(database);
const signedIn = async (email: string) => {
  const visitor = app.visitor();
  await signInByLetter(app, visitor, email);
  return visitor;
};
const imani = await signedIn('imani@rowan.example');
const ruth = await signedIn('ruth@rowan.example');

/** The form as it is drawn: its fields with what they hold. */
const drawn = async (by = imani) => {
  const { body } = await by.get(urls.practiceSettings());
  const fields: Record<string, string> = {};
  for (const [, name = '', value = ''] of body.matchAll(/<input [^>]*name="([^"]+)"[^>]*value="([^"]*)"/g))
    fields[name] = value;
  for (const [, name = '', options = ''] of body.matchAll(
    /<select [^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs,
  ))
    fields[name] = /<option value="([^"]*)" selected>/.exec(options)?.[1] ?? '';
  for (const [name, value] of Object.entries(fields))
    fields[name] = value.replaceAll('&#39;', "'").replaceAll('&amp;', '&');
  fields['address'] = /<textarea [^>]*name="address"[^>]*>\n([^<]*)</.exec(body)?.[1] ?? '';
  return fields;
};

const changed = async (change: Record<string, string>) =>
  imani.post(urls.practiceSettings(), { ...(await drawn()), ...change });

test('the desk reads the settings; only an owner can change them; nobody else finds them', async () => {
  assert.match((await ruth.get(urls.practiceSettings())).body, /Only an owner can change these/);
  assert.doesNotMatch(
    (await ruth.get(urls.practiceSettings())).body,
    /<button class="btn" type="submit">Save/,
  );
  assert.equal((await ruth.post(urls.practiceSettings(), await drawn())).statusCode, 404);
  assert.equal((await app.visitor().get(urls.practiceSettings())).statusCode, 404);
  const hanna = await signedIn('hanna@rowan.example');
  assert.equal((await hanna.get(urls.practiceSettings())).statusCode, 404);
  assert.equal((await hanna.get(urls.practiceHistory())).statusCode, 404);
});

test('what an owner saves is seen on the site at once, and its history says who, what and when', async () => {
  const answer = await changed({
    name: 'Rowan & Daughters',
    phone: '',
    address: '15 Rowan Street\r\n\r\nPortland',
  });
  assert.equal(answer.statusCode, 303);
  const home = await app.visitor().get('/about');
  assert.match(home.body, /Rowan &amp; Daughters/);
  assert.match(home.body, /15 Rowan Street<br>Portland/);
  const history = (await ruth.get(urls.practiceHistory())).body;
  assert.match(history, /Imani Okafor/);
  assert.match(history, /Rowan Street Group Practice/);
  assert.match(history, /503-555-0142/);
  assert.match(history, /<span class="soft">None<\/span>/);
});

test('the same settings again are no change', async () => {
  const before = await behind`select count(*)::int as count from identity.practice_changes`;
  assert.equal((await changed({})).statusCode, 303);
  assert.deepEqual(await behind`select count(*)::int as count from identity.practice_changes`, before);
});

test('bad input is told beside its field, and what was typed is kept', async () => {
  const answer = await changed({
    name: '',
    email: 'hello',
    phone: 'ask Ruth',
    zone: 'Portland',
    region: 'ZZ',
  });
  assert.equal(answer.statusCode, 422);
  for (const name of ['name', 'email', 'phone', 'zone', 'region'])
    assert.match(answer.body, new RegExp(`id="${name}-error"`), name);
  assert.match(answer.body, /value="ask Ruth"/);
  assert.match(answer.body, /Nothing you wrote is lost/);
  assert.equal((await practiceById(db, practiceId))?.email, 'hello@rowan.example');
});

test('a neutral name that speaks of health is refused with the word', async () => {
  const answer = await changed({ neutralName: 'Rowan Therapy' });
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /“Therapy” speaks of health/);
  assert.match(answer.body, /value="Rowan Therapy"/);
});

test('a form that was opened before somebody else saved saves nothing, and keeps what was typed', async () => {
  const opened = await drawn();
  assert.equal((await changed({ phone: '503-555-0199' })).statusCode, 303);
  const late = await imani.post(urls.practiceSettings(), { ...opened, email: 'late@rowan.example' });
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /Somebody else changed something/);
  assert.match(late.body, /value="late@rowan.example"/);
  const now = await practiceById(db, practiceId);
  assert.deepEqual([now?.email, now?.phone], ['hello@rowan.example', '503-555-0199']);
});

test('of two who save the same form at once, one is told', async () => {
  const opened = await drawn();
  const both = await Promise.all(
    ['one@rowan.example', 'two@rowan.example'].map((email) =>
      imani.post(urls.practiceSettings(), { ...opened, email }),
    ),
  );
  assert.deepEqual(both.map(({ statusCode }) => statusCode).sort(), [303, 409]);
});

test('the currency turns before the first order with the prices of groups, and stands after it', async () => {
  await db.begin((tx) =>
    publishAgreement(tx, practiceId, { version: 1, title: 'Agreement', body: 'Be kind.' }),
  );
  const group = await sellGroup(db, practiceId, { prices: [0, 4500] }, 0);
  assert.equal((await changed({ currency: 'EUR' })).statusCode, 303);
  assert.match((await app.visitor().get(urls.group(group.address))).body, /€45/);
  const yen = await changed({ currency: 'JPY' });
  assert.equal(yen.statusCode, 409);
  assert.match(yen.body, /First take the prices off: After a loss/);
  await behind`
    insert into shop.checkouts (practice_id, id, cart_id, state, currency, total_minor, holds_until)
    values (${practiceId}, '0198f000-0000-7000-8000-00000000c0de', gen_random_uuid(), 'ordered', 'EUR', 0, now())`;
  await behind`
    insert into shop.orders (practice_id, id, number, checkout_id, state, currency, total_minor, payer_name, payer_email, secret_hash)
    values (${practiceId}, gen_random_uuid(), 1, '0198f000-0000-7000-8000-00000000c0de', 'free', 'EUR', 0, 'A', 'a@mail.example', '\\x00')`;
  const late = await changed({ currency: 'USD', phone: '1' });
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /The currency stays: an order was placed in it/);
  assert.equal((await practiceById(db, practiceId))?.currency, 'EUR');
});

test('a color is tried on the page itself, refused with the nearest, and worn by every page', async () => {
  const tried = await imani.get(urls.practiceColors({ dye: 'own', own: '#1d487c' }));
  assert.match(tried.body, /\/colors\/1d487c\.[0-9a-f]{8}\.css/);
  assert.match(tried.body, /Use this color/);
  const pale = await imani.post(urls.practiceColors(), { dye: 'own', own: '#ffcc00' });
  assert.equal(pale.statusCode, 422);
  assert.match(pale.body, /hard to read: the contrast is 1\.4 to 1 where 7 to 1 is needed/);
  assert.match(pale.body, /Show me this one/);
  assert.match(pale.body, /value="#ffcc00"/);
  assert.match(
    (await imani.post(urls.practiceColors(), { dye: 'own', own: 'blue' })).body,
    /cannot read this as a color/,
  );
  assert.equal((await ruth.post(urls.practiceColors(), { dye: '#1d487c' })).statusCode, 404);
  assert.equal((await imani.post(urls.practiceColors(), { dye: '#1d487c' })).statusCode, 303);
  const page = (await app.visitor().get('/privacy')).body;
  const sheet = /<link rel="stylesheet" href="(\/colors\/[^"]+)">/.exec(page)?.[1] ?? '';
  const styles = await app.visitor().get(sheet);
  assert.match(String(styles.headers['content-type']), /^text\/css/);
  assert.match(String(styles.headers['cache-control']), /immutable/);
  assert.match(styles.body, /--spruce:light-dark\(#1d487c,#/);
  assert.match((await ruth.get(urls.practiceHistory())).body, /The house’s own/);
  assert.equal((await imani.post(urls.practiceColors(), { dye: 'own', own: '#174f39' })).statusCode, 303);
  assert.doesNotMatch((await app.visitor().get('/terms')).body, /\/colors\//);
});

test('a stylesheet is made for colors that may be worn, and kept only under its own name', async () => {
  const get = (file: string) => app.visitor().get(urls.colors(file));
  assert.equal((await get('ffcc00.00000000.css')).statusCode, 404);
  assert.equal((await get('nonsense')).statusCode, 404);
  const old = await get('1d487c.00000000.css');
  assert.deepEqual([old.statusCode, old.headers['cache-control']], [200, 'no-store']);
});

test('row-level security alone keeps others from the settings', async () => {
  const as = (personId: string, work: string) =>
    db.as({ kind: 'person', practiceId, personId }, (tx) => tx.unsafe(work));
  const rename = `update identity.practices set name = 'Mallory' returning id`;
  for (const person of [world.people.ruth, world.people.hanna]) {
    assert.equal((await as(person, rename)).length, 0);
    await assert.rejects(
      as(
        person,
        `insert into identity.practice_changes (practice_id, id, by_person, changes)
         values ('${practiceId}', gen_random_uuid(), '${person}', '[{}]')`,
      ),
      /row-level security/,
    );
  }
  assert.equal((await as(world.people.hanna, 'select 1 from identity.practice_changes')).length, 0);
  assert.ok((await as(world.people.ruth, 'select 1 from identity.practice_changes')).length > 0);
  await assert.rejects(
    as(
      world.people.imani,
      `insert into identity.practice_changes (practice_id, id, by_person, changes)
       values ('${practiceId}', gen_random_uuid(), '${world.people.ruth}', '[{}]')`,
    ),
    /row-level security/,
  );
  await assert.rejects(
    as(world.people.imani, `update identity.practice_changes set changes = '[{}]'`),
    /denied/,
  );
  await assert.rejects(
    as(world.people.imani, 'update identity.practices set id = gen_random_uuid()'),
    /denied/,
  );
  const other = await openWorld(db, { host: 'alder.example' });
  const across = await db.as(
    { kind: 'person', practiceId: other.practiceId, personId: world.people.imani },
    (tx) => tx.unsafe(rename),
  );
  assert.equal(across.length, 0);
});
