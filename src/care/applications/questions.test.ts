import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkAnswers, checkQuestions, MOST_QUESTIONS, OUR_QUESTIONS, type Question } from './questions.ts';

const choice: Question = {
  ...{ id: 'q1', kind: 'choice', words: 'Tea or coffee?', hint: '', isRequired: true },
  choices: ['Tea', 'Coffee'],
};

test('our own questions may be asked, and fit the form', () => {
  assert.deepEqual(checkQuestions(OUR_QUESTIONS), {});
  assert.ok(OUR_QUESTIONS.length <= MOST_QUESTIONS);
});

test('half done may be kept, and may not be sent', () => {
  assert.deepEqual(checkAnswers(OUR_QUESTIONS, {}, { complete: false }), {});
  assert.deepEqual(Object.keys(checkAnswers(OUR_QUESTIONS, {}, { complete: true })), ['q1', 'q3']);
  const answers = { q1: 'My brother died.', q3: 'no' };
  assert.deepEqual(checkAnswers(OUR_QUESTIONS, answers, { complete: true }), {});
});

test('an answer that was never offered, or is too long, is not kept either', () => {
  for (const complete of [true, false]) {
    assert.deepEqual(Object.keys(checkAnswers([choice], { q1: 'Milk' }, { complete })), ['q1']);
    const long = { q1: 'x'.repeat(2_501), q3: 'perhaps' };
    assert.deepEqual(Object.keys(checkAnswers(OUR_QUESTIONS, long, { complete })), ['q1', 'q3']);
  }
});

test('a set of questions is told what is wrong with it beside the field', () => {
  const wrong = (change: Partial<Question>) =>
    Object.keys(checkQuestions([choice, { ...choice, ...change }]));
  assert.deepEqual(wrong({}), []);
  assert.deepEqual(wrong({ words: '' }), ['words_2']);
  assert.deepEqual(wrong({ words: 'x'.repeat(301) }), ['words_2']);
  assert.deepEqual(wrong({ hint: 'x'.repeat(301) }), ['hint_2']);
  assert.deepEqual(wrong({ choices: ['Tea'] }), ['choices_2']);
  assert.deepEqual(wrong({ choices: ['Tea', 'Tea'] }), ['choices_2']);
  assert.deepEqual(wrong({ choices: Array.from({ length: 13 }, (_, index) => `${index}`) }), ['choices_2']);
  assert.deepEqual(wrong({ choices: ['Tea', 'x'.repeat(201)] }), ['choices_2']);
  assert.deepEqual(Object.keys(checkQuestions([])), ['words_1']);
});

test('whatever is typed: what passes as complete passes half done, and answers every required question', () => {
  const answers = fc.dictionary(
    fc.constantFrom('q1', 'q2', 'q3', 'q4', 'q5', 'q9'),
    fc.oneof(fc.string(), fc.constantFrom('yes', 'no', 'Yes', 'Not now')),
  );
  fc.assert(
    fc.property(answers, (given) => {
      const complete = Object.keys(checkAnswers(OUR_QUESTIONS, given, { complete: true }));
      const half = Object.keys(checkAnswers(OUR_QUESTIONS, given, { complete: false }));
      assert.ok(half.every((id) => complete.includes(id)));
      for (const { id, isRequired } of OUR_QUESTIONS)
        if (isRequired && !complete.includes(id)) assert.notEqual(given[id] ?? '', '');
    }),
  );
});
