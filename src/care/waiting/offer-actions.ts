import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import { afterMissing, type Entry } from './entry.ts';
import { isInLine } from './entry-states.ts';
import { missedLetter } from './letters.ts';
import { addressOf, asJob, practiceOf, step, type WaitingDeps, writeTo } from './moving-actions.ts';
import * as store from './store.ts';

type OfferKey = { readonly practiceId: PracticeId; readonly offerId: string };

/** How an offer ended, as the list needs to know it. */
export type OfferEnd =
  /** The person said no, and whether they stay on the list. */
  | { readonly how: 'declined'; readonly stays: boolean }
  /** Its time passed. */
  | { readonly how: 'expired' }
  /**
   * The practice took it back (they pause, or they would be next at once), the other one of two was not taken, or it
   * ended by itself: nobody's fault, the place is kept.
   */
  | { readonly how: 'withdrawn'; readonly because: 'taken-back' | 'pair' | 'ended' }
  | { readonly how: 'paid' };

/** The entry behind an offer, with its list locked; undefined for offers that the list did not make. */
const withEntryOf = <Value>(
  deps: WaitingDeps,
  { practiceId, offerId }: OfferKey,
  work: (tx: Tx, entry: Entry) => Promise<Value>,
): Promise<Value | undefined> =>
  asJob(deps, practiceId, async (tx) => {
    const found = await store.entryOfOffer(tx, practiceId, offerId);
    if (!found) return undefined;
    await store.lockList(tx, found);
    const entry = await store.entryById(tx, found);
    // What was offered anew meanwhile, or has ended by another way, is not moved by old news.
    return entry?.state === 'offered' && entry.offerId === offerId ? work(tx, entry) : undefined;
  });

/** The list follows an offer that came to its end. Told twice, or in any order, it happens once. */
export const followOffer = (deps: WaitingDeps, key: OfferKey, end: OfferEnd): Promise<void> =>
  withEntryOf(deps, key, (tx, entry) => follow(deps, tx, entry, end)).then(() => undefined);

const follow = async (deps: WaitingDeps, tx: Tx, entry: Entry, end: OfferEnd): Promise<void> => {
  if (end.how === 'paid') return step(deps, tx, entry, { to: 'placed', because: 'paid' });
  if (end.how === 'withdrawn')
    return step(deps, tx, entry, {
      to: end.because === 'taken-back' ? 'paused' : 'waiting',
      because: end.because === 'ended' ? 'by-hand' : end.because,
    });
  if (end.how === 'declined')
    return end.stays
      ? step(deps, tx, entry, { to: 'waiting', because: 'stays' })
      : step(deps, tx, entry, { to: 'left', because: 'declined' });
  const to = afterMissing(entry);
  await step(deps, tx, entry, { to, because: 'expired', toTheEnd: true });
  await tellMissed(deps, tx, entry, to === 'lapsed');
};

const tellMissed = async (deps: WaitingDeps, tx: Tx, entry: Entry, off: boolean): Promise<void> => {
  const { id, practiceId, name, offerId } = entry;
  invariant(name, 'somebody in line has a name');
  await writeTo(deps, tx, entry, {
    ...{ kind: 'waiting-missed', dedupe: `waiting-missed:${offerId}` },
    mail: missedLetter(await practiceOf(deps, practiceId), { name, address: addressOf(deps, id), off }),
  });
};

/** The practice gave more time. */
export const followExtension = (deps: WaitingDeps, key: OfferKey, until: Instant): Promise<void> =>
  asJob(deps, key.practiceId, async (tx) => {
    await store.prolongOffered(tx, key.practiceId, key.offerId, until);
  });

/** Offers that entries of this practice believe to be live: the shop says whether they are. */
export const offersBelieved = (deps: WaitingDeps, practiceId: PracticeId): Promise<string[]> =>
  asJob(deps, practiceId, async (tx) =>
    (await store.offeredEntries(tx, practiceId)).map(({ offerId }) => offerId),
  );

/** Somebody in line got a seat by another door: bought, or given at the desk. Joins the caller's transaction. */
export const placeSeated = async (deps: WaitingDeps, tx: Tx, entry: Entry): Promise<void> => {
  if (isInLine(entry.state)) await step(deps, tx, entry, { to: 'placed', because: 'seated' });
};
