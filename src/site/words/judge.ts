import { type Block, plainWords } from '../../kernel/rich-text.ts';
import { PLACE_FACTS, type Place } from './places.ts';

export type WordsRefusal =
  | { readonly because: 'too-long'; readonly most: number; readonly is: number }
  | { readonly because: 'one-line' }
  | { readonly because: 'no-headings' }
  | { readonly because: 'no-question' }
  | { readonly because: 'no-answer'; readonly question: string };

/** Whether a text may stand in its place. Empty words are good: they take the practice's own away. */
export const judgeWords = (
  place: Place,
  text: string,
  blocks: readonly Block[],
): WordsRefusal | undefined => {
  const { most, shape } = PLACE_FACTS[place];
  if (text.length > most) return { because: 'too-long', most, is: text.length };
  if (text === '') return undefined;
  switch (shape) {
    case 'line':
      return text.includes('\n') ? { because: 'one-line' } : undefined;
    case 'paragraphs':
      return blocks.some(({ kind }) => kind === 'heading') ? { because: 'no-headings' } : undefined;
    case 'questions':
      return judgeQuestions(blocks);
    case 'article':
      return undefined;
  }
};

const judgeQuestions = (blocks: readonly Block[]): WordsRefusal | undefined => {
  const { questions } = questionsOf(blocks);
  if (questions.length === 0) return { because: 'no-question' };
  const open = questions.find(({ answer }) => answer.length === 0);
  return open && { because: 'no-answer', question: open.asked };
};

export type Question = { readonly asked: string; readonly answer: readonly Block[] };

/** A text cut at its headings: what stands before the first, then each heading with what follows it. */
export const questionsOf = (
  blocks: readonly Block[],
): { readonly before: readonly Block[]; readonly questions: readonly Question[] } => {
  const before: Block[] = [];
  const questions: { asked: string; answer: Block[] }[] = [];
  for (const block of blocks) {
    const last = questions.at(-1);
    if (block.kind === 'heading') questions.push({ asked: plainWords(block.parts), answer: [] });
    else if (last) last.answer.push(block);
    else before.push(block);
  }
  return { before, questions };
};
