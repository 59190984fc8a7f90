import { entryBehind, type Holder } from './actions.ts';
import { asInLine, type Entry, type Pair } from './entry.ts';
import { asJob, type WaitingDeps } from './moving-actions.ts';
import { pairOf } from './pair-actions.ts';
import { type PlaceInLine, placeOf } from './place.ts';
import * as store from './store.ts';

/** All that somebody's own page knows: their entry, the other one of two, and the place in line. */
export type OwnView = {
  readonly entry: Entry;
  readonly pair: Pair | undefined;
  /** While in line; read off the line alone, so that who is kept apart shows nowhere. */
  readonly place: PlaceInLine | undefined;
};

export const ownView = async (deps: WaitingDeps, holder: Holder): Promise<OwnView | undefined> => {
  const entry = await entryBehind(deps, holder);
  if (!entry) return undefined;
  const pair = entry.pairId === null ? undefined : await pairOf(deps, holder, entry.pairId);
  const place =
    entry.state === 'waiting' || entry.state === 'paused' ? await placeFor(deps, entry) : undefined;
  return { entry, pair, place };
};

const placeFor = (deps: WaitingDeps, entry: Entry): Promise<PlaceInLine | undefined> =>
  asJob(deps, entry.practiceId, async (tx) => {
    const entries = await store.inLine(tx, entry);
    const line = entries.flatMap((one) => asInLine(one, { needsYes: false, isUnread: false }) ?? []);
    return placeOf(line, entry.id);
  });
