import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import type { JobData } from '../../platform/jobs.ts';
import type { Mail } from '../../platform/outbox.ts';
import { staffPerson } from '../people/public.ts';
import { openPractice } from '../practice/public.ts';
import {
  askForLink,
  forgetOldSignIns,
  linkIsGood,
  ownerLink,
  sendLink,
  signedInBy,
  signIn,
  signOut,
} from './actions.ts';

const { db, owner, shiftClock } = await testDatabase();

const asked: JobData[] = [];
const letters: Mail[] = [];
const jobs = { enqueue: async (_tx: unknown, _name: string, data: JobData) => void asked.push(data) };
const outbox = { mail: async (_tx: unknown, order: { mail: Mail }) => void letters.push(order.mail) };
const deps = { db, jobs, outbox, publicUrl: 'https://rowan.example' };

const { practiceId } = await openPractice(db, {
  name: 'Rowan Street Group Practice',
  neutralName: 'RS Practice',
  region: 'US',
  zone: 'America/Los_Angeles',
  locale: 'en-US',
  currency: 'USD',
  address: [],
  phone: undefined,
  email: 'hello@rowan.example',
  hosts: [],
  owner: { name: 'Imani Okafor', email: 'imani@rowan.example' },
});

const secretIn = (text: string) => /\/sign-in\/([\w-]+)/.exec(text)?.[1] ?? '';
const freshLink = async () => secretIn(await ownerLink(db, practiceId));

test('a known address gets a letter, an unknown one and one without a role get none', async () => {
  await db.as(
    { kind: 'job:enrol', practiceId },
    (tx) => tx`
    insert into identity.people (practice_id, id, name, email)
    values (${practiceId}, '018f0000-0000-7000-8000-00000000a001', 'Amara J.', 'amara@mail.example')`,
  );
  for (const email of ['imani@rowan.example', 'stranger@mail.example', 'amara@mail.example'])
    await askForLink(deps, practiceId, email);
  assert.equal(asked.length, 3);
  for (const { requestId } of asked) await sendLink(deps, practiceId, String(requestId));
  assert.deepEqual(
    letters.map((letter) => letter.to),
    ['imani@rowan.example'],
  );
  assert.equal(letters[0]?.subject, 'RS Practice: your sign-in link');
  const left = await owner`select 1 from identity.sign_in_requests`;
  assert.equal(left.length, 0, 'no typed address is kept');
  await sendLink(deps, practiceId, String(asked[0]?.['requestId']));
  assert.equal(letters.length, 1, 'the job run again writes no second letter');
  const secret = secretIn(letters[0]?.text ?? '');
  assert.ok(letters[0]?.html.includes(`https://rowan.example/sign-in/${secret}`));
  assert.equal((await signIn(db, practiceId, secret))?.who.name, 'Imani Okafor');
});

test('a link opens once, also when pressed twice at the same moment', async () => {
  const secret = await freshLink();
  assert.equal(await linkIsGood(db, practiceId, secret), true);
  assert.equal(await linkIsGood(db, practiceId, secret), true, 'looking does not use it');
  const opened = await Promise.all([1, 2, 3, 4].map(() => signIn(db, practiceId, secret)));
  assert.equal(opened.filter(Boolean).length, 1);
  assert.equal(await signIn(db, practiceId, secret), undefined);
  assert.equal(await linkIsGood(db, practiceId, secret), false);
});

test('using one link ends the other links of that person', async () => {
  const [first, second] = [await freshLink(), await freshLink()];
  assert.ok(await signIn(db, practiceId, second));
  assert.equal(await signIn(db, practiceId, first), undefined);
});

test('a forged link, and a link of another practice, open nothing', async () => {
  const elsewhere = await openPractice(db, {
    name: 'Alder House',
    neutralName: 'AH Practice',
    region: 'US',
    zone: 'America/Chicago',
    locale: 'en-US',
    currency: 'USD',
    address: [],
    phone: undefined,
    email: 'hello@alder.example',
    hosts: ['alder.example'],
    owner: { name: 'Noor Aziz', email: 'noor@alder.example' },
  });
  const secret = await freshLink();
  assert.equal(await signIn(db, elsewhere.practiceId, secret), undefined);
  const forged = `${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`;
  assert.equal(await signIn(db, practiceId, forged), undefined);
  const opened = await signIn(db, practiceId, secret);
  assert.ok(opened);
  assert.equal(await signedInBy(db, elsewhere.practiceId, opened.secret), undefined);
});

test('a mailed link runs out after fifteen minutes, the link on the console after twelve hours', async () => {
  await askForLink(deps, practiceId, 'imani@rowan.example');
  await sendLink(deps, practiceId, String(asked.at(-1)?.['requestId']));
  const mailed = secretIn(letters.at(-1)?.text ?? '');
  const onConsole = await freshLink();
  await shiftClock('15 minutes 1 second');
  assert.equal(await signIn(db, practiceId, mailed), undefined);
  assert.equal(await linkIsGood(db, practiceId, onConsole), true);
  await shiftClock('12 hours 1 second');
  assert.equal(await signIn(db, practiceId, onConsole), undefined);
  await shiftClock('0');
});

test('a sign-in ends when idle for half an hour, after twelve hours, and by signing out', async () => {
  const open = async () => (await signIn(db, practiceId, await freshLink()))?.secret ?? '';
  const idle = await open();
  assert.deepEqual((await signedInBy(db, practiceId, idle))?.roles, ['owner']);
  await shiftClock('29 minutes');
  assert.ok(await signedInBy(db, practiceId, idle), 'seen just in time');
  await shiftClock('58 minutes');
  assert.ok(await signedInBy(db, practiceId, idle), 'being seen counts from anew');
  await shiftClock('89 minutes');
  assert.equal(await signedInBy(db, practiceId, idle), undefined);
  await shiftClock('0');
  const busy = await open();
  for (let minutes = 20; minutes < 720; minutes += 20) {
    await shiftClock(`${minutes} minutes`);
    assert.ok(await signedInBy(db, practiceId, busy), `after ${minutes} minutes`);
  }
  await shiftClock('12 hours 1 second');
  assert.equal(await signedInBy(db, practiceId, busy), undefined);
  await shiftClock('0');
  const left = await open();
  await signOut(db, practiceId, left);
  assert.equal(await signedInBy(db, practiceId, left), undefined);
});

test('a role that is taken away is gone at the next request', async () => {
  await db.as({ kind: 'job:open-practice', practiceId }, (tx) =>
    staffPerson(tx, { practiceId, name: 'Tomás Reyes', email: 'tomas@rowan.example', role: 'front-desk' }),
  );
  await askForLink(deps, practiceId, 'tomas@rowan.example');
  await sendLink(deps, practiceId, String(asked.at(-1)?.['requestId']));
  const opened = await signIn(db, practiceId, secretIn(letters.at(-1)?.text ?? ''));
  assert.deepEqual(opened?.who.roles, ['front-desk']);
  await owner`delete from identity.roles where role = 'front-desk'`;
  assert.deepEqual((await signedInBy(db, practiceId, opened.secret))?.roles, []);
});

test('the database keeps no secret, only hashes, and forgets what has long been over', async () => {
  const secret = await freshLink();
  const opened = await signIn(db, practiceId, secret);
  const rows = await owner`
    select l::text as row from identity.sign_in_links l union all select s::text from identity.sign_ins s`;
  assert.ok(rows.length > 1);
  for (const row of rows)
    assert.ok(!row['row'].includes(secret) && !row['row'].includes(opened?.secret ?? '-'));
  await shiftClock('3 days');
  await forgetOldSignIns(db);
  assert.equal((await owner`select 1 from identity.sign_in_links`).length, 0);
  assert.equal((await owner`select 1 from identity.sign_ins`).length, 0);
  await shiftClock('0');
});

test('nobody but the door itself reads links and sign-ins', async () => {
  const { practiceId: mine } = { practiceId };
  await freshLink();
  for (const viewer of [
    { kind: 'visitor' },
    { kind: 'job:enrol', practiceId: mine },
    { kind: 'job:open-practice', practiceId: mine },
  ] as const)
    assert.equal(
      (
        await db.as(
          viewer,
          (tx) => tx`select 1 from identity.sign_in_links union all select 1 from identity.sign_ins`,
        )
      ).length,
      0,
    );
  assert.equal((await db.sql`select 1 from identity.sign_in_links`).length, 0);
});
