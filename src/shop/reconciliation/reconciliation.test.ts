import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startPayPal } from '../../../sandbox/paypal.ts';
import { testApp } from '../../../test/support/app.ts';
import { buyersOf } from '../../../test/support/buyers.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { withLocalPayPal } from '../../../test/support/listening-site.ts';
import { openSale } from '../../../test/support/sale.ts';
import { reconcilingOf } from '../../parts.ts';
import { invariants } from '../payments/public.ts';
import { reconcileAll, reconcilePractice } from './actions.ts';
import { bookBreak, explainBreak, fetchBreak, needs, reopenBreak } from './public.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const local = await startPayPal();
after(() => local.close());
const site = await testApp(database, { change: (parts) => withLocalPayPal(local, parts) });
const { practiceId, groups } = await openSale(db, [{ capacity: 200 }]);
const [group = assert.fail('a group')] = groups;
const deps = reconcilingOf(site.parts);
const buyers = buyersOf(site, local);
const [imani] = await owner<{ id: string }[]>`select id from identity.people where email like 'imani@%'`;
const settler = { practiceId, personId: imani?.id ?? assert.fail('an owner'), name: 'Imani Okafor' };

let people = 0;
const paid = async () => {
  await buyers.buys({ name: `Dana ${++people}`, group });
  const [row] = await owner<{ captureId: string; orderId: string }[]>`
    select capture_id as "captureId", id as "orderId" from shop.orders order by number desc limit 1`;
  return row ?? assert.fail('an order');
};

let days = 0;
/** Days pass here and at PayPal; the report is read. */
const after2Days = async () => {
  days += 2;
  await shiftClock(`${days} days`);
  local.advanceClock(2 * 86_400);
  return read();
};
const read = async () =>
  (await reconcilePractice(deps, practiceId, true)) ?? assert.fail('something was read');

type Row = { id: string; kind: string; state: string; way: string | null; closedBy: string | null };
const breaks = async () =>
  (
    await owner<Row[]>`select id, kind, state, way, closed_by as "closedBy" from shop.breaks order by number`
  ).map((row) => ({ ...row }));
const open = async () => (await breaks()).filter(({ state }) => state === 'open');
const balance = async () => {
  const [row] = await owner<{ minor: number }[]>`
    select coalesce(sum(amount_minor), 0)::integer as minor from shop.ledger where account = 'paypal-balance'`;
  return row?.minor;
};
/** What lies at PayPal, in cents, asked of PayPal. */
const atPayPal = async () => {
  const told = await deps.reports.balances();
  return told.kind === 'ok' ? (told.value.balances[0]?.totalMinor ?? 0) : assert.fail('a balance');
};
const agreed = async () => {
  assert.deepEqual(await open(), []);
  assert.equal(await balance(), await atPayPal(), 'the ledger holds what PayPal holds');
  assert.deepEqual(await invariants(db.sql, practiceId), []);
};

test('a day that agrees leaves no break, and is not read twice', async () => {
  await paid();
  await paid();
  assert.equal(await reconcilePractice(deps, practiceId), undefined, 'its first day is not over');
  const reading = await after2Days();
  assert.deepEqual([reading.state, reading.lines, reading.found], ['done', 2, 0]);
  assert.equal(await reconcileAll(deps), 0);
  await agreed();
});

test('refunds and fees that PayPal only tells in its report are taken over by themselves, and once', async () => {
  const { captureId } = await paid();
  local.refundOutside(captureId, '12.00');
  local.move({ code: 'T0400', amount: '-50.00' });
  local.move({ code: 'T0114', amount: '-15.00', referenceId: captureId });
  local.move({ code: 'T0100', amount: '-1.50' });
  const reading = await after2Days();
  assert.equal(reading.found, 0);
  await agreed();
  const entries = async () => (await owner`select count(*)::integer as n from shop.ledger`)[0]?.['n'];
  const before = await entries();
  await Promise.all([read(), read()]);
  assert.equal(await entries(), before, 'read again, nothing is booked again');
  await agreed();
});

test('a dispute that is lost, with its fee, ends in books that agree', async () => {
  local.turnSwitches({ disputeFee: '15.00' });
  const { captureId } = await paid();
  local.resolveDispute(local.openDispute(captureId), 'buyer');
  local.turnSwitches({ disputeFee: '0.00' });
  await after2Days();
  await agreed();
});

test('a payment that came by another way is a break, on Today, and is booked once', async () => {
  local.move({ code: 'T0000', amount: '40.00', fee: '-1.66', id: 'ELSEWHERE' });
  await after2Days();
  const [one = assert.fail('a break')] = await open();
  assert.equal(one.kind, 'only-at-paypal');
  assert.match((await needs(db, practiceId))[0]?.sentence ?? '', /differ in one place/);
  await Promise.all([bookBreak(deps, settler, one.id, ''), bookBreak(deps, settler, one.id, '')]);
  await read();
  const settled = (await breaks()).find(({ id }) => id === one.id);
  assert.deepEqual([settled?.state, settled?.way, settled?.closedBy], ['settled', 'booked', 'Imani Okafor']);
  await agreed();
});

test('another fee is booked by an entry of its own, and no entry is changed', async () => {
  const { captureId } = await paid();
  const rows = () => owner`select id, amount_minor from shop.ledger order by id`;
  await owner`update shop.captures set fee_minor = null, net_minor = null where id = ${captureId}`;
  await owner`insert into shop.ledger (practice_id, id, posting_id, account, amount_minor, currency, because, capture_id)
    values (${practiceId}, gen_random_uuid(), '0198aaaa-0000-7000-8000-00000000000a', 'paypal-fees', -10, 'USD', 'planted', ${captureId}),
      (${practiceId}, gen_random_uuid(), '0198aaaa-0000-7000-8000-00000000000a', 'paypal-balance', 10, 'USD', 'planted', ${captureId})`;
  await owner`update shop.captures set fee_minor = 1 where id = ${captureId}`;
  await after2Days();
  const [one = assert.fail('a break')] = await open();
  assert.equal(one.kind, 'fee-differs');
  const before = [...(await rows())].map(String);
  assert.deepEqual((await bookBreak(deps, settler, one.id, '')).ok, true);
  const kept = [...(await rows())].map(String);
  assert.ok(before.every((row) => kept.includes(row)));
  await read();
  await agreed();
});

test('explained in words it stays explained while both say the same, and can be opened again', async () => {
  local.move({ code: 'T9900', amount: '3.00' });
  await after2Days();
  const [one = assert.fail('a break')] = await open();
  assert.ok((await explainBreak(deps, settler, one.id, 'A gift')).ok);
  await read();
  assert.deepEqual(await open(), []);
  assert.ok((await reopenBreak(deps, settler, one.id)).ok);
  const refused = await reopenBreak(deps, settler, one.id);
  assert.deepEqual(refused, { ok: false, refusal: { because: 'too-late', state: 'open' } });
  assert.ok((await bookBreak(deps, settler, one.id, 'A gift, booked')).ok);
  const late = await explainBreak(deps, settler, one.id, 'x');
  assert.deepEqual(late, { ok: false, refusal: { because: 'too-late', state: 'settled' } });
  await agreed();
});

test('a payment of ours that the report leaves out is a break that closes by itself when it comes', async () => {
  const { captureId } = await paid();
  const hidden = { ...deps, reports: { ...deps.reports, transactions: without(captureId) } };
  days += 2;
  await shiftClock(`${days} days`);
  local.advanceClock(2 * 86_400);
  await reconcilePractice(hidden, practiceId, true);
  const [one = assert.fail('a break')] = await open();
  assert.equal(one.kind, 'only-here');
  const fetched = await fetchBreak(deps, settler, one.id);
  assert.deepEqual(fetched, { ok: false, refusal: { because: 'still-differs' } });
  await read();
  assert.equal((await breaks()).find(({ id }) => id === one.id)?.state, 'gone');
  await agreed();
});

const without =
  (id: string): typeof deps.reports.transactions =>
  async (asked) => {
    const told = await deps.reports.transactions(asked);
    if (told.kind !== 'ok') return told;
    const lines = told.value.lines.filter(({ transactionId }) => transactionId !== id);
    const totalItems = told.value.totalItems - (told.value.lines.length - lines.length);
    return { ...told, value: { ...told.value, lines, totalItems } };
  };

test('while PayPal is out of reach nothing is judged; asked again from the desk, a refund is taken over', async () => {
  const { captureId } = await paid();
  local.refundOutside(captureId, '5.00');
  local.setFault({ operation: 'search.get', kind: 'status', status: 503 });
  days += 2;
  await shiftClock(`${days} days`);
  local.advanceClock(2 * 86_400);
  assert.equal((await reconcilePractice(deps, practiceId))?.state, 'failed');
  assert.deepEqual(await open(), []);
  local.setFault({ operation: 'refunds.get', kind: 'status', status: 503, count: 2 });
  await read();
  const [one = assert.fail('a break')] = await open();
  assert.equal(one.kind, 'only-at-paypal');
  await fetch(`${local.origin}/__sandbox/faults`, { method: 'DELETE' });
  assert.deepEqual(await fetchBreak(deps, settler, one.id), { ok: true, value: { state: 'settled' } });
  await agreed();
});

test('a report that lags is compared as far as it goes, and read again', async () => {
  await paid();
  local.turnSwitches({ reportLagMinutes: 3 * 24 * 60 });
  const reading = await after2Days();
  assert.equal(reading.state, 'behind');
  assert.deepEqual(await open(), []);
  local.turnSwitches({ reportLagMinutes: 180 });
  assert.equal(await reconcileAll(deps), 1, 'it is still due');
  await agreed();
});

test('a report too large for one answer is read in halves', async () => {
  local.turnSwitches({ reportMost: 2 });
  const reading = await read();
  assert.equal(reading.state, 'done');
  local.turnSwitches({ reportMost: 10_000 });
  await agreed();
});

test('nobody but the practice’s own desk sees breaks', async () => {
  assert.deepEqual([...(await db.sql`select 1 from shop.breaks`)], []);
  const [stranger] = await owner<{ id: string }[]>`select gen_random_uuid() as id`;
  const seen = await db.as(
    { kind: 'person', practiceId, personId: stranger?.id ?? '' },
    (tx) => tx`select 1 from shop.breaks`,
  );
  assert.deepEqual([...seen], []);
  await assert.rejects(
    db.as({ kind: 'job:reconcile', practiceId }, (tx) => tx`delete from shop.breaks`),
    /permission denied/,
  );
});
