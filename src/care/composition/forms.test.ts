import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInstance } from './forms.ts';
import { diversityOf, groupDiversely } from './mdgp.ts';
import { readMdgp } from './mdgp-text.ts';

const CLIENT = { id: 'ana', struggles: { grief: 8 }, free: [{ day: 'monday', from: '17:00', to: '21:00' }] };
const GROUP = {
  id: 'loss',
  state: 'new',
  min: 2,
  max: 8,
  meets: { day: 'monday', at: '18:00', minutes: 90 },
};
const GIVEN = { vocabulary: ['grief'], clients: [CLIENT], groups: [GROUP] };

const placesOf = (change: object): string[] => {
  const read = readInstance(JSON.stringify({ ...GIVEN, ...change }));
  return read.ok ? [] : read.refusal.map(({ at }) => at);
};

test('broken input is refused, and each fault names its place', () => {
  assert.deepEqual(placesOf({}), []);
  const faults: readonly (readonly [object, string])[] = [
    [{ clients: [{ ...CLIENT, struggles: { panic: 3 } }] }, 'clients.ana.struggles'],
    [{ clients: [{ ...CLIENT, struggles: { grief: 11 } }] }, 'clients.ana.struggles.grief'],
    [{ clients: [{ ...CLIENT, waitingWeeks: -1 }] }, 'clients.ana.waitingWeeks'],
    [{ clients: [CLIENT, CLIENT] }, 'clients.ana'],
    [{ clients: [{ ...CLIENT, free: [{ day: 'monday', from: '25:00', to: '21:00' }] }] }, 'clients.0.free.0.from'],
    [{ clients: [{ ...CLIENT, sitsIn: 'nowhere' }] }, 'clients.ana.sitsIn'],
    [{ clients: [{ ...CLIENT, notAloneIn: ['faith'] }] }, 'clients.ana.notAloneIn'],
    [{ clients: [{ ...CLIENT, colour: 'red' }] }, 'clients.0'],
    [{ groups: [{ ...GROUP, min: 9 }] }, 'groups.loss'],
    [{ groups: [{ ...GROUP, max: 0 }] }, 'groups.loss.max'],
    [{ groups: [{ ...GROUP, facilitators: ['nobody'] }] }, 'groups.loss.facilitators'],
    [{ groups: [] }, 'groups'],
    [{ together: [['ana', 'ben']] }, 'together.0'],
    [{ together: [['ana', 'ana']] }, 'together.0'],
    [{ clients: [CLIENT, { ...CLIENT, id: 'ben' }, { ...CLIENT, id: 'cleo' }], together: [['ana', 'ben'], ['ben', 'cleo']] }, 'together.ben'],
    [{ pinned: [{ client: 'ana', group: 'nowhere' }] }, 'pinned.0'],
    [{ zone: 'Mars/Olympus' }, 'zone'],
    [{ weights: { placement: -5 } }, 'weights.placement'],
    [{ similar: [['grief', 'joy', 0.5]] }, 'similar.0'],
    [{ similar: [['grief', 'grief', 0.5]] }, 'similar.0'],
    [{ vocabulary: ['grief', 'panic', 'worry'], similar: [['grief', 'panic', 0.9], ['panic', 'worry', 0.9]] }, 'similar'],
  ]; // biome-ignore format: a fault a line
  for (const [change, place] of faults)
    assert.ok(placesOf(change).includes(place), `${place}: ${placesOf(change).join(', ') || 'taken'}`);
  const near = {
    vocabulary: ['grief', 'panic', 'worry'],
    similar: [
      ['grief', 'panic', 0.6],
      ['panic', 'worry', 0.6],
    ],
  };
  assert.deepEqual(placesOf(near), []);
  assert.deepEqual(readInstance('{').ok, false);
  assert.ok(placesOf({ clients: [{ ...CLIENT, waitingWeeks: null }] }).length > 0);
});

test('hours are written in zones, and meet in one week', () => {
  const text = JSON.stringify({
    ...{ ...GIVEN, zone: 'America/Los_Angeles', week: '2026-01-07' },
    clients: [{ ...CLIENT, zone: 'America/New_York', free: [{ day: 'monday', from: '21:00', to: '23:00' }] }],
  });
  const read = readInstance(text);
  assert.ok(read.ok);
  assert.deepEqual(read.value.groups[0]?.meets, { from: 26 * 60, to: 27 * 60 + 30 });
  assert.deepEqual(read.value.clients[0]?.free, [{ from: 26 * 60, to: 28 * 60 }]);
});

const MDGP = '6 2 ss 3 3 3 3\n0 1 10\n0 2 10\n1 2 10\n3 4 10\n3 5 10\n4 5 10\n0 3 1\n1 4 1\n';

test('the public format is read, and the best grouping of a plain case is found', () => {
  const read = readMdgp(MDGP);
  assert.ok(read.ok);
  const found = groupDiversely(read.value, { seed: 1, iterations: 4000 });
  assert.equal(found.value, 60);
  assert.equal(diversityOf(read.value, found.groups), 60);
  assert.equal(new Set([found.groups[0], found.groups[1], found.groups[2]]).size, 1);
});

test('sizes that differ are kept, and the same seed gives the same grouping', () => {
  const rows = Array.from({ length: 20 }, (_, i) =>
    Array.from({ length: i }, (__, j) => `${j} ${i} ${(i * 7 + j * 13) % 17}`),
  ).flat();
  const read = readMdgp(['20 4 ds 2 9 3 8 4 7 1 6', ...rows].join('\n'));
  assert.ok(read.ok);
  const [one, other] = [1, 1].map((seed) => groupDiversely(read.value, { seed, iterations: 20_000 }));
  assert.deepEqual(one?.groups, other?.groups);
  const sizes = [0, 1, 2, 3].map((group) => one?.groups.filter((at) => at === group).length ?? 0);
  for (const [group, size] of sizes.entries())
    assert.ok(size >= (read.value.least[group] ?? 0) && size <= (read.value.most[group] ?? 0), `${sizes}`);
});

test('a fault in the public format names its line', () => {
  const lineOf = (text: string) => {
    const read = readMdgp(text);
    return read.ok ? 0 : read.refusal.line;
  };
  assert.equal(lineOf(''), 1);
  assert.equal(lineOf('6 2 ss 3 3 3'), 1);
  assert.equal(lineOf('6 2 ss 1 2 1 2'), 1);
  assert.equal(lineOf('6 2 xx 3 3 3 3'), 1);
  assert.equal(lineOf('6 2 ss 3 3 3 3\n0 1 10\n0 6 1'), 3);
  assert.equal(lineOf('6 2 ss 3 3 3 3\n0 1 NaN'), 2);
});
