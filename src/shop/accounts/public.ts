import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import { invoiceViolations } from './invoice-store.ts';
import { couponViolations, fundViolations, priceViolations } from './savings-store.ts';
import {
  forgotten,
  moneyViolations,
  offerViolations,
  type StoryLine,
  seatViolations,
  storyOf,
  type Violation,
} from './store.ts';

export type { StoryLine, Violation } from './store.ts';

/** Everything that is written down about a checkout's way to its money, oldest first; ids and states, no names. */
export const paymentStory = (
  sql: Queryable,
  practiceId: PracticeId,
  checkoutId: string,
): Promise<readonly StoryLine[]> => storyOf(sql, practiceId, checkoutId);

/**
 * What must always be true of seats and money, asked of the tables alone. Empty is well. It may be asked at any
 * moment between transactions; it repairs nothing.
 */
export const invariants = async (sql: Queryable, practiceId: PracticeId): Promise<readonly Violation[]> => [
  ...(await seatViolations(sql, practiceId)),
  ...(await offerViolations(sql, practiceId)),
  ...(await moneyViolations(sql, practiceId)),
  ...(await priceViolations(sql, practiceId)),
  ...(await invoiceViolations(sql, practiceId)),
  ...(await couponViolations(sql, practiceId)),
  ...(await fundViolations(sql, practiceId)),
  ...(await forgotten(sql, practiceId)),
];
