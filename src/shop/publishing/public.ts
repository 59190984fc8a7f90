import { invariant } from '../../kernel/invariant.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { publishGroup } from '../catalogue/public.ts';
import * as editing from '../editing/public.ts';
import { publicationOf } from './actions.ts';
import type { GroupKey } from './store.ts';

/** Name and facilitators of a group as they are in print now; undefined for one that is not. */
export const groupInPrint = async (
  sql: Queryable,
  key: GroupKey,
): Promise<{ readonly name: string; readonly facilitatorIds: readonly string[] } | undefined> => {
  const content = (await editing.editedGroup(sql, key))?.printed?.content;
  return content && { name: content.name, facilitatorIds: content.facilitatorIds };
};

/**
 * Prints a group once more with another decision date, and nothing else of what is being written; a draft of it follows.
 * The caller has locked the draft, then the group.
 */
export const moveDecisionDate = async (
  tx: Tx,
  editor: editing.Editor,
  move: { readonly offeringId: string; readonly draft: editing.KeptDraft | undefined; readonly on: string },
): Promise<void> => {
  const { offeringId, draft, on } = move;
  const { printed } = (await editing.editedGroup(tx, { practiceId: editor.practiceId, offeringId })) ?? {};
  invariant(printed, 'a group that is decided about is in print');
  const content = { ...printed.content, decisionOn: on };
  await publishGroup(tx, editor.practiceId, publicationOf({ ...printed, offeringId, content }), editor);
  await editing.followDecisionDate(tx, editor, offeringId, { draft, on });
};
