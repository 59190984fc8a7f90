// Walks the public site the way a patient reader would: every link of every page, once.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seedCatalogue } from '../example/seed-catalogue.ts';
import { Temporal } from '../src/kernel/time.ts';
import { urls } from '../src/urls.ts';
import { testApp } from './support/app.ts';
import { testDatabase } from './support/database.ts';
import { htmlProblems } from './support/valid-html.ts';
import { openWorld } from './world.ts';

const database = await testDatabase();
const { practiceId } = await openWorld(database.db);
await database.db.begin((tx) => seedCatalogue(tx, practiceId, Temporal.Now.plainDateISO()));
const { visitor } = await testApp(database);

const MOST = 400;

type Found = {
  readonly path: string;
  readonly from: string;
  readonly status: number;
  readonly body: string;
  readonly type: string;
};

const unescaped = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');

/** Links of a page that stay here, without their fragment; one example of each set of filters is enough. */
const linksIn = (body: string): string[] =>
  [...body.matchAll(/<a [^>]*href="(\/[^"#]*)/g)]
    .map(([, address = '']) => unescaped(address))
    .filter((path) => !path.startsWith('/groups?'));

const walk = async (): Promise<Found[]> => {
  const reader = visitor();
  const found: Found[] = [];
  const waiting: { path: string; from: string }[] = [{ path: urls.home(), from: 'the start' }];
  const known = new Set(waiting.map(({ path }) => path));
  for (let next = waiting.shift(); next && found.length < MOST; next = waiting.shift()) {
    const answer = await reader.get(next.path);
    const type = String(answer.headers['content-type']);
    found.push({ ...next, status: answer.statusCode, body: answer.body, type });
    for (const path of type.includes('text/html') ? linksIn(answer.body) : [])
      if (!known.has(path)) {
        known.add(path);
        waiting.push({ path, from: next.path });
      }
  }
  return found;
};

const found = await walk();
const pages = found.filter(({ type }) => type.includes('text/html'));

test('every link on the public site leads somewhere', () => {
  assert.ok(pages.length > 40, `${pages.length} pages were read`);
  assert.ok(found.length < MOST, 'the site has an end');
  assert.deepEqual(
    found.filter(({ status }) => status !== 200).map(({ path, from, status }) => ({ path, from, status })),
    [],
  );
});

test('every page on the way is valid HTML with one main heading and the way to help and out', async () => {
  for (const { path, body } of pages) {
    assert.deepEqual(await htmlProblems(body), [], path);
    assert.equal(body.match(/<h1[ >]/g)?.length, 1, path);
    assert.match(body, /href="tel:988"/, path);
    assert.match(body, /class="exit"/, path);
  }
});

test('every link into a page finds its place there', () => {
  for (const { body, path } of pages)
    for (const [, target = '', id = ''] of body.matchAll(/<a [^>]*href="(\/[^"#?]*)?#([^"]+)"/g)) {
      const page = target === '' ? body : pages.find((one) => one.path === target)?.body;
      assert.ok(page?.includes(`id="${id}"`), `${path} leads to ${target}#${id}`);
    }
});
