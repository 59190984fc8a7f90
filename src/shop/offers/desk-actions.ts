import type { Practice } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Letter } from '../../ui/letter.ts';
import { urls } from '../../urls.ts';
import { recordChange } from '../fulfilment/public.ts';
import { lockSeats } from '../seats/public.ts';
import * as desk from './desk-store.ts';
import { type OfferLetterDeps, senderOf, shown } from './letter-actions.ts';
import { endedLetter } from './letters.ts';
import { endingNeed, pairNeed } from './needs.ts';
import type { Offer } from './offer.ts';
import type { OfferKey } from './store.ts';

type Group = { readonly practiceId: PracticeId; readonly offeringId: string; readonly by: string };

/** One free seat of a group in which people wait is for everybody now; false where there is none to open. */
export const openSeat = async (tx: Tx, { practiceId, offeringId, by }: Group): Promise<boolean> => {
  await lockSeats(tx, practiceId, [offeringId]);
  if (!(await desk.openOne(tx, practiceId, offeringId))) return false;
  await note(tx, { practiceId, offeringId, by }, 'opened');
  return true;
};

/** Seats that were opened, and that nobody has taken yet, are for those who wait again. */
export const keepSeats = async (tx: Tx, group: Group): Promise<void> => {
  await lockSeats(tx, group.practiceId, [group.offeringId]);
  const closed = await desk.closeAll(tx, group.practiceId, group.offeringId);
  if (closed.count > 0) await note(tx, group, 'kept');
};

/** For how many hours a seat of this group is offered to the next who waits; offers that were made keep their time. */
export const changeOfferHours = async (
  tx: Tx,
  { hours, ...group }: Group & { readonly hours: number },
): Promise<void> => {
  const changed = await desk.setHours(tx, group.practiceId, group.offeringId, hours);
  if (changed.count > 0) await note(tx, group, `${hours} hours`);
};

const note = (tx: Tx, { practiceId, offeringId, by }: Group, became: string) =>
  recordChange(tx, practiceId, { entity: 'offering', id: offeringId, was: null, became, actor: by });

/** Somebody has looked at a pair of which one pays and the other does not come. */
export const settlePair = async (tx: Tx, key: OfferKey): Promise<void> => {
  await desk.settle(tx, key);
};

/** The letter that withdrawing would send, to be read before. */
export const withdrawalLetter = (
  deps: Pick<OfferLetterDeps, 'links' | 'publicUrl'>,
  practice: Practice,
  offer: Offer,
  words: string | undefined,
): Letter | undefined =>
  endedLetter(senderOf(practice), { ...shown(deps, offer), endedWords: words ?? null }, 'by-hand');

/** What offers need of a person. */
export const needs = async (sql: Queryable, practiceId: PracticeId): Promise<readonly Need[]> => {
  const [ending, broken] = await Promise.all([
    desk.endingSoon(sql, practiceId),
    desk.brokenPairs(sql, practiceId),
  ]);
  return [
    ...(ending
      ? [endingNeed(ending.count, ending.since, urls.deskOffers({ state: 'open', sortBy: 'ends' }))]
      : []),
    ...(broken ? [pairNeed(broken.count, broken.since, urls.deskOffer(broken.offerId))] : []),
  ];
};
