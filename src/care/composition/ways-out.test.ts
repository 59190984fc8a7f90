import assert from 'node:assert/strict';
import { test } from 'node:test';
import { focusOf } from './focus.ts';
import { severitiesOf, similarityIn } from './gates.ts';
import { randomInstance } from './generate.ts';
import type { Client, Group, Instance } from './model.ts';
import { waysOut } from './ways-out.ts';

const MODEL = randomInstance({ seed: 1, clients: 1, groups: 1 });
const person = (id: string, struggles: Record<string, number>, sitsIn?: string): Client => ({
  ...(MODEL.clients[0] as Client),
  ...{ id, struggles, sitsIn, online: true, languages: ['en'], free: [{ from: 0, to: 10_080 }] },
  ...{ mostMinor: undefined, attributes: {}, notAloneIn: [] },
});
const room = (id: string, max = 10): Group => ({
  ...(MODEL.groups[0] as Group),
  ...{ id, state: 'running', kind: 'slow-open', site: undefined, language: 'en', min: 2, max, fromMinor: 0 },
});

/** Four who grieve and three who panic in one room; one of them has nobody; a room of worriers beside it. */
const CLIENTS = [
  person('g1', { grief: 8 }, 'mixed'),
  person('g2', { grief: 9 }, 'mixed'),
  person('g3', { grief: 7, 'low mood': 3 }, 'mixed'),
  person('g4', { grief: 8 }, 'mixed'),
  person('p1', { panic: 8 }, 'mixed'),
  person('p2', { panic: 7 }, 'mixed'),
  person('p3', { panic: 9 }, 'mixed'),
  person('lone', { anger: 8 }, 'mixed'),
  person('a1', { anger: 8 }, 'anger'),
  person('a2', { anger: 6 }, 'anger'),
  person('a3', { anger: 9 }, 'anger'),
  person('w1', { anger: 5 }),
  person('w2', { illness: 5 }),
];
const WORLD: Instance = {
  ...MODEL,
  ...{ clients: CLIENTS, groups: [room('mixed'), room('anger')], together: [], apart: [] },
};
const PLAN = new Map(CLIENTS.flatMap(({ id, sitsIn }) => (sitsIn ? [[id, sitsIn] as const] : [])));

test('the ways out of a group that is too broad are computed on its people', () => {
  const { focus, split, narrow, subFocus, uncovered, transfers, companions } = waysOut(WORLD, PLAN, 'mixed');
  assert.equal(focus.band, 'broad');
  const part = split?.parts.find((one) => one.includes('g1')) ?? [];
  for (const id of ['g1', 'g2', 'g3', 'g4']) assert.ok(part.includes(id), `${id} with those who grieve`);
  for (const id of ['p1', 'p2', 'p3']) assert.ok(!part.includes(id), `${id} with those who panic`);
  for (const half of split?.focus ?? []) assert.ok(half.index > focus.index);
  assert.ok(narrow && narrow.focus.index > focus.index && narrow.stay.length >= 3);
  assert.deepEqual(
    [...narrow.stay, ...narrow.elsewhere].sort(),
    [...(PLAN.entries())].filter(([, at]) => at === 'mixed').map(([id]) => id).sort(),
  ); // biome-ignore format: one comparison
  assert.deepEqual(subFocus.map(({ entry }) => entry), ['grief', 'panic']); // biome-ignore format: one line
  assert.deepEqual(uncovered, ['lone']);
  assert.deepEqual(transfers.map(({ client, to, peersHere, peersThere }) => [client, to, peersHere, peersThere]), [['lone', 'anger', 0, 3]]); // biome-ignore format: one line
  assert.deepEqual(companions.map(({ client, waits }) => [client, waits]), [['lone', 'w1']]); // biome-ignore format: one line
});

test('no transfer is proposed beside somebody who is kept apart, into a full group, or for who would be the only one', () => {
  const to = (world: Instance) => waysOut(world, PLAN, 'mixed').transfers.length;
  assert.equal(to(WORLD), 1);
  assert.equal(to({ ...WORLD, apart: [['lone', 'a2']] }), 0);
  assert.equal(to({ ...WORLD, groups: [room('mixed'), room('anger', 3)] }), 0);
  const flagged = CLIENTS.map((one) => (one.id === 'lone' ? { ...one, attributes: { faith: 'x' }, notAloneIn: ['faith'] } : one)); // biome-ignore format: one line
  assert.equal(to({ ...WORLD, clients: flagged }), 0);
});

test('no cut of a group is better than the one that is found', () => {
  for (let seed = 1; seed <= 5; seed++) {
    const world = randomInstance({ seed, clients: 9, groups: 1 });
    const id = world.groups[0]?.id ?? '';
    const plan = new Map(world.clients.map((client) => [client.id, id]));
    const { split } = waysOut(world, plan, id);
    const similarity = similarityIn(world);
    const worth = (parts: readonly (readonly Client[])[]) =>
      parts.reduce((sum, part) => sum + part.length * focusOf(part.map((one) => severitiesOf(world, one)), similarity).index, 0); // biome-ignore format: one sum
    const halves = (split?.parts ?? []).map((ids) => world.clients.filter((one) => ids.includes(one.id)));
    for (let cut = 0; cut < 2 ** 9; cut++) {
      const side = (bit: number) => world.clients.filter((_, i) => ((cut >> i) & 1) === bit);
      if (side(0).length < 3 || side(1).length < 3) continue;
      assert.ok(worth(halves) >= worth([side(0), side(1)]) - 1e-9, `world ${seed}, cut ${cut}`);
    }
  }
});

test('a small circle is not cut, and a group nobody knows is an error', () => {
  const plan = new Map([...PLAN].filter(([id]) => ['g1', 'g2', 'p1', 'p2', 'lone'].includes(id)));
  assert.equal(waysOut(WORLD, plan, 'mixed').split, undefined);
  assert.throws(() => waysOut(WORLD, PLAN, 'nowhere'), RangeError);
});
