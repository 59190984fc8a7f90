import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from '../../kernel/time.ts';
import { type InLine, lineOf, type Unit } from './line.ts';
import { type Line, nextFor, type SkipReason } from './next.ts';
import { placeInWords, placeOf } from './place.ts';

const at = (minute: number) => Temporal.Instant.fromEpochMilliseconds(1_790_000_000_000 + minute * 60_000);

const waits = (id: string, change: Partial<InLine> = {}): InLine => ({
  id,
  who: `${id}@mail.example`,
  state: 'waiting',
  since: at(Number(id.replace(/\D/g, '')) || 0),
  priority: 0,
  pair: undefined,
  hasYes: true,
  isUnread: false,
  ...change,
});
const linked = { id: 'p', state: 'linked' } as const;
const line = (entries: readonly InLine[], change: Partial<Line> = {}): Line => ({
  ...{ entries, freeSeats: 1, seated: [], apart: [], isPaused: false },
  ...change,
});
const idsOf = (units: readonly Unit[]) => units.map(({ entries }) => entries.map(({ id }) => id).join('+'));
const reasons = (given: Line) =>
  Object.fromEntries(nextFor(given).skipped.map(({ entryId, because }) => [entryId, because]));

test('the one who waits longest is next, unless the practice put somebody first', () => {
  assert.deepEqual(idsOf(nextFor(line([waits('a2'), waits('a1'), waits('a3')])).units), ['a1']);
  assert.deepEqual(idsOf(nextFor(line([waits('a1'), waits('a2', { priority: 2 })])).units), ['a2']);
});

test('a pair is offered two chairs or none, stands where the later of the two stands, and a single chair goes on', () => {
  const pair = [waits('a1', { pair: linked }), waits('a4', { pair: linked })];
  assert.deepEqual(idsOf(nextFor(line([...pair, waits('a3')], { freeSeats: 3 })).units), ['a3', 'a1+a4']);
  const one = line([...pair, waits('a5')]);
  assert.deepEqual(idsOf(nextFor(one).units), ['a5']);
  assert.deepEqual(reasons(one), { a1: 'two-chairs-needed', a4: 'two-chairs-needed' });
});

test('every way to be passed over has its own reason', () => {
  const invited = { id: 'q', state: 'invited' } as const;
  const left = { id: 'r', state: 'one-left' } as const;
  const cases: readonly (readonly [SkipReason, Partial<InLine>, Partial<Line>])[] = [
    ['has-an-offer', { state: 'offered' }, {}],
    ['has-a-chair', {}, { seated: ['a1@mail.example'] }],
    ['paused', { state: 'paused' }, {}],
    ['needs-a-yes', { hasYes: false }, {}],
    ['statement-unread', { isUnread: true }, {}],
    ['partner-has-not-answered', { pair: invited }, {}],
    ['asked-whether-alone', { pair: left }, {}],
    ['partner-not-ready', { pair: linked }, {}],
    ['kept-apart', {}, { seated: ['x'], apart: [['x', 'a1@mail.example']] }],
    ['list-paused', {}, { isPaused: true }],
    ['no-chair-free', {}, { freeSeats: 0 }],
  ];
  for (const [because, entry, change] of cases)
    assert.deepEqual(reasons(line([waits('a1', entry)], change)), { a1: because }, because);
});

test('somebody kept apart is passed over for one who is seated, for one with an offer, and for one picked just now', () => {
  const apart = [['a1@mail.example', 'a2@mail.example']] as const;
  const both = line([waits('a1'), waits('a2')], { freeSeats: 2, apart });
  assert.deepEqual(idsOf(nextFor(both).units), ['a1']);
  assert.deepEqual(reasons(both), { a2: 'kept-apart' });
  assert.deepEqual(nextFor(both).idle, { seats: 1, because: 'nobody-fits' });
  const seated = line([waits('a2')], { seated: ['a1@mail.example'], apart });
  assert.deepEqual(reasons(seated), { a2: 'kept-apart' });
  const pair = [waits('a1', { pair: linked }), waits('a2', { pair: linked })];
  assert.deepEqual(reasons(line(pair, { freeSeats: 2, apart })), { a1: 'kept-apart', a2: 'kept-apart' });
});

const WHO = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const pairState = fc.constantFrom('invited', 'linked', 'one-left', 'parted', undefined);
const lines: fc.Arbitrary<Line> = fc
  .record({
    people: fc.uniqueArray(
      fc.record({
        id: fc.constantFrom(...WHO),
        state: fc.constantFrom('waiting', 'waiting', 'waiting', 'paused', 'offered'),
        minute: fc.nat(5),
        priority: fc.constantFrom(0, 0, 0, 1, 2),
        hasYes: fc.constantFrom(true, true, true, false),
        isUnread: fc.constantFrom(false, false, false, true),
        pair: fc.option(fc.constantFrom('p', 'q'), { nil: undefined }),
      }),
      { selector: ({ id }) => id, maxLength: 8 },
    ),
    pairs: fc.record({ p: pairState, q: pairState }),
    freeSeats: fc.nat(4),
    seated: fc.subarray([...WHO, 'x', 'y']),
    apart: fc.array(fc.tuple(fc.constantFrom(...WHO, 'x'), fc.constantFrom(...WHO, 'y')), { maxLength: 5 }),
    isPaused: fc.constantFrom(false, false, false, true),
  })
  .map(({ people, pairs, ...rest }) => {
    const entries: InLine[] = [];
    for (const { minute, pair, ...person } of people) {
      const state = pair && pairs[pair as 'p' | 'q'];
      const full = entries.filter((entry) => entry.pair?.id === pair).length >= 2;
      const tied = pair && state && !full ? { id: pair, state } : undefined;
      entries.push({ ...person, who: person.id, since: at(minute), pair: tied } as InLine);
    }
    return { ...rest, entries } as Line;
  });

const partnersOf = ({ entries }: Line, { id, pair }: InLine) =>
  pair?.state === 'linked' ? entries.filter((one) => one.id !== id && one.pair?.id === pair.id) : [];

test('whatever the line: pairs are never split, nobody sits with whom they must not, and nothing is promised twice', () => {
  fc.assert(
    fc.property(lines, (given) => {
      const { units } = nextFor(given);
      const picked = units.flatMap(({ entries }) => entries);
      assert.ok(picked.length <= given.freeSeats);
      assert.equal(new Set(picked.map(({ id }) => id)).size, picked.length);
      for (const entry of picked) {
        assert.ok(entry.state === 'waiting' && entry.hasYes && !entry.isUnread);
        assert.ok(!given.seated.includes(entry.who));
        for (const partner of partnersOf(given, entry)) assert.ok(picked.includes(partner));
        if (entry.pair && entry.pair.state !== 'parted') assert.equal(partnersOf(given, entry).length, 1);
      }
      const there = [...given.seated, ...picked.map(({ who }) => who)];
      for (const [one, other] of given.apart.filter(([a, b]) => a !== b))
        if (picked.some(({ who }) => who === one || who === other))
          assert.ok(!(there.includes(one) && there.includes(other)), `${one} sits with ${other}`);
    }),
    { numRuns: 3_000 },
  );
});

test('whatever the line: everybody is picked or has exactly one reason, and a chair left over has one too', () => {
  fc.assert(
    fc.property(lines, (given) => {
      const { units, skipped, idle } = nextFor(given);
      const told = [
        ...units.flatMap(({ entries }) => entries.map(({ id }) => id)),
        ...skipped.map((s) => s.entryId),
      ];
      assert.deepEqual(told.toSorted(), given.entries.map(({ id }) => id).toSorted());
      const left = given.freeSeats - units.flatMap(({ entries }) => entries).length;
      const waiting = skipped.filter(
        ({ because }) => because !== 'has-an-offer' && because !== 'has-a-chair',
      );
      assert.equal(idle?.seats ?? 0, waiting.length > 0 ? left : 0);
      if (left > 0) assert.ok(skipped.every(({ because }) => because !== 'no-chair-free'));
    }),
    { numRuns: 3_000 },
  );
});

test('whatever the line: the order is kept; who was passed over would not have fitted at their turn', () => {
  fc.assert(
    fc.property(lines, (given) => {
      const { units, skipped } = nextFor(given);
      const order = lineOf(given.entries);
      const becauseOf = new Map(skipped.map(({ entryId, because }) => [entryId, because]));
      const there = [...given.seated];
      let free = given.freeSeats;
      for (const unit of order) {
        const because = becauseOf.get(unit.entries[0]?.id ?? '');
        const clash = given.apart.some(
          ([a, b]) =>
            a !== b &&
            unit.entries.some(({ who }) => who === a || who === b) &&
            [a, b].every((one) => [...there, ...unit.entries.map(({ who }) => who)].includes(one)),
        );
        if (because === undefined) {
          assert.ok(free >= unit.entries.length && !clash && !given.isPaused);
          free -= unit.entries.length;
          there.push(...unit.entries.map(({ who }) => who));
        } else if (because === 'no-chair-free') assert.equal(free, 0);
        else if (because === 'two-chairs-needed') assert.ok(free === 1 && unit.entries.length === 2);
        else if (because === 'kept-apart') assert.ok(clash);
        else if (because === 'list-paused') assert.ok(given.isPaused);
        else
          assert.ok(
            !unit.entries.every(
              ({ state, hasYes, isUnread, pair, who }) =>
                state === 'waiting' &&
                hasYes &&
                !isUnread &&
                !there.includes(who) &&
                (!pair || pair.state === 'parted'),
            ),
          );
      }
      assert.equal(
        units.length + new Set(order.filter((unit) => becauseOf.has(unit.entries[0]?.id ?? ''))).size,
        order.length,
      );
    }),
    { numRuns: 3_000 },
  );
});

test('a place in line says how many stand before, and who waits together; who is kept apart changes nothing in it', () => {
  const entries = [
    waits('a1'),
    waits('a2', { pair: linked }),
    waits('a3', { pair: linked }),
    waits('a4', { state: 'paused' }),
    waits('a5'),
  ];
  assert.deepEqual(placeOf(entries, 'a5'), { before: 3, together: 2 });
  assert.equal(
    placeInWords({ before: 3, together: 2 }),
    'About fourth in line. Two of the people before you wait together.',
  );
  assert.equal(placeInWords({ before: 0, together: 0 }), 'About first in line.');
  assert.equal(
    placeInWords({ before: 2, together: 2 }),
    'About third in line. The people before you wait together.',
  );
  assert.equal(
    placeInWords({ before: 14, together: 4 }),
    'About number 15 in line. Four of the people before you wait two by two.',
  );
  assert.equal(placeOf(entries, 'zz'), undefined);
});
