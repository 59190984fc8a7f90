import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { newId } from '../ids.ts';
import { migrateJobs, openJobs } from '../jobs-boss.ts';
import { createLog } from '../log.ts';
import type { Mail, MailOrder } from '../outbox.ts';
import { createOutbox, type DeliverDeps, mailJob, sweepMail } from './deliver.ts';
import { countMail } from './store.ts';
import type { Envelope } from './transport.ts';

const { db, owner, appUrl, ownerUrl, shiftClock } = await testDatabase();
await migrateJobs(ownerUrl);
const lines: string[] = [];
const log = createLog({ write: (line) => lines.push(line) });
const jobs = await openJobs({ url: appUrl, log });
after(() => jobs.stop());
const key = Buffer.alloc(32, 5);
const outbox = createOutbox({ jobs, key });
const practiceId = newId<'practice'>() as PracticeId;

const letter: Mail = {
  to: 'mira@example.org',
  subject: 'RS Practice: your order 4817',
  text: 'Thank you. https://rowan.example/orders/secret',
  html: '<p>Thank you.</p>',
};
const ordered = (dedupe: string, mail: Partial<Mail> = {}): MailOrder => ({
  practiceId,
  kind: 'order-confirmation',
  dedupe,
  mail: { ...letter, ...mail },
});

const taking = (send: (envelope: Envelope) => Promise<void>): DeliverDeps => ({
  sql: db.sql,
  key,
  log,
  fromAddress: 'desk@rowan.example',
  senderName: async () => 'RS Practice',
  transport: { send, close: () => undefined },
});

test('a letter leaves after the commit that wrote it, once, from a neutral sender', async () => {
  const sent: Envelope[] = [];
  const deps = taking(async (envelope) => void sent.push(envelope));
  await db.begin(async (tx) => {
    await outbox.mail(tx, ordered('confirmation:1'));
    await outbox.mail(tx, ordered('confirmation:1'));
  });
  await jobs.drain([mailJob(deps)]);
  await sweepMail(deps);
  assert.equal(sent.length, 1);
  assert.deepEqual(sent[0]?.from, { name: 'RS Practice', address: 'desk@rowan.example' });
  assert.match(sent[0]?.messageId ?? '', /^<[0-9a-f-]{36}@rowan\.example>$/);
});

test('a waiting letter lies sealed: the database alone shows none of its text or links, and it opens in no other row', async () => {
  await db.begin((tx) => outbox.mail(tx, ordered('sealed')));
  await db.begin((tx) => outbox.mail(tx, ordered('moved', { text: 'Another letter.' })));
  const [row] = await owner`select mail::text as text from platform.outbox where dedupe = 'sealed'`;
  assert.doesNotMatch(row?.['text'], /Thank you|orders\/secret/);
  await owner`update platform.outbox set mail = (select mail from platform.outbox where dedupe = 'sealed') where dedupe = 'moved'`;
  const texts: string[] = [];
  await sweepMail(taking(async ({ mail }) => void texts.push(mail.text)));
  assert.deepEqual(texts, [letter.text]);
  await owner`update platform.outbox set gave_up_at = now() where dedupe = 'moved'`;
});

test('what has left is remembered by address and subject; its text and its links are forgotten', async () => {
  const [row] = await owner`select mail, sent_at from platform.outbox where dedupe = 'confirmation:1'`;
  assert.deepEqual(row?.['mail'], { to: letter.to, subject: letter.subject });
  assert.ok(row?.['sent_at']);
});

test('a transaction that is rolled back sends nothing', async () => {
  await assert.rejects(
    db.begin(async (tx) => {
      await outbox.mail(tx, ordered('never'));
      throw new Error('rolled back');
    }),
    /rolled back/,
  );
  assert.equal((await countMail(db.sql)).waiting, 0);
});

test('when we die between sending and marking, it is sent again with the same Message-ID', async () => {
  const ids: string[] = [];
  await db.begin((tx) => outbox.mail(tx, ordered('crash')));
  const dying = taking(async ({ messageId }) => {
    ids.push(messageId);
    // The mail server has it; the connection is gone before we can say so.
    throw Object.assign(new Error('lost'), { code: 'ECONNRESET' });
  });
  await jobs.drain([mailJob(dying)]);
  const well = taking(async ({ messageId }) => void ids.push(messageId));
  assert.equal(await sweepMail(well), 0, 'not before its back-off');
  await shiftClock('2 minutes');
  assert.equal(await sweepMail(well), 1);
  await shiftClock('0');
  assert.equal(ids.length, 2);
  assert.equal(ids[0], ids[1]);
});

test('two deliverers at once send one letter once', async () => {
  let sent = 0;
  await db.begin((tx) => outbox.mail(tx, ordered('race')));
  const deps = taking(async () => {
    sent++;
    await new Promise((resolve) => setTimeout(resolve, 30));
  });
  await Promise.all([sweepMail(deps), sweepMail(deps), sweepMail(deps)]);
  assert.equal(sent, 1);
});

test('a mail server that stays away is tried for five days; then the letter is shown as given up', async () => {
  await db.begin((tx) => outbox.mail(tx, ordered('hopeless')));
  const away = taking(async () => {
    throw Object.assign(new Error('mira@example.org: no route'), { code: 'ESOCKET' });
  });
  await sweepMail(away);
  await shiftClock('6 days');
  await sweepMail(away);
  await shiftClock('0');
  const [row] =
    await owner`select attempts, gave_up_at, last_error from platform.outbox where dedupe = 'hopeless'`;
  assert.equal(row?.['attempts'], 2);
  assert.equal(row?.['last_error'], 'ESOCKET');
  assert.ok(row?.['gave_up_at']);
  assert.doesNotMatch(lines.join(), /mira|no route/);
});

test('an address that is refused for good is given up after three tries', async () => {
  await db.begin((tx) => outbox.mail(tx, ordered('unknown-address')));
  const refusing = taking(async () => {
    throw Object.assign(new Error('550 no such person'), { code: 'EENVELOPE', responseCode: 550 });
  });
  for (const shift of ['0', '10 minutes', '40 minutes', '3 hours']) {
    await shiftClock(shift);
    await sweepMail(refusing);
  }
  await shiftClock('0');
  const [row] =
    await owner`select attempts, gave_up_at, last_error from platform.outbox where dedupe = 'unknown-address'`;
  assert.equal(row?.['attempts'], 3);
  assert.equal(row?.['last_error'], 'smtp-550');
  assert.ok(row?.['gave_up_at']);
});

test('a letter to several people, or one that would write headers, does not even get into the outbox', async () => {
  const bad: Partial<Mail>[] = [
    { to: 'mira@example.org, jonas@example.org' },
    { to: 'mira@example.org;jonas@example.org' },
    { to: 'Group: mira@example.org;' },
    { to: 'Mira <mira@example.org>' },
    { to: 'mira@example.org\r\nBcc: jonas@example.org' },
    { to: 'mira' },
    { to: '' },
    { subject: 'Hello\r\nBcc: jonas@example.org' },
    { subject: 'Hello\u0000' },
    { subject: '  ' },
    { calendar: { filename: 'a.ics\r\nX: y', content: '' } },
  ];
  for (const change of bad)
    await assert.rejects(
      db.begin((tx) => outbox.mail(tx, ordered('bad', change))),
      /Invariant broken/,
      JSON.stringify(change),
    );
  const [row] = await owner`select count(*)::int as count from platform.outbox where dedupe = 'bad'`;
  assert.equal(row?.['count'], 0);
});
