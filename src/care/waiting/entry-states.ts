/**
 * Where somebody is on a waiting list. asked: the address is not confirmed yet. offered: a chair is kept for them until a
 * time. Four ends: placed sits in the group, left went by themselves, removed was taken off by the practice, lapsed let
 * two offers run out.
 */
export type EntryState =
  | 'asked'
  | 'waiting'
  | 'paused'
  | 'offered'
  | 'placed'
  | 'left'
  | 'removed'
  | 'lapsed';

const NEXT = {
  asked: ['waiting'],
  waiting: ['paused', 'offered', 'placed', 'left', 'removed'],
  paused: ['waiting', 'placed', 'left', 'removed'],
  // Back to waiting: declined but staying, run out for the first time, or the other one of two was not taken. Paused: the
  // practice took it back by hand; without a pause the same person would be next at once.
  offered: ['waiting', 'paused', 'placed', 'left', 'removed', 'lapsed'],
  placed: [],
  left: [],
  removed: [],
  lapsed: [],
} as const satisfies Record<EntryState, readonly EntryState[]>;

export const ENTRY_STATES = Object.keys(NEXT) as EntryState[];

export const canEntryBecome = (from: EntryState, to: EntryState): boolean =>
  (NEXT[from] as readonly EntryState[]).includes(to);

/** An end is kept for the record and never changes again. */
export const isEntryOver = (state: EntryState): boolean => NEXT[state].length === 0;

/** In line: seen by staff, and counted by whoever stands behind. */
export const isInLine = (state: EntryState): state is 'waiting' | 'paused' | 'offered' =>
  state !== 'asked' && !isEntryOver(state);
