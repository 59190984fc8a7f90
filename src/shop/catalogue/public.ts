import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Agreement } from './agreement.ts';
import type { FacilitatorPage, Publication } from './publish.ts';
import { saveAgreement, saveFacilitator, savePublication } from './publish-store.ts';
import { forSale, type OfferingForSale } from './sale.ts';
import { listingOf } from './store.ts';

export type { Agreement } from './agreement.ts';
export type { Card, Facilitator, FacilitatorId, Listing, OfferingId, Tier, TierId } from './listing.ts';
export { priceOf, seatsLeft } from './listing.ts';
export type { FacilitatorPage, Publication } from './publish.ts';
export { type NotForSale, type OfferingForSale, saleNow, seriesOnSale } from './sale.ts';
export { type Meeting, nextMeetings, type Schedule, seriesFrom } from './schedule.ts';
export { scheduleInWords } from './schedule-words.ts';
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
export const publishGroup = (tx: Tx, practiceId: PracticeId, group: Publication): Promise<void> =>
  savePublication(tx, practiceId, group);

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
