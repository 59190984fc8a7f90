import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import type { LetterKind } from './letter-words.ts';
import type { Question } from './questions.ts';

export type QuestionSet = {
  readonly groupId: string | null;
  readonly version: number;
  readonly questions: readonly Question[];
  readonly madeByName: string;
  readonly madeAt: Instant;
};

/** The newest set of a group, or the one for every group without its own; undefined where our own words are asked. */
export const newestSet = async (tx: Tx, practiceId: PracticeId, groupId: string | null) => {
  const [row] = await tx<QuestionSet[]>`
    select group_id as "groupId", version, questions, made_by_name as "madeByName", made_at as "madeAt"
    from care.question_sets
    where practice_id = ${practiceId} and (group_id is null or group_id = ${groupId})
    order by group_id nulls last, version desc limit 1
  `;
  return row;
};

/** Writes the next version; false when somebody wrote one at the same moment. */
export const insertSet = async (
  tx: Tx,
  practiceId: PracticeId,
  set: Pick<QuestionSet, 'groupId' | 'version' | 'questions' | 'madeByName'> & { readonly id: string },
): Promise<boolean> => {
  const made = await tx`
    insert into care.question_sets (practice_id, id, group_id, version, questions, made_by_name)
    values (${practiceId}, ${set.id}, ${set.groupId}, ${set.version}, ${tx.json(set.questions as never)}, ${set.madeByName})
    on conflict do nothing
    returning id
  `;
  return made.length === 1;
};

/** Groups whose facilitator this person is (viewer person). */
export const ownGroups = (tx: Tx, practiceId: PracticeId, personId: string) => tx<
  { id: string; name: string }[]
>`
  select g.id, g.name from care.groups g
  join care.group_facilitators f on f.practice_id = g.practice_id and f.group_id = g.id
  where g.practice_id = ${practiceId} and f.person_id = ${personId} and (f.until is null or f.until >= platform.now()::date)
  order by g.name, g.id
`;

/** Every group this person may see: all of them for the desk. */
export const visibleGroups = (tx: Tx, practiceId: PracticeId) => tx<{ id: string; name: string }[]>`
  select id, name from care.groups where practice_id = ${practiceId} order by name, id
`;

/** The practice's own words in force, by kind (viewer person). */
export const letterTemplates = (tx: Tx, practiceId: PracticeId) => tx<
  { kind: LetterKind; version: number; body: string }[]
>`
  select distinct on (kind) kind, version, body from care.letter_templates
  where practice_id = ${practiceId} order by kind, version desc
`;

export const insertTemplate = async (
  tx: Tx,
  practiceId: PracticeId,
  template: { id: string; kind: LetterKind; version: number; body: string; madeByName: string },
): Promise<boolean> => {
  const made = await tx`
    insert into care.letter_templates (practice_id, id, kind, version, body, made_by_name)
    values (${practiceId}, ${template.id}, ${template.kind}, ${template.version}, ${template.body}, ${template.madeByName})
    on conflict do nothing
    returning id
  `;
  return made.length === 1;
};
