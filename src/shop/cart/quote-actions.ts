import type { Currency } from '../../kernel/money.ts';
import type { Queryable } from '../../platform/db.ts';
import { type Quote, quote } from '../pricing/public.ts';
import * as store from './coupon-store.ts';
import type { LineView } from './line.ts';
import { quotable } from './price.ts';
import { type CartKey, databaseNow } from './store.ts';

/** Prices lines as they would be frozen now, with a coupon. */
export const quoteWith = async (
  sql: Queryable,
  { practiceId }: CartKey,
  lines: readonly LineView[],
  wish: { readonly currency: Currency; readonly couponId: string | undefined; readonly isHeld: boolean },
): Promise<Quote> => {
  const { currency, couponId, isHeld: couponIsHeld } = wish;
  const now = await databaseNow(sql);
  return quote(sql, quotable(lines), { practiceId, currency, now, couponId, couponIsHeld });
};

/** Prices what lies in a cart with the coupon that lies there. */
export const quoteCart = async (
  sql: Queryable,
  key: CartKey,
  lines: readonly LineView[],
  currency: Currency,
): Promise<Quote> => {
  const coupon = await store.couponInCart(sql, key);
  return quoteWith(sql, key, lines, {
    currency,
    couponId: coupon?.couponId,
    isHeld: coupon?.isHeld ?? false,
  });
};
