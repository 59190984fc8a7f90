import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plantBreaks } from '../../../test/support/breaks.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { EXAMPLE_OWNER, exampleSite } from '../../../test/support/example-site.ts';
import { signInByLetter } from '../../../test/world.ts';
import { newId } from '../../platform/ids.ts';

const database = await testDatabase();
const site = await exampleSite(database);
await site.runJobs();
const ada = site.visitor();
await signInByLetter(site, ada, EXAMPLE_OWNER);
const words = (body: string) => body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
const list = async (query = '') => words((await ada.get(`/desk/money/breaks${query}`)).body);

test('without a break the page says that the books agree', async () => {
  assert.match(await list(), /No break\. PayPal’s report and our books agree/);
});

test('breaks are searched, filtered, sorted, saved and found on Today', async () => {
  await plantBreaks(database.db, site.practiceId);
  assert.match(words((await ada.get('/desk')).body), /differ in 6 places/);
  assert.match(await list(), /6 breaks/);
  assert.match(await list('?kind=fee-differs'), /One break .*The fee differs/);
  assert.match(await list('?state=settled'), /0 breaks .*No break fits/);
  assert.match(await list('?q=straypayment00001'), /One break .*Only at PayPal/);
  assert.match(await list('?q=%25'), /0 breaks/);
  const [order] = await database.owner<{ number: number }[]>`
    select o.number::integer as number from shop.breaks b join shop.orders o on o.capture_id = b.capture_id limit 1`;
  assert.match(await list(`?q=${order?.number}`), /One break/);
  for (const query of ['?page=x', '?state=%00', '?sortBy=up', '?q=a&q=b', '?page=9000'])
    assert.equal((await ada.get(`/desk/money/breaks${query}`)).statusCode, 200, query);
  const csv = (await ada.get('/desk/money/breaks.csv?kind=only-at-paypal')).body.trim().split('\r\n');
  assert.equal(csv.length, 2);
  assert.match(csv[1] ?? '', /,Only at PayPal,Open,.*STRAYPAYMENT00001,.*40\.00,-1\.66,USD/);
});

test('both sides stand beside each other, and what booking would do is said before', async () => {
  const one = await plantBreaks(database.db, site.practiceId);
  const text = words((await ada.get(one('fee-differs'))).body);
  assert.match(text, /PayPal’s report says .* Our books say/);
  assert.match(text, /\$0\.12 more goes to PayPal’s fees/);
  assert.match(words((await ada.get(one('only-at-paypal'))).body), /Our books say Nothing\./);
  assert.doesNotMatch((await ada.get(one('currency-differs'))).body, /Book it/);
});

test('explained, opened again, booked: each once, and a step that is over says so', async () => {
  const one = await plantBreaks(database.db, site.practiceId);
  const path = one('amount-differs');
  const empty = await ada.post(`${path}/explanation`, { note: ' ' });
  assert.equal(empty.statusCode, 422);
  assert.match(empty.body, /Please say in a few words why/);
  const long = await ada.post(`${path}/explanation`, { note: 'x'.repeat(501) });
  assert.equal(long.statusCode, 422);
  assert.ok(long.body.includes('x'.repeat(501)), 'nothing is lost');
  assert.equal((await ada.post(`${path}/explanation`, { note: 'A <gift>' })).statusCode, 303);
  assert.match((await ada.get(path)).body, /Ada \w+ explained it.*A &lt;gift&gt;/s);
  assert.equal((await ada.post(`${path}/booking`)).statusCode, 409);
  assert.equal((await ada.post(`${path}/reopening`)).statusCode, 303);
  assert.equal((await ada.post(`${path}/booking`)).statusCode, 303);
  assert.match(words((await ada.get(path)).body), /booked the difference/);
  const [entry] = await database.owner<{ minor: number }[]>`
    select amount_minor::integer as minor from shop.ledger
    where account = 'differences' and break_id = ${path.slice(-36)}`;
  assert.equal(entry?.minor, 100, 'a dollar less came than we thought');
});

test('what is not there, and whoever is not at the desk, finds nothing', async () => {
  const one = await plantBreaks(database.db, site.practiceId);
  const stranger = site.visitor();
  for (const path of ['/desk/money/breaks', '/desk/money/breaks.csv', one('only-here')])
    assert.equal((await stranger.get(path)).statusCode, 404, path);
  assert.equal((await stranger.post(`${one('only-here')}/booking`)).statusCode, 404);
  assert.equal((await stranger.post('/desk/money/breaks/reading')).statusCode, 404);
  assert.equal((await ada.get(`/desk/money/breaks/${newId<'break'>()}`)).statusCode, 404);
  assert.equal((await ada.post(`${one('only-here')}/nonsense`)).statusCode, 404);
});
