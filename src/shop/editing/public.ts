import { invariant } from '../../kernel/invariant.ts';
import type { Tx } from '../../platform/db.ts';
import type { Editor } from './actions.ts';
import { type DraftContent, printed, replaced, withPart } from './draft.ts';
import type { GroupKey, KeptDraft } from './store.ts';
import { lockDraft, makeRoom, saveDraft } from './store.ts';

export { type Edited, type Editor, editedGroup, freshAddress, note, stateOf } from './actions.ts';
export type { DraftContent } from './draft.ts';
export { factsOf } from './facts-actions.ts';
export { type Lack, lacksOf } from './lacks.ts';
export { lookOf } from './look-store.ts';
export { datesAhead } from './pages/dates-ahead.ts';
export { differencesTable } from './pages/differences.ts';
export { type Difference, differencesBetween, type Look } from './pages/field-words.ts';
export { groupRoom, groupTabs } from './pages/group-room.ts';
export { LACK_WORDS } from './pages/part-words.ts';
export { asDraft, type KeptDraft, lockDraft, unprintedDrafts } from './store.ts';

/** The draft went to print as this version: nothing is being changed any more. */
export const draftPrinted = async (
  tx: Tx,
  key: GroupKey,
  by: { readonly draft: KeptDraft; readonly number: number; readonly personId: string },
): Promise<void> => {
  await saveDraft(tx, key, printed(by.draft, by.number), by.personId);
};

/** All of the draft is replaced: forms of it that are open are out of date. */
export const replaceDraft = async (
  tx: Tx,
  { practiceId, personId }: Editor,
  offeringId: string,
  wish: { readonly draft: KeptDraft | undefined; readonly content: DraftContent; readonly basedOn: number },
): Promise<void> => {
  const draft = replaced(wish.draft, wish.content, wish.basedOn);
  await saveDraft(tx, { practiceId, offeringId }, draft, personId);
};

/** The decision date changed in print: what is being written follows, and whoever has that part open is told. */
export const followDecisionDate = async (
  tx: Tx,
  { practiceId, personId }: Editor,
  offeringId: string,
  change: { readonly draft: KeptDraft | undefined; readonly on: string },
): Promise<void> => {
  const { draft, on } = change;
  if (!draft?.content) return;
  const { content, basedOn } = draft;
  const fields = { ...content, decisionOn: on };
  await saveDraft(
    tx,
    { practiceId, offeringId },
    withPart(draft, { content, basedOn }, 'chairs', fields),
    personId,
  );
};

/** The row of a draft, made where there was none; locked until the transaction ends. */
export const openDraft = async (tx: Tx, key: GroupKey, personId: string): Promise<KeptDraft> => {
  await makeRoom(tx, key, personId);
  const draft = await lockDraft(tx, key);
  invariant(draft, 'a draft that was just made can be read');
  return draft;
};
