import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import { hashSecret, newId } from '../../platform/ids.ts';
import { urls } from '../../urls.ts';
import { type Holder, withOwnEntry } from './actions.ts';
import { type Entry, firstNameOf, type Pair } from './entry.ts';
import { linkedLetter, togetherLetter } from './letters.ts';
import {
  addressOf,
  asJob,
  leaveAlone,
  movePair,
  part,
  practiceOf,
  step,
  type WaitingDeps,
  wanted,
  writeTo,
} from './moving-actions.ts';
import * as pairs from './pair-store.ts';
import * as store from './store.ts';

const INVITATIONS_PER_ENTRY = { points: 5, seconds: 86_400 };

export type InviteRefusal = {
  readonly because: 'not-in-line' | 'has-offer' | 'has-pair' | 'yourself' | 'too-many';
};

/** Asks somebody by letter to come only together. Until they answer, nothing is offered to either. */
export const invitePartner = (
  deps: WaitingDeps,
  holder: Holder,
  email: string,
): Promise<Result<true, InviteRefusal> | undefined> =>
  withOwnEntry(deps, holder, async (tx, entry): Promise<Result<true, InviteRefusal>> => {
    const because = whyNoPair(entry) ?? (email === entry.email ? 'yourself' : undefined);
    if (because !== undefined) return refuse({ because });
    if (!(await deps.limits.take('waiting-invitation', entry.id, INVITATIONS_PER_ENTRY)))
      return refuse({ because: 'too-many' });
    await invite(deps, tx, entry, email);
    return accept(true);
  });

const whyNoPair = ({ state, pairId }: Entry): InviteRefusal['because'] | undefined => {
  if (state === 'offered') return 'has-offer';
  if (state !== 'waiting' && state !== 'paused') return 'not-in-line';
  return pairId === null ? undefined : 'has-pair';
};

const invite = async (deps: WaitingDeps, tx: Tx, entry: Entry, email: string): Promise<void> => {
  const { practiceId, groupId, name } = entry;
  invariant(name, 'somebody in line has a name');
  const id = newId<'pair'>();
  const secret = deps.links.secret('together', id);
  const invitingName = firstNameOf(name);
  const secretHash = hashSecret(secret);
  await pairs.insertPair(tx, { id, practiceId, groupId, invitingName, invitedEmail: email, secretHash });
  await pairs.tie(tx, entry, { pairId: id, side: 1 });
  const address = deps.publicUrl + urls.together(secret);
  await writeTo(
    deps,
    tx,
    { practiceId, email },
    {
      ...{ kind: 'waiting-together', dedupe: `waiting-together:${id}` },
      mail: togetherLetter(await practiceOf(deps, practiceId), { address, inviting: invitingName }),
    },
  );
  await wanted(deps, tx, entry);
};

/**
 * Ends it from one side: takes an invitation back, says "I would rather wait alone", or answers "yes, alone" after the
 * other one has gone. Where both were linked, the other one is asked the same.
 */
export const goAlone = (deps: WaitingDeps, holder: Holder): Promise<true | undefined> =>
  withOwnEntry(deps, holder, async (tx, entry) => {
    await partFrom(deps, tx, entry);
    return true as const;
  });

/** The same for an entry whose list the caller has locked. */
export const partFrom = async (deps: WaitingDeps, tx: Tx, entry: Entry): Promise<void> => {
  if (entry.pairId === null) return;
  const pair = await pairs.pairById(tx, entry.practiceId, entry.pairId);
  invariant(pair, 'an entry is tied to a pair that exists');
  const partnerId = await pairs.partnerOf(tx, entry);
  await pairs.tie(tx, entry, null);
  if (pair.state === 'linked' && partnerId !== undefined)
    await leaveAlone(deps, tx, pair, { leaver: entry, stayerId: partnerId });
  else await part(tx, pair, partnerId);
  const stepId = newId<'step'>();
  await store.insertStep(tx, entry, { from: entry.state, to: entry.state, because: 'alone', stepId });
  await wanted(deps, tx, entry);
};

/** The invitation behind a link; undefined where it opens nothing. */
export const invitationBehind = ({ db }: WaitingDeps, holder: Holder): Promise<Pair | undefined> =>
  db.as({ kind: 'link', ...holder }, (tx) => pairs.pairBehind(tx, holder.practiceId, holder.secretHash));

const withInvitation = async <Value>(
  deps: WaitingDeps,
  holder: Holder,
  work: (tx: Tx, pair: Pair) => Promise<Value>,
): Promise<Value | undefined> => {
  const found = await invitationBehind(deps, holder);
  if (!found) return undefined;
  return asJob(deps, holder.practiceId, async (tx) => {
    await store.lockList(tx, found);
    const pair = await pairs.pairById(tx, holder.practiceId, found.id);
    return pair && work(tx, pair);
  });
};

export type AcceptRefusal = { readonly because: 'over' | 'has-pair' | 'has-offer' };

/**
 * The one who was asked says yes: both wait together. Their address is theirs, because the link came by mail. Gives
 * the secret of their own page.
 */
export const acceptInvitation = (
  deps: WaitingDeps,
  holder: Holder,
  name: string,
): Promise<Result<{ readonly secret: string }, AcceptRefusal> | undefined> =>
  withInvitation(deps, holder, async (tx, pair): Promise<Result<{ secret: string }, AcceptRefusal>> => {
    if (pair.state !== 'invited') return refuse({ because: 'over' });
    const known = await store.liveEntryOf(tx, pair, pair.invitedEmail);
    if (known?.pairId) return refuse({ because: 'has-pair' });
    if (known?.state === 'offered') return refuse({ because: 'has-offer' });
    const entryId = known ? await confirmed(deps, tx, known) : await newcomer(deps, tx, pair, name);
    await pairs.tie(tx, { practiceId: pair.practiceId, id: entryId }, { pairId: pair.id, side: 2 });
    const invitedName = firstNameOf(known?.name ?? name);
    await movePair(tx, pair, 'linked', { invitedName });
    await tellInviting(deps, tx, pair, { entryId, invitedName });
    await wanted(deps, tx, pair);
    return accept({ secret: deps.links.secret('waiting', entryId) });
  });

const confirmed = async (deps: WaitingDeps, tx: Tx, entry: Entry): Promise<string> => {
  if (entry.state === 'asked') await step(deps, tx, entry, { to: 'waiting', because: 'confirmed' });
  return entry.id;
};

const newcomer = async (
  deps: WaitingDeps,
  tx: Tx,
  { practiceId, groupId, invitedEmail }: Pair,
  name: string,
): Promise<string> => {
  const id = newId<'entry'>();
  await store.insertWaiting(tx, {
    ...{ practiceId, groupId, id, name, email: invitedEmail },
    secretHash: hashSecret(deps.links.secret('waiting', id)),
    ...{ applicationId: null, offerDays: null },
    ...{ priority: 0, priorityBecause: null, priorityByName: null },
  });
  return id;
};

const tellInviting = async (
  deps: WaitingDeps,
  tx: Tx,
  { id, practiceId }: Pair,
  { entryId, invitedName }: { readonly entryId: string; readonly invitedName: string },
): Promise<void> => {
  const invitingId = await pairs.partnerOf(tx, { practiceId, id: entryId, pairId: id });
  const inviting = invitingId && (await store.entryById(tx, { practiceId, id: invitingId }));
  if (!inviting || inviting.name === null) return;
  const address = addressOf(deps, inviting.id);
  await writeTo(deps, tx, inviting, {
    ...{ kind: 'waiting-linked', dedupe: `waiting-linked:${id}` },
    mail: linkedLetter(await practiceOf(deps, practiceId), {
      ...{ name: inviting.name, address, other: invitedName },
    }),
  });
};

/** The one who was asked says no. Whoever asked is told, and asked whether to wait alone. */
export const refuseInvitation = (deps: WaitingDeps, holder: Holder): Promise<true | undefined> =>
  withInvitation(deps, holder, async (tx, pair) => {
    if (pair.state !== 'invited') return true as const;
    const invitingId = await pairs.tiedTo(tx, pair);
    if (invitingId === undefined) await movePair(tx, pair, 'parted');
    else await leaveAlone(deps, tx, pair, { leaver: undefined, stayerId: invitingId });
    return true as const;
  });

/** The pair as one of the two sees it. */
export const pairOf = (
  { db }: Pick<WaitingDeps, 'db'>,
  holder: Holder,
  pairId: string,
): Promise<Pair | undefined> =>
  db.as({ kind: 'link', ...holder }, (tx) => pairs.pairById(tx, holder.practiceId as PracticeId, pairId));
