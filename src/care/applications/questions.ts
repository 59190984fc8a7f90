/** What the practice asks of somebody who applies. */
export type QuestionKind = 'short' | 'long' | 'choice' | 'yes-no';

export const QUESTION_KINDS: readonly QuestionKind[] = ['short', 'long', 'choice', 'yes-no'];

export type Question = {
  /** The name of its field: q1, q2 …; an answer is kept under it. */
  readonly id: string;
  readonly kind: QuestionKind;
  readonly words: string;
  readonly hint: string;
  readonly isRequired: boolean;
  /** Of a choice; empty for the others. */
  readonly choices: readonly string[];
};

/** By the id of their question; a question without an answer is absent. */
export type Answers = Readonly<Record<string, string>>;

export const MOST_QUESTIONS = 12;
export const LONGEST_ANSWER: Readonly<Record<QuestionKind, number>> = {
  short: 200,
  long: 2_500,
  choice: 200,
  'yes-no': 3,
};

/** Asked where the practice has not written questions of its own: version 0. */
export const OUR_QUESTIONS: readonly Question[] = [
  {
    id: 'q1',
    kind: 'long',
    words: 'What brings you here now?',
    hint: 'A few sentences are enough. You can say more when we talk.',
    isRequired: true,
    choices: [],
  },
  {
    id: 'q2',
    kind: 'long',
    words: 'What would you like to be different in half a year?',
    hint: '',
    isRequired: false,
    choices: [],
  },
  {
    id: 'q3',
    kind: 'yes-no',
    words: 'Have you been in a therapy group before?',
    hint: 'Both are fine.',
    isRequired: true,
    choices: [],
  },
  {
    id: 'q4',
    kind: 'choice',
    words: 'Do you see somebody about this at the moment, a therapist or a doctor?',
    hint: '',
    isRequired: false,
    choices: ['Yes', 'Not now', 'I would rather say this when we talk'],
  },
  {
    id: 'q5',
    kind: 'long',
    words: 'Is there anything that would help you to be in the room with others?',
    hint: 'A seat near the door, captions, a break: whatever it is.',
    isRequired: false,
    choices: [],
  },
];

/** What stands in the way of sending, by question; a half-done application may be kept with gaps, not with wrong choices. */
export const checkAnswers = (
  questions: readonly Question[],
  answers: Answers,
  { complete }: { readonly complete: boolean },
): Readonly<Record<string, string>> => {
  const errors = questions.flatMap((question) => {
    const error = wrongWith(question, answers[question.id] ?? '', complete);
    return error === undefined ? [] : [[question.id, error] as const];
  });
  return Object.fromEntries(errors);
};

const wrongWith = (
  { kind, isRequired, choices }: Question,
  answer: string,
  complete: boolean,
): string | undefined => {
  if (answer === '') return isRequired && complete ? MISSING[kind] : undefined;
  if (answer.length > LONGEST_ANSWER[kind])
    return `This is longer than we can take. Please use at most ${LONGEST_ANSWER[kind].toLocaleString('en-US')} letters.`;
  if (kind === 'choice' && !choices.includes(answer)) return 'Please choose one of these.';
  if (kind === 'yes-no' && !['yes', 'no'].includes(answer)) return 'Please choose yes or no.';
  return undefined;
};

const MISSING = {
  short: 'Please write a few words here.',
  long: 'Please write a few sentences here. They need not be good ones.',
  choice: 'Please choose one of these.',
  'yes-no': 'Please choose yes or no.',
} as const satisfies Record<QuestionKind, string>;

/** What is wrong with a set of questions, by field (`words_2`, `choices_2`); empty when it may be asked. */
export const checkQuestions = (questions: readonly Question[]): Readonly<Record<string, string>> => {
  if (questions.length === 0) return { words_1: 'Please ask at least one question.' };
  const errors: [string, string][] = questions.flatMap((question, index) =>
    wrongInQuestion(question).map(([part, error]): [string, string] => [`${part}_${index + 1}`, error]),
  );
  return Object.fromEntries(errors);
};

const wrongInQuestion = ({ kind, words, hint, choices }: Question): (readonly [string, string])[] => {
  if (words === '') return [['words', 'Please write the question, or empty the whole row.']];
  if (words.length > 300) return [['words', 'Please use at most 300 letters.']];
  if (hint.length > 300) return [['hint', 'Please use at most 300 letters.']];
  if (kind !== 'choice') return [];
  if (choices.length < 2) return [['choices', 'A choice needs at least two answers, one a line.']];
  if (choices.length > 12) return [['choices', 'Please offer at most twelve answers.']];
  if (choices.some((choice) => choice.length > 200))
    return [['choices', 'Please use at most 200 letters an answer.']];
  return new Set(choices).size === choices.length ? [] : [['choices', 'Two of these answers are the same.']];
};
