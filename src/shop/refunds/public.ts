import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import type { Queryable } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { chairsNeed, failedNeed } from './needs.ts';
import { chairsToDecide, failedRefunds, type Waiting } from './needs-store.ts';

export { executeRefunds } from './actions.ts';
export {
  cancelRefund,
  decideChairs,
  retryRefund,
  type StepRefusal,
  settleByHand,
} from './desk-actions.ts';
export type { RefundStep } from './letter.ts';
export { tellOfRefund } from './letter-actions.ts';
export { noteRefund } from './outside-actions.ts';
export type { RefundState } from './refund-states.ts';
export type { RefundRefusal, WishedPart, WishReason } from './wish.ts';
export { type RefundWish, requestRefund, type WishedRefund } from './wish-actions.ts';

/** What refunds need of a person. */
export const needs = async (sql: Queryable, practiceId: PracticeId): Promise<readonly Need[]> => {
  const [failed, chairs] = await Promise.all([
    failedRefunds(sql, practiceId),
    chairsToDecide(sql, practiceId),
  ]);
  const placeOf = ({ orderId, refundId }: Waiting) =>
    orderId ? urls.deskRefund(orderId, refundId) : urls.deskOrders();
  return [
    ...(failed ? [failedNeed(failed.count, failed.since, placeOf(failed))] : []),
    ...(chairs ? [chairsNeed(chairs.count, chairs.since, placeOf(chairs))] : []),
  ];
};
