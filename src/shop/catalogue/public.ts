import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Html } from '../../ui/html.ts';
import type { Agreement } from './agreement.ts';
import { groupCard, type ShownCard } from './pages/card.ts';
import type { FacilitatorPage, Publication } from './publish.ts';
import { saveAgreement, saveFacilitator, savePublication } from './publish-store.ts';
import { forSale, hasBegun, type OfferingForSale } from './sale.ts';
import { openCards } from './shelf-store.ts';
import { databaseNow, listingOf } from './store.ts';

export type { Agreement } from './agreement.ts';
export type { Card, Facilitator, FacilitatorId, Listing, OfferingId, Tier, TierId } from './listing.ts';
export type { FacilitatorPage, Publication } from './publish.ts';
export { type NotForSale, type OfferingForSale, saleNow, seriesByOffer, seriesOnSale } from './sale.ts';
export { type Meeting, nextMeetings, type Schedule } from './schedule.ts';
export { zoneInWords } from './schedule-words.ts';
export { agreementOf, publishedAddresses } from './store.ts';

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

/** Prints a group's page, prices and seats; the same id again replaces them. Its facilitators must be there. */
export const publishGroup = (
  tx: Tx,
  practiceId: PracticeId,
  group: Publication,
  by?: { readonly personId: string },
): Promise<void> => savePublication(tx, practiceId, group, by?.personId ?? null);

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
