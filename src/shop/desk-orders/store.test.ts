import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../../test/support/database.ts';
import { openWorld } from '../../../test/world.ts';
import { type Turned, turn } from '../../kernel/turn.ts';
import { spanOf } from './filter.ts';
import { readFilter } from './forms.ts';
import { countOrders, findOrders, type OrderRow, ordersPage } from './store.ts';

const { db, owner } = await testDatabase();
const { practiceId } = await openWorld(db);
const zone = 'America/Los_Angeles';
const GROUPS = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'];
const ORDERS = 120;

/** Orders as they would stand after their way through checkout, written at once: the way itself is tested elsewhere. */
await owner.begin(async (tx) => {
  await tx`set local session_replication_role = replica`;
  await tx`
    insert into shop.orders (practice_id, id, number, checkout_id, capture_id, state, total_minor, currency,
      payer_name, payer_email, secret_hash, placed_at)
    select ${practiceId}, gen_random_uuid(), 4000 + i, md5('checkout' || i)::uuid,
      case when i % 5 = 0 then null else upper(substr(md5('capture' || i), 1, 17)) end,
      case when i % 5 = 0 then 'free' when i % 7 = 1 then 'refunded' else 'paid' end,
      case when i % 5 = 0 then 0 else 4500 + (i % 3) * 500 end, 'USD',
      (array['Amara Jensen', 'Bashir Khan', 'Colette 100%', 'Devi_Rao', 'Ünal Örs'])[1 + i % 5],
      (array['amara', 'bashir', 'colette', 'devi', 'unal'])[1 + i % 5] || i || '@mail.example',
      decode(md5('secret' || i), 'hex'), timestamptz '2026-11-01 12:00Z' + (i / 4) * interval '5 hours'
    from generate_series(1, ${ORDERS}::integer) i`;
  await tx`
    insert into shop.checkout_lines (practice_id, id, checkout_id, offering_id, tier_id, tier_name, name, unit_minor,
      meetings, total_minor, meetings_at, zone, place, terms_version, agreement_version)
    select ${practiceId}, gen_random_uuid(), md5('checkout' || i)::uuid, (${GROUPS}::uuid[])[1 + i % 2],
      gen_random_uuid(), 'Even', 'Group ' || i % 2, 0, 1, 0, '[]', 'UTC', 'Room 2', 1, 1
    from generate_series(1, ${ORDERS}::integer) i`;
  await tx`
    insert into shop.seats (practice_id, id, offering_id, order_id, attendee_name, attendee_email, state)
    select practice_id, gen_random_uuid(), gen_random_uuid(), id,
      case when number % 10 = 3 then 'Emil Sandberg' else payer_name end, payer_email, 'paid'
    from shop.orders`;
});

const queryFor = async (query: Record<string, string>) => {
  const filter = readFilter(query);
  return {
    practiceId,
    filter,
    span: spanOf(filter, zone),
    found: await findOrders(db.sql, practiceId, filter.search),
  };
};
const read = async (query: Record<string, string>, limit = ORDERS) => [
  ...(await ordersPage(db.sql, await queryFor(query), limit)),
];
const everything: OrderRow[] = await read({});

test('every kind of search finds what it should and nothing else', async () => {
  const numbers = async (q: string) => (await read({ q })).map((row) => row.number);
  assert.equal(everything.length, ORDERS);
  assert.deepEqual(await numbers('#4017'), [4017]);
  assert.deepEqual(await numbers('99'), []);
  const paid = everything.find((row) => row.captureId !== null);
  assert.deepEqual(await numbers(paid?.captureId ?? ''), [paid?.number]);
  assert.deepEqual(await numbers('AMARA5@mail'), [4005]);
  const named = (name: string) =>
    everything.filter((row) => row.payerName.includes(name)).map((row) => row.number);
  assert.deepEqual(await numbers('khan'), named('Khan'));
  assert.deepEqual(await numbers('00%'), named('00%'), 'a percent sign stands for itself');
  assert.deepEqual(await numbers('devi_r'), named('Devi_R'), 'an underscore stands for itself');
  assert.deepEqual(await numbers('örs'), named('Örs'));
  assert.deepEqual(
    (await numbers('sandberg')).length,
    ORDERS / 10,
    'who comes is found too, where somebody else paid',
  );
  assert.deepEqual(await numbers("'; drop table shop.orders; --"), []);
});

test('filters together find what a naive reading finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        q: fc.constantFrom('', 'khan', 'mail', 'amara1', 'Emil', '4010', 'am'),
        state: fc.constantFrom('', 'paid', 'free', 'refunded', 'nonsense'),
        from: fc.constantFrom('', '2026-11-03', '2026-11-31'),
        to: fc.constantFrom('', '2026-11-05', '2026-02-30'),
        sortBy: fc.constantFrom('', 'oldest', 'highest'),
      }),
      async (query) => {
        const { filter, span } = await queryFor(query);
        const naive = everything.filter(
          (row) =>
            (filter.state === undefined || row.state === filter.state) &&
            (span.since === undefined || row.placedAt.epochNanoseconds >= span.since.epochNanoseconds) &&
            (span.until === undefined || row.placedAt.epochNanoseconds < span.until.epochNanoseconds) &&
            fits(row, query.q),
        );
        assert.deepEqual(
          (await read(query)).map((row) => row.number).sort(),
          naive.map((row) => row.number).sort(),
        );
        assert.equal(await countOrders(db.sql, await queryFor(query), 1000), naive.length);
      },
    ),
    { numRuns: 60 },
  );
});

const fits = (row: OrderRow, q: string): boolean => {
  const text = q.toLowerCase();
  if (q === '') return true;
  if (/^\d+$/.test(q)) return row.number === Number(q);
  return [row.payerName, ...row.attendees]
    .map((name) => name.toLowerCase())
    .some((name) => (text.length < 3 ? name.startsWith(text) : name.includes(text)));
};

test('where too many match to be named one by one, reading in order finds the same', async () => {
  for (const q of ['khan', 'am', 'sandberg', 'amara1', 'bashir2@mail', 'devi_r']) {
    const query = await queryFor({ q });
    const named = await ordersPage(db.sql, query, ORDERS);
    const read = await ordersPage(db.sql, { ...query, found: 'many' }, ORDERS);
    assert.ok(Array.isArray(query.found));
    assert.deepEqual(
      read.map((row) => row.number),
      named.map((row) => row.number),
      q,
    );
  }
});

test('paging forward and back meets every order once, in each sorting', async () => {
  for (const sortBy of ['newest', 'oldest', 'highest']) {
    const whole = (await read({ sortBy })).map((row) => row.number);
    const forward: number[] = [];
    const firsts: number[][] = [];
    let query: Record<string, string> | undefined = { sortBy };
    let back: Record<string, string> | undefined;
    while (query) {
      const turned: Turned<OrderRow> = turn(await read(query, 8), 7, readFilter(query).bookmark);
      firsts.push(turned.rows.map((row) => row.number));
      forward.push(...turned.rows.map((row) => row.number));
      back = turned.back && { sortBy, before: String(turned.back.number) };
      query = turned.forward && { sortBy, after: String(turned.forward.number) };
    }
    assert.deepEqual(forward, whole, sortBy);
    for (let at = firsts.length - 2; at >= 0; at--) {
      const turned = turn<OrderRow>(await read(back ?? {}, 8), 7, readFilter(back ?? {}).bookmark);
      assert.deepEqual(
        turned.rows.map((row) => row.number),
        firsts[at],
        `${sortBy}, page ${at} on the way back`,
      );
      back = turned.back && { sortBy, before: String(turned.back.number) };
    }
    assert.equal(back, undefined, 'the first page has no way back');
  }
});

test('a bookmark that names no order shows nothing and breaks nothing', async () => {
  assert.deepEqual(await read({ after: '1' }), []);
  assert.deepEqual((await read({ after: 'x' })).length, ORDERS);
});

test('another practice finds none of these orders', async () => {
  const other = await openWorld(db, { host: 'alder.example' });
  const query = { ...(await queryFor({})), practiceId: other.practiceId };
  assert.equal((await ordersPage(db.sql, query, 10)).length, 0);
  for (const typed of ['4010', 'khan', 'amara5@', everything.find((row) => row.captureId)?.captureId ?? ''])
    assert.deepEqual(await findOrders(db.sql, other.practiceId, readFilter({ q: typed }).search), []);
});
