import { ones } from './bits.ts';

/** A query may be a pasted page: more words than this narrow nothing down. */
const MOST_WORDS = 8;
const MOST_CHARACTERS = 200;

/** Words that say nothing about a group; a visitor's "help with my panic" is about panic. */
const EMPTY_WORDS = new Set(
  'a an and are at be for from group groups have help i in is it me my need of on or people that the therapy to want who with'.split(
    ' ',
  ),
);

/** Lower case without accents: "Tomás" is found by "tomas", "ß" by "ss". */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll('’', "'");

/** The words of a text, folded, each once. */
export const wordsOf = (text: string): string[] => [...new Set(fold(text).match(/[\p{L}\p{N}]+/gu) ?? [])];

/** The words of a query that may tell groups apart. */
export const queryWords = (text: string): string[] => {
  const words = wordsOf(text.slice(0, MOST_CHARACTERS));
  const telling = words.filter((word) => !EMPTY_WORDS.has(word));
  return (telling.length > 0 ? telling : words).slice(0, MOST_WORDS);
};

/** Which letters a word has, as bits: words that differ by k edits differ in at most 2k of them. */
export const lettersOf = (word: string): number => {
  let letters = 0;
  for (let index = 0; index < word.length; index++) letters |= 1 << (word.charCodeAt(index) & 31);
  return letters;
};

/** How many slips of the fingers are forgiven in a word this long. */
export const forgiven = (word: string): number => {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
};

/**
 * The number of slips between two words (one letter wrong, missing, too many, or two neighbours swapped: optimal
 * string alignment), or `most + 1` when there are more.
 */
export const slips = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most || ones(lettersOf(a) ^ lettersOf(b)) > 2 * most) return most + 1;
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = nextRow({ a, b, row, last, before });
    if (Math.min(...current) > most) return most + 1;
    before = last;
    last = current;
  }
  return Math.min(last[b.length] ?? 0, most + 1);
};

type Row = { a: string; b: string; row: number; last: readonly number[]; before: readonly number[] };

const nextRow = ({ a, b, row, last, before }: Row): number[] => {
  const current = [row];
  for (let column = 1; column <= b.length; column++) {
    const change = a[row - 1] === b[column - 1] ? 0 : 1;
    const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
    current.push(
      Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + change,
        isSwap ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      ),
    );
  }
  return current;
};

/** How well a word of a group answers a word of a query: 4 the same, 3 its beginning, 2 and 1 with slips, 0 not. */
export const likeness = (asked: string, word: string): number => {
  if (asked === word) return 4;
  return asked.length > 1 && word.startsWith(asked) ? 3 : 0;
};

export const likenessWithSlips = (asked: string, word: string): number => {
  const most = forgiven(asked);
  if (most === 0) return 0;
  const count = slips(asked, word, most);
  return count > most ? 0 : 3 - count;
};
