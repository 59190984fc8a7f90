import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { sellGroup } from '../../../test/support/sale.ts';
import { openWorld, signInByLetter } from '../../../test/world.ts';
import { urls } from '../../urls.ts';
import { type FacilitatorId, publishAgreement } from '../catalogue/public.ts';

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

const NORA = {
  name: 'Nora Quill', credentials: 'LCSW', about: 'Social worker. Listens slowly.', email: 'Nora@rowan.example', languages: ['en', 'es'], address: '',
}; // biome-ignore format: rows

const idOf = async (address: string): Promise<string> => {
  const [row] = await behind`select id from shop.facilitators where address = ${address}`;
  return String(row?.['id']);
};
const openedOf = async (id: string) =>
  /name="opened" value="(\d+)"/.exec((await imani.get(urls.practiceFacilitator(id))).body)?.[1] ?? '';
const rolesOf = async (email: string) =>
  (
    await behind`select r.role from identity.roles r join identity.people p
      on p.practice_id = r.practice_id and p.id = r.person_id where p.email = ${email} order by 1`
  ).map((row) => row['role']);

test('a facilitator is looked at first, then added: with a page, the role, and a way to sign in', async () => {
  const look = await imani.post(urls.practiceFacilitatorNew(), { ...NORA, step: 'look' });
  assert.equal(look.statusCode, 200);
  assert.match(look.body, /<title>Preview of a new page: Nora Quill/);
  assert.match(look.body, /Nothing is saved yet/);
  assert.equal((await behind`select 1 from shop.facilitators`).length, 0);
  const write = await imani.post(urls.practiceFacilitatorNew(), { ...NORA, step: 'write' });
  assert.match(write.body, /value="Nora Quill"/);
  const added = await imani.post(urls.practiceFacilitatorNew(), { ...NORA, step: 'save' });
  assert.equal(added.headers.location, urls.practiceFacilitators({ told: 'added' }));
  assert.match((await imani.get(urls.facilitator('nora-quill'))).body, /English, Spanish/);
  assert.deepEqual(await rolesOf('nora@rowan.example'), ['facilitator']);
  await signedIn('nora@rowan.example');
});

test('an owner who facilitates stays an owner, and the same address is taken only once', async () => {
  const own = { ...NORA, name: 'Imani Okafor', email: 'imani@rowan.example' };
  assert.equal((await imani.post(urls.practiceFacilitatorNew(), own)).statusCode, 303);
  assert.deepEqual(await rolesOf('imani@rowan.example'), ['facilitator', 'owner']);
  const again = await imani.post(urls.practiceFacilitatorNew(), { ...NORA, name: 'Another' });
  assert.equal(again.statusCode, 409);
  assert.match(again.body, /Somebody else here has this address/);
  assert.match(again.body, /value="Another"/);
});

test('bad input is told beside its field and kept', async () => {
  const wrong = {
    name: '',
    credentials: 'x'.repeat(61),
    address: '¿?',
    about: 'Kept as typed',
    email: 'nora',
    languages: [],
  };
  const answer = await imani.post(urls.practiceFacilitatorNew(), wrong);
  assert.equal(answer.statusCode, 422);
  for (const name of ['name', 'credentials', 'address', 'email', 'languages'])
    assert.match(answer.body, new RegExp(`id="${name}-error"`), name);
  assert.match(answer.body, /Kept as typed/);
  assert.match(answer.body, /value="¿\?"/);
});

test('a page moves to another address, the old one leads there, and nobody else may have either', async () => {
  const id = await idOf('nora-quill');
  const save = async (address: string, who = id) =>
    imani.post(urls.practiceFacilitator(who), { ...NORA, address, opened: await openedOf(who) });
  const look = await imani.post(urls.practiceFacilitator(id), {
    ...NORA,
    ...{ address: 'Nora Q.', opened: await openedOf(id), step: 'look' },
  });
  assert.match(
    look.body,
    /The page moves to \/facilitators\/nora-q, and \/facilitators\/nora-quill leads there/,
  );
  assert.equal((await save('Nora Q.')).statusCode, 303);
  const moved = await imani.get(urls.facilitator('nora-quill'));
  assert.deepEqual([moved.statusCode, moved.headers.location], [301, urls.facilitator('nora-q')]);
  for (const address of ['nora-quill', 'nora-q']) {
    const other = { ...NORA, name: 'Other', email: 'other@rowan.example', address };
    const taken = await imani.post(urls.practiceFacilitatorNew(), other);
    assert.equal(taken.statusCode, 409);
    assert.match(taken.body, /stands, or stood, at this address/);
    assert.deepEqual(await rolesOf('other@rowan.example'), [], 'who was refused has no role');
  }
  assert.equal((await save('nora-quill')).statusCode, 303);
  assert.equal((await imani.get(urls.facilitator('nora-quill'))).statusCode, 200);
  assert.equal(
    (await imani.get(urls.facilitator('nora-q'))).headers.location,
    urls.facilitator('nora-quill'),
  );
  assert.equal((await save('')).statusCode, 303);
  assert.equal((await imani.get(urls.facilitator('nora-quill'))).statusCode, 200, 'empty leaves it');
  assert.match((await ruth.get(urls.practiceFacilitator(id))).body, /Address of the page[\s\S]*nora-q/);
});

test('the desk reads, an owner changes, nobody else finds the room', async () => {
  const id = await idOf('nora-quill');
  assert.match((await ruth.get(urls.practiceFacilitator(id))).body, /nora@rowan\.example/);
  for (const path of [
    urls.practiceFacilitatorNew(),
    urls.practiceFacilitator(id),
    urls.practiceFacilitatorPosition(id),
    urls.practiceFacilitatorRetirement(id),
    urls.practiceFacilitatorReturn(id),
  ])
    assert.equal((await ruth.post(path, { ...NORA, by: 'up' })).statusCode, 404, path);
  assert.equal((await ruth.get(urls.practiceFacilitatorNew())).statusCode, 404);
  assert.equal((await app.visitor().get(urls.practiceFacilitators())).statusCode, 404);
  assert.equal((await imani.get(urls.practiceFacilitator('nobody'))).statusCode, 404);
});

test('a change is seen, kept in the history, and refused where somebody was quicker', async () => {
  const id = await idOf('nora-quill');
  const opened = await openedOf(id);
  const saved = await imani.post(urls.practiceFacilitator(id), { ...NORA, about: 'Counts slowly.', opened });
  assert.equal(saved.statusCode, 303);
  assert.match((await imani.get(urls.facilitator('nora-quill'))).body, /Counts slowly/);
  const late = await imani.post(urls.practiceFacilitator(id), { ...NORA, opened });
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /Somebody else changed this page/);
  const page = (await ruth.get(urls.practiceFacilitator(id))).body;
  assert.match(page, /Listens slowly/);
  assert.match(page, /Imani Okafor/);
  await assert.rejects(
    () => db.sql`update shop.facilitator_changes set by_name = 'x' where practice_id = ${practiceId}`,
    /denied/,
  );
});

test('with another address, whatever was open under the old one ends', async () => {
  const id = await idOf('nora-quill');
  const nora = await signedIn('nora@rowan.example');
  const stillIn = async () => />Desk</.test((await nora.get('/about')).body);
  assert.equal(await stillIn(), true);
  const wish = { ...NORA, email: 'nora.quill@rowan.example', opened: await openedOf(id) };
  assert.equal((await imani.post(urls.practiceFacilitator(id), wish)).statusCode, 303);
  assert.equal(await stillIn(), false);
  const taken = await imani.post(urls.practiceFacilitator(id), {
    ...wish,
    email: 'ruth@rowan.example',
    opened: await openedOf(id),
  });
  assert.equal(taken.statusCode, 409);
});

test('the order of the public page is changed by one place', async () => {
  const names = async () =>
    [...(await imani.get(urls.facilitators())).body.matchAll(/\/facilitators\/([a-z-]+)"/g)].map(
      ([, name]) => name,
    );
  assert.deepEqual(await names(), ['nora-quill', 'imani-okafor']);
  await imani.post(urls.practiceFacilitatorPosition(await idOf('imani-okafor')), { by: 'up' });
  assert.deepEqual(await names(), ['imani-okafor', 'nora-quill']);
  assert.equal(
    (await imani.post(urls.practiceFacilitatorPosition(await idOf('imani-okafor')), { by: 'away' }))
      .statusCode,
    404,
  );
});

test('nobody retires while a group names them; then page, role and sitemap forget them, and they may come back', async () => {
  const id = await idOf('nora-quill');
  await db.begin((tx) =>
    publishAgreement(tx, practiceId, { version: 1, title: 'Agreement', body: 'Be kind.' }),
  );
  const group = await sellGroup(db, practiceId, { facilitatorIds: [id as FacilitatorId] }, 0);
  const page = await imani.get(urls.practiceFacilitatorRetirement(id));
  assert.match(page.body, /A group still names Nora Quill/);
  assert.match(
    (await ruth.get(urls.practiceFacilitator(id))).body,
    /Groups that name Nora Quill[\s\S]*After a loss/,
  );
  const refused = await imani.post(urls.practiceFacilitatorRetirement(id));
  assert.equal(refused.statusCode, 409);
  assert.match(refused.body, /After a loss/);
  await group.reprint({ state: 'draft' });
  await behind`update shop.offerings set confirmed = 2 where id = ${group.offering}`;
  const seated = await imani.get(urls.practiceFacilitatorRetirement(id));
  assert.match(seated.body, /2 chairs are taken/, 'a group that was taken off the site still meets');
  await behind`update shop.offerings set confirmed = 0 where id = ${group.offering}`;
  await group.reprint({ facilitatorIds: [], state: 'published' });
  const over = await sellGroup(
    db,
    practiceId,
    { name: 'Long over', facilitatorIds: [id as FacilitatorId] },
    1,
  );
  await behind`update shop.listings set ends_at = now() - interval '1 day' where offering_id = ${over.offering}`;
  assert.match(
    (await imani.get(urls.practiceFacilitatorRetirement(id))).body,
    /You can bring Nora Quill back/,
  );
  assert.equal((await imani.post(urls.practiceFacilitatorRetirement(id))).statusCode, 303);
  assert.equal((await imani.get(urls.facilitator('nora-quill'))).statusCode, 404);
  assert.equal(
    (await imani.get(urls.facilitator('nora-q'))).statusCode,
    404,
    'nothing leads to what is gone',
  );
  const named = (await imani.get(urls.group(over.address))).body;
  assert.match(named, /<b>Nora Quill, LCSW<\/b>/, 'a group that is over keeps the name, without a link');
  const choices = (await imani.get(urls.deskGroupPart(group.offering, 'people'))).body;
  assert.match(choices, /Imani Okafor, LCSW/);
  assert.doesNotMatch(choices, /Nora Quill/, 'who retired is not offered for a group');
  assert.doesNotMatch((await imani.get(urls.sitemap())).body, /nora-quill/);
  assert.deepEqual(await rolesOf('nora.quill@rowan.example'), []);
  assert.equal(
    (await imani.post(urls.practiceFacilitatorRetirement(id))).headers.location,
    urls.practiceFacilitators(),
  );
  assert.equal((await imani.post(urls.practiceFacilitatorReturn(id))).statusCode, 303);
  assert.equal((await imani.post(urls.practiceFacilitatorReturn(id))).statusCode, 404);
  assert.equal((await imani.get(urls.facilitator('nora-quill'))).statusCode, 200);
  assert.deepEqual(await rolesOf('nora.quill@rowan.example'), ['facilitator']);
});

test('a group that is being published keeps its facilitator, or is not published', async () => {
  const id = await idOf('nora-quill');
  const group = await sellGroup(
    db,
    practiceId,
    { name: 'Once more', facilitatorIds: [id as FacilitatorId] },
    2,
  );
  await group.reprint({ state: 'draft' });
  const publication = urls.deskGroupPublication(group.offering);
  const { body } = await imani.get(publication);
  const fields = Object.fromEntries(
    [...body.matchAll(/name="(version|letters)" value="(\d*)"/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  await Promise.all([imani.post(publication, fields), imani.post(urls.practiceFacilitatorRetirement(id))]);
  const [row] = await behind`
    select o.state, f.retired_at is null as here from shop.offerings o, shop.facilitators f
    where o.id = ${group.offering} and f.id = ${id}`;
  assert.notEqual(row?.['state'] === 'published', row?.['here'] === false, JSON.stringify(row));
  if (row?.['here'] === false) {
    assert.equal(
      (await imani.post(publication, fields)).statusCode,
      409,
      'without its facilitator it does not go',
    );
    await imani.post(urls.practiceFacilitatorReturn(id));
    assert.equal((await imani.post(publication, fields)).statusCode, 303);
  }
  assert.equal((await imani.post(urls.practiceFacilitatorRetirement(id))).statusCode, 409);
});

test('row-level security: only an owner makes facilitators, and gives no other role', async () => {
  const as = (personId: string, work: string) =>
    db.as({ kind: 'person', practiceId, personId }, (tx) => tx.unsafe(work));
  const { imani: owner, ruth: desk, hanna } = world.people;
  const give = (role: string, to: string) =>
    `insert into identity.roles (practice_id, person_id, role) values ('${practiceId}', '${to}', '${role}')`;
  for (const role of ['owner', 'front-desk'])
    await assert.rejects(as(owner, give(role, hanna)), /row-level security/, role);
  await assert.rejects(as(desk, give('facilitator', desk)), /row-level security/);
  await assert.rejects(as(hanna, give('facilitator', desk)), /row-level security/);
  assert.equal(
    (await as(desk, `delete from identity.roles where role = 'facilitator' returning role`)).length,
    0,
  );
  assert.equal((await as(owner, `delete from identity.roles where role = 'owner' returning role`)).length, 0);
  assert.equal(
    (await as(owner, `delete from identity.roles where role = 'front-desk' returning role`)).length,
    0,
  );
  assert.equal(
    (await as(desk, `update identity.people set email = 'm@evil.example' returning id`)).length,
    0,
  );
  assert.equal(
    (await as(owner, `update identity.people set name = 'x' where id = '${desk}' returning id`)).length,
    0,
  );
  await assert.rejects(
    as(
      desk,
      `insert into identity.people (practice_id, id, name, email) values ('${practiceId}', gen_random_uuid(), 'x', 'x@x.example')`,
    ),
    /row-level security/,
  );
});
