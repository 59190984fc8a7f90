import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../test/support/database.ts';
import { exampleSite } from '../test/support/example-site.ts';
import { freeSeat, grantSeat } from './shop/seats/public.ts';

const database = await testDatabase();
const { db, owner } = database;
/** Every letter fails the first time it is written. */
const failedOnce = new Set<string>();
const site = await exampleSite(database, (parts) => {
  const { outbox } = parts.platform;
  const failing = {
    mail: async (...given: Parameters<typeof outbox.mail>) => {
      const { dedupe } = given[1];
      if (failedOnce.has(dedupe)) return outbox.mail(...given);
      failedOnce.add(dedupe);
      throw new Error('The outbox is out of reach');
    },
  };
  return { ...parts, platform: { ...parts.platform, outbox: failing } };
});
const { practiceId, runJobs, mailbox, parts } = site;

const enrolled = async () =>
  (await owner`select id from care.enrolments order by id`).map((row) => row['id']);
const seats = async () => (await owner`select id from shop.seats`).length;

/** Runs until nothing is due; what fails is tried again by the queue. */
const runAll = async () => {
  for (let failures = 0; failures < 100; failures++)
    try {
      return await runJobs();
    } catch {}
  throw new Error('The jobs fail without end');
};

test('a letter that fails is tried again; who is enrolled, is enrolled once, and each letter goes out once', async () => {
  await runAll();
  const orders = (await owner`select id from shop.orders`).length;
  assert.ok(orders > 0);
  assert.equal((await enrolled()).length, await seats());
  const confirmed = mailbox.filter(({ mail }) => mail.subject.includes('order'));
  assert.equal(confirmed.length, orders);
  assert.equal(new Set(confirmed.map(({ mail }) => mail.to)).size, orders);
  const done = await owner`
    select name, count(*)::int as times, sum(retry_count)::int as retries from pgboss.job
    where name in ('order-placed', 'confirm-order', 'enrol-order') and state = 'completed' group by name`;
  const of = (name: string) => done.find((row) => row['name'] === name);
  assert.equal(of('enrol-order')?.['times'], orders);
  assert.equal(of('enrol-order')?.['retries'], 0, 'the other reaction is not repeated');
  assert.equal(of('order-placed')?.['retries'], 0, 'nor is the event');
  assert.ok(of('confirm-order')?.['retries'] >= orders);
});

test('an event told again writes no second letter and enrols nobody again', async () => {
  const [letters, before] = [mailbox.length, await enrolled()];
  for (const { id } of await db.sql<{ id: string }[]>`select id from shop.orders`)
    for (let times = 0; times < 2; times++) {
      await db.begin((tx) => parts.platform.jobs.enqueue(tx, 'order-placed', { practiceId, orderId: id }));
      await runAll();
    }
  assert.equal(mailbox.length, letters);
  assert.deepEqual(await enrolled(), before);
});

const free = (seatId: string) =>
  db.begin((tx) => freeSeat(tx, parts.platform, { practiceId, seatId, because: 'withdrawn', by: 'desk' }));
const enrolmentOf = async (seatId: string) =>
  (await owner`select state, left_on from care.enrolments where seat_id = ${seatId}`)[0];

test('a seat that was given back before its turn came enrols nobody', async () => {
  const [seat] = await owner<{ id: string }[]>`
    delete from care.enrolments where id = (select min(id::text)::uuid from care.enrolments) returning seat_id as id`;
  assert.ok(seat && (await free(seat.id)).ok);
  await db.begin((tx) => parts.platform.jobs.enqueue(tx, 'seat-granted', { practiceId, seatId: seat.id }));
  await runAll();
  assert.equal(await enrolmentOf(seat.id), undefined);
});

test('a freed seat takes its person off the roster, and the record stays', async () => {
  const [seat] = await owner<{ id: string }[]>`
    select seat_id as id from care.enrolments where state = 'active' limit 1`;
  assert.ok(seat && (await free(seat.id)).ok);
  await runAll();
  const ended = await enrolmentOf(seat.id);
  assert.ok(['withdrawn', 'left'].includes(ended?.['state']));
  assert.ok(ended?.['left_on']);
});

test('who gives a chair back and takes one again at once is on the roster by the new one, whatever runs first', async () => {
  const [seat] = await owner<{ id: string; offering: string; name: string; email: string }[]>`
    select s.id, s.offering_id as offering, s.attendee_name as name, s.attendee_email as email
    from shop.seats s join care.enrolments e on e.seat_id = s.id where e.state = 'active' limit 1`;
  assert.ok(seat && (await free(seat.id)).ok);
  await owner`delete from pgboss.job where name = 'seat-freed' and state < 'active'`;
  const again = await db.begin((tx) =>
    grantSeat(tx, {
      practiceId,
      offeringId: seat.offering,
      attendeeName: seat.name,
      attendeeEmail: seat.email,
    }),
  );
  assert.ok(again.ok);
  const { seatId } = again.value;
  await db.begin((tx) => parts.platform.jobs.enqueue(tx, 'seat-granted', { practiceId, seatId }));
  await runAll();
  assert.equal((await enrolmentOf(seatId))?.['state'], 'active');
  assert.notEqual((await enrolmentOf(seat.id))?.['state'], 'active');
});

test('an event without its practice is a fault, not a silent nothing', async () => {
  await db.begin((tx) => parts.platform.jobs.enqueue(tx, 'enrol-order', { orderId: 'x' }));
  await assert.rejects(runJobs());
});
