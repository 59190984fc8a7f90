import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp } from '../../../test/support/app.ts';
import { buyersOf } from '../../../test/support/buyers.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { withLocalPayPal } from '../../../test/support/listening-site.ts';
import { ownerIn } from '../../../test/support/owner.ts';
import { openSale } from '../../../test/support/sale.ts';
import { newId } from '../../platform/ids.ts';

const database = await testDatabase();
const { db, owner: records } = database;
const local = await startPayPal();
after(() => local.close());
const site = await testApp(database, { change: (parts) => withLocalPayPal(local, parts) });
const { practiceId, groups } = await openSale(db, [{ capacity: 200 }, { capacity: 200 }]);
const [group = assert.fail('a group'), other = assert.fail('another')] = groups;
const desk = await ownerIn(site, db, practiceId);
const buyers = buyersOf(site, local);
await buyers.buys({ name: 'Dina Adler', group });
await buyers.buys({ name: 'Dina Adler', group: other });
await buyers.buys({ name: 'Zeno Pays', group, attendee: 'Bela Comes' });
await site.runJobs();

const words = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const list = async (query = '') => words((await desk.get(`/desk/people${query}`)).body);
const linkOf = async (name: string) =>
  new RegExp(`href="(/desk/people/[0-9a-f-]{36})">${name}<`).exec(
    (await desk.get(`/desk/people?q=${encodeURIComponent(name)}`)).body,
  )?.[1] ?? assert.fail(name);

test('everybody who paid or comes is there once, and no group is named', async () => {
  const text = await list();
  assert.match(text, /3 people/);
  assert.equal(text.match(/Dina Adler/g)?.length, 1);
  for (const { name } of groups) assert.ok(!text.includes(name), name);
  const csv = (await desk.get('/desk/people.csv?sortBy=address')).body.trim().split('\r\n');
  assert.equal(csv.length, 4);
  assert.match(csv[1] ?? '', /^Bela Comes,bela\.comes@mail\.example,0,1,\d{4}-/);
  assert.match(csv[2] ?? '', /^Dina Adler,dina\.adler@mail\.example,2,2,/);
  for (const { name } of groups) assert.ok(!csv.join().includes(name), name);
});

test('people are searched, filtered and sorted by the address of the page alone', async () => {
  assert.match(await list('?q=adl'), /One person .*Dina Adler/);
  assert.match(await list('?q=zeno.pays%40'), /One person .*Zeno Pays/);
  assert.match(await list('?q=%25'), /0 people .*Nobody fits/);
  assert.match(await list('?role=comes'), /2 people/);
  assert.doesNotMatch(await list('?role=comes'), /Zeno Pays/);
  assert.doesNotMatch(await list('?role=pays'), /Bela Comes/);
  const order = (text: string) => ['Bela', 'Dina', 'Zeno'].map((name) => text.indexOf(name));
  const [bela = 0, dina = 0, zeno = 0] = order(await list('?sortBy=name'));
  assert.ok(bela < dina && dina < zeno);
  assert.ok((order(await list()).at(2) ?? 0) < (order(await list()).at(1) ?? 0), 'seen last first');
  for (const query of ['?page=x', '?role=%00', '?sortBy=up', '?q=a&q=b', '?page=9999'])
    assert.equal((await desk.get(`/desk/people${query}`)).statusCode, 200, query);
});

test('pages follow each other, and each person is on one of them', async () => {
  await records`
    insert into shop.seats (practice_id, id, offering_id, attendee_name, attendee_email, state, ended_at,
      ended_because)
    select ${practiceId}, gen_random_uuid(), ${other.offering}, 'Guest ' || n, 'guest-' || n || '@mail.example', 'freed',
      platform.now(), 'refunded'
    from generate_series(1, 60) as n`;
  const names = (body: string) =>
    [...body.matchAll(/people\/[0-9a-f-]{36}">([^<]+)</g)].map(([, name]) => name);
  const first = (await desk.get('/desk/people?sortBy=name')).body;
  const second = (await desk.get('/desk/people?sortBy=name&page=2')).body;
  assert.match(first, /rel="next" href="\/desk\/people\?sortBy=name&amp;page=2"/);
  assert.equal(new Set([...names(first), ...names(second)]).size, 63);
  assert.doesNotMatch(second, /rel="next"/);
});

test('one person: chairs, orders and letters; whoever only comes sees who paid', async () => {
  const dina = words((await desk.get(await linkOf('Dina Adler'))).body);
  assert.match(dina, /Chairs now/);
  for (const { name } of groups) assert.ok(dina.includes(name), name);
  assert.match(dina, /Letters to them .* Left/);
  const bela = words((await desk.get(await linkOf('Bela Comes'))).body);
  assert.match(bela, /paid by Zeno Pays/);
  assert.match(bela, /Bought nothing/);
  assert.doesNotMatch(bela, /zeno\.pays@/, 'another person’s address and letters are not here');
});

test('every order and chair of somebody leads to the same page; its address holds no mail address', async () => {
  const canonical = await linkOf('Dina Adler');
  const ids = await records<{ id: string }[]>`
    select id from shop.orders where payer_name = 'Dina Adler'
    union all select id from shop.seats where attendee_name = 'Dina Adler'`;
  assert.equal(ids.length, 4);
  for (const { id } of ids) {
    const answer = await desk.get(`/desk/people/${id}`);
    if (answer.statusCode === 303) assert.equal(answer.headers.location, canonical);
    else assert.equal(`/desk/people/${id}`, canonical);
  }
});

test('a new name of the same address is who they are now', async () => {
  await buyers.buys({ name: 'Dora Newname', group: other, email: 'bela.comes@mail.example' });
  const text = await list('?q=bela.comes%40');
  assert.match(text, /One person .*Dora Newname/);
});

test('orders, an order’s page and the roster lead to people', async () => {
  const [order] = await records<{ id: string }[]>`select id from shop.orders where payer_name = 'Zeno Pays'`;
  for (const path of ['/desk', '/desk/orders', `/desk/orders/${order?.id}`, `/desk/groups/${group.offering}`])
    assert.match((await desk.get(path)).body, /href="\/desk\/people/, path);
});

test('strangers find nothing, and what is not there is not found', async () => {
  for (const path of ['/desk/people', '/desk/people.csv', await linkOf('Dina Adler')])
    assert.equal((await site.visitor().get(path)).statusCode, 404, path);
  assert.equal((await desk.get(`/desk/people/${newId<'sighting'>()}`)).statusCode, 404);
  assert.equal((await desk.get('/desk/people/dina.adler@mail.example')).statusCode, 404);
});
