import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db, Tx } from '../../platform/db.ts';
import type { Jobs } from '../../platform/jobs.ts';
import { recordChange } from '../fulfilment/public.ts';
import { isOfferOpen, lockOpenOffers, lockSeats, unofferSeat } from '../seats/public.ts';
import { type Offer, type OfferStanding, standingOf } from './offer.ts';
import type { Due, Ending, OfferKey } from './store.ts';
import * as store from './store.ts';

export type EndDeps = { readonly jobs: Jobs };

/** gone: no such offer. over: it has ended or was paid. in-checkout: its person is taking the seat at this moment. */
export type EndRefusal = { readonly because: 'gone' | 'over' | 'in-checkout' };

/** ended: the seat is free. ending: it lies in a checkout and ends as soon as no money can move for it. */
export type Ended = { readonly as: 'ended' | 'ending' };

/** The person says no. `stays` is the wish to stay on the waiting list. Pressed twice, it is one no. */
export const declineOffer = (
  tx: Tx,
  deps: EndDeps,
  { stays, ...key }: OfferKey & { readonly stays: boolean },
): Promise<Result<Ended, EndRefusal>> =>
  endOffer(tx, deps, key, { state: 'declined', because: 'declined', stays, by: 'attendee' });

/**
 * The practice takes an offer back; the person gets a kind letter, with `words` in it where given. One that lies in a
 * checkout cannot be paid from now on and ends within a minute, unless the money is moving already.
 */
export const withdrawOffer = (
  tx: Tx,
  deps: EndDeps,
  { words, by, ...key }: OfferKey & { readonly words?: string; readonly by: string },
): Promise<Result<Ended, EndRefusal>> =>
  endOffer(tx, deps, key, {
    state: 'withdrawn',
    because: 'by-hand',
    by,
    ...(words === undefined ? {} : { words }),
  });

/** Gives the person more time. Only ever later: whoever was told a time can count on it. */
export const extendOffer = async (
  tx: Tx,
  deps: EndDeps,
  { until, by, ...key }: OfferKey & { readonly until: Instant; readonly by: string },
): Promise<Result<true, { readonly because: 'gone' | 'over' | 'not-later' }>> => {
  const [offer] = await lockFamily(tx, key, false);
  if (!offer) return refuse({ because: 'gone' });
  const standing = standingOf(offer);
  if (standing !== 'open' && standing !== 'in-checkout') return refuse({ because: 'over' });
  if (until.epochMilliseconds <= offer.until.epochMilliseconds) return refuse({ because: 'not-later' });
  await store.prolongOffer(tx, key, until);
  const { practiceId, offerId } = key;
  await recordChange(tx, practiceId, {
    ...{ entity: 'offer', id: offerId, was: offer.state, became: offer.state },
    ...{ because: 'more-time', actor: by },
  });
  await deps.jobs.enqueue(tx, 'offer-extended', {
    practiceId,
    offerId,
    until: until.toString(),
  });
  return accept(true);
};

/** Locks an offer, and with `all` those that were made with it: groups first, then offers, each in the order of ids. */
const lockFamily = async (tx: Tx, key: OfferKey, all: boolean): Promise<Offer[]> => {
  const family = (await store.familyOf(tx, key)).filter(({ id }) => all || id === key.offerId);
  if (!family.some(({ id }) => id === key.offerId)) return [];
  await lockSeats(
    tx,
    key.practiceId,
    family.map(({ offeringId }) => offeringId),
  );
  const ids = family.map(({ id }) => id);
  await lockOpenOffers(tx, key.practiceId, ids);
  return store.offersById(tx, key.practiceId, ids);
};

type By = Ending & { readonly by: string };

const endOffer = async (
  tx: Tx,
  deps: EndDeps,
  key: OfferKey,
  ending: By,
): Promise<Result<Ended, EndRefusal>> => {
  const family = await lockFamily(tx, key, true);
  const offer = family.find(({ id }) => id === key.offerId);
  if (!offer) return refuse({ because: 'gone' });
  if (!isOfferOpen(offer.state))
    return offer.state === ending.state ? accept({ as: 'ended' }) : refuse({ because: 'over' });
  if (offer.state === 'held') {
    if (ending.state !== 'withdrawn') return refuse({ because: 'in-checkout' });
    await store.endLater(tx, key, 'withdrawn', ending.words);
    return accept({ as: 'ending' });
  }
  if (!isDue(ending, standingOf(offer))) return refuse({ because: 'over' });
  await end(tx, deps, offer, ending);
  if (offer.pairRule === 'together')
    for (const other of family.filter(({ id }) => id !== offer.id)) await endWith(tx, deps, other, ending.by);
  return accept({ as: 'ended' });
};

/** Read again under lock: what ran out cannot be declined, and what was given more time does not run out. */
const isDue = ({ state }: Ending, standing: OfferStanding): boolean => {
  if (state === 'declined') return standing === 'open';
  return state !== 'expired' || standing === 'expired';
};

/** The other one of two: it ends as well, at once or when its checkout does. What was paid stays paid; staff is told. */
const endWith = async (tx: Tx, deps: EndDeps, other: Offer, by: string): Promise<void> => {
  if (other.state === 'held')
    await store.endLater(tx, { practiceId: other.practiceId, offerId: other.id }, 'pair');
  if (other.state !== 'made') return;
  const ranOut = standingOf(other) === 'expired';
  await end(
    tx,
    deps,
    other,
    ranOut ? { state: 'expired', because: 'time', by } : { state: 'withdrawn', because: 'pair', by },
  );
};

const end = async (tx: Tx, deps: EndDeps, offer: Offer, ending: By): Promise<void> => {
  const { practiceId, id: offerId, offeringId } = offer;
  await store.endOffer(tx, { practiceId, offerId }, ending);
  await unofferSeat(tx, { practiceId, offeringId });
  await recordChange(tx, practiceId, {
    ...{ entity: 'offer', id: offerId, was: offer.state, became: ending.state },
    ...{ because: ending.because, actor: ending.by },
  });
  await deps.jobs.enqueue(tx, 'offer-ended', { practiceId, offerId, offeringId, because: ending.state });
};

const STATE_OF = {
  time: 'expired',
  'by-hand': 'withdrawn',
  pair: 'withdrawn',
  'group-closed': 'withdrawn',
  seated: 'withdrawn',
} as const satisfies Record<Due['why'], Ending['state']>;

/** Ends what must end: time over, decided while it lay in a checkout, group gone, person seated. Returns how many. */
export const endDueOffers = async (deps: EndDeps & { readonly db: Db }): Promise<number> => {
  let ended = 0;
  for (const { why, ...key } of await store.offersDue(deps.db.sql, 500)) {
    const done = await deps.db.begin((tx) =>
      endOffer(tx, deps, key, { state: STATE_OF[why], because: why, by: 'job' }),
    );
    if (done.ok && done.value.as === 'ended') ended += 1;
  }
  return ended;
};
