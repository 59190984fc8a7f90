import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import type { Db } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { countOpen } from './break-store.ts';
import { breakNeed } from './needs.ts';

export { type ReconcileDeps, reconcilePractice } from './actions.ts';
export { BREAK_KINDS, type BreakKind, type BreakState, fits, type Way } from './break-states.ts';
export { countOpen } from './break-store.ts';
export { createPayPalReports } from './gateway.ts';
export type { PayPalReports } from './paypal.ts';
export { kindOf, type LineKind } from './report.ts';
export { bookingOf } from './settle.ts';
export {
  type BreakRefusal,
  bookBreak,
  explainBreak,
  fetchBreak,
  reopenBreak,
  type Settler,
} from './settle-actions.ts';

/** What differs between PayPal's books and ours, and waits for a person. */
export const needs = async (db: Db, practiceId: PracticeId): Promise<readonly Need[]> => {
  const open = await db.as({ kind: 'job:reconcile', practiceId }, (tx) => countOpen(tx, practiceId));
  if (!open) return [];
  const href = open.count === 1 ? urls.deskBreak(open.first) : urls.deskBreaks({ state: 'open' });
  return [breakNeed({ count: open.count, since: open.since, href })];
};
