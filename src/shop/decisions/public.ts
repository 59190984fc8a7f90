import { practiceById } from '../../identity/practice/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Db } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { groupsDue } from './store.ts';

export { giveAllBack } from './give-back-actions.ts';

/** Groups below their minimum that must be decided about today, each by itself. */
export const needs = async (db: Db, practiceId: PracticeId, now: Instant): Promise<readonly Need[]> => {
  const practice = await practiceById(db, practiceId);
  if (!practice) return [];
  const today = now.toZonedDateTimeISO(practice.zone).toPlainDate();
  return (await groupsDue(db.sql, practiceId, today, 20)).map(({ offeringId, name, more, decisionOn }) => ({
    kind: 'group-below-minimum',
    count: 1,
    sentence: `${name} is ${more === 1 ? 'one person' : `${more} people`} below its minimum: go, postpone, or pay back?`,
    href: urls.deskGroupDecision(offeringId),
    since: decisionOn.toZonedDateTime(practice.zone).toInstant(),
  }));
};
