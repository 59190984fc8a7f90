import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { disputeNeed } from './needs.ts';
import { openDisputes } from './store.ts';

export { type DisputeDeps, noteDispute } from './actions.ts';
export { endingOf } from './dispute.ts';
export type { DisputeState } from './dispute-states.ts';
export { createPayPalDisputes } from './gateway.ts';
export type { PayPalDisputes } from './paypal.ts';

/** What disputes need of a person. */
export const needs = async (
  sql: Queryable,
  practiceId: PracticeId,
  now: Instant,
): Promise<readonly Need[]> => {
  const [first] = await openDisputes(sql, practiceId, 1);
  if (!first) return [];
  const { count, state, openedAt, respondUntil } = first;
  const days = respondUntil === null ? undefined : Math.floor(now.until(respondUntil).total('hours') / 24);
  const href = count === 1 ? urls.deskDispute(first.id) : urls.deskDisputes();
  return [disputeNeed({ count, state, days, since: openedAt, href })];
};
