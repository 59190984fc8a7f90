import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { openWorld, signInByLetter } from '../../../test/world.ts';
import { urls } from '../../urls.ts';
import { PLACES, type Place } from './places.ts';

const database = await testDatabase();
const { db, owner: behind } = database;
const { practiceId } = await openWorld(db);
const app = await testApp(database);
const signedIn = async (email: string) => {
  const visitor = app.visitor();
  await signInByLetter(app, visitor, email);
  return visitor;
};
const imani = await signedIn('imani@rowan.example');
const ruth = await signedIn('ruth@rowan.example');

const overOf = async (place: Place) =>
  /name="over" value="(\d+)"/.exec((await imani.get(urls.practiceWordsPreview(place))).body)?.[1] ?? '';
const write = (place: Place, body: string) => imani.post(urls.practiceWordsAt(place), { body });
const publish = async (place: Place) =>
  imani.post(urls.practiceWordsPublication(place), { over: await overOf(place) });

/** Pages of the public site are kept for a second; somebody with a cookie gets them fresh. */
const fresh = async (path: string) => (await imani.get(path)).body;

const PAGE = {
  'home-notice': '/', 'home-title': '/', 'home-introduction': '/', 'home-questions': '/', about: '/about', 'first-meeting': '/first-session',
  contact: '/contact', privacy: '/privacy', terms: '/terms', 'money-back': '/terms', accessibility: '/accessibility',
} as const satisfies Record<Place, string>; // biome-ignore format: rows

test('a draft is seen by the desk on its page, and by nobody else before it is published', async () => {
  for (const place of PLACES) {
    const words = place === 'home-questions' ? `# Is ${place} ours?\n\nYes.` : `Ours for ${place} & <you>`;
    const saved = await write(place, words);
    assert.deepEqual(
      [saved.statusCode, saved.headers.location],
      [303, urls.practiceWordsPreview(place)],
      place,
    );
    const preview = (await ruth.get(urls.practiceWordsPreview(place))).body;
    const shown =
      place === 'home-questions' ? 'Is home-questions ours?' : `Ours for ${place} &amp; &lt;you&gt;`;
    assert.ok(preview.includes(shown), place);
    assert.match(preview, /<title>Preview of /);
    assert.doesNotMatch(preview, /rel="canonical"/);
    assert.ok(!(await fresh(PAGE[place])).includes(shown), `${place} is not public yet`);
    const published = await publish(place);
    assert.equal(published.headers.location, urls.practiceWords({ told: 'published' }), place);
    assert.ok((await fresh(PAGE[place])).includes(shown), `${place} is public`);
  }
});

test('the front desk reads and does not write; nobody else finds the room', async () => {
  assert.match((await ruth.get(urls.practiceWordsAt('about'))).body, /Only an owner can change it/);
  for (const path of [
    urls.practiceWordsAt('about'),
    urls.practiceWordsPublication('about'),
    urls.practiceWordsReturn('about'),
    urls.practiceWordsDraftRemoval('about'),
  ])
    assert.equal((await ruth.post(path, { body: 'x', over: '1', version: '0' })).statusCode, 404, path);
  for (const path of [
    urls.practiceWords(),
    urls.practiceWordsAt('about'),
    urls.practiceWordsPreview('about'),
    urls.practiceWordsVersions('about'),
  ])
    assert.equal((await app.visitor().get(path)).statusCode, 404, path);
  assert.equal((await imani.get(urls.practiceWordsAt('nowhere'))).statusCode, 404);
  assert.equal((await imani.get(urls.practiceWordsAt('__proto__'))).statusCode, 404);
});

test('what cannot stand in its place is told beside it, and what was typed is kept', async () => {
  const answer = await write('home-title', 'Two\nlines');
  assert.equal(answer.statusCode, 422);
  assert.match(answer.body, /id="body-error"/);
  assert.match(answer.body, /\nTwo\nlines<\/textarea>/);
});

test('a picture, a strange address and HTML are told before they disappear', async () => {
  await write('about', 'x ![us](https://a.example/x.png) [y](javascript:alert(1)) <b>z</b>');
  const { body } = await imani.get(urls.practiceWordsPreview('about'));
  assert.match(body, /A picture is not shown/);
  assert.match(body, /an address that we do not follow/);
  assert.match(body, /HTML is shown as it was typed/);
  assert.doesNotMatch(body, /javascript:|<b>z|x\.png/);
  assert.equal((await imani.post(urls.practiceWordsDraftRemoval('about'))).statusCode, 303);
  assert.doesNotMatch((await imani.get(urls.practiceWordsAt('about'))).body, /Throw this draft away/);
});

test('versions are compared and brought back, and none is ever altered', async () => {
  await write('about', 'Ours for about, once more');
  await publish('about');
  const { body } = await ruth.get(urls.practiceWordsVersions('about'));
  assert.match(body, /<ins><span class="vh">New: <\/span>/);
  assert.match(body, /What changed from version 1 to version 2/);
  const back = await imani.post(urls.practiceWordsReturn('about'), { version: '1', over: '2' });
  assert.equal(back.headers.location, urls.practiceWords({ told: 'back' }));
  assert.match(await fresh('/about'), /Ours for about &amp; &lt;you&gt;/);
  assert.equal(
    (await imani.post(urls.practiceWordsReturn('about'), { version: '0', over: '3' })).statusCode,
    303,
  );
  assert.match(await fresh('/about'), /How we run groups/);
  assert.match((await imani.get(urls.practiceWordsVersions('about'))).body, /Ours again/);
  const compared = await imani.get(`${urls.practiceWordsVersions('about')}?from=0&to=1`);
  assert.match(compared.body, /What changed from as it stands without you to version 1/);
  assert.equal((await imani.get(`${urls.practiceWordsVersions('about')}?from=9&to=1`)).statusCode, 404);
  await assert.rejects(
    () => db.sql`update site.words set body = 'x' where practice_id = ${practiceId}`,
    /denied/,
  );
  await assert.rejects(() => db.sql`delete from site.words where practice_id = ${practiceId}`, /denied/);
});

test('who publishes over words that somebody else has just published is told, and keeps the draft', async () => {
  await write('terms', 'First');
  const over = await overOf('terms');
  await imani.post(urls.practiceWordsPublication('terms'), { over });
  await write('terms', 'Second');
  const late = await imani.post(urls.practiceWordsPublication('terms'), { over });
  assert.equal(late.statusCode, 409);
  assert.match(late.body, /Somebody published other words here/);
  assert.match((await imani.get(urls.practiceWordsAt('terms'))).body, /Second/);
  assert.equal((await publish('terms')).statusCode, 303);
  const lateBack = await imani.post(urls.practiceWordsReturn('terms'), { version: '1', over });
  assert.equal(lateBack.statusCode, 409);
});

test('of many who publish at once, one version stands', async () => {
  await write('privacy', 'At once');
  const over = await overOf('privacy');
  await Promise.all(
    Array.from({ length: 5 }, () => imani.post(urls.practiceWordsPublication('privacy'), { over })),
  );
  const rows = await behind`select version from site.words where place = 'privacy' order by version`;
  assert.deepEqual(
    rows.map((row) => row['version']),
    [1, 2],
  );
});

test('a second practice sees nothing of it', async () => {
  const other = await openWorld(db, { host: 'alder.example' });
  assert.ok(other.practiceId !== practiceId);
  const page = await app.app.inject({ url: '/privacy', headers: { host: 'alder.example' } });
  assert.doesNotMatch(page.body, /At once/);
});
