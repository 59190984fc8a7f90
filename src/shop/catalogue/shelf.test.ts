import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { manyPublications } from '../../../example/many.ts';
import { Temporal } from '../../kernel/time.ts';
import type { Card, OfferingState, Seats } from './listing.ts';
import { hasBegun } from './sale.ts';
import { lastMeeting } from './schedule.ts';
import { createShelf } from './shelf.ts';
import { satisfies, traitsOf } from './traits.ts';
import { choosing, FACETS, NO_WISH, PAGE_SIZE, SORTS, type Wish } from './wish.ts';

const NOW = Temporal.Instant.from('2026-11-23T16:00:00Z');
const MODELS = manyPublications(80, 9, Temporal.PlainDate.from('2026-11-23'));
const TEXT = { strong: '', middle: '', weak: '' };

type Row = { readonly card: Card; readonly state: OfferingState };

const cardOf = (index: number, seats: Seats): Card => {
  const model = MODELS[index] ?? MODELS[0];
  if (!model) throw new Error('no models');
  const { tiers, facilitatorIds: _facilitators, ...words } = model;
  return { ...words, prices: tiers.map(({ unitMinor }) => unitMinor), facilitators: ['Imani Okafor'], seats };
};

const seatsArbitrary = fc
  .record({ capacity: fc.integer({ min: 1, max: 8 }), held: fc.nat(8), confirmed: fc.nat(8) })
  .filter(({ capacity, held, confirmed }) => held + confirmed <= capacity)
  .map((seats) => ({ ...seats, minSeats: 1 }));
const stateArbitrary = fc.constantFrom<OfferingState>(
  'published',
  'published',
  'published',
  'draft',
  'closed',
);
const rowsArbitrary = fc
  .uniqueArray(fc.record({ index: fc.nat(79), seats: seatsArbitrary, state: stateArbitrary }), {
    selector: ({ index }) => index,
    maxLength: 60,
  })
  .map((rows) => rows.map(({ index, seats, state }): Row => ({ card: cardOf(index, seats), state })));
const some = (...values: string[]) => fc.subarray(values, { maxLength: 2 });
const wishArbitrary: fc.Arbitrary<Wish> = fc.record({
  words: fc.constant(''),
  chosen: fc.record({
    for: some('grief', 'worry', 'low', 'people', 'sleep'),
    day: some('1', '2', '3', '4', '6'),
    part: some('morning', 'afternoon', 'evening'),
    how: fc.constantFrom([], ['in-person'], ['online']),
    lang: some('en', 'es', 'tlh'),
    max: fc.constantFrom([], ['0'], ['2000'], ['7000']),
    open: fc.constantFrom([], ['1']),
    kind: some('open', 'closed', 'slow-open'),
  }),
  sortBy: fc.constantFrom(...SORTS),
  page: fc.integer({ min: 1, max: 4 }),
});

const standingOf = ({ card }: Row) => ({ card, begun: hasBegun(card.schedule, NOW) });
const isShown = ({ card, state }: Row): boolean => {
  const last = lastMeeting(card.schedule);
  return state === 'published' && (!last || Temporal.Instant.compare(last.startsAt, NOW) > 0);
};
const naive = (rows: readonly Row[], wish: Wish): Row[] =>
  rows.filter((row) => isShown(row) && FACETS.every((facet) => satisfies(standingOf(row), facet, wish)));

const shelfOf = (rows: readonly Row[]) => {
  const shelf = createShelf();
  shelf.tick(NOW.epochMilliseconds);
  for (const row of rows) shelf.put({ ...row, text: TEXT });
  return shelf;
};
const everyPage = (
  find: (wish: Wish) => { groups: readonly { card: Card }[]; pages: number },
  wish: Wish,
): string[] =>
  Array.from({ length: find(wish).pages }, (_, page) => find({ ...wish, page: page + 1 }).groups)
    .flat()
    .map(({ card }) => card.offeringId);

test('over random shelves and wishes the shelf finds what reading every group would find, each once', () => {
  fc.assert(
    fc.property(rowsArbitrary, wishArbitrary, (rows, wish) => {
      const shelf = shelfOf(rows);
      const ids = everyPage(shelf.find, wish);
      assert.deepEqual(
        ids.toSorted(),
        naive(rows, wish)
          .map(({ card }) => card.offeringId as string)
          .toSorted(),
      );
      assert.ok(shelf.find(wish).groups.length <= PAGE_SIZE);
    }),
    { numRuns: 150 },
  );
});

test('the number of an answer is the number of groups one sees after choosing it', () => {
  fc.assert(
    fc.property(rowsArbitrary, wishArbitrary, (rows, wish) => {
      const { counts } = shelfOf(rows).find(wish);
      for (const facet of FACETS)
        for (const [value, count] of counts[facet])
          assert.equal(count, naive(rows, choosing(wish, facet, value)).length, `${facet}=${value}`);
    }),
    { numRuns: 100 },
  );
});

test('what comes close misses exactly one of the things asked for', () => {
  fc.assert(
    fc.property(rowsArbitrary, wishArbitrary, (rows, wish) => {
      const asked = FACETS.filter((facet) => wish.chosen[facet].length > 0);
      const misses = (row: Row) => asked.filter((facet) => !satisfies(standingOf(row), facet, wish)).length;
      const close = asked.length < 2 ? [] : rows.filter((row) => isShown(row) && misses(row) === 1);
      assert.equal(shelfOf(rows).find(wish).close, close.length);
    }),
    { numRuns: 100 },
  );
});

test('a shelf told of changes one by one is the shelf put up afresh', () => {
  fc.assert(
    fc.property(rowsArbitrary, rowsArbitrary, wishArbitrary, (before, after, wish) => {
      const changed = shelfOf(before);
      for (const row of after) changed.put({ ...row, text: TEXT });
      const ids = new Set(after.map(({ card }) => card.offeringId));
      const fresh = shelfOf([...before.filter(({ card }) => !ids.has(card.offeringId)), ...after]);
      assert.deepEqual(everyPage(changed.find, wish), everyPage(fresh.find, wish));
      assert.equal(changed.size, fresh.size);
    }),
    { numRuns: 80 },
  );
});

test('a seat that is taken changes what is open at once', () => {
  const row: Row = {
    card: cardOf(0, { capacity: 8, held: 0, confirmed: 7, minSeats: 1 }),
    state: 'published',
  };
  const shelf = shelfOf([row]);
  const open = choosing(NO_WISH, 'open', '1');
  assert.equal(shelf.find(open).fits, 1);
  const { offeringId } = row.card;
  shelf.reseat({ offeringId, state: 'published', capacity: 8, held: 1, confirmed: 7, minSeats: 1 });
  assert.equal(shelf.find(open).fits, 0);
  shelf.reseat({ offeringId, state: 'closed', capacity: 8, held: 0, confirmed: 7, minSeats: 1 });
  assert.equal(shelf.find(NO_WISH).fits, 0);
});

test('a closed group is no longer open from its first meeting on, and leaves the shelf after its last', () => {
  const index = MODELS.findIndex(
    ({ kind, schedule }) => kind === 'closed' && schedule.startsOn > '2026-11-24',
  );
  const row: Row = {
    card: cardOf(index, { capacity: 8, held: 0, confirmed: 2, minSeats: 1 }),
    state: 'published',
  };
  const shelf = shelfOf([row]);
  const open = choosing(NO_WISH, 'open', '1');
  assert.equal(shelf.find(open).fits, 1);
  shelf.tick(NOW.add({ hours: 24 * 7 * 16 }).epochMilliseconds);
  assert.equal(shelf.find(open).fits, 0);
  assert.equal(shelf.find(NO_WISH).fits, 1);
  shelf.tick(NOW.add({ hours: 24 * 7 * 60 }).epochMilliseconds);
  assert.equal(shelf.find(NO_WISH).fits, 0);
});

test('where nothing fits, the nearest are shown', () => {
  const rows = Array.from(
    { length: 13 },
    (_, index): Row => ({
      card: cardOf(index, { capacity: 8, held: 0, confirmed: 2, minSeats: 1 }),
      state: 'published',
    }),
  );
  const wish = {
    ...NO_WISH,
    chosen: { ...NO_WISH.chosen, for: ['sleep'], lang: ['tlh'], kind: ['closed'], max: ['0'] },
  };
  const found = shelfOf(rows).find(wish);
  assert.equal(found.fits, 0);
  assert.ok(found.closest.length > 0);
});

test('orders are what they say', () => {
  const rows = Array.from(
    { length: 40 },
    (_, index): Row => ({
      card: cardOf(index, { capacity: 8, held: 0, confirmed: index % 9, minSeats: 1 }),
      state: 'published',
    }),
  );
  const shelf = shelfOf(rows);
  const names = shelf.find({ ...NO_WISH, sortBy: 'name' }).groups.map(({ card }) => card.name.toLowerCase());
  assert.deepEqual(names, names.toSorted());
  const prices = shelf
    .find({ ...NO_WISH, sortBy: 'price' })
    .groups.map(({ card }) => Math.min(...card.prices));
  assert.deepEqual(
    prices,
    prices.toSorted((a, b) => a - b),
  );
});

test('every trait is one that a filter understands', () => {
  for (const index of MODELS.keys()) {
    const traits = traitsOf(
      standingOf({
        card: cardOf(index, { capacity: 8, held: 0, confirmed: 0, minSeats: 1 }),
        state: 'published',
      }),
    );
    assert.ok(
      traits.part.length === 1 &&
        traits.how.length === 1 &&
        traits.kind.length === 1 &&
        traits.day.length === 1,
    );
  }
});
