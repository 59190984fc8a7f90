import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultlineOf } from './faultline.ts';
import { focusOf } from './focus.ts';

/** Grief, panic, social, alcohol, trauma, low mood; near each other: panic and social, grief and low mood, panic and trauma. */
const NEAR = [
  [1, 0, 0, 0, 0, 0.5], [0, 1, 0.5, 0, 0.3, 0], [0, 0.5, 1, 0, 0, 0], [0, 0, 0, 1, 0, 0], [0, 0.3, 0, 0, 1, 0], [0.5, 0, 0, 0, 0, 1],
]; // biome-ignore format: a matrix
const BEREAVED = [
  [8, 0, 0, 0, 0, 5], [9, 0, 0, 0, 0, 3], [7, 2, 0, 0, 0, 0], [6, 0, 0, 0, 0, 6], [8, 0, 0, 0, 0, 0], [7, 0, 0, 2, 0, 4],
]; // biome-ignore format: rows
const MIXED = [
  [8, 0, 0, 0, 0, 4], [0, 8, 5, 0, 0, 0], [0, 0, 0, 9, 0, 0], [0, 0, 0, 0, 9, 3], [0, 0, 8, 0, 0, 4], [7, 0, 0, 0, 0, 0],
]; // biome-ignore format: rows
const ALONE = NEAR.map((_, i) => NEAR.map((__, j) => (i === j ? 1 : 0)));

const near = (actual: number, expected: number, digits = 6) =>
  assert.ok(Math.abs(actual - expected) < 10 ** -digits, `${actual} is not ${expected}`);

test('a bereavement group is focused, and all of its members have peers', () => {
  const focus = focusOf(BEREAVED, NEAR);
  near(focus.index, 0.9410590740515096);
  near(focusOf(BEREAVED, ALONE).index, 0.891, 3);
  near(focus.gamma, 2.2935006074855386);
  near(focus.alpha, 1.8519013522832455);
  near(focus.beta, 1.2384572237920972);
  assert.deepEqual(focus.peers, [5, 5, 5, 5, 5, 5]);
  assert.deepEqual([focus.band, focus.alarmed], ['focused', []]);
  near(focus.relatability[2] ?? 0, 0.8990317654482396);
});

test('a mixed group is broad, and says whom nobody is near', () => {
  const focus = focusOf(MIXED, NEAR);
  near(focus.index, 0.2042029689907154);
  near(focusOf(MIXED, ALONE).index, 0.125, 3);
  near(focus.beta, 3.6480019044660073);
  assert.deepEqual(focus.peers, [1, 1, 0, 0, 1, 1]);
  assert.deepEqual([focus.band, focus.alarmed.length], ['broad', 6]);
});

test('one newcomer without peers is seen although the mean is fine', () => {
  const focus = focusOf([...BEREAVED, [0, 8, 6, 0, 0, 0]], NEAR);
  near(focus.index, 0.637, 3);
  assert.deepEqual([focus.band, focus.alarmed], ['focused', [6]]);
});

test('shared processes turn the same people from broad to focused', () => {
  const diagnoses = [[8, 0, 0], [0, 8, 0], [0, 0, 8], [7, 0, 0], [0, 7, 0], [0, 0, 7]]; // biome-ignore format: rows
  const processes = [[7, 6], [8, 6], [8, 5], [6, 7], [7, 7], [8, 6]]; // biome-ignore format: rows
  const identity = (size: number) =>
    Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => (i === j ? 1 : 0)));
  near(focusOf(diagnoses, identity(3)).index, 0.19928825622775806);
  const both = diagnoses.map((row, i) => [...row, ...(processes[i] ?? [])]);
  near(focusOf(both, identity(5)).index, 0.6892607323039384);
});

test('nobody, one person and people without struggles have no focus and no fault', () => {
  assert.equal(focusOf([], NEAR).index, 0);
  assert.equal(focusOf([[1, 0, 0, 0, 0, 0]], NEAR).index, 0);
  assert.deepEqual(focusOf([[0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]], NEAR).relatability, [0, 0]); // biome-ignore format: rows
});

test('a faultline is 1 where two attributes fall together, and less where they cross', () => {
  near(faultlineOf([[0, 0], [0, 0], [0, 0], [1, 1], [1, 1], [1, 1]]), 1); // biome-ignore format: rows
  near(faultlineOf([[0, 0], [0, 0], [0, 1], [1, 0], [1, 1], [1, 1]]), 0.556, 3); // biome-ignore format: rows
  assert.equal(faultlineOf([[1], [2], [3]]), 0);
  assert.throws(() => faultlineOf(Array.from({ length: 17 }, () => [0])), RangeError);
});
