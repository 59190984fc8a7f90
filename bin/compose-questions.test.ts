import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readInstance } from '../src/care/composition/public.ts';
import { ask, questionIn } from './compose-questions.ts';

const evening = [{ day: 'monday', from: '17:00', to: '21:00' }];
const meets = { day: 'monday', at: '18:00', minutes: 90 };
const INPUT = {
  vocabulary: ['grief', 'panic'],
  clients: [
    ...['ana', 'ben', 'cleo'].map((id) => ({ id, struggles: { grief: 7 }, free: evening, sitsIn: 'loss' })),
    ...['dan', 'eve', 'fay'].map((id) => ({ id, struggles: { panic: 5 }, free: evening, sitsIn: 'calm' })),
    { id: 'gil', struggles: { grief: 5 }, free: evening, waitingWeeks: 9 },
    { id: 'hal', struggles: { panic: 5 }, free: [], waitingWeeks: 30 },
  ],
  groups: ['loss', 'calm'].map((id) => ({ id, state: 'running', min: 2, max: 4, meets })),
};
const read = readInstance(JSON.stringify(INPUT));

const asked = (options: Record<string, unknown>, standing?: unknown) => {
  const question = questionIn(options);
  if (!read.ok || !question) throw new Error('a question about a world');
  return ask(read.value, { question, standing }, { seed: 1, iterations: 2_000 });
};
const wordsOf = (options: Record<string, unknown>, standing?: unknown): string => {
  const answered = asked(options, standing);
  return answered.ok ? answered.value.words : assert.fail(answered.refusal);
};

test('each question about a plan that stands has an answer in words', () => {
  assert.match(wordsOf({ place: 'gil' }), /^loss: \d+\.\d points\ncalm: \d+\.\d points/);
  assert.match(wordsOf({ place: 'hal' }), /^(loss|calm): at hours that are not free/);
  assert.match(wordsOf({ backfill: 'loss' }), /^gil comes to loss: \+\d+\.\d points$/);
  assert.match(wordsOf({ rebalance: true }), /^no move: 0 moved, 1 placed, value/);
  assert.match(
    wordsOf({ left: 'ana,ben' }),
    /^loss is worth .* less without ana, ben, and lacks 1 people\.$/m,
  );
  assert.match(wordsOf({ left: 'ana,ben' }), /^ {2}if it ends: cleo to waiting$/m);
  assert.match(wordsOf({ focus: 'loss' }), /^focus 1\.00 \(focused\), 1\.00 different profiles, 0 with/);
  assert.match(wordsOf({ fairness: true }), /^waiting: 2 people; weeks: half 9 or less/m);
});

test('a plan from an earlier answer is the one that stands', () => {
  const plan = { ...Object.fromEntries(INPUT.clients.slice(0, 6).map(({ id }, i) => [id, i < 3 ? 'loss' : 'calm'])), gil: 'loss' }; // biome-ignore format: one line
  assert.equal(wordsOf({ backfill: 'loss' }, { plan }), 'Nobody who waits could take a chair there.');
});

test('whoever or whatever nobody knows is said, two questions at once too, and a plan that breaks a rule', () => {
  const refusalOf = (options: Record<string, unknown>, standing?: unknown) => {
    const answered = asked(options, standing);
    return answered.ok ? 'answered' : answered.refusal;
  };
  assert.equal(refusalOf({ place: 'zoe' }), '--place: nobody knows “zoe”');
  assert.equal(refusalOf({ left: 'ana,zoe' }), '--left: nobody knows “zoe”');
  assert.equal(refusalOf({ focus: 'joy' }), '--focus: there is no group “joy”');
  assert.equal(refusalOf({ fairness: true }, { plan: 7 }), '--plan: no answer of --json');
  assert.equal(refusalOf({ fairness: true }, { plan: { zoe: 'loss' } }), '--plan: nobody knows “zoe”');
  assert.match(refusalOf({ fairness: true }, { plan: {} }), /^--plan breaks a rule in (loss|calm): /);
  assert.throws(() => questionIn({ place: 'gil', focus: 'loss' }), /one question at a time/);
  assert.equal(questionIn({ seed: '1' }), undefined);
});
