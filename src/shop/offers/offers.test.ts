import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { buyerNamed, inHours, offeringIn } from '../../../test/support/offering.ts';
import { openShop } from '../../../test/support/shop.ts';
import { invariants } from '../payments/public.ts';
import { grantSeat } from '../seats/public.ts';
import { declineOffer, extendOffer, makePair, type OfferWish, withdrawOffer } from './public.ts';

const database = await testDatabase();
const { db, owner, shiftClock } = database;
const [ANA, GUS, INES] = ['Ana', 'Gus', 'Ines'].map(buyerNamed) as [
  ReturnType<typeof buyerNamed>,
  ReturnType<typeof buyerNamed>,
  ReturnType<typeof buyerNamed>,
];
const opened = async (...capacities: number[]) => {
  await shiftClock('0');
  const shop = await openShop(database, capacities);
  return { shop, ...offeringIn(database, shop) };
};
type Opened = Awaited<ReturnType<typeof opened>>;
const because = (made: { ok: boolean; refusal?: { because: string } }) =>
  made.ok ? '' : made.refusal?.because;
const pairOf = async (at: Opened, rule?: 'together' | 'each') => {
  const pair: [OfferWish, OfferWish] = [await at.wish(ANA), await at.wish(GUS)];
  return db.begin((tx) => makePair(tx, at.deps, pair, rule));
};
const twoOf = async (at: Opened, rule?: 'together' | 'each') => {
  const pair = await pairOf(at, rule);
  const [one, other] = pair.ok ? pair.value.offerIds : [];
  assert.ok(one && other, 'both are made');
  return { one, other };
};
const declines = (at: Opened, offerId: string) =>
  db.begin((tx) => declineOffer(tx, at.deps, { practiceId: at.practiceId, offerId, stays: true }));
const withdraws = (at: Opened, offerId: string, words?: string) =>
  db.begin((tx) =>
    withdrawOffer(tx, at.deps, {
      ...{ practiceId: at.practiceId, offerId, by: 'desk' },
      ...(words === undefined ? {} : { words }),
    }),
  );

test('an offer keeps one seat, and the group is full when seats are kept, held or taken', async () => {
  const at = await opened(2);
  await at.offered(ANA);
  await at.offered(GUS);
  assert.equal(await at.counts(), '0 held, 2 offered, 0 confirmed');
  assert.equal(because(await at.offer(INES)), 'full');
  assert.equal(await at.checkout(INES), undefined, 'nobody else gets what is kept');
  assert.deepEqual(await at.events(), ['offer-made', 'offer-made']);
  await at.sound();
});

test('the CHECK stands alone: no statement whatever keeps a seat that is not there', async () => {
  const at = await opened(1);
  await at.offered(ANA);
  const oversold = async () =>
    db.sql`update shop.offerings set offered = offered + 1 where id = ${at.first.id}`;
  await assert.rejects(oversold, /seats_are_never_oversold/);
  const negative = async () => db.sql`update shop.offerings set offered = -1 where id = ${at.first.id}`;
  await assert.rejects(negative, /seats_are_never_negative/);
});

const REFUSED: readonly [string, string, (at: Opened) => Promise<Partial<OfferWish>>][] = [
  ['somebody who has one, whatever the letters of the address', 'already-offered', async (at) => {
    await at.offered(ANA);
    return { person: { name: 'Ana', email: ' ANA@Mail.example' } };
  }],
  ['somebody who sits there', 'already-seated', async (at) => {
    const seat = { practiceId: at.practiceId, offeringId: at.first.id, attendeeName: 'Ana', attendeeEmail: ANA.email };
    await db.begin((tx) => grantSeat(tx, seat));
    return {};
  }],
  ['a group that was put away', 'closed', async (at) => {
    await owner`update shop.offerings set state = 'archived' where id = ${at.first.id}`;
    return {};
  }],
  ['a group that does not exist', 'closed', async () => ({ offeringId: '0198f000-0000-7000-8000-00000000dead' })],
  ['a price of another group', 'unknown-price', async (at) => ({ tierId: at.shop.offerings[1]?.tierId ?? '' })],
  ['a time that is over', 'over', async () => ({ until: await inHours(db, -1) })],
]; // biome-ignore format: a table
for (const [what, reason, prepare] of REFUSED)
  test(`no offer to ${what}: ${reason}, and nothing is written`, async () => {
    const at = await opened(3, 3);
    const change = await prepare(at);
    const before = [await at.counts(), await at.events()];
    assert.equal(because(await at.offer(ANA, change)), reason);
    assert.deepEqual([await at.counts(), await at.events()], before);
    await at.sound();
  });

test('a group that the practice closed to others still takes whom it offers a seat', async () => {
  const at = await opened(1);
  await owner`update shop.offerings set state = 'closed' where id = ${at.first.id}`;
  const offerId = await at.offered(ANA);
  assert.equal(await at.checkout(GUS), undefined);
  assert.ok(await at.checkout(ANA, offerId));
  await at.sound();
});

test('two offers that belong together are made both or none', async () => {
  const at = await opened(1);
  assert.equal(because(await pairOf(at)), 'full');
  assert.equal(await at.counts(), '0 held, 0 offered, 0 confirmed');
  assert.deepEqual(await at.events(), []);
  const roomy = await opened(2);
  const { one, other } = await twoOf(roomy);
  assert.deepEqual([await roomy.stateOf(one), await roomy.stateOf(other)], ['made', 'made']);
  const twice: [OfferWish, OfferWish] = [await at.wish(ANA), await at.wish(ANA)];
  const wide = await opened(5);
  const same = twice.map((wish) => ({ ...wish, practiceId: wide.practiceId, offeringId: wide.first.id }));
  assert.equal(
    because(await db.begin((tx) => makePair(tx, wide.deps, same as [OfferWish, OfferWish]))),
    'already-offered',
  );
});

test('a no of one of two ends the other as well; where they stand alone it does not', async () => {
  const at = await opened(2);
  const { one, other } = await twoOf(at);
  assert.ok((await declines(at, one)).ok);
  assert.deepEqual(
    [await at.stateOf(one), await at.stateOf(other)],
    ['declined: declined', 'withdrawn: pair'],
  );
  assert.equal(await at.counts(), '0 held, 0 offered, 0 confirmed');
  await at.sound();
  const alone = await opened(2);
  const free = await twoOf(alone, 'each');
  assert.ok((await declines(alone, free.one)).ok);
  assert.equal(await alone.stateOf(free.other), 'made');
  await alone.sound();
});

test('when the time of two is over both run out, once each', async () => {
  const at = await opened(2);
  const { one, other } = await twoOf(at);
  await shiftClock('49 hours');
  await Promise.all([at.sweep(), at.sweep()]);
  assert.deepEqual([await at.stateOf(one), await at.stateOf(other)], ['expired: time', 'expired: time']);
  assert.deepEqual(
    (await at.events()).filter((event) => event === 'offer-ended'),
    ['offer-ended', 'offer-ended'],
  );
  await at.sound();
});

test('an offer that is over answers every no the same way, and a second no is the first', async () => {
  const at = await opened(3);
  const [declined, withdrawn, expired] = [
    await at.offered(ANA),
    await at.offered(GUS),
    await at.offered(INES),
  ];
  assert.ok((await declines(at, declined)).ok && (await withdraws(at, withdrawn)).ok);
  await shiftClock('49 hours');
  assert.equal(because(await declines(at, expired)), 'over', 'the clock counts before the sweeper comes');
  await at.sweep();
  assert.ok((await declines(at, declined)).ok, 'a second press');
  assert.equal(because(await declines(at, withdrawn)), 'over');
  assert.equal(because(await withdraws(at, declined)), 'over');
  assert.equal(because(await withdraws(at, expired)), 'over');
  assert.equal(because(await declines(at, '0198f000-0000-7000-8000-00000000dead')), 'gone');
  assert.equal((await at.events()).filter((event) => event === 'offer-ended').length, 3);
  await at.sound();
});

test('more time is only ever more, and whoever got it does not run out', async () => {
  const at = await opened(1);
  const offerId = await at.offered(ANA);
  const key = { practiceId: at.practiceId, offerId, by: 'desk' };
  const extend = async (hours: number) => {
    const until = await inHours(db, hours);
    return db.begin((tx) => extendOffer(tx, at.deps, { ...key, until }));
  };
  assert.equal(because(await extend(12)), 'not-later');
  assert.ok((await extend(96)).ok);
  await shiftClock('49 hours');
  await at.sweep();
  assert.equal(await at.stateOf(offerId), 'made');
  await shiftClock('97 hours');
  assert.equal(because(await extend(200)), 'over');
  await at.sweep();
  await at.sound();
});

test('an offer ends by itself when its group is put away, or when its person got a seat there', async () => {
  const at = await opened(2, 1);
  const seated = await at.offered(ANA);
  const away = await at.offered(GUS, { offeringId: at.shop.offerings[1]?.id ?? '' });
  const seat = {
    practiceId: at.practiceId,
    offeringId: at.first.id,
    attendeeName: 'Ana',
    attendeeEmail: ANA.email,
  };
  assert.ok((await db.begin((tx) => grantSeat(tx, seat))).ok);
  await owner`update shop.offerings set state = 'archived' where id = ${at.shop.offerings[1]?.id ?? ''}`;
  await at.sweep();
  assert.deepEqual(
    [await at.stateOf(seated), await at.stateOf(away)],
    ['withdrawn: seated', 'withdrawn: group-closed'],
  );
  assert.equal(await at.counts(), '0 held, 0 offered, 1 confirmed');
  await at.sound();
});

test('forty offers and forty buyers at once for eight seats: each seat once, and every counter is exact', async () => {
  const at = await opened(8);
  const results = await Promise.all(
    Array.from({ length: 40 }, async (_, index) => {
      const buyer = buyerNamed(`Person${index}`);
      const made = await at.offer(buyer);
      if (made.ok) return 1;
      return (await at.checkout(buyerNamed(`Buyer${index}`))) ? 1 : 0;
    }),
  );
  assert.equal(results.filter(Boolean).length, 8);
  await at.sound();
});

test('with the counter made blind the same rush keeps more seats than there are, so the test above can fail', async () => {
  const at = await opened(8);
  await owner.unsafe(`
    create function shop.blind_offers() returns trigger language plpgsql as $$ begin new.offered := 0; return new; end $$;
    create trigger blind_offers before update on shop.offerings for each row execute function shop.blind_offers();
  `);
  const made = await Promise.all(
    Array.from({ length: 40 }, (_, index) => at.offer(buyerNamed(`Person${index}`))),
  );
  await owner`drop trigger blind_offers on shop.offerings`;
  assert.ok(made.filter(({ ok }) => ok).length > 8);
  const found = (await invariants(db.sql, at.practiceId)).map(({ rule }) => rule);
  assert.ok(found.includes('offered seats are live offers'));
});
