import { practiceById } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import { hashSecret, newId } from '../../platform/ids.ts';
import { urls } from '../../urls.ts';
import { type Apart, apartIn } from '../apart/public.ts';
import { endOwnOffer } from './actions.ts';
import { asInLine, type Entry, type GroupFacts, PRIORITY_OF_A_YES } from './entry.ts';
import * as lists from './list-store.ts';
import { asJob, step, type WaitingDeps, wanted } from './moving-actions.ts';
import { type Idle, type Line, type Next, nextFor } from './next.ts';
import { placeSeated } from './offer-actions.ts';
import * as store from './store.ts';

/** What of a yes the list needs to know. */
export type Yes = store.GroupKey & {
  readonly applicationId: string;
  readonly name: string;
  readonly email: string;
  readonly offerDays: number;
};

const YES_WORDS = 'A yes was said to the application.';

/** Where a reason for priority is sealed. */
export const priorityPlace = ({ practiceId, id }: store.EntryKey) => ({
  ...{ table: 'care.waiting_entries', column: 'priority_because', practiceId, id },
});

/** Puts somebody in line after a yes, before those who wait without one; joins the caller's transaction. */
export const enterAfterYes = async (deps: WaitingDeps, tx: Tx, yes: Yes): Promise<void> => {
  const { practiceId, groupId, applicationId, offerDays, email } = yes;
  const known = await store.liveEntryOf(tx, yes, email);
  const key = { practiceId, id: known?.id ?? newId<'entry'>() };
  const because = deps.vault.seal(YES_WORDS, priorityPlace(key));
  if (!known)
    await store.insertWaiting(tx, {
      ...{ practiceId, groupId, id: key.id, name: yes.name, email, applicationId, offerDays },
      secretHash: hashSecret(deps.links.secret('waiting', key.id)),
      ...{ priority: PRIORITY_OF_A_YES, priorityBecause: because, priorityByName: null },
    });
  else {
    // They proved their address when they applied.
    if (known.state === 'asked')
      await step(deps, tx, known, { to: 'waiting', because: 'yes', tellApplication: false });
    await store.attachYes(tx, key, { applicationId, offerDays, priority: PRIORITY_OF_A_YES, because });
  }
  await wanted(deps, tx, yes);
};

/** Nobody picks from the list until the caller's transaction ends. */
export const lockLine = async (tx: Tx, group: store.GroupKey): Promise<void> => {
  await store.lockList(tx, group);
};

/** Takes whoever has a yes out of the line again; the caller has locked the list, and moves the application itself. */
export const leaveLine = async (
  deps: WaitingDeps,
  tx: Tx,
  who: { readonly practiceId: PracticeId; readonly applicationId: string; readonly how: 'left' | 'removed' },
): Promise<'gone' | 'being-paid'> => {
  const entry = await store.entryOfApplication(tx, who.practiceId, who.applicationId);
  if (!entry) return 'gone';
  const ending =
    who.how === 'left'
      ? ({ how: 'declined', by: 'attendee' } as const)
      : ({ how: 'withdrawn', by: 'desk' } as const);
  if ((await endOwnOffer(deps, tx, entry, ending)) === 'being-paid') return 'being-paid';
  const because = who.how === 'left' ? 'withdrew' : 'taken-back';
  await step(deps, tx, entry, { to: who.how, because, tellApplication: false });
  return 'gone';
};

/** Everybody in line for a group as the rules see them. */
export const readLine = async (
  deps: Pick<WaitingDeps, 'vault'>,
  tx: Tx,
  group: store.GroupKey,
  facts: GroupFacts,
): Promise<{ readonly entries: readonly Entry[]; readonly line: Omit<Line, 'isPaused'> }> => {
  const entries = await store.inLine(tx, group);
  const waiting = entries.flatMap(({ name, email }) =>
    name !== null && email !== null ? [{ name, email }] : [],
  );
  const there = [...facts.sitting, ...facts.offered];
  const { apart, unread }: Apart = await apartIn(deps, tx, group.practiceId, [...waiting, ...there]);
  const inLine = entries.flatMap((entry) => {
    const isUnread = unread.has(entry.email ?? '');
    return asInLine(entry, { needsYes: facts.needsYes, isUnread }) ?? [];
  });
  const seated = there.map(({ email }) => email);
  return { entries, line: { entries: inLine, freeSeats: facts.free, seated, apart } };
};

/** One who is next, with what an offer needs to know of them. */
export type Chosen = {
  readonly entryId: string;
  readonly name: string;
  readonly email: string;
  readonly applicationId: string | null;
  /** Days that were promised with a yes; null where the group's own hours hold. */
  readonly offerDays: number | null;
};

export type Picked = {
  /** In order; each is offered its seats all or none. */
  readonly units: readonly (readonly Chosen[])[];
  readonly next: Next;
};

/**
 * Who is next for this group and so many free seats? The list is locked until the caller's transaction ends, so that
 * two who ask at once never choose the same one. Whoever sits in the group by another way is taken off the list.
 */
export const pickNext = async (
  deps: WaitingDeps,
  tx: Tx,
  group: store.GroupKey,
  factsOf: () => Promise<GroupFacts>,
): Promise<Picked> => {
  const list = await store.lockList(tx, group);
  const facts = await factsOf();
  const sitting = new Set(facts.sitting.map(({ email }) => email));
  for (const entry of await store.inLine(tx, group))
    if (entry.state !== 'offered' && sitting.has(entry.email ?? '')) await placeSeated(deps, tx, entry);
  const { entries, line } = await readLine(deps, tx, group, facts);
  const next = nextFor({ ...line, isPaused: list.pausedBecause !== null });
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const units = next.units.map((unit) => unit.entries.map(({ id }) => chosen(byId.get(id))));
  return { units, next };
};

const chosen = (entry: Entry | undefined): Chosen => {
  invariant(entry?.name && entry.email, 'who is next has a name and an address');
  const { id: entryId, name, email, applicationId, offerDays } = entry;
  return { entryId, name, email, applicationId, offerDays };
};

/** A seat is kept for them now. */
export const noteOffered = async (
  deps: WaitingDeps,
  tx: Tx,
  {
    practiceId,
    entryId,
    offerId,
    until,
  }: {
    readonly practiceId: PracticeId;
    readonly entryId: string;
    readonly offerId: string;
    readonly until: Instant;
  },
): Promise<void> => {
  const entry = await store.entryById(tx, { practiceId, id: entryId });
  invariant(entry, 'who was chosen is still in line under the lock');
  await step(deps, tx, entry, { to: 'offered', because: 'offer', offer: { id: offerId, until } });
};

/** Why seats stay idle although somebody waits; `not-offered`: the shop refused, and is asked again in half a minute. */
export type IdleReason = Idle['because'] | 'not-offered';

/** Writes down what the look found, for the desk. */
export const noteLook = async (
  tx: Tx,
  group: store.GroupKey,
  idle: { readonly seats: number; readonly because: IdleReason } | undefined,
): Promise<void> => {
  await lists.noteLook(tx, group, idle);
};

/** Groups that somebody waits for. */
export const groupsToLookAt = (deps: WaitingDeps, practiceId: PracticeId): Promise<string[]> =>
  asJob(deps, practiceId, async (tx) =>
    (await lists.groupsToLookAt(tx, practiceId)).map(({ groupId }) => groupId),
  );

/** Whoever paused until a day that has come is in line again, at the own place. */
export const endPauses = async (deps: WaitingDeps, practiceId: PracticeId): Promise<void> => {
  const practice = await practiceById(deps.db, practiceId);
  if (!practice) return;
  const over = await asJob(deps, practiceId, async (tx) => {
    const today = (await store.databaseNow(tx)).toZonedDateTimeISO(practice.zone).toPlainDate();
    return [...(await store.pausesOver(tx, practiceId, today))];
  });
  for (const { id, groupId } of over)
    await asJob(deps, practiceId, async (tx) => {
      await store.lockList(tx, { practiceId, groupId });
      const entry = await store.entryById(tx, { practiceId, id });
      if (entry?.state === 'paused') await step(deps, tx, entry, { to: 'waiting', because: 'by-hand' });
    });
};

/** How many wait for a group, neither paused nor with an offer; joins the caller's transaction (viewer job:waiting). */
export const waitingIn = (tx: Tx, group: store.GroupKey): Promise<number> => store.countWaiting(tx, group);

/** The path of the own page of whoever a yes put in line; undefined where they are not in line. */
export const waitingPathOf = (
  deps: WaitingDeps,
  practiceId: PracticeId,
  applicationId: string,
): Promise<string | undefined> =>
  asJob(deps, practiceId, async (tx) => {
    const entry = await store.entryOfApplication(tx, practiceId, applicationId);
    return entry && urls.waiting(deps.links.secret('waiting', entry.id));
  });
