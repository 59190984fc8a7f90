import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db } from '../../platform/db.ts';
import { type AgreementWords, judgePublishing, type PublishRefusal, type Seen } from './agreement.ts';
import * as store from './store.ts';

export type Writing = { readonly practiceId: PracticeId; readonly by: store.Writer };

/** Somebody saved, published or threw away since this form was opened. */
export type DraftRefusal = { readonly because: 'written-meanwhile' };

/** Keeps the version that is being written, over draft number `revision`; nobody signs it before it is published. */
export const writeDraft = async (
  db: Db,
  writing: Writing,
  { words, revision }: { readonly words: AgreementWords; readonly revision: number },
): Promise<Result<undefined, DraftRefusal>> =>
  (await store.saveDraft(db.sql, { ...writing, words }, revision))
    ? accept(undefined)
    : refuse({ because: 'written-meanwhile' });

/** Publishes the draft as a version of its own. Groups keep theirs: who signed an old one is bound by that one. */
export const publishAgreementDraft = (
  db: Db,
  writing: Writing,
  seen: Seen,
): Promise<Result<number, PublishRefusal>> =>
  db.begin(async (tx) => {
    const { practiceId } = writing;
    const { draft } = await store.lockDraft(tx, practiceId);
    const [newest] = await store.versions(tx, practiceId);
    const refusal = judgePublishing(draft, newest, seen);
    if (refusal) return refuse(refusal);
    if (!draft) return refuse({ because: 'no-draft' });
    if (!(await store.publish(tx, { ...writing, words: draft }, seen.over)))
      return refuse({ because: 'published-meanwhile' });
    await store.dropDraft(tx, writing, seen.revision);
    return accept(seen.over + 1);
  });

/** Throws the draft away, if it is still the one that was looked at. */
export const throwDraftAway = async (
  db: Db,
  writing: Writing,
  revision: number,
): Promise<Result<undefined, DraftRefusal>> =>
  (await store.dropDraft(db.sql, writing, revision))
    ? accept(undefined)
    : refuse({ because: 'written-meanwhile' });
