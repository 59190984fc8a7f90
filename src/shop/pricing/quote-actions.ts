import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../../platform/db.ts';
import { type CouponLine, type CouponRefusal, couponById, judgeCoupon } from '../coupons/public.ts';
import { type TaxSettings, taxInForce, termsOf } from '../tax/public.ts';
import { type Priced, priceCheckout } from './pricing.ts';

export type QuoteWish = {
  readonly practiceId: PracticeId;
  readonly currency: Currency;
  readonly now: Instant;
  /** The coupon that lies in the cart. */
  readonly couponId: string | undefined;
  /** This buyer holds a use of it already. */
  readonly couponIsHeld: boolean;
};

export type QuotedCoupon = {
  readonly id: string;
  readonly code: string;
  /** Why it takes nothing off; absent where it does. */
  readonly refusal: CouponRefusal | undefined;
};

export type Quote = {
  readonly priced: Priced;
  readonly coupon: QuotedCoupon | undefined;
  readonly tax: TaxSettings;
};

/** Prices lines as they would be frozen now: with the practice's tax, and the coupon where it takes something off. */
export const quote = async (
  sql: Queryable,
  lines: readonly CouponLine[],
  wish: QuoteWish,
): Promise<Quote> => {
  const { practiceId, currency, couponId } = wish;
  const [coupon, tax] = await Promise.all([
    couponId === undefined ? undefined : couponById(sql, practiceId, couponId),
    taxInForce(sql, practiceId),
  ]);
  const judged = coupon && judgeCoupon(coupon, lines, { now: wish.now, isHeld: wish.couponIsHeld, currency });
  const taken = judged?.ok ? judged.value : undefined;
  const priced = priceCheckout(
    lines.map((line, index) => ({ ...line, takesCoupon: taken?.takes[index] ?? false })),
    { currency, discount: taken?.discount, tax: termsOf(tax) },
  );
  const shown = coupon && {
    id: coupon.id,
    code: coupon.code,
    refusal: judged && !judged.ok ? judged.refusal : undefined,
  };
  return { priced, coupon: shown, tax };
};
