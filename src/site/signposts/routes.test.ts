import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seedCatalogue } from '../../../example/seed-catalogue.ts';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { openWorld } from '../../../test/world.ts';
import { Temporal } from '../../kernel/time.ts';
import { publishedAddresses } from '../../shop/catalogue/public.ts';
import { urls } from '../../urls.ts';
import { sitemapXml } from './sitemap.ts';

const database = await testDatabase();
const { practiceId } = await openWorld(database.db);
await database.db.begin((tx) => seedCatalogue(tx, practiceId, Temporal.Now.plainDateISO()));
const { visitor } = await testApp(database);

test('the sitemap holds every published group and nothing that belongs to one person', async () => {
  const answer = await visitor().get(urls.sitemap());
  assert.match(String(answer.headers['content-type']), /application\/xml/);
  const published = await publishedAddresses(database.db.sql, practiceId);
  assert.ok(published.length > 12);
  for (const { kind, address } of published)
    assert.ok(
      answer.body.includes(
        `<loc>http://localhost${kind === 'group' ? urls.group(address) : urls.facilitator(address)}</loc>`,
      ),
    );
  assert.doesNotMatch(answer.body, /\/(?:cart|checkout|orders|payments|chair|desk|sign-in)\b/);
});

test('addresses in a sitemap are escaped', () => {
  assert.match(
    sitemapXml('https://a.example', ['/x?a=1&b=<c>']),
    /<loc>https:\/\/a\.example\/x\?a=1&amp;b=&lt;c&gt;<\/loc>/,
  );
});

test('robots are kept from rooms of one person and told of the sitemap', async () => {
  const { body } = await visitor().get(urls.robots());
  assert.match(body, /Disallow: \/orders\//);
  assert.match(body, /Sitemap: http:\/\/localhost\/sitemap\.xml/);
});

test('the favicon is a drawing', async () => {
  const answer = await visitor().get(urls.favicon());
  assert.match(String(answer.headers['content-type']), /image\/svg\+xml/);
  assert.match(answer.body, /^<svg xmlns=/);
});
