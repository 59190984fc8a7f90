import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../../../test/support/app.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { openWorld } from '../../../test/world.ts';
import { urls } from '../../urls.ts';
import { pathBack } from './theme.ts';

const database = await testDatabase();
await openWorld(database.db);
const { visitor } = await testApp(database);

test('a choice of colors is kept, shown as chosen, and can be taken back', async () => {
  const browser = visitor();
  const answer = await browser.post(urls.theme(), { theme: 'dark', back: '/benefits?x=1' });
  assert.equal(answer.statusCode, 303);
  assert.equal(answer.headers.location, '/benefits?x=1');
  const dark = (await browser.get(urls.benefits())).body;
  assert.match(dark, /<html[^>]* data-theme="dark"/);
  assert.match(dark, /value="dark" aria-pressed="true"/);
  await browser.post(urls.theme(), { theme: 'auto', back: '/' });
  assert.match((await browser.get(urls.benefits())).body, /data-theme="auto"/);
});

test('the way back never leaves this site', async () => {
  for (const bad of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:x',
    '',
    '/a\r\nset-cookie: b=c',
    '/ä',
  ])
    assert.equal(
      (await visitor().post(urls.theme(), { theme: 'dark', back: bad })).headers.location,
      '/',
      bad,
    );
  assert.equal(pathBack('/groups?struggle=grief&page=2'), '/groups?struggle=grief&page=2');
});

test('an unknown theme means: as the device', async () => {
  const browser = visitor();
  await browser.post(urls.theme(), { theme: '"><script>', back: '/' });
  assert.match((await browser.get('/')).body, /data-theme="auto"/);
});
