import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fairnessOf } from './fairness.ts';
import { randomInstance } from './generate.ts';
import { judge } from './judge.ts';
import { search } from './search.ts';

const WORLD = randomInstance({ seed: 8, clients: 160, groups: 8, flagged: 1 });
const { plan: PLAN } = search(WORLD, { seed: 1, iterations: 20_000 });

test('waits are told by percentile, for who is placed and who is not, and never of fewer than five people', () => {
  const { placed, waiting, byAttribute } = fairnessOf(WORLD, PLAN);
  const weeks = WORLD.clients.filter(({ id }) => !PLAN.has(id)).map(({ waitingWeeks }) => waitingWeeks); // biome-ignore format: one line
  const sorted = weeks.sort((one, other) => one - other);
  assert.equal(waiting.people, sorted.length);
  assert.equal(waiting.longest, sorted.at(-1));
  assert.ok(sorted.filter((one) => one <= waiting.p50).length >= sorted.length / 2);
  assert.ok(sorted.filter((one) => one < waiting.p50).length <= sorted.length / 2);
  assert.ok(waiting.p50 <= waiting.p90 && waiting.p90 <= waiting.longest);
  const asked = WORLD.clients.filter(({ sitsIn }) => sitsIn === undefined);
  assert.equal(placed.people + waiting.people, asked.length);
  assert.equal(byAttribute.reduce((sum, one) => sum + one.placed.people + one.waiting.people, 0), asked.length); // biome-ignore format: one line
  const few = { ...WORLD, clients: WORLD.clients.slice(0, 4) };
  assert.deepEqual(fairnessOf(few, new Map()).byAttribute, []);
});

test('envy is justified only where the one who waited longer could have the chair, and costs what it says', () => {
  const { envies } = fairnessOf(WORLD, PLAN);
  const { value } = judge(WORLD, PLAN);
  assert.ok(envies.length > 0, 'a world with envy');
  for (const { waits, placed, group, weeks, loss } of envies) {
    assert.ok(weeks > 0 && !PLAN.has(waits));
    const swapped = new Map(PLAN);
    swapped.delete(placed);
    swapped.set(waits, group);
    const after = judge(WORLD, swapped);
    assert.deepEqual(after.breaches, []);
    assert.ok(Math.abs(value - after.value - loss) < 1e-6);
  }
});

test('who was passed over is counted once for each plan in which somebody with a shorter wait got a chair', () => {
  const [waits] = WORLD.clients
    .filter(({ id }) => !PLAN.has(id))
    .sort((one, other) => other.waitingWeeks - one.waitingWeeks);
  const first = fairnessOf(WORLD, PLAN, [PLAN, new Map(), PLAN]).passedOver[0];
  assert.ok(waits && first);
  assert.equal(first.times, 2);
  assert.deepEqual(fairnessOf(WORLD, PLAN).passedOver, []);
});
