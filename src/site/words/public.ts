export { wordsOf } from './actions.ts';
export { type Question, questionsOf } from './judge.ts';
export type { Place } from './places.ts';
export type { ShownWords, Words } from './shown.ts';
