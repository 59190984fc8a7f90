import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Frame } from '../../ui/frame.ts';
import type { Html } from '../../ui/html.ts';
import type { Agreement } from './agreement.ts';
import type { Listing, OfferingState } from './listing.ts';
import { canOfferingBecome } from './offering-states.ts';
import { groupCard, type ShownCard } from './pages/card.ts';
import { groupBody } from './pages/group.ts';
import type { FacilitatorPage, Publication } from './publish.ts';
import { moveOffering, saveAgreement, saveFacilitator, savePublication } from './publish-store.ts';
import { forSale, hasBegun, type OfferingForSale, saleNow } from './sale.ts';
import { nextMeetings } from './schedule.ts';
import { cardsOfFacilitator, openCards } from './shelf-store.ts';
import { databaseNow, listingAt, listingOf } from './store.ts';

export type { Agreement } from './agreement.ts';
export { type GroupAtDoor, groupAtDoor } from './door-store.ts';
export type {
  Card,
  Facilitator,
  FacilitatorId,
  LeansOn,
  Listing,
  OfferingId,
  OfferingState,
  Tier,
  TierId,
} from './listing.ts';
export { FORMAT_NAMES, KIND_NAMES, languageName, languagesInWords } from './listing-words.ts';
export { facilitatorPage } from './pages/facilitators.ts';
export type { FacilitatorPage, Publication, PublishedContent } from './publish.ts';
export { type NotForSale, type OfferingForSale, saleNow, seriesByOffer, seriesOnSale } from './sale.ts';
export {
  firstDate,
  firstMeeting,
  type Mark,
  type Meeting,
  marksBetween,
  meetingsBetween,
  nextMeetings,
  type PlannedMeeting,
  type Schedule,
  seriesFrom,
} from './schedule.ts';
export { problemsOf, type ScheduleProblem } from './schedule-check.ts';
export { scheduleInWords, timeInWords, zoneInWords } from './schedule-words.ts';
export { agreementOf, facilitatorsOf, publishedAddresses } from './store.ts';
export { STRUGGLE_NAMES, STRUGGLES } from './struggle.ts';
export { type SupportedPrice, supportedPrices } from './support-store.ts';

/**
 * All that cart and checkout need of a group, in whatever state it is: seats, tiers, schedule, terms. Ask `saleNow`
 * (or, for a buyer who has a hold, `seriesOnSale`) whether it can be bought and which meetings a seat covers.
 */
export const offeringForSale = async (
  sql: Queryable,
  practiceId: PracticeId,
  offeringId: string,
): Promise<OfferingForSale | undefined> => {
  const listing = await listingOf(sql, practiceId, offeringId);
  return listing && forSale(listing);
};

/** The same by the address of its page, where the public may see it. */
export const offeringAt = async (
  sql: Queryable,
  practiceId: PracticeId,
  address: string,
): Promise<OfferingForSale | undefined> => {
  const listing = await listingAt(sql, practiceId, address);
  return listing && forSale(listing);
};

/** Prints a group's page, prices and seats; the same id again replaces them. Its facilitators must be there. */
export const publishGroup = (
  tx: Tx,
  practiceId: PracticeId,
  group: Publication,
  by?: { readonly personId: string },
): Promise<void> => savePublication(tx, practiceId, group, by?.personId ?? null);

/** The page of a group as it would be, for the desk alone: nothing on it sells. Its headings begin at level 2. */
export const groupPreview = (frame: Frame, listing: Listing, now: Instant): Html =>
  groupBody(frame, {
    listing,
    now,
    next: nextMeetings(listing.schedule, now, 1)[0],
    sale: saleNow({ ...listing, state: 'published' }, now),
    begun: hasBegun(listing.schedule, now),
    isPreview: true,
  });

/** Another state of a group that was printed; false when it is not, or no longer, in the state `from`. */
export const turnOffering = (
  tx: Tx,
  practiceId: PracticeId,
  turn: { readonly offeringId: string; readonly from: OfferingState; readonly to: OfferingState },
): Promise<boolean> => {
  invariant(canOfferingBecome(turn.from, turn.to), `a group that is ${turn.from} does not become ${turn.to}`);
  return moveOffering(tx, practiceId, turn);
};

export const publishFacilitator = async (
  tx: Tx,
  practiceId: PracticeId,
  page: FacilitatorPage,
): Promise<void> => {
  await saveFacilitator(tx, practiceId, page);
};

/** Publishes a version of the agreement; a version that is there stays as it is. */
export const publishAgreement = async (
  tx: Tx,
  practiceId: PracticeId,
  agreement: Pick<Agreement, 'version' | 'title' | 'body'>,
): Promise<void> => {
  await saveAgreement(tx, practiceId, agreement);
};

/** Up to `limit` groups with a chair to take, those with most open chairs first. */
export const openGroups = async (
  sql: Queryable,
  practiceId: PracticeId,
  limit: number,
): Promise<ShownCard[]> => {
  const cards = await openCards(sql, practiceId, limit);
  const now = await databaseNow(sql);
  return cards.map((card) => ({ card, seats: card.seats, begun: hasBegun(card.schedule, now) }));
};

/** The same, drawn as cards with headings of level 3. */
export const openGroupCards = async (
  sql: Queryable,
  practiceId: PracticeId,
  limit: number,
  locale = 'en-US',
): Promise<Html[]> =>
  (await openGroups(sql, practiceId, limit)).map((shown) => groupCard(shown, { locale, level: 3 }));

/** The groups that somebody leads and that still take place. */
export const groupsOfFacilitator = async (
  sql: Queryable,
  practiceId: PracticeId,
  facilitatorId: string,
): Promise<ShownCard[]> => {
  const cards = await cardsOfFacilitator(sql, practiceId, facilitatorId);
  const now = await databaseNow(sql);
  return cards.map((card) => ({ card, seats: card.seats, begun: hasBegun(card.schedule, now) }));
};
