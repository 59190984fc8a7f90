import { diffLines, diffWordsWithSpace } from 'diff';
import type { TextChange } from '../ui/changes.ts';

/** Texts that differ in more words than this are compared line by line. */
const MOST_WORDS = 1_000;

/** What changed from one text to the next, word by word. Line ends of browsers and ours count the same. */
export const compareTexts = (before: string, after: string): TextChange[] => {
  const [one, other] = [before, after].map((text) => text.replace(/\r\n?/g, '\n')) as [string, string];
  const parts = diffWordsWithSpace(one, other, { maxEditLength: MOST_WORDS }) ?? diffLines(one, other);
  return parts.map(({ added, removed, value }) => ({ kind: kindOf(added, removed), text: value }));
};

const kindOf = (added: boolean, removed: boolean): TextChange['kind'] => {
  if (added) return 'added';
  return removed ? 'gone' : 'same';
};
