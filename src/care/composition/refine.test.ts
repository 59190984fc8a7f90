import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compose } from './compose.ts';
import { bestOfAll } from './enumerate.ts';
import { loadSolver } from './gateway.ts';
import { randomInstance } from './generate.ts';
import { judge } from './judge.ts';
import type { Instance } from './model.ts';
import { refine } from './refine.ts';
import { search } from './search.ts';
import { seatedIn } from './seated.ts';

const TINY = Number(process.env['TINY'] ?? 60);
const solver = await loadSolver();

test(`in ${TINY} tiny worlds the solver finds what trying everything finds, and its bound is that value`, () => {
  for (let seed = 1; seed <= TINY; seed++) {
    const world = randomInstance({ seed, clients: 4 + (seed % 3), groups: 2 + (seed % 2), tiny: true });
    const best = bestOfAll(world) ?? assert.fail(`world ${seed}`);
    const { value, upper = 0, plan } = refine(world, seatedIn(world), solver);
    assert.deepEqual(judge(world, plan).breaches, []);
    assert.ok(Math.abs(value - best.value) < 1e-5, `world ${seed}: ${value}, best ${best.value}`);
    assert.ok(upper >= best.value - 1e-5 && upper < best.value + 1e-2, `world ${seed}: bound ${upper}`);
  }
});

test('a plan for 80 people and 8 groups is proven best; search alone may be below it, never above', () => {
  for (const seed of [1, 2, 3]) {
    const world = randomInstance({ seed, clients: 80, groups: 8, flagged: seed });
    const {
      value,
      upper = 0,
      plan,
      gaps,
    } = compose(world, { seed, iterations: 200_000, rounds: 20 }, solver);
    assert.ok(upper - value < 1e-2, `world ${seed}: ${value} of at most ${upper}`);
    assert.ok((gaps?.total ?? 1) < 1e-6);
    assert.deepEqual(judge(world, plan).breaches, []);
    assert.ok(search(world, { seed, iterations: 200_000 }).value <= value + 1e-6);
  }
});

test('pins, vetoes, pairs and who is kept apart hold in what the solver finds', () => {
  const world = randomInstance({ seed: 7, clients: 60, groups: 9, flagged: 1 });
  const free = refine(world, seatedIn(world), solver).plan;
  const placed = [...free].filter(
    ([id]) => world.clients.some((one) => one.id === id && one.sitsIn === undefined) && !world.together.flat().includes(id),
  ); // biome-ignore format: one condition
  const [one = ['', ''], other = ['', '']] = placed;
  const beside = placed.find(([id, group]) => id !== one[0] && group === one[1]) ?? ['', ''];
  const vetoed = { ...world, vetoed: [{ client: one[0], group: one[1] }] };
  assert.notEqual(refine(vetoed, seatedIn(vetoed), solver).plan.get(one[0]), one[1]);
  const apart: Instance = { ...world, apart: [...world.apart, [one[0], beside[0]]] };
  const kept = refine(apart, seatedIn(apart), solver).plan;
  assert.ok(kept.get(one[0]) !== kept.get(beside[0]) || kept.get(one[0]) === undefined);
  const pinned: Instance = { ...world, pinned: [{ client: other[0], group: other[1] }] };
  assert.equal(refine(pinned, free, solver).plan.get(other[0]), other[1]);
});

test('a larger plan gets better by choosing people anew for its themes, and never worse', () => {
  const world = randomInstance({ seed: 3, clients: 300, groups: 40, flagged: 1 });
  const { plan, value } = search(world, { seed: 1, iterations: 50_000 });
  const refined = refine(world, plan, solver);
  assert.equal(refined.upper, undefined);
  assert.ok(refined.value > value, `${value} to ${refined.value}`);
  assert.deepEqual(judge(world, refined.plan).breaches, []);
});

test('the same program has the same answer', () => {
  const world = randomInstance({ seed: 5, clients: 80, groups: 8, flagged: 2 });
  const once = () => [...refine(world, seatedIn(world), solver).plan].sort();
  assert.deepEqual(once(), once());
});
