import { type Practice, practiceById } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Limits } from '../../platform/limits.ts';
import type { SecretLinks } from '../../platform/links.ts';
import type { Mail, Outbox } from '../../platform/outbox.ts';
import type { Vault } from '../../platform/vault.ts';
import { urls } from '../../urls.ts';
import { type Because, type Entry, firstNameOf, type Pair } from './entry.ts';
import { canEntryBecome, type EntryState } from './entry-states.ts';
import { aloneLetter } from './letters.ts';
import { canPairBecome, type PairState } from './pair-states.ts';
import * as pairs from './pair-store.ts';
import * as store from './store.ts';

/** What the list needs from elsewhere; each joins the caller's transaction (viewer job:waiting). */
export type Elsewhere = {
  /** Ends a live offer. `being-paid` where it lies in a checkout: then nothing was changed. */
  readonly endOffer: (
    tx: Tx,
    offer: {
      readonly practiceId: PracticeId;
      readonly offerId: string;
      readonly how: 'declined' | 'withdrawn';
      readonly by: string;
    },
  ) => Promise<'ended' | 'being-paid'>;
  /** The application whose yes put somebody in line follows them. */
  readonly applicationMoved: (
    tx: Tx,
    application: {
      readonly practiceId: PracticeId;
      readonly applicationId: string;
      readonly to: 'waiting' | 'offered' | 'enrolled' | 'withdrawn' | 'lapsed';
    },
  ) => Promise<void>;
};

export type WaitingDeps = {
  readonly db: Db;
  readonly jobs: Jobs;
  readonly outbox: Outbox;
  readonly links: SecretLinks;
  readonly limits: Limits;
  readonly vault: Vault;
  /** Origin of every link, without a trailing slash. */
  readonly publicUrl: string;
  readonly elsewhere: Elsewhere;
};

/** Something changed that may make somebody next: free seats of this group are to be offered. */
const SEATS_WANTED = 'seats-wanted';

/** Tells that somebody may be next now; many changes at once are one look. */
export const wanted = (
  { jobs }: Pick<WaitingDeps, 'jobs'>,
  tx: Tx,
  { practiceId, groupId }: store.GroupKey,
) => jobs.enqueue(tx, SEATS_WANTED, { practiceId, groupId }, { singletonKey: `${practiceId}:${groupId}` });

export const asJob = <Value>(
  { db }: Pick<WaitingDeps, 'db'>,
  practiceId: PracticeId,
  work: (tx: Tx) => Promise<Value>,
): Promise<Value> => db.as({ kind: 'job:waiting', practiceId }, work);

/** The own page of somebody in line, for a letter. */
export const addressOf = (
  { links, publicUrl }: Pick<WaitingDeps, 'links' | 'publicUrl'>,
  entryId: string,
): string => publicUrl + urls.waiting(links.secret('waiting', entryId));

export const practiceOf = async (
  { db }: Pick<WaitingDeps, 'db'>,
  practiceId: PracticeId,
): Promise<Practice> => {
  const practice = await practiceById(db, practiceId);
  invariant(practice, 'a waiting list belongs to a practice');
  return practice;
};

type Sending = { readonly kind: string; readonly dedupe: string; readonly mail: Omit<Mail, 'to'> };

/** A letter to somebody in line; nobody is written to whose address is forgotten. */
export const writeTo = async (
  { outbox }: Pick<WaitingDeps, 'outbox'>,
  tx: Tx,
  { practiceId, email }: Pick<Entry, 'practiceId' | 'email'>,
  { kind, dedupe, mail }: Sending,
): Promise<void> => {
  if (email !== null) await outbox.mail(tx, { practiceId, kind, dedupe, mail: { to: email, ...mail } });
};

export type Step = {
  readonly to: EntryState;
  readonly because: Because;
  readonly byName?: string;
  readonly said?: string;
  readonly letter?: string;
  /** Given where something sealed was bound to it. */
  readonly stepId?: string;
  readonly offer?: { readonly id: string; readonly until: Instant };
  readonly pauseUntil?: PlainDate | null;
  readonly toTheEnd?: boolean;
  /** False where the application moves itself. */
  readonly tellApplication?: boolean;
};

/**
 * Moves somebody in line one step, with all that hangs on it: the pair, the application, and a look at who is next.
 * The caller has locked the list.
 */
export const step = async (deps: WaitingDeps, tx: Tx, entry: Entry, wish: Step): Promise<void> => {
  const { tellApplication = true, stepId = newId<'step'>(), ...move } = wish;
  invariant(
    canEntryBecome(entry.state, wish.to),
    `an entry that is ${entry.state} does not become ${wish.to}`,
  );
  const moved = await store.moveEntry(tx, entry, { ...move, from: entry.state, stepId });
  invariant(moved, 'nobody moves an entry whose list is locked');
  if (ENDS.includes(wish.to)) await untie(deps, tx, entry, wish.to);
  const isPausedAfterOffer = entry.state === 'offered' && wish.to === 'paused';
  const to = isPausedAfterOffer ? 'waiting' : APPLICATION_BECOMES[wish.to];
  const { practiceId, applicationId } = entry;
  if (tellApplication && applicationId !== null && to !== undefined)
    await deps.elsewhere.applicationMoved(tx, { practiceId, applicationId, to });
  // Whoever offers counts anew by itself.
  if (wish.to !== 'offered') await wanted(deps, tx, entry);
};

const ENDS: readonly EntryState[] = ['placed', 'left', 'removed', 'lapsed'];

const APPLICATION_BECOMES = {
  asked: undefined,
  waiting: 'waiting',
  paused: undefined,
  offered: 'offered',
  placed: 'enrolled',
  left: 'withdrawn',
  removed: 'lapsed',
  lapsed: 'lapsed',
} as const satisfies Record<EntryState, string | undefined>;

/** One of two has gone. Whoever sits is no reason to wait apart; else the one who stays is asked. */
const untie = async (deps: WaitingDeps, tx: Tx, entry: Entry, became: EntryState): Promise<void> => {
  if (entry.pairId === null) return;
  const pair = await pairs.pairById(tx, entry.practiceId, entry.pairId);
  invariant(pair, 'an entry is tied to a pair that exists');
  const partnerId = await pairs.partnerOf(tx, entry);
  await pairs.tie(tx, entry, null);
  if (pair.state !== 'linked' || partnerId === undefined || became === 'placed') {
    await part(tx, pair, partnerId);
    return;
  }
  await leaveAlone(deps, tx, pair, { leaver: entry, stayerId: partnerId });
};

/** There is no pair any more; whoever is still tied waits alone, at the own place. */
export const part = async (tx: Tx, pair: Pair, tiedId: string | undefined): Promise<void> => {
  if (tiedId !== undefined) await pairs.tie(tx, { practiceId: pair.practiceId, id: tiedId }, null);
  await movePair(tx, pair, 'parted');
};

export const movePair = async (
  tx: Tx,
  pair: Pair,
  to: PairState,
  more: { readonly invitedName?: string } = {},
): Promise<void> => {
  invariant(canPairBecome(pair.state, to), `a pair that is ${pair.state} does not become ${to}`);
  const moved = await pairs.movePair(tx, pair, { from: pair.state, to, ...more });
  invariant(moved, 'nobody moves a pair whose list is locked');
};

/** The one who stays is asked whether to wait alone, and is offered nothing until they answer. */
export const leaveAlone = async (
  deps: WaitingDeps,
  tx: Tx,
  pair: Pair,
  { leaver, stayerId }: { readonly leaver: Pick<Entry, 'name'> | undefined; readonly stayerId: string },
): Promise<void> => {
  await movePair(tx, pair, 'one-left');
  const stayer = await store.entryById(tx, { practiceId: pair.practiceId, id: stayerId });
  if (!stayer?.name) return;
  const other = leaver?.name ? firstNameOf(leaver.name) : 'The other one';
  const sender = await practiceOf(deps, pair.practiceId);
  const address = addressOf(deps, stayer.id);
  await writeTo(deps, tx, stayer, {
    ...{ kind: 'waiting-alone', dedupe: `waiting-alone:${pair.id}` },
    mail: aloneLetter(sender, { name: stayer.name, address, other }),
  });
};

/** A reason or letter of a step, sealed at its row. */
export const sealStep = (
  { vault }: Pick<WaitingDeps, 'vault'>,
  column: 'said' | 'letter',
  at: { readonly practiceId: PracticeId; readonly stepId: string },
  text: string,
): string =>
  vault.seal(text, { table: 'care.waiting_steps', column, practiceId: at.practiceId, id: at.stepId });
