import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { LETTER_KINDS, type LetterKind, OUR_LETTERS } from './letter-words.ts';
import * as store from './question-store.ts';
import { OUR_QUESTIONS, type Question } from './questions.ts';

/** Who edits: row-level security lets owners write every set, facilitators those of their groups. */
export type Editor = { readonly practiceId: PracticeId; readonly personId: string; readonly name: string };

export type QuestionsShown = {
  readonly questions: readonly Question[];
  /** 0: our own words. */
  readonly version: number;
  /** True where the group has a set of its own. */
  readonly isOwn: boolean;
  readonly madeByName: string | undefined;
};

/** What is asked for this group today, or of everybody (group null). */
export const questionsShown = async (
  tx: Tx,
  practiceId: PracticeId,
  groupId: string | null,
): Promise<QuestionsShown> => {
  const set = await store.newestSet(tx, practiceId, groupId);
  return {
    questions: set?.questions ?? OUR_QUESTIONS,
    version: set?.groupId === groupId ? (set?.version ?? 0) : 0,
    isOwn: groupId !== null && set?.groupId === groupId,
    madeByName: set?.madeByName,
  };
};

/** Writes the next version of a set. Who has an application already goes on with the questions that were asked of them. */
export const writeQuestions = (
  db: Db,
  { practiceId, personId, name }: Editor,
  wish: { readonly groupId: string | null; readonly questions: readonly Question[]; readonly seen: number },
): Promise<Result<true, { readonly because: 'changed-meanwhile' }>> =>
  db.as({ kind: 'person', practiceId, personId }, async (tx) => {
    const made = await store.insertSet(tx, practiceId, {
      ...{ id: newId(), groupId: wish.groupId, version: wish.seen + 1 },
      ...{ questions: wish.questions, madeByName: name },
    });
    return made ? accept(true) : refuse({ because: 'changed-meanwhile' });
  });

export type LetterTemplates = Readonly<
  Record<LetterKind, { readonly body: string; readonly version: number }>
>;

/** The words of every letter as they stand: the practice's, or ours (version 0). */
export const letterTemplates = async (tx: Tx, practiceId: PracticeId): Promise<LetterTemplates> => {
  const written = new Map((await store.letterTemplates(tx, practiceId)).map((row) => [row.kind, row]));
  const entries = LETTER_KINDS.map((kind) => {
    const { body = OUR_LETTERS[kind], version = 0 } = written.get(kind) ?? {};
    return [kind, { body, version }] as const;
  });
  return Object.fromEntries(entries) as LetterTemplates;
};

export const writeTemplate = (
  db: Db,
  { practiceId, personId, name }: Editor,
  { kind, body, seen }: { readonly kind: LetterKind; readonly body: string; readonly seen: number },
): Promise<Result<true, { readonly because: 'changed-meanwhile' }>> =>
  db.as({ kind: 'person', practiceId, personId }, async (tx) => {
    const template = { id: newId<'template'>(), kind, version: seen + 1, body, madeByName: name };
    const made = await store.insertTemplate(tx, practiceId, template);
    return made ? accept(true) : refuse({ because: 'changed-meanwhile' });
  });
