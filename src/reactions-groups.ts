import { keepGroup } from './care/groups/public.ts';
import type { PracticeId } from './kernel/id.ts';
import type { Platform } from './platform/platform.ts';
import { groupInPrint } from './shop/publishing/public.ts';

/** Care's group has the name and the facilitators that are in print. */
export const keepCareGroup = async (
  { db }: Platform,
  practiceId: PracticeId,
  offeringId: string,
): Promise<void> => {
  const group = await groupInPrint(db.sql, { practiceId, offeringId });
  if (group) await keepGroup(db, { practiceId, id: offeringId, ...group });
};
