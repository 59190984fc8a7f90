import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db } from '../../platform/db.ts';
import { type AgreementWords, judgePublishing, type PublishRefusal } from './agreement.ts';
import * as store from './store.ts';

export type Writing = { readonly practiceId: PracticeId; readonly by: store.Writer };

/** Keeps the version that is being written; nobody signs it before it is published. */
export const writeDraft = async (db: Db, writing: Writing, words: AgreementWords): Promise<void> => {
  await store.saveDraft(db.sql, { ...writing, words });
};

/** Publishes the draft as a version of its own. Groups keep theirs: who signed an old one is bound by that one. */
export const publishAgreementDraft = (
  db: Db,
  writing: Writing,
  over: number,
): Promise<Result<number, PublishRefusal>> =>
  db.begin(async (tx) => {
    const { practiceId } = writing;
    const draft = await store.draft(tx, practiceId);
    const [newest] = await store.versions(tx, practiceId);
    const refusal = judgePublishing(draft, newest, over);
    if (refusal) return refuse(refusal);
    if (!draft) return refuse({ because: 'no-draft' });
    if (!(await store.publish(tx, { ...writing, words: draft }, over)))
      return refuse({ because: 'published-meanwhile' });
    await store.dropDraft(tx, practiceId);
    return accept(over + 1);
  });

export const throwDraftAway = (db: Db, { practiceId }: Writing) => store.dropDraft(db.sql, practiceId);
