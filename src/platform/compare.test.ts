import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareTexts } from './compare.ts';

test('words that changed are told where they stand', () => {
  assert.deepEqual(compareTexts('You pay ahead.\r\nAsk us.', 'You pay later.\nAsk us.'), [
    { kind: 'same', text: 'You pay ' },
    { kind: 'gone', text: 'ahead' },
    { kind: 'added', text: 'later' },
    { kind: 'same', text: '.\nAsk us.' },
  ]);
});

test('taken together, what stands and what came is the newer text, what stands and what went the older', () => {
  const words = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '\n', '. ', 'é')).map((parts) => parts.join(''));
  fc.assert(
    fc.property(words, words, (before, after) => {
      const changes = compareTexts(before, after);
      const without = (kind: string) =>
        changes
          .filter((change) => change.kind !== kind)
          .map(({ text }) => text)
          .join('');
      assert.equal(without('gone'), after);
      assert.equal(without('added'), before);
    }),
  );
});

test('two long texts that share nothing are compared by their lines', () => {
  const text = (word: string) => Array.from({ length: 5_000 }, (_, index) => `${word}${index}`).join(' ');
  const kinds = compareTexts(text('a'), text('b')).map(({ kind }) => kind);
  assert.deepEqual(kinds.toSorted(), ['added', 'gone']);
});
