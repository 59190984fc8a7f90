import { likeness, likenessWithSlips, queryWords, wordsOf } from './words.ts';

/** How much a word counts by where it stands. */
export type Text = {
  /** The name and what brings people: 3. */
  readonly strong: string;
  /** The summary, facilitators, day, language: 2. */
  readonly middle: string;
  /** The rest: 1. */
  readonly weak: string;
};

/** Scores by slot; 0 is no match. */
export type Scores = Uint16Array;

export type WordIndex = {
  put(slot: number, text: Text): void;
  /** Scores, for so many slots, of the groups that answer the most words of the query; all 0 when none answers any. */
  find(query: string, slots: number): Scores;
};

const WEIGHTS = 4;

/** Words to groups, kept up to date one group at a time. Lists hold slot * 4 + weight. */
export const createWordIndex = (): WordIndex => {
  const groupsOf = new Map<string, number[]>();
  const textAt = new Map<number, Text>();

  const drop = (slot: number, text: Text) => {
    for (const [word, weight] of weighed(text)) {
      const list = groupsOf.get(word) ?? [];
      const last = list.pop();
      if (last !== undefined && last !== slot * WEIGHTS + weight)
        list[list.indexOf(slot * WEIGHTS + weight)] = last;
      if (list.length === 0) groupsOf.delete(word);
    }
  };

  const put = (slot: number, text: Text) => {
    const before = textAt.get(slot);
    if (before) drop(slot, before);
    textAt.set(slot, text);
    for (const [word, weight] of weighed(text)) {
      const list = groupsOf.get(word);
      if (list) list.push(slot * WEIGHTS + weight);
      else groupsOf.set(word, [slot * WEIGHTS + weight]);
    }
  };

  return { put, find: (query, slots) => best(queryWords(query), groupsOf, slots) };
};

/** Each word with the greatest weight it has. */
export const weighed = ({ strong, middle, weak }: Text): Map<string, number> =>
  new Map([
    ...wordsOf(weak).map((word) => [word, 1] as const),
    ...wordsOf(middle).map((word) => [word, 2] as const),
    ...wordsOf(strong).map((word) => [word, 3] as const),
  ]);

/** Groups that answer as many words as any group does; all of them when the query is understood. */
const best = (
  asked: readonly string[],
  groupsOf: ReadonlyMap<string, readonly number[]>,
  slots: number,
): Scores => {
  const answers = asked.map((word) => answersTo(word, groupsOf, slots));
  const matched = new Uint8Array(slots);
  for (const answer of answers)
    for (let slot = 0; slot < slots; slot++) if (answer[slot]) matched[slot] = (matched[slot] ?? 0) + 1;
  const most = matched.reduce((a, b) => Math.max(a, b), 1);
  const total = (slot: number) => answers.reduce((sum, answer) => sum + (answer[slot] ?? 0), 0);
  return new Uint16Array(slots).map((_, slot) => (matched[slot] === most ? total(slot) : 0));
};

/** Slips are forgiven only where no group has the word itself or one that begins with it. */
const answersTo = (
  asked: string,
  groupsOf: ReadonlyMap<string, readonly number[]>,
  slots: number,
): Uint8Array => {
  const answers = new Uint8Array(slots);
  if (!score(answers, groupsOf, (word) => likeness(asked, word)))
    score(answers, groupsOf, (word) => likenessWithSlips(asked, word));
  return answers;
};

/** Fills in the best score of each group; false when no word is alike. */
const score = (
  answers: Uint8Array,
  groupsOf: ReadonlyMap<string, readonly number[]>,
  like: (word: string) => number,
): boolean => {
  let any = false;
  for (const [word, entries] of groupsOf) {
    const alike = like(word) * WEIGHTS;
    if (alike === 0) continue;
    any = true;
    for (const entry of entries) {
      const slot = Math.floor(entry / WEIGHTS);
      answers[slot] = Math.max(answers[slot] ?? 0, alike + (entry % WEIGHTS));
    }
  }
  return any;
};
