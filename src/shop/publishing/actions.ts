import type { Practice } from '../../identity/practice/public.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db, Queryable, Tx } from '../../platform/db.ts';
import type { Jobs } from '../../platform/jobs.ts';
import {
  type OfferingId,
  type OfferingState,
  type Publication,
  publishGroup,
  turnOffering,
} from '../catalogue/public.ts';
import { type Consequences, consequencesOf, keepConsequences, peopleIn } from '../date-changes/public.ts';
import type { Edited, Editor, Lack } from '../editing/public.ts';
import * as editing from '../editing/public.ts';
import type { GroupKey, Touched } from './store.ts';
import * as store from './store.ts';
import { canTurn, TURNS, type Turn } from './turns.ts';

export type PublishingDeps = { readonly db: Db; readonly jobs: Jobs };

/** Told when a group went to print: care follows, and whoever has a date that changed gets a letter. */
export const GROUP_PUBLISHED = 'group-published';

const NOBODY: Touched = { confirmed: 0, held: 0, offered: 0, checkouts: 0, carts: 0 };

/** All that publishing a draft would do. */
export type Review = {
  readonly lacks: readonly Lack[];
  readonly isAddressTaken: boolean;
  readonly touched: Touched;
  readonly consequences: Consequences;
  /** True where people are told of another place. */
  readonly placeChanges: boolean;
  /** How many people a letter goes to. */
  readonly letters: number;
  readonly now: Instant;
};

/** Looks ahead: what is missing, whom it touches, which dates change. */
export const review = async (sql: Queryable, practiceId: Practice['id'], group: Edited): Promise<Review> => {
  const key = { practiceId, offeringId: group.offeringId };
  const now = await store.databaseNow(sql);
  const { content, printed } = group;
  const consequences = await consequencesFor(sql, key, group, now);
  const placeChanges =
    printed !== undefined &&
    (printed.content.place !== content.place || printed.content.format !== content.format);
  return {
    lacks: editing.lacksOf(content, await editing.factsOf(sql, practiceId, group)),
    isAddressTaken: await store.isAddressTaken(sql, key, content.address),
    touched: (await store.touchedBy(sql, key)) ?? NOBODY,
    consequences,
    placeChanges,
    letters: placeChanges ? consequences.seats.length : peopleIn(consequences.changes),
    now,
  };
};

const consequencesFor = async (
  sql: Queryable,
  key: GroupKey,
  { content, printed }: Edited,
  now: Instant,
): Promise<Consequences> => {
  const before = printed?.content;
  if (!before?.schedule || !content.schedule) return { seats: [], changes: [] };
  return consequencesOf(sql, key, {
    before: { schedule: before.schedule, meetingsSold: before.meetingsSold },
    after: { schedule: content.schedule },
    now,
  });
};

/** Why a group does not go to print now. */
export type PublishRefusal =
  | { readonly because: 'nothing-to-publish' }
  | { readonly because: 'changed-meanwhile'; readonly by: string; readonly at: Instant }
  | { readonly because: 'archived' }
  | { readonly because: 'lacking' }
  | { readonly because: 'address-taken' }
  /** Somebody bought or gave back a seat since the page was opened: other people would get a letter. */
  | { readonly because: 'touches-others' };

export type PublishWish = {
  readonly offeringId: string;
  /** Version of the draft that was looked over. */
  readonly version: number;
  /** How many letters the page said would go out. */
  readonly letters: number;
};

/**
 * Prints a group's draft, in one transaction: words, dates, prices, the version for its history, and what becomes of the
 * dates that people bought. A group that is closed stays closed. Nothing happens where anything is not as it was shown.
 */
export const publishDraft = (
  { db, jobs }: PublishingDeps,
  editor: Editor,
  practice: Practice,
  wish: PublishWish,
): Promise<Result<undefined, PublishRefusal>> =>
  db.begin(async (tx) => {
    const key = { practiceId: editor.practiceId, offeringId: wish.offeringId };
    const found = await editing.lockDraft(tx, key);
    await store.lockAddresses(tx, practice.id);
    const state = await store.lockOffering(tx, key);
    const group = await editing.editedGroup(tx, key);
    const refusal = refusalOfDraft(found, state, wish);
    if (refusal || !group) return refuse(refusal ?? { because: 'nothing-to-publish' });
    await store.lockFacilitators(tx, practice.id, group.content.facilitatorIds);
    const seen = await review(tx, practice.id, group);
    const stop = refusalOfReview(seen, wish);
    if (stop) return refuse(stop);
    const draft = found ?? (await editing.openDraft(tx, key, editor.personId));
    await print(tx, editor, { group, practice, becomes: state === 'closed' ? 'closed' : 'published' });
    const number = (await editing.editedGroup(tx, key))?.printed?.number;
    invariant(number, 'what was printed has a version');
    await keepConsequences(tx, key, number, seen.consequences.changes);
    await editing.draftPrinted(tx, key, { draft, number, personId: editor.personId });
    await jobs.enqueue(tx, GROUP_PUBLISHED, { ...key, publication: number });
    return accept(undefined);
  });

/** What stands in the way by the draft itself, of a group in this state; undefined for a group that was never printed. */
const refusalOfDraft = (
  draft: editing.KeptDraft | undefined,
  state: OfferingState | undefined,
  { version }: PublishWish,
): PublishRefusal | undefined => {
  if (draft && draft.version !== version)
    return { because: 'changed-meanwhile', by: draft.changedBy, at: draft.changedAt };
  if (!draft?.content && state !== 'draft') return { because: 'nothing-to-publish' };
  return state === 'archived' ? { because: 'archived' } : undefined;
};

/** What stands in the way by what publishing would do. */
const refusalOfReview = (seen: Review, { letters }: PublishWish): PublishRefusal | undefined => {
  if (seen.lacks.length > 0) return { because: 'lacking' };
  if (seen.isAddressTaken) return { because: 'address-taken' };
  return seen.letters === letters ? undefined : { because: 'touches-others' };
};

type Printing = {
  readonly group: Edited;
  readonly practice: Practice;
  readonly becomes: OfferingState;
};

const print = async (tx: Tx, editor: Editor, { group, practice, becomes }: Printing): Promise<void> => {
  const { content, printed, offeringId } = group;
  const currency = printed?.currency ?? practice.currency;
  await publishGroup(
    tx,
    practice.id,
    publicationOf({ content, offeringId, state: becomes, currency }),
    editor,
  );
  const was = printed?.state ?? null;
  if (was !== becomes)
    await editing.note(tx, editor, { offeringId, was, became: becomes, because: 'published' });
};

/** What goes to print, of content that lacks nothing. */
export const publicationOf = ({
  content,
  ...group
}: Pick<Publication, 'state' | 'currency'> & {
  readonly content: Edited['content'];
  readonly offeringId: string;
}): Publication => {
  const { schedule, agreementVersion } = content;
  const { state, currency } = group;
  invariant(schedule && agreementVersion !== null, 'a draft that lacks nothing has dates and an agreement');
  return {
    ...content,
    schedule,
    agreementVersion,
    state,
    currency,
    offeringId: group.offeringId as OfferingId,
  };
};

export type TurnRefusal = { readonly because: 'not-now' };

/** Closes, opens, withdraws, archives or brings back a group; what people have stays theirs. */
export const turnGroup = (
  db: Db,
  editor: Editor,
  wish: { readonly offeringId: string; readonly turn: Turn },
): Promise<Result<undefined, TurnRefusal>> =>
  db.begin(async (tx) => {
    const { offeringId, turn } = wish;
    const from = await store.lockOffering(tx, { practiceId: editor.practiceId, offeringId });
    if (from === undefined || !canTurn(turn, from)) return refuse({ because: 'not-now' });
    const { to } = TURNS[turn];
    const turned = await turnOffering(tx, editor.practiceId, { offeringId, from, to });
    invariant(turned, 'a group that is locked turns');
    await editing.note(tx, editor, { offeringId, was: from, became: to, because: turn });
    return accept(undefined);
  });

/** Makes an older version the new draft; whatever was being written is replaced. False where there is no such version. */
export const bringBack = (
  db: Db,
  editor: Editor,
  wish: { readonly offeringId: string; readonly number: number },
): Promise<boolean> =>
  db.begin(async (tx) => {
    const { offeringId, number } = wish;
    const key = { practiceId: editor.practiceId, offeringId };
    const draft = await editing.lockDraft(tx, key);
    const [version] = await store.versionsOf(tx, key, { from: number, limit: 1 });
    const [newest] = await store.versionsOf(tx, key, { from: 1_000_000, limit: 1 });
    if (version?.number !== number || !newest) return false;
    const content = editing.asDraft(version.content);
    await editing.replaceDraft(tx, editor, offeringId, { draft, content, basedOn: newest.number });
    await editing.note(tx, editor, {
      ...{ offeringId, was: null, became: 'draft', because: `version ${number}` },
    });
    return true;
  });
