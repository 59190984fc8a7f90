import { z } from 'zod';
import { type Id, parseId } from '../../kernel/id.ts';
import { oneLine, writtenIn } from '../../kernel/typed.ts';
import { readName } from '../asking/public.ts';
import { MOST_OFFER_DAYS } from './application.ts';
import { type ApplicationFilter, SHOWS, SORTS } from './filter.ts';
import { LETTER_KINDS, type LetterKind } from './letter-words.ts';
import { type Answers, MOST_QUESTIONS, QUESTION_KINDS, type Question } from './questions.ts';

export type Errors = Readonly<Record<string, string>>;
export type Typed = Readonly<Record<string, string>>;

export type WrittenInput = {
  readonly name: string;
  readonly answers: Answers;
  readonly send: boolean;
  readonly errors: Errors;
};

/** What somebody wrote on their own page. Whether the answers answer the questions, the core says. */
export const readWritten = (body: unknown, questions: readonly Question[]): WrittenInput => {
  const texts = writtenIn(body);
  const named = readName(body);
  const { name } = named;
  const answers = Object.fromEntries(
    questions.flatMap(({ id, kind }) => {
      const answer = kind === 'long' ? (texts[id] ?? '').trim() : oneLine(texts[id]);
      return answer === '' ? [] : [[id, answer]];
    }),
  );
  return { name, answers, send: texts['do'] === 'send', errors: named.errors };
};

export const SecretInPath = z.object({ secret: z.string().regex(/^[\w-]{22}$/) });

export const readId = <Kind extends string>(params: unknown): Id<Kind> | undefined =>
  z.object({ id: z.string().transform((text) => parseId<Kind>(text)) }).safeParse(params).data?.id;

const one = z
  .preprocess((value) => (Array.isArray(value) ? value.at(-1) : value), z.string().max(200))
  .catch('');

const FilterQuery = z.object({
  q: one,
  show: z.enum(SHOWS).catch('to-decide'),
  group: one.transform((text) => parseId<'group'>(text)),
  sortBy: z.enum(SORTS).catch('oldest'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

/** An address that was garbled on its way still shows the list: what cannot be read is left out. */
export const readFilter = (query: unknown): ApplicationFilter => {
  const { q, show, group, sortBy, page } = FilterQuery.parse(query ?? {});
  return { words: oneLine(q.replaceAll('\0', '')).slice(0, 120), show, groupId: group, sortBy, page };
};

const Say = z.object({ say: z.enum(['yes', 'talk', 'no']) });

/** Which answer a facilitator is about to give; undefined where the address names none. */
export const readSay = (query: unknown) => Say.safeParse(query).data?.say;

export type DecisionInput = {
  readonly say: 'yes' | 'talk' | 'no' | undefined;
  readonly letter: string;
  readonly days: string;
  readonly seen: string;
};

export const readDecision = (body: unknown): DecisionInput => {
  const texts = writtenIn(body);
  return {
    say: readSay(texts),
    letter: (texts['letter'] ?? '').trim(),
    days: oneLine(texts['days']),
    seen: texts['seen'] ?? '',
  };
};

/** Whole days from 1 to 60; undefined for anything else. */
export const readDays = (text: string): number | undefined => {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= MOST_OFFER_DAYS ? days : undefined;
};

const LONGEST_NOTE = 5_000;

export const readNote = (body: unknown): { readonly note: string; readonly errors: Errors } => {
  const note = (writtenIn(body)['note'] ?? '').trim();
  return { note, errors: note.length > LONGEST_NOTE ? { note: 'Please use at most 5,000 letters.' } : {} };
};

/** Which group's questions are meant; null for those of every group without its own. */
export const readGroupChoice = (query: unknown): string | null =>
  parseId<'group'>(
    z
      .object({ group: one })
      .catch({ group: '' })
      .parse(query ?? {}).group,
  ) ?? null;

const version = (text: string | undefined): number => (/^\d{1,6}$/.test(text ?? '') ? Number(text) : 0);

/** The rows of the questions form that are not empty, in the order of their numbers. */
export const readQuestions = (
  body: unknown,
): { readonly questions: readonly Question[]; readonly seen: number } => {
  const texts = writtenIn(body);
  const rows = Array.from({ length: MOST_QUESTIONS }, (_, index) => questionRow(texts, index + 1));
  const written = rows.filter(
    ({ words, hint, choices }) => words !== '' || hint !== '' || choices.length > 0,
  );
  const questions = written
    .toSorted((a, b) => a.position - b.position)
    .map(({ position: _, ...question }, index) => ({ ...question, id: `q${index + 1}` }));
  return { questions, seen: version(texts['seen']) };
};

const questionRow = (texts: Typed, row: number) => {
  const position = texts[`position_${row}`] ?? '';
  const kind = QUESTION_KINDS.find((known) => known === texts[`kind_${row}`]) ?? 'long';
  const lines = (texts[`choices_${row}`] ?? '').split('\n').map(oneLine);
  return {
    position: /^\d{1,3}$/.test(position) ? Number(position) : row,
    words: oneLine(texts[`words_${row}`]),
    hint: oneLine(texts[`hint_${row}`]),
    isRequired: texts[`required_${row}`] === 'yes',
    kind,
    choices: kind === 'choice' ? lines.filter((line) => line !== '') : [],
  };
};

export const readTemplate = (
  body: unknown,
): { readonly kind: LetterKind | undefined; readonly body: string; readonly seen: number } => {
  const texts = writtenIn(body);
  const kind = LETTER_KINDS.find((known) => known === texts['kind']);
  return {
    kind,
    body: (texts[`body-${kind}`] ?? '').trim(),
    seen: version(texts['seen']),
  };
};
