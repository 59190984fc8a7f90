import type { PracticeId } from '../../kernel/id.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';
import type { EntryState } from './entry-states.ts';
import type { InLine } from './line.ts';
import type { PairState } from './pair-states.ts';

/** How a group takes people now, as its public page would say it. */
export type GroupAtDoor = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  /** waiting: every chair is taken, or others wait. buying: somebody may take one. applying: after a yes. nobody: closed. */
  readonly takes: 'waiting' | 'buying' | 'applying' | 'nobody';
};

/** Somebody on a waiting list, as the row tells it. */
export type Entry = {
  readonly practiceId: PracticeId;
  readonly id: string;
  readonly groupId: string;
  readonly state: EntryState;
  /** Null once they are forgotten. */
  readonly name: string | null;
  readonly email: string | null;
  /** The application whose yes put them here. */
  readonly applicationId: string | null;
  readonly offerDays: number | null;
  readonly since: Instant | null;
  readonly priority: number;
  /** Sealed in the store, opened for a page. */
  readonly priorityBecause: string | null;
  readonly priorityByName: string | null;
  readonly pauseUntil: PlainDate | null;
  readonly missed: number;
  readonly pairId: string | null;
  readonly pairState: PairState | null;
  readonly offerId: string | null;
  readonly offeredUntil: Instant | null;
  readonly endedAt: Instant | null;
  /** The database's clock when this was read. */
  readonly now: Instant;
};

/** Somebody's name and address. */
export type Person = { readonly name: string; readonly email: string };

/** What the shop says of a group when somebody is to be picked for it. */
export type GroupFacts = {
  /** Chairs that can be offered now; 0 where nobody can join. */
  readonly free: number;
  /** True where the group takes people after a yes. */
  readonly needsYes: boolean;
  readonly sitting: readonly Person[];
  /** Who has a live offer, whoever made it. */
  readonly offered: readonly Person[];
};

/** Two who come only together, as each of them may see it: first names, and how it stands. */
export type Pair = {
  readonly id: string;
  readonly practiceId: PracticeId;
  readonly groupId: string;
  readonly state: PairState;
  readonly invitingName: string;
  readonly invitedName: string | null;
  readonly invitedEmail: string;
};

/** One step of somebody's way on the list. */
export type WaitingStep = {
  readonly was: EntryState;
  readonly became: EntryState;
  readonly because: string | null;
  readonly said: string | null;
  readonly letter: string | null;
  readonly at: Instant;
  readonly byName: string | null;
};

/** Days after its end when name and address are deleted; and after which a request that nobody confirmed is. */
export const KEPT_DAYS = 90;
export const ASKED_DAYS = 7;
/** Priority runs from 0, for everybody, to this; a yes stands above those who wait without one. */
export const MOST_PRIORITY = 9;
export const PRIORITY_OF_A_YES = 5;

/** Why somebody's entry took a step, in a word of the program. */
export type Because =
  | 'confirmed'
  | 'yes'
  | 'offer'
  | 'declined'
  | 'stays'
  | 'expired'
  | 'taken-back'
  | 'pair'
  | 'paid'
  | 'seated'
  | 'by-hand'
  | 'withdrew'
  | 'priority'
  | 'alone';

/** An entry in line, as the rules see it. `isUnread` and `needsYes` come from elsewhere. */
export const asInLine = (
  entry: Entry,
  { needsYes, isUnread }: { readonly needsYes: boolean; readonly isUnread: boolean },
): InLine | undefined => {
  const { id, state, email, since, priority, pairId, pairState, applicationId } = entry;
  if ((state !== 'waiting' && state !== 'paused' && state !== 'offered') || email === null || since === null)
    return undefined;
  const pair = pairId !== null && pairState !== null ? { id: pairId, state: pairState } : undefined;
  const hasYes = !needsYes || applicationId !== null;
  return { id, who: email, state, since, priority, pair, hasYes, isUnread };
};

/** What becomes of an entry when its offer ran out: once to the end of the line, the second time off the list. */
export const afterMissing = ({ missed }: Pick<Entry, 'missed'>): 'waiting' | 'lapsed' =>
  missed === 0 ? 'waiting' : 'lapsed';

export const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? name;
