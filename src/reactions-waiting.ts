import { acceptedApplication, acceptedNotInLine, applicationMoved } from './care/applications/public.ts';
import {
  asJob,
  type Chosen,
  endPauses,
  enterAfterYes,
  followExtension,
  followOffer,
  groupsToLookAt,
  lockLine,
  noteLook,
  noteOffered,
  type OfferEnd,
  offersBelieved,
  pickNext,
  waitingIn,
} from './care/waiting/public.ts';
import { practiceById, practices } from './identity/practice/public.ts';
import type { PracticeId } from './kernel/id.ts';
import { invariant } from './kernel/invariant.ts';
import type { Tx } from './platform/db.ts';
import type { JobData, ScheduleEntry } from './platform/jobs.ts';
import type { Platform } from './platform/platform.ts';
import {
  lockSeatsToOffer,
  makeOffer,
  makePair,
  noteWaiting,
  type Offer,
  offersOf,
  type SeatsToOffer,
} from './shop/offers/public.ts';
import { waitingOf } from './waiting-parts.ts';

/** A yes was said: whoever it was said to is in line, before those who wait without one. */
export const enterAccepted = async (
  platform: Platform,
  practiceId: PracticeId,
  { applicationId, groupId }: JobData,
): Promise<void> => {
  const [application, group] = [String(applicationId), String(groupId)];
  const deps = waitingOf(platform);
  await asJob(deps, practiceId, async (tx) => {
    await lockLine(tx, { practiceId, groupId: group });
    const yes = await acceptedApplication(tx, practiceId, application);
    if (!yes) return;
    await enterAfterYes(deps, tx, { practiceId, applicationId: application, ...yes });
    await applicationMoved(tx, { practiceId, applicationId: application, to: 'waiting' });
  });
};

/**
 * Free seats of a group go to the next who fit, one after another, and the shop learns how many wait. All of it under
 * the list's lock: two who do this at once never offer one seat twice, or two seats to one.
 */
export const fillSeats = async (
  platform: Platform,
  practiceId: PracticeId,
  groupId: string,
): Promise<void> => {
  const practice = await practiceById(platform.db, practiceId);
  invariant(practice, 'a group belongs to a practice');
  const deps = waitingOf(platform);
  const group = { practiceId, groupId };
  await asJob(deps, practiceId, async (tx) => {
    let seats: SeatsToOffer | undefined;
    const { units, next } = await pickNext(deps, tx, group, async () => {
      seats = await lockSeatsToOffer(tx, practiceId, groupId);
      return seats ?? { free: 0, needsYes: false, sitting: [], offered: [] };
    });
    let refused = 0;
    for (const unit of units)
      if (!seats || !(await offer(platform, tx, { practiceId, groupId, unit, seats, zone: practice.zone })))
        refused += unit.length;
    const left = refused > 0 ? ({ seats: refused, because: 'not-offered' } as const) : undefined;
    await noteLook(tx, group, next.idle ?? left);
    await noteWaiting(tx, practiceId, groupId, await waitingIn(tx, group));
  });
};

type Offering = {
  readonly practiceId: PracticeId;
  readonly groupId: string;
  readonly unit: readonly Chosen[];
  readonly seats: SeatsToOffer;
  readonly zone: string;
};

/** One offer, or two that belong together; false where the shop refused. */
const offer = async (
  platform: Platform,
  tx: Tx,
  { practiceId, groupId, unit, seats, zone }: Offering,
): Promise<boolean> => {
  const wishes = unit.map((chosen) => wishFor({ practiceId, groupId, seats, zone }, chosen));
  const [one, other] = wishes;
  invariant(one, 'a unit has somebody in it');
  const made = other ? await makePair(tx, platform, [one, other]) : await makeOffer(tx, platform, one);
  if (!made.ok) {
    platform.log.event('offer-refused', { practiceId, groupId, reason: made.refusal.because });
    return false;
  }
  const ids = 'offerIds' in made.value ? made.value.offerIds : [made.value.offerId];
  for (const [index, { entryId }] of unit.entries()) {
    const [offerId, until] = [ids[index], wishes[index]?.until];
    invariant(offerId && until, 'everybody in a unit has an offer');
    await noteOffered(waitingOf(platform), tx, { practiceId, entryId, offerId, until });
  }
  return true;
};

/** The shop learns a name, an address and a date, and of an application that it was one. */
const wishFor = (
  { practiceId, groupId, seats, zone }: Omit<Offering, 'unit'>,
  { name, email, offerDays, applicationId, entryId }: Chosen,
) => ({
  ...{ practiceId, offeringId: groupId, person: { name, email } },
  until: seats.untilFor(offerDays, zone),
  source: applicationId === null ? ('waiting-list' as const) : ('application' as const),
  sourceId: applicationId ?? entryId,
});

/** An offer came to its end, in the words of the list; undefined while it is open. */
const endOf = ({ state, stays, endedBecause }: Offer): OfferEnd | undefined => {
  if (state === 'paid') return { how: 'paid' };
  if (state === 'declined') return { how: 'declined', stays: stays === true };
  if (state === 'expired') return { how: 'expired' };
  if (state !== 'withdrawn') return undefined;
  if (endedBecause === 'pair') return { how: 'withdrawn', because: 'pair' };
  return { how: 'withdrawn', because: endedBecause === 'by-hand' ? 'taken-back' : 'ended' };
};

/** The list follows what became of an offer; an offer that it did not make is none of its business. */
export const followOfferOf = async (
  platform: Platform,
  practiceId: PracticeId,
  offerIds: readonly string[],
): Promise<void> => {
  const deps = waitingOf(platform);
  for (const one of await offersOf(platform.db.sql, practiceId, offerIds)) {
    const end = endOf(one);
    if (end) await followOffer(deps, { practiceId, offerId: one.id }, end);
    else await followExtension(deps, { practiceId, offerId: one.id }, one.until);
  }
};

/** Everything once more, from the tables alone: though every event were lost, no seat stays idle without a reason. */
const lookAtAll = async (platform: Platform, practiceId: PracticeId): Promise<void> => {
  const deps = waitingOf(platform);
  for (const { id, groupId } of await acceptedNotInLine(platform.db, practiceId))
    await enterAccepted(platform, practiceId, { applicationId: id, groupId });
  await followOfferOf(platform, practiceId, await offersBelieved(deps, practiceId));
  await endPauses(deps, practiceId);
  for (const groupId of await groupsToLookAt(deps, practiceId))
    await fillSeats(platform, practiceId, groupId);
};

export const fillSchedule = (platform: Platform): readonly ScheduleEntry[] => [
  {
    name: 'seats-to-fill',
    every: { seconds: 30 },
    run: async () => {
      for (const { id } of await practices(platform.db)) await lookAtAll(platform, id);
    },
  },
];
