import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { openPractice, practiceByHost, practiceById } from './public.ts';

const { db, owner } = await testDatabase();

const rowan = {
  name: 'Rowan Street Group Practice',
  neutralName: 'RS Practice',
  region: 'US',
  zone: 'America/Los_Angeles',
  locale: 'en-US',
  currency: 'USD',
  address: ['14 Rowan Street', 'Portland, OR 97205'],
  phone: '503-555-0142',
  email: 'hello@rowan.example',
  hosts: ['rowan.example'],
  owner: { name: 'Imani Okafor', email: 'Imani@Rowan.example' },
} as const;

test('the only practice answers on every host, and stops doing so when a second one opens', async () => {
  assert.equal(await practiceByHost(db, 'rowan.example'), undefined);
  const first = await openPractice(db, rowan);
  const found = await practiceByHost(db, 'ROWAN.example.:8443');
  assert.equal(found?.id, first.practiceId);
  assert.equal(found?.currency, 'USD');
  assert.deepEqual(found?.address, rowan.address);
  assert.equal((await practiceByHost(db, 'anything.example'))?.id, first.practiceId);
  const second = await openPractice(db, {
    ...rowan,
    name: 'Alder',
    phone: undefined,
    hosts: ['alder.example:443'],
  });
  assert.equal((await practiceByHost(db, 'alder.example'))?.id, second.practiceId);
  assert.equal((await practiceByHost(db, 'rowan.example'))?.id, first.practiceId);
  assert.equal(await practiceByHost(db, 'anything.example'), undefined);
  assert.equal((await practiceById(db, second.practiceId))?.phone, undefined);
});

test('opening the same practice again changes nothing', async () => {
  const opened = await openPractice(db, { ...rowan, hosts: ['birch.example'] });
  const again = await openPractice(db, {
    ...rowan,
    id: opened.practiceId,
    name: 'Another name',
    hosts: ['birch.example'],
  });
  assert.equal(again.ownerId, opened.ownerId);
  assert.equal((await practiceById(db, opened.practiceId))?.name, rowan.name);
  const people = await owner`select email from identity.people where practice_id = ${opened.practiceId}`;
  assert.deepEqual(
    people.map((row) => row['email']),
    ['imani@rowan.example'],
  );
});
