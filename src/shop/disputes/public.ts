import { writeDate } from '../../kernel/formats.ts';
import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import type { Queryable } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { disputeNeed } from './needs.ts';
import { openDisputes } from './store.ts';

export { type DisputeDeps, noteDispute } from './actions.ts';
export { createPayPalDisputes } from './gateway.ts';
export type { PayPalDisputes } from './paypal.ts';

/** What disputes need of a person; the date is written in the practice's zone and locale. */
export const needs = async (
  sql: Queryable,
  { id, zone, locale }: { readonly id: PracticeId; readonly zone: string; readonly locale: string },
): Promise<readonly Need[]> => {
  const [first] = await openDisputes(sql, id, 1);
  if (!first) return [];
  const day = first.respondUntil?.toZonedDateTimeISO(zone).toPlainDate();
  const until = day && writeDate(day, locale, { month: 'long', day: 'numeric' });
  const href = first.count === 1 ? urls.deskDispute(first.id) : urls.deskDisputes();
  const { count, state, openedAt } = first;
  return [disputeNeed({ count, state, until, since: openedAt, href })];
};
