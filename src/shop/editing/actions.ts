import { namesFor } from '../../identity/people/public.ts';
import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db, Queryable, Tx } from '../../platform/db.ts';
import { lucky, newId } from '../../platform/ids.ts';
import type { OfferingState } from '../catalogue/public.ts';
import { recordChange } from '../fulfilment/public.ts';
import { neutralAddress } from './address.ts';
import {
  blank,
  copied,
  type DraftContent,
  isStale,
  type Part,
  type PartContent,
  replaced,
  withPart,
} from './draft.ts';
import type { GroupKey, KeptDraft, Printed } from './store.ts';
import * as store from './store.ts';

/** Who sits at the desk. */
export type Editor = { readonly practiceId: PracticeId; readonly personId: string };

/** A group as the desk finds it: in print, being written, or both. */
export type Edited = {
  readonly offeringId: string;
  readonly printed: Printed | undefined;
  readonly draft: KeptDraft | undefined;
  /** What the form shows: the draft, or what is in print. */
  readonly content: DraftContent;
};

export const stateOf = ({ printed }: Pick<Edited, 'printed'>): OfferingState | 'new' =>
  printed?.state ?? 'new';

/** The group by its id; undefined when there is none, in print or in writing. */
export const editedGroup = async (sql: Queryable, key: GroupKey): Promise<Edited | undefined> => {
  const printed = await store.printedOf(sql, key);
  const draft = await store.draftOf(sql, key);
  const content = draft?.content ?? printed?.content;
  return content && { offeringId: key.offeringId, printed, draft, content };
};

/** Letters for an address, drawn by chance: a clash is as likely as nothing. */
export const freshAddress = (): string => neutralAddress(lucky);

/** Begins a new group, empty but for its name. It is for the desk alone until it is published. */
export const beginGroup = (db: Db, editor: Editor, name: string): Promise<string> =>
  db.begin(async (tx) => {
    const [agreement] = await store.agreementsOf(tx, editor.practiceId);
    const content = blank({
      name,
      address: freshAddress(),
      agreementVersion: agreement?.version ?? null,
    });
    return begin(tx, editor, content, 'new');
  });

/**
 * Begins a new group with the words, chairs and prices of another; undefined when that one is not there.
 * @param name empty for that of the other one, marked as a copy.
 */
export const copyGroup = (db: Db, editor: Editor, from: string, name = ''): Promise<string | undefined> =>
  db.begin(async (tx) => {
    const group = await editedGroup(tx, { practiceId: editor.practiceId, offeringId: from });
    if (!group) return undefined;
    const fresh = {
      name: name === '' ? `${group.content.name.slice(0, 73)} (copy)` : name,
      address: freshAddress(),
      tierId: () => newId<'tier'>(),
    };
    return begin(tx, editor, copied(group.content, fresh), 'copy');
  });

const begin = async (tx: Tx, editor: Editor, content: DraftContent, because: string): Promise<string> => {
  const offeringId = newId<'offering'>();
  const key = { practiceId: editor.practiceId, offeringId };
  await store.saveDraft(tx, key, replaced(undefined, content, undefined), editor.personId);
  await note(tx, editor, { offeringId, was: null, became: 'draft', because });
  return offeringId;
};

/** Writes down who changed a group's state, or began, dropped or brought back a draft of it. */
export const note = (
  tx: Tx,
  { practiceId, personId }: Editor,
  change: {
    readonly offeringId: string;
    readonly was: string | null;
    readonly became: string;
    readonly because: string;
  },
): Promise<void> =>
  recordChange(tx, practiceId, {
    entity: 'offering',
    id: change.offeringId,
    was: change.was,
    became: change.became,
    because: change.because,
    actor: `desk:${personId}`,
  });

/** Somebody else saved the same part after this form was opened. */
export type ChangedMeanwhile = {
  readonly because: 'changed-meanwhile';
  readonly by: string;
  readonly at: Instant;
  readonly theirs: DraftContent;
  /** With which a form sent again knowingly replaces what they saved. */
  readonly version: number;
};

export type PartSaving = {
  readonly offeringId: string;
  readonly part: Part;
  /** Version of the draft when the form was opened; 0 where there was none. */
  readonly version: number;
  readonly fields: Partial<DraftContent>;
};

/** Saves one part of a group's draft, and begins the draft where there is none; undefined for a group that is not there. */
export const savePart = (
  db: Db,
  editor: Editor,
  saving: PartSaving,
): Promise<Result<undefined, ChangedMeanwhile> | undefined> =>
  db.begin(async (tx) => {
    const { part, version } = saving;
    const key = { practiceId: editor.practiceId, offeringId: saving.offeringId };
    if (!(await editedGroup(tx, key))) return undefined;
    await store.makeRoom(tx, key, editor.personId);
    const draft = await store.lockDraft(tx, key);
    const printed = await store.printedOf(tx, key);
    const content = draft?.content ?? printed?.content;
    if (!draft || !content) return undefined;
    if (isStale(draft, part, version))
      return refuse({
        because: 'changed-meanwhile',
        by: draft.changedBy,
        at: draft.changedAt,
        theirs: content,
        version: draft.version,
      });
    const start = { content, basedOn: printed?.number };
    const fields = saving.fields as PartContent<typeof part>;
    await store.saveDraft(tx, key, withPart(draft, start, part, fields), editor.personId);
    return accept(undefined);
  });

/**
 * Drops what was written and not published. A group that was never published is gone with it. False when somebody
 * changed the draft after the page was opened, or there is none.
 */
export const dropDraft = (db: Db, editor: Editor, offeringId: string, version: number): Promise<boolean> =>
  db.begin(async (tx) => {
    const key = { practiceId: editor.practiceId, offeringId };
    const draft = await store.lockDraft(tx, key);
    if (!draft?.content || draft.version !== version) return false;
    const printed = await store.printedOf(tx, key);
    if (printed) await store.saveDraft(tx, key, replaced(draft, undefined, printed.number), editor.personId);
    else await store.deleteDraft(tx, key);
    await note(tx, editor, {
      offeringId,
      was: 'draft',
      became: printed ? 'as-printed' : 'gone',
      because: 'dropped',
    });
    return true;
  });

/** The name of a colleague, for "saved meanwhile by". */
export const nameOf = async (db: Db, editor: Editor, personId: string): Promise<string> =>
  (await namesFor(db, editor, [personId])).get(personId) ?? 'Somebody';

/** What the practice offers to choose from. */
export const practiceOffers = async (sql: Db['sql'], practice: Pick<Practice, 'id'>) => {
  const [facilitators, agreements] = await Promise.all([
    store.facilitatorsOf(sql, practice.id),
    store.agreementsOf(sql, practice.id),
  ]);
  return { facilitators, agreements };
};
