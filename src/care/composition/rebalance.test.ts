import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomInstance } from './generate.ts';
import { judge } from './judge.ts';
import type { Instance, Plan } from './model.ts';
import { rebalance } from './rebalance.ts';
import { repair } from './repair.ts';
import { search } from './search.ts';

const BUDGET = { seed: 3, iterations: 20_000 };

/** People who can come whenever and wherever: many groups suit each of them. */
const easy = (world: Instance): Instance => ({
  ...world,
  clients: world.clients.map((one) => ({
    ...one,
    ...{ free: [{ from: 0, to: 10_080 }], online: true, sites: ['rowan', 'harbor'], languages: ['en', 'es'] },
    mostMinor: undefined,
  })),
});

/** A plan that was accepted: everybody placed sits now; every other one of them may move. */
const lived = (seed: number): { instance: Instance; plan: Plan } => {
  const world = easy(randomInstance({ seed, clients: 80, groups: 10, flagged: 1 }));
  const { plan } = search(world, { seed, iterations: 600 });
  const isOpen = new Set(plan.values());
  return {
    plan,
    instance: {
      ...world,
      groups: world.groups.map((one) => (isOpen.has(one.id) ? { ...one, state: 'running' } : one)),
      clients: world.clients.map((one, index) => ({
        ...one,
        sitsIn: plan.get(one.id),
        mayMove: plan.has(one.id) && index % 2 === 0,
      })),
    },
  };
};

test('the curve goes from no move to many: more moves for more value, nobody unseated, nobody moved unasked', () => {
  let moves = 0;
  for (const seed of [1, 2, 3]) {
    const { instance, plan } = lived(seed);
    const may = new Set(instance.clients.filter(({ mayMove }) => mayMove).map(({ id }) => id));
    const curve = rebalance(instance, plan, BUDGET);
    assert.equal(curve[0]?.price, Number.POSITIVE_INFINITY);
    assert.deepEqual(curve[0]?.moved, []);
    for (const [index, point] of curve.entries()) {
      assert.deepEqual(judge(instance, point.plan).breaches, []);
      for (const client of plan.keys()) assert.ok(point.plan.has(client), 'nobody loses a chair');
      for (const { client } of point.moved) assert.ok(may.has(client), `${client} did not agree`);
      const before = curve[index - 1];
      if (!before) continue;
      assert.ok(
        point.value >= before.value - 1e-6,
        `price ${point.price}: ${point.value} below ${before.value}`,
      );
      assert.ok(point.moved.length >= before.moved.length, 'a lower price moves no fewer');
    }
    moves += curve.at(-1)?.moved.length ?? 0;
  }
  assert.ok(moves > 5, `${moves} moves in three worlds`);
});

test('a running group does not fall below what it needs, and nobody becomes the only one of a kind by it', () => {
  const { instance, plan } = lived(4);
  const strict: Instance = {
    ...instance,
    groups: instance.groups.map((one) => ({ ...one, min: one.max })),
    clients: instance.clients.map((one) => ({ ...one, mayMove: true })),
  };
  const sizes = (of: Plan) => Map.groupBy([...of.values()], (group) => group);
  for (const { plan: other } of rebalance(strict, plan, { ...BUDGET, prices: [0] }))
    for (const [group, chairs] of sizes(plan))
      assert.ok((sizes(other).get(group)?.length ?? 0) >= chairs.length, group);
});

test('the same world, seed and budget give the same curve', () => {
  const { instance, plan } = lived(2);
  const once = rebalance(instance, plan, BUDGET).map(({ plan: one }) => [...one].sort());
  assert.deepEqual(once, rebalance(instance, plan, BUDGET).map(({ plan: one }) => [...one].sort())); // biome-ignore format: one line
});

test('after a departure: what is lost, who could come, and where the others could go on', () => {
  const { instance, plan } = lived(1);
  const sizes = Map.groupBy([...plan], ([, group]) => group);
  const [group = '', chairs = []] = [...sizes].sort((one, other) => other[1].length - one[1].length)[0] ?? [];
  const left = chairs.slice(0, chairs.length - 2).map(([client]) => client);
  const found = repair(instance, plan, { ...BUDGET, left });
  const wound = found.wounds[0] ?? assert.fail('a wound');
  assert.equal(wound.group, group);
  assert.equal(wound.stays.length, 2);
  assert.ok(wound.loses > 100 * left.length, `loses ${wound.loses}`);
  assert.deepEqual(wound.themesLost.length > 0, true, 'two people carry no theme');
  assert.ok(wound.missing > 0);
  assert.equal(found.onward.get(group)?.length, 2);
  for (const { to } of found.onward.get(group) ?? []) assert.notEqual(to, group);
  for (const { plan: other } of found.curve)
    for (const client of left) assert.ok(!other.has(client), 'who left does not come back');
  assert.ok(found.fills.has(group));
});
