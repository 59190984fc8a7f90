import { practices } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { PlainDate } from '../../kernel/time.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { urls } from '../../urls.ts';
import { unreadStatements } from '../apart/public.ts';
import { endOwnOffer } from './actions.ts';
import * as desk from './desk-store.ts';
import { ASKED_DAYS, type Entry, type GroupFacts, KEPT_DAYS, type WaitingStep } from './entry.ts';
import { removedLetter } from './letters.ts';
import { lineOf } from './line.ts';
import { priorityPlace, readLine } from './line-actions.ts';
import * as lists from './list-store.ts';
import { asJob, practiceOf, sealStep, step, type WaitingDeps, wanted, writeTo } from './moving-actions.ts';
import { type Next, nextFor } from './next.ts';
import { partFrom } from './pair-actions.ts';
import { idleWords } from './skip-words.ts';
import * as store from './store.ts';

/** Who acts at the desk. What they see, row-level security decides; what they see they may move. */
export type Staff = { readonly practiceId: PracticeId; readonly personId: string; readonly name: string };

export const asStaff = <Value>(
  { db }: Pick<WaitingDeps, 'db'>,
  { practiceId, personId }: Staff,
  work: (tx: Tx) => Promise<Value>,
): Promise<Value> => db.as({ kind: 'person', practiceId, personId }, work);

/**
 * Does something to an entry that this person may see, with its list locked before it is read again. Undefined where
 * they may not see it.
 */
const withEntry = async <Value>(
  deps: WaitingDeps,
  staff: Staff,
  entryId: string,
  work: (tx: Tx, entry: Entry) => Promise<Value>,
): Promise<Value | undefined> => {
  const key = { practiceId: staff.practiceId, id: entryId };
  const seen = await asStaff(deps, staff, (tx) => store.entryById(tx, key));
  if (!seen) return undefined;
  return asJob(deps, staff.practiceId, async (tx) => {
    await store.lockList(tx, seen);
    const entry = await store.entryById(tx, key);
    return entry && work(tx, entry);
  });
};

export type StaffRefusal = { readonly because: 'over' | 'being-paid' };
type Done = Result<true, StaffRefusal>;

const inLine = ({ state }: Entry) => state === 'waiting' || state === 'paused' || state === 'offered';

/** Moves somebody forward or back in line, with a reason; 0 is everybody's. */
export const prioritise = (
  deps: WaitingDeps,
  staff: Staff,
  wish: { readonly entryId: string; readonly priority: number; readonly because: string },
): Promise<Done | undefined> =>
  withEntry(deps, staff, wish.entryId, async (tx, entry): Promise<Done> => {
    if (!inLine(entry)) return refuse({ because: 'over' });
    const because = wish.priority === 0 ? null : deps.vault.seal(wish.because, priorityPlace(entry));
    await store.setPriority(tx, entry, { priority: wish.priority, because, byName: staff.name });
    await noteStep(deps, tx, entry, { staff, because: 'priority', said: wish.because });
    await wanted(deps, tx, entry);
    return accept(true);
  });

type Note = {
  readonly staff: Staff;
  readonly because: 'priority';
  readonly said: string;
};

const noteStep = async (deps: WaitingDeps, tx: Tx, entry: Entry, { staff, because, said }: Note) => {
  const stepId = newId<'step'>();
  await store.insertStep(tx, entry, {
    ...{ from: entry.state, to: entry.state, stepId, because, byName: staff.name },
    said: sealStep(deps, 'said', { practiceId: entry.practiceId, stepId }, said),
  });
};

/** Somebody is not to be asked for a while; they keep their place. Without a day it lasts until somebody ends it. */
export const pauseEntry = (
  deps: WaitingDeps,
  staff: Staff,
  wish: { readonly entryId: string; readonly until: PlainDate | null },
): Promise<Done | undefined> =>
  withEntry(deps, staff, wish.entryId, async (tx, entry): Promise<Done> => {
    if (entry.state !== 'waiting') return refuse({ because: 'over' });
    const pause = { to: 'paused', because: 'by-hand', byName: staff.name, pauseUntil: wish.until } as const;
    await step(deps, tx, entry, pause);
    return accept(true);
  });

export const resumeEntry = (deps: WaitingDeps, staff: Staff, entryId: string): Promise<Done | undefined> =>
  withEntry(deps, staff, entryId, async (tx, entry): Promise<Done> => {
    if (entry.state !== 'paused') return refuse({ because: 'over' });
    await step(deps, tx, entry, { to: 'waiting', because: 'by-hand', byName: staff.name });
    return accept(true);
  });

/** The pair ends from this side: it was said on the telephone. */
export const partEntry = (deps: WaitingDeps, staff: Staff, entryId: string): Promise<Done | undefined> =>
  withEntry(deps, staff, entryId, async (tx, entry): Promise<Done> => {
    if (entry.pairId === null) return refuse({ because: 'over' });
    await partFrom(deps, tx, entry);
    return accept(true);
  });

/** Takes somebody off the list, with the letter that was shown. */
export const removeEntry = (
  deps: WaitingDeps,
  staff: Staff,
  { entryId, letter }: { readonly entryId: string; readonly letter: string },
): Promise<Done | undefined> =>
  withEntry(deps, staff, entryId, async (tx, entry): Promise<Done> => {
    if (!inLine(entry)) return refuse({ because: 'over' });
    if ((await endOwnOffer(deps, tx, entry, { how: 'withdrawn', by: 'desk' })) === 'being-paid')
      return refuse({ because: 'being-paid' });
    const stepId = newId<'step'>();
    const sealed = sealStep(deps, 'letter', { practiceId: staff.practiceId, stepId }, letter);
    await step(deps, tx, entry, {
      ...{ to: 'removed', because: 'by-hand', byName: staff.name, stepId, letter: sealed },
    });
    await writeTo(deps, tx, entry, {
      ...{ kind: 'waiting-removed', dedupe: `waiting-removed:${entry.id}` },
      mail: removedLetter(await practiceOf(deps, staff.practiceId), letter),
    });
    return accept(true);
  });

/** Offers nothing for a while, with a reason that the desk sees; undefined begins again. False where it is not theirs. */
export const pauseList = async (
  deps: WaitingDeps,
  staff: Staff,
  { groupId, because }: { readonly groupId: string; readonly because: string | undefined },
): Promise<boolean> => {
  const { practiceId, name } = staff;
  const seen = await asStaff(deps, staff, (tx) => desk.listHead(tx, practiceId, groupId));
  if (!seen) return false;
  return asJob(deps, practiceId, async (tx) => {
    await store.lockList(tx, { practiceId, groupId });
    const pause = because === undefined ? undefined : { because, byName: name };
    await lists.pauseList(tx, { practiceId, groupId }, pause);
    await wanted(deps, tx, { practiceId, groupId });
    return true;
  });
};

export type Standing = {
  readonly entries: readonly Entry[];
  /** Ids in the order of the line. */
  readonly order: readonly string[];
  readonly next: Next;
};

/** Who is in line, and for each why not now: as the rules say it this moment. */
export const standing = (
  deps: WaitingDeps,
  group: store.GroupKey,
  { facts, isPaused }: { readonly facts: GroupFacts; readonly isPaused: boolean },
): Promise<Standing> =>
  asJob(deps, group.practiceId, async (tx) => {
    const { entries, line } = await readLine(deps, tx, group, facts);
    const order = lineOf(line.entries).flatMap((unit) => unit.entries.map(({ id }) => id));
    return { entries, order, next: nextFor({ ...line, isPaused }) };
  });

/** Everybody who waits for a group, by name and address: for its facilitators. */
export const peopleInLine = (deps: WaitingDeps, group: store.GroupKey) =>
  asJob(deps, group.practiceId, async (tx) =>
    (await store.inLine(tx, group)).flatMap(({ name, email }) =>
      name !== null && email !== null ? [{ name, email }] : [],
    ),
  );

/** The way of an entry with what was said and written opened, oldest first; the caller may see it. */
export const wayOf = async (
  { vault }: Pick<WaitingDeps, 'vault'>,
  tx: Tx,
  { practiceId, id }: store.EntryKey,
): Promise<WaitingStep[]> => {
  const open = (column: 'said' | 'letter', stepId: string, text: string | null) =>
    text === null ? null : vault.open(text, { table: 'care.waiting_steps', column, practiceId, id: stepId });
  return (await desk.stepsOf(tx, practiceId, id)).map((row) => ({
    ...row,
    said: open('said', row.id, row.said),
    letter: open('letter', row.id, row.letter),
  }));
};

export const priorityReason = ({ vault }: Pick<WaitingDeps, 'vault'>, entry: Entry): string =>
  entry.priorityBecause ? vault.open(entry.priorityBecause, priorityPlace(entry)) : '';

/** Chairs that stay idle although somebody waits, and statements that nobody has read. */
export const waitingNeeds = async (db: Db, practiceId: PracticeId): Promise<readonly Need[]> => {
  const idle = await asJob({ db }, practiceId, async (tx) => [...(await desk.idleLists(tx, practiceId))]);
  const unread = await unreadStatements(db, practiceId);
  return [
    ...idle.map(({ groupId, groupName, seats, because, since }) => ({
      kind: 'seat-idle',
      count: seats,
      sentence: `${groupName}: ${idleWords(seats, because)}`,
      href: urls.deskWaitingGroup(groupId),
      since,
    })),
    ...unread.map(({ groupId, count, since }) => ({
      kind: 'apart-unread',
      count,
      sentence: 'Somebody said with whom they must not sit. A facilitator of the group has to look at it.',
      href: urls.deskWaitingGroup(groupId),
      since,
    })),
  ];
};

/** Deletes what nobody confirmed, and who it was where its time is over, in every practice. */
export const forgetOldEntries = async (db: Db): Promise<void> => {
  for (const { id } of await practices(db))
    await db.as({ kind: 'job:forget', practiceId: id }, (tx) =>
      desk.forgetOld(tx, id, { asked: ASKED_DAYS, kept: KEPT_DAYS }),
    );
};
