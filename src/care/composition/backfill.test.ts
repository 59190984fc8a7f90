import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backfill, chainsFor } from './backfill.ts';
import { randomInstance } from './generate.ts';
import { judge } from './judge.ts';
import type { Instance, Plan } from './model.ts';
import { search } from './search.ts';
import type { Change } from './trial.ts';

const made = (plan: Plan, { moves }: Change): Plan => {
  const next = new Map(plan);
  for (const { client, to } of moves) next.set(client, to);
  return next;
};

/** People who can come whenever and wherever: many groups suit each of them. */
const easy = (world: Instance): Instance => ({
  ...world,
  clients: world.clients.map((one) => ({
    ...one,
    ...{ free: [{ from: 0, to: 10_080 }], online: true, sites: ['rowan', 'harbor'], languages: ['en', 'es'] },
    mostMinor: undefined,
  })),
});

/** A world where a plan stands and one who was placed has gone. */
const worldOf = (seed: number) => {
  const full = easy(randomInstance({ seed, clients: 70, groups: 8, flagged: seed % 2 }));
  const { plan } = search(full, { seed, iterations: 20_000 });
  const placed = full.clients.filter(
    ({ id, sitsIn }) =>
      plan.has(id) &&
      sitsIn === undefined &&
      ![...full.together, ...full.apart].some((pair) => pair.includes(id)),
  );
  const gone = placed[seed % Math.max(1, placed.length)] ?? assert.fail('nobody was placed');
  const group = plan.get(gone.id) ?? '';
  const instance: Instance = { ...full, clients: full.clients.filter(({ id }) => id !== gone.id) };
  const stands = new Map([...plan].filter(([id]) => id !== gone.id));
  return { instance, stands, group, isWhole: judge(instance, stands).breaches.length === 0 };
};

test('every way to fill a chair keeps all rules, is worth what it says, takes nobody’s chair, and the best single one is found', () => {
  let [ways, chains] = [0, 0];
  for (let seed = 1; seed <= 14; seed++) {
    const { instance, stands, group, isWhole } = worldOf(seed);
    if (!isWhole) continue;
    const { value } = judge(instance, stands);
    const found = backfill(instance, stands, group);
    for (const change of found) {
      const after = judge(instance, made(stands, change));
      assert.deepEqual(after.breaches, [], `world ${seed}`);
      assert.ok(Math.abs(after.value - value - change.gain) < 1e-6, `world ${seed}`);
      for (const { client, from } of change.moves) assert.equal(stands.get(client), from);
      assert.ok(change.moves.some(({ to }) => to === group));
    }
    const tried = instance.clients
      .filter(({ id }) => !stands.has(id))
      .map(({ id }) => judge(instance, new Map([...stands, [id, group]])))
      .filter(({ breaches }) => breaches.length === 0);
    const best = Math.max(...tried.map((one) => one.value - value));
    if (tried.length > 0)
      assert.ok((found[0]?.gain ?? Number.NEGATIVE_INFINITY) >= best - 1e-6, `world ${seed}`);
    ways += found.length;
    chains += found.filter(({ moves }) => moves.some(({ from }) => from !== undefined)).length;
  }
  assert.ok(ways > 20 && chains > 3, `${ways} ways, ${chains} of them chains`);
});

test('a full group takes somebody by a chain where one who may move has another chair', () => {
  let chains = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const { instance, stands, isWhole } = worldOf(seed);
    if (!isWhole) continue;
    const { value } = judge(instance, stands);
    for (const { id } of instance.clients.filter((one) => !stands.has(one.id)))
      for (const change of chainsFor(instance, stands, id)) {
        const after = judge(instance, made(stands, change));
        assert.deepEqual(after.breaches, []);
        assert.ok(Math.abs(after.value - value - change.gain) < 1e-6);
        chains++;
      }
  }
  assert.ok(chains > 0);
});

test('a linked pair comes together or not at all, and a group nobody knows is an error', () => {
  const world = randomInstance({ seed: 5, clients: 8, groups: 2, tiny: true });
  const group = { ...world.groups[0], id: 'room', state: 'running', kind: 'open', site: undefined, min: 2, max: 2, language: 'en', fromMinor: 0, meets: { from: 600, to: 690 } } as Instance['groups'][number]; // biome-ignore format: a row
  const clients = world.clients.slice(0, 2).map((one) => ({ ...one, sitsIn: undefined, free: [{ from: 0, to: 10_080 }], online: true, languages: ['en'], notAloneIn: [] })); // biome-ignore format: a row
  const pair = [clients[0]?.id ?? '', clients[1]?.id ?? ''] as const;
  const small = { ...world, clients, groups: [group], together: [pair], apart: [], pinned: [], vetoed: [] };
  const [best, ...others] = backfill(small, new Map(), 'room');
  assert.deepEqual(best?.moves.map(({ client }) => client).sort(), [...pair].sort());
  assert.deepEqual(others, []);
  assert.deepEqual(backfill({ ...small, groups: [{ ...group, min: 1, max: 1 }] }, new Map(), 'room'), []);
  assert.throws(() => backfill(small, new Map(), 'nowhere'), RangeError);
});
