import type { PracticeId } from '../../kernel/id.ts';
import type { Need } from '../../kernel/need.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import { urls } from '../../urls.ts';
import { supportedPrices } from '../catalogue/public.ts';
import { availableIn } from './fund.ts';
import { availableFor, fundOf, lastMovementAt } from './store.ts';

export { giveBackToFund, recordGift } from './actions.ts';

/** What the fund can still give, in minor units; for a cart with what its own checkout was promised. */
export const fundAvailable = (sql: Queryable, practiceId: PracticeId, cartId?: string): Promise<number> =>
  availableFor(sql, practiceId, cartId ?? null);

/** Whether the fund is too low for a chair at one of the prices that it supports. */
export const needs = async (
  sql: Queryable,
  practiceId: PracticeId,
  now: Instant,
): Promise<readonly Need[]> => {
  const prices = await supportedPrices(sql, practiceId);
  const available = availableIn(await fundOf(sql, practiceId));
  const closed = prices.filter(({ needMinor }) => needMinor > available);
  if (closed.length === 0) return [];
  const which = closed.length === 1 ? 'A price is' : `${closed.length} prices are`;
  return [
    {
      kind: 'fund-low',
      count: closed.length,
      sentence: `${which} closed because the sponsors’ fund has too little for a chair.`,
      href: urls.deskFund(),
      since: (await lastMovementAt(sql, practiceId)) ?? now,
    },
  ];
};
