import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from './judge.ts';
import { type Client, type Group, type Instance, WEIGHTS } from './model.ts';
import { covers, FIT_RULES, overlap, PLAN_RULES } from './rules.ts';

const EVENING = { from: 18 * 60, to: 19 * 60 + 30 };

const client = (id: string, change: Partial<Client> = {}): Client => ({
  ...{ id, struggles: { grief: 6 }, free: [{ from: 16 * 60, to: 22 * 60 }], level: 'under-way' },
  ...{ languages: ['en'], online: true, sites: ['rowan'], mostMinor: undefined, age: 40, attributes: {} },
  ...{ notAloneIn: [], waitingWeeks: 0, prefers: [], sitsIn: undefined, mayMove: false },
  ...change,
});

const group = (id: string, change: Partial<Group> = {}): Group => ({
  ...{ id, state: 'running', kind: 'slow-open', facilitators: ['f'], meets: EVENING, language: 'en' },
  ...{ site: undefined, min: 2, max: 4, fromMinor: 2000, ageFrom: undefined, ageTo: undefined, focus: [] },
  ...change,
});

const instance = (change: Partial<Instance> = {}): Instance => ({
  ...{
    vocabulary: ['grief', 'panic'],
    similar: [],
    clients: [client('a'), client('b')],
    groups: [group('g')],
  },
  ...{
    facilitators: [{ id: 'f', load: 3 }],
    together: [],
    apart: [],
    pinned: [],
    vetoed: [],
    weights: WEIGHTS,
  },
  ...change,
});

/** For each rule, the smallest world in which a plan breaks it, and nothing else. */
const BROKEN: Readonly<Record<keyof typeof FIT_RULES | keyof typeof PLAN_RULES, readonly [Instance, Record<string, string>]>> = {
  'takes-people': [instance({ groups: [group('g', { kind: 'closed' })] }), { a: 'g' }],
  hours: [instance({ clients: [client('a', { free: [{ from: 18 * 60 + 1, to: 22 * 60 }] })] }), { a: 'g' }],
  language: [instance({ groups: [group('g', { language: 'es' })] }), { a: 'g' }],
  place: [instance({ groups: [group('g', { site: 'harbor' })] }), { a: 'g' }],
  price: [instance({ clients: [client('a', { mostMinor: 1999 })] }), { a: 'g' }],
  age: [instance({ groups: [group('g', { ageFrom: 41 })] }), { a: 'g' }],
  decision: [instance({ vetoed: [{ client: 'a', group: 'g' }] }), { a: 'g' }],
  seated: [instance({ clients: [client('a', { sitsIn: 'g' }), client('b')] }), { b: 'g' }],
  most: [instance({ groups: [group('g', { max: 1, min: 1 })] }), { a: 'g', b: 'g' }],
  least: [instance({ groups: [group('g', { state: 'new' })] }), { a: 'g' }],
  'goes-on': [instance({ clients: [client('a', { sitsIn: 'g', mayMove: true }), client('b', { sitsIn: 'g' })], groups: [group('g'), group('h')] }), { a: 'h', b: 'g' }],
  together: [instance({ together: [['a', 'b']] }), { a: 'g' }],
  apart: [instance({ apart: [['a', 'b']] }), { a: 'g', b: 'g' }],
  'not-alone': [instance({ clients: [client('a', { attributes: { faith: 'x' }, notAloneIn: ['faith'] }), client('b', { attributes: { faith: 'y' } })] }), { a: 'g', b: 'g' }],
  'one-place': [instance({ groups: [group('g'), group('h', { state: 'new' })] }), { a: 'h', b: 'h' }],
  load: [instance({ facilitators: [{ id: 'f', load: 1 }], groups: [group('g'), group('h', { state: 'new', meets: { from: 20 * 60, to: 21 * 60 } })] }), { a: 'h', b: 'h' }],
}; // biome-ignore format: a world a line

for (const [rule, [world, plan]] of Object.entries(BROKEN))
  test(`a plan can break this alone: ${{ ...PLAN_RULES, ...Object.fromEntries(Object.entries(FIT_RULES).map(([name, { says }]) => [name, says])) }[rule as 'most']}`, () => {
    const breaches = judge(world, new Map(Object.entries(plan))).breaches;
    assert.deepEqual([...new Set(breaches.map((one) => one.rule))], [rule]);
  });

test('a plan that keeps every rule has no breach', () => {
  assert.deepEqual(judge(instance(), new Map([['a', 'g'], ['b', 'g']])).breaches, []); // biome-ignore format: a plan
});

test('hours are looked at on the circle of the week', () => {
  const week = 7 * 24 * 60;
  assert.ok(covers({ from: week - 60, to: week + 120 }, { from: 0, to: 90 }));
  assert.ok(!covers({ from: week - 60, to: week + 60 }, { from: 0, to: 90 }));
  assert.ok(overlap({ from: week - 30, to: week + 30 }, { from: 0, to: 60 }));
  assert.ok(!overlap({ from: 0, to: 60 }, { from: 60, to: 120 }));
});
