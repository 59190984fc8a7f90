import type { PracticeId } from '../../kernel/id.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { LetterKind } from './letter-words.ts';
import { letterTemplates, questionsShown } from './question-actions.ts';
import { ownGroups } from './question-store.ts';

export type { ApplicationDeps, WaitingLine } from './actions.ts';
export type { Application, Chairs, GroupWords } from './application.ts';
export { fillIn, wrongInLetter } from './letter-words.ts';
export { acceptedApplication, acceptedNotInLine, applicationMoved } from './line-actions.ts';
export { applicationNeeds, tellFacilitators } from './tell-actions.ts';

/** The words of a letter as they stand: the practice's, or ours (viewer person). */
export const templateOf = async (tx: Tx, practiceId: PracticeId, kind: LetterKind): Promise<string> =>
  (await letterTemplates(tx, practiceId))[kind].body;

/** Groups whose facilitator this person is. */
export const groupsOfFacilitator = (
  db: Db,
  viewing: { readonly practiceId: PracticeId; readonly personId: string },
) =>
  db.as({ kind: 'person', ...viewing }, async (tx) => [
    ...(await ownGroups(tx, viewing.practiceId, viewing.personId)),
  ]);

/** Whether this group asks questions of its own. */
export const hasOwnQuestions = (
  db: Db,
  viewing: { readonly practiceId: PracticeId; readonly personId: string },
  groupId: string,
): Promise<boolean> =>
  db.as(
    { kind: 'person', ...viewing },
    async (tx) => (await questionsShown(tx, viewing.practiceId, groupId)).isOwn,
  );
