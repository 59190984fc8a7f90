import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boundOf } from './bound.ts';
import { compose } from './compose.ts';
import { bestOfAll } from './enumerate.ts';
import { randomInstance } from './generate.ts';
import { judge } from './judge.ts';
import type { Instance } from './model.ts';
import { search } from './search.ts';

/** Tiny worlds in every run; `npm run prove` turns them up. */
const TINY = Number(process.env['TINY'] ?? 200);
const BUDGET = { seed: 5, iterations: 60_000, rounds: 60 };

test(`in ${TINY} tiny worlds the search finds what trying everything finds, and the bound is never below`, (t) => {
  let [same, placed] = [0, 0];
  for (let seed = 1; seed <= TINY; seed++) {
    const instance = randomInstance({ seed, clients: 4 + (seed % 3), groups: 2 + (seed % 2), tiny: true });
    const best = bestOfAll(instance) ?? assert.fail(`seed ${seed}`);
    const found = search(instance, { seed, iterations: 12_000 });
    const judged = judge(instance, found.plan);
    assert.deepEqual(judged.breaches, [], `seed ${seed}`);
    assert.ok(
      Math.abs(judged.value - found.value) < 1e-6,
      `seed ${seed}: says ${found.value}, is ${judged.value}`,
    );
    assert.ok(found.value <= best.value + 1e-6, `seed ${seed}: ${found.value} above ${best.value}`);
    const { upper } = boundOf(instance, { rounds: 40, known: found.value });
    assert.ok(upper >= best.value - 1e-6, `seed ${seed}: bound ${upper} below ${best.value}`);
    if (found.value >= best.value - 1e-6) same++;
    if (best.plan.size > 0) placed++;
  }
  t.diagnostic(`${same} of ${TINY} reached the best`);
  assert.ok(same >= TINY * 0.97, `${same} of ${TINY}`);
  assert.ok(placed > TINY / 2, `${placed} of ${TINY} place somebody`);
});

test('a bound that is too low would be found: half of it is below the best', () => {
  const instance = randomInstance({ seed: 3, clients: 5, groups: 2, tiny: true });
  const best = bestOfAll(instance) ?? assert.fail('a plan');
  assert.ok(boundOf(instance, { rounds: 40, known: best.value }).upper / 2 < best.value);
});

/** Every list the other way round. */
const reversed = (given: Instance): Instance => ({
  ...given,
  clients: given.clients.toReversed(),
  groups: given.groups.toReversed(),
  facilitators: given.facilitators.toReversed(),
  together: given.together.toReversed(),
  apart: given.apart.toReversed(),
});

for (const seed of [1, 2, 3])
  test(`the same data, weights, seed and budget give the same plan, in whatever order they come (world ${seed})`, () => {
    const world = randomInstance({ seed, clients: 60, groups: 9, flagged: 1 });
    const [one, other] = [compose(world, BUDGET), compose(reversed(world), BUDGET)];
    assert.deepEqual([...one.plan].sort(), [...other.plan].sort());
    assert.equal(one.upper?.toFixed(6), other.upper?.toFixed(6));
    assert.ok(one.plan.size > world.clients.filter(({ sitsIn }) => sitsIn).length, 'somebody is placed');
  });

test('more chairs never lower the bound, and a plan with them is at least possible', () => {
  for (let seed = 1; seed <= 6; seed++) {
    const world = randomInstance({ seed, clients: 40, groups: 6 });
    const roomier = { ...world, groups: world.groups.map((group) => ({ ...group, max: group.max + 1 })) };
    const before = boundOf(world, { rounds: 80, known: 0 }).upper;
    const after = boundOf(roomier, { rounds: 80, known: 0 }).upper;
    assert.ok(after >= before * 0.995, `world ${seed}: ${before} to ${after}`);
    const { plan } = search(world, { seed, iterations: 20_000 });
    assert.deepEqual(judge(roomier, plan).breaches, []);
  }
});

test('nobody who sits is moved, nobody is put beside whom they must not meet, and pairs stay pairs', () => {
  for (let seed = 10; seed < 22; seed++) {
    const world = randomInstance({ seed, clients: 90, groups: 12, flagged: 2 });
    const { plan, value } = search(world, { seed, iterations: 30_000 });
    const { breaches, value: judged } = judge(world, plan);
    assert.deepEqual(breaches, [], `world ${seed}`);
    assert.ok(Math.abs(value - judged) < 1e-6);
    assert.ok(plan.size > world.clients.filter(({ sitsIn }) => sitsIn).length, 'somebody is placed');
  }
});

test('what people pin is kept, what they veto does not happen', () => {
  const world = randomInstance({ seed: 4, clients: 60, groups: 9 });
  const free = search(world, { seed: 1, iterations: 30_000 }).plan;
  const [client = '', group = ''] =
    [...free].find(([id]) => world.clients.find((one) => one.id === id)?.sitsIn === undefined) ?? [];
  const vetoed = search({ ...world, vetoed: [{ client, group }] }, { seed: 1, iterations: 30_000 }).plan;
  assert.notEqual(vetoed.get(client), group);
  const pinned = search({ ...world, pinned: [{ client, group }] }, { seed: 2, iterations: 30_000 }).plan;
  assert.equal(pinned.get(client), group);
});

test('each who waits is told why, and each who is placed with whom', () => {
  const world = randomInstance({ seed: 8, clients: 120, groups: 10, flagged: 1 });
  const proposal = compose(world, BUDGET);
  const waits = world.clients.filter(({ id }) => !proposal.plan.has(id)).map(({ id }) => id);
  assert.deepEqual(proposal.waiting.map(({ client }) => client).sort(), waits.sort());
  assert.ok(new Set(proposal.waiting.map(({ because }) => because.kind)).size >= 2);
  for (const { because } of proposal.waiting)
    if (because.kind === 'too-few-chairs')
      assert.ok(because.set.clients.length > because.set.chairs, 'more people than chairs');
  for (const { group, shared, companions, terms } of proposal.placements) {
    assert.ok(shared >= 0 && shared <= 1 && terms.placement === 100);
    for (const { clients } of companions)
      for (const id of clients) assert.equal(proposal.plan.get(id), group);
  }
  const { gaps, value, upper = 0, nothing } = proposal;
  assert.ok(gaps && Math.abs(gaps.aboveNothing - (upper - value) / (upper - nothing)) < 1e-9);
});

test('a reason never names who is kept apart: it reads as not offered', () => {
  const world = randomInstance({ seed: 2, clients: 8, groups: 3, tiny: true });
  const seat = world.groups.find(({ state, kind }) => state === 'running' && kind !== 'closed');
  const [one, other] = world.clients;
  if (!seat || !one || !other) return assert.fail('a world with a running group');
  const fits = { free: [{ from: -10_000, to: 10_000 }], languages: [seat.language], online: true, sites: ['rowan', 'harbor'], mostMinor: undefined }; // biome-ignore format: a row
  const clients = [
    { ...one, ...fits, sitsIn: undefined },
    { ...other, ...fits, sitsIn: seat.id },
  ];
  const small = { ...world, clients, groups: [seat], together: [], apart: [[one.id, other.id]] as const };
  const [waiting] = compose(small, BUDGET).waiting;
  assert.deepEqual(waiting?.because, { kind: 'no-group', misfits: { 'not-offered': 1 } });
});
