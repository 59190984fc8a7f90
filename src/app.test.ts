import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testApp } from '../test/support/app.ts';
import { testDatabase } from '../test/support/database.ts';
import { openPractice } from './identity/practice/public.ts';

const database = await testDatabase();
await openPractice(database.db, {
  name: 'Rowan Street Group Practice',
  neutralName: 'RS Practice',
  region: 'US',
  zone: 'America/Los_Angeles',
  locale: 'en-US',
  currency: 'USD',
  address: [],
  phone: undefined,
  email: 'desk@rowan.example',
  hosts: ['localhost'],
  owner: { name: 'Ada Rowan', email: 'ada@rowan.example' },
});
const { visitor } = await testApp(database);

test('an address that does not exist has a calm page with an id, framed like any other', async () => {
  const answer = await visitor().get('/nowhere');
  assert.equal(answer.statusCode, 404);
  assert.match(answer.body, /This page is not here/);
  assert.match(answer.body, /Rowan Street Group Practice/);
  assert.match(answer.body, new RegExp(String(answer.headers['x-request-id'])));
});

test('the process and the database say that they are there', async () => {
  assert.equal((await visitor().get('/healthz')).body, 'ok\n');
  assert.equal((await visitor().get('/readyz')).body, 'ready\n');
});
