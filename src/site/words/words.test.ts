import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { readMarkdown } from '../../platform/markdown.ts';
import { judgeWords, questionsOf } from './judge.ts';
import { isPlace, PLACE_FACTS, PLACES, wordsWithoutYou } from './places.ts';

const { owner } = await testDatabase();

const judged = (place: (typeof PLACES)[number], text: string) =>
  judgeWords(place, text, readMarkdown(text).blocks);

test('the words that stand without a practice may stand in their own places', () => {
  for (const place of PLACES) {
    const text = wordsWithoutYou(place, 'Rowan *&* Daughters');
    assert.equal(judged(place, text), undefined, place);
    assert.equal(text === '', PLACE_FACTS[place].role === 'adds', place);
  }
});

test('a name with marks in it is no emphasis', () => {
  const { blocks } = readMarkdown(wordsWithoutYou('home-introduction', 'A *B* <C> _D_'));
  assert.match(JSON.stringify(blocks), /A \*B\* <C> _D_|"A ","\*"|\*/);
  assert.doesNotMatch(JSON.stringify(blocks), /"em"/);
});

test('each shape refuses what it has no room for', () => {
  assert.deepEqual(judged('home-title', 'One\nTwo'), { because: 'one-line' });
  assert.deepEqual(judged('contact', '# Hours'), { because: 'no-headings' });
  assert.deepEqual(judged('home-questions', 'No question.'), { because: 'no-question' });
  assert.deepEqual(judged('home-questions', '# One?\n\nYes.\n\n# Two?'), {
    because: 'no-answer',
    question: 'Two?',
  });
  assert.deepEqual(judged('home-title', 'x'.repeat(81)), { because: 'too-long', most: 80, is: 81 });
  for (const place of PLACES) assert.equal(judged(place, ''), undefined, place);
});

test('questions are cut at headings, and nothing is lost', () => {
  const { before, questions } = questionsOf(
    readMarkdown('Ask.\n\n# A?\n\nYes.\n\n- so\n\n## B?\n\nNo.').blocks,
  );
  assert.equal(before.length, 1);
  assert.deepEqual(
    questions.map(({ asked, answer }) => [asked, answer.length]),
    [
      ['A?', 2],
      ['B?', 1],
    ],
  );
});

test('the database knows the same places', async () => {
  const [row] = await owner<{ rule: string }[]>`
    select pg_get_constraintdef(oid) as rule from pg_constraint where conname = 'words_place_check'
  `;
  const named = [...(row?.rule ?? '').matchAll(/'([a-z-]+)'/g)].map(([, place]) => place);
  assert.deepEqual(named.toSorted(), [...PLACES].toSorted());
  assert.equal(isPlace('constructor'), false);
});
