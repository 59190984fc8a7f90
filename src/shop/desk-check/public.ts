import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import type { Queryable } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { longInMotion } from './store.ts';

/** Payments that PayPal has not decided for a day and more. */
export const needs = async (sql: Queryable, practiceId: PracticeId): Promise<readonly Need[]> => {
  const long = await longInMotion(sql, practiceId);
  if (!long) return [];
  const sentence =
    long.count === 1
      ? 'A payment has been on its way for more than a day. Look at it at PayPal.'
      : `${long.count} payments have been on their way for more than a day. Look at them at PayPal.`;
  return [
    { kind: 'payment-in-motion', count: long.count, sentence, href: urls.deskCheck(), since: long.since },
  ];
};
