import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { apartAmong, canRuleBecome, foldName, RULE_STATES, type RuleKeys, type RuleState } from './apart.ts';

const EDGES: readonly (readonly [RuleState, RuleState])[] = [
  ['stated', 'in-force'],
  ['stated', 'lifted'],
  ['in-force', 'lifted'],
  ['lifted', 'in-force'],
];

test('a rule takes the steps on the list, and every other step is forbidden', () => {
  const named = new Set(EDGES.map((step) => step.join(' -> ')));
  for (const from of RULE_STATES)
    for (const to of RULE_STATES)
      assert.equal(canRuleBecome(from, to), named.has(`${from} -> ${to}`), `${from} -> ${to}`);
});

test('two spellings of a name are one name, and two names are two', () => {
  assert.equal(foldName('Tomás  Reyes'), foldName('REYES, tomas'));
  assert.equal(foldName('Ana-Sofía Ruiz'), foldName('ana sofia ruiz'));
  assert.notEqual(foldName('Ana Ruiz'), foldName('Ana Reyes'));
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 4 }), (parts) => {
      assert.equal(foldName(parts.join(' ')), foldName(parts.toReversed().join(', ').toUpperCase()));
    }),
  );
});

const person = (letter: string) => ({ who: letter, key: letter, nameKey: `name-${letter}` });
const rule = (change: Partial<RuleKeys>): RuleKeys => ({
  ...{ state: 'in-force', oneKey: 'a', otherKey: 'b', otherNameKey: null },
  ...change,
});

test('a rule holds for an address or a name, and a lifted one for nobody', () => {
  const people = ['a', 'b', 'c'].map(person);
  assert.deepEqual(apartAmong([rule({})], people).apart, [['a', 'b']]);
  assert.deepEqual(apartAmong([rule({ otherKey: null, otherNameKey: 'name-c' })], people).apart, [
    ['a', 'c'],
  ]);
  assert.deepEqual(apartAmong([rule({ state: 'lifted' })], people), { apart: [], unread: new Set() });
});

test('what nobody has read holds back whoever said it, and already keeps the named apart', () => {
  const people = ['a', 'b'].map(person);
  const found = apartAmong([rule({ state: 'stated', otherKey: null, otherNameKey: 'name-b' })], people);
  assert.deepEqual([...found.unread], ['a']);
  assert.deepEqual(found.apart, [['a', 'b']]);
});

test('whoever is named, nobody is kept apart from themselves, and only people that were asked about are told of', () => {
  const letters = fc.constantFrom('a', 'b', 'c', 'd');
  const rules = fc.array(
    fc.record({
      state: fc.constantFrom(...RULE_STATES),
      oneKey: letters,
      otherKey: fc.option(letters),
      otherNameKey: fc.option(letters.map((letter) => `name-${letter}`)),
    }),
  );
  fc.assert(
    fc.property(rules, fc.subarray(['a', 'b', 'c', 'd']), (given, present) => {
      const { apart, unread } = apartAmong(given, present.map(person));
      for (const [one, other] of apart)
        assert.ok(one !== other && present.includes(one) && present.includes(other));
      for (const who of unread) assert.ok(present.includes(who));
      for (const one of given.filter(({ state }) => state !== 'lifted'))
        for (const other of present)
          if (present.includes(one.oneKey) && other !== one.oneKey && other === one.otherKey)
            assert.ok(apart.some(([a, b]) => a === one.oneKey && b === other));
    }),
  );
});
