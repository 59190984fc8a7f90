import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import type { Queryable } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { failedNeed } from './needs.ts';
import { failedRefunds } from './needs-store.ts';

export { executeRefunds } from './actions.ts';
export type { RefundStep } from './letter.ts';
export { tellOfRefund } from './letter-actions.ts';
export { noteRefund } from './outside-actions.ts';
export type { RefundRefusal, WishedPart, WishReason } from './wish.ts';
export { type RefundWish, requestRefund, type WishedRefund } from './wish-actions.ts';

/** What refunds need of a person. */
export const needs = async (sql: Queryable, practiceId: PracticeId): Promise<readonly Need[]> => {
  const failed = await failedRefunds(sql, practiceId);
  if (!failed) return [];
  const href = failed.orderId ? urls.deskOrder(failed.orderId) : urls.deskOrders();
  return [failedNeed(failed.count, failed.since, href)];
};
