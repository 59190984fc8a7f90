import type { Money } from '../../kernel/money.ts';
import { money, times } from '../../kernel/money.ts';
import type { CouponLine, CouponRefusal } from '../coupons/public.ts';
import type { Quote } from '../pricing/public.ts';
import type { LineView } from './cart.ts';

/** What takes off the sum of a cart and what comes on top, as it would be frozen now. */
export type CartPrice = {
  readonly coupon: CouponShown | undefined;
  readonly couponSaving: Money;
  readonly tax: Money;
  readonly taxIsAdded: boolean;
  readonly taxName: string;
  readonly payable: Money;
};

export type CouponShown = {
  readonly code: string;
  /** Why it takes nothing off; absent where it does. */
  readonly refusal: CouponRefusal | undefined;
};

/** The lines that can be bought, as the pricing takes them. */
export const quotable = (lines: readonly LineView[]): CouponLine[] =>
  lines
    .filter((line) => !line.problem)
    .map((line) => ({
      kind: 'seat',
      offeringId: line.offeringId,
      unitMinor: line.unit.minor + line.fundUnit.minor,
      count: line.meetings.length,
      fundMinor: line.fundUnit.minor * line.meetings.length,
    }));

export const priceOf = ({ priced, coupon, tax }: Quote, currency: Money['currency']): CartPrice => {
  const total = (pick: (line: Quote['priced']['lines'][number]) => number) =>
    money(
      priced.lines.reduce((sum, line) => sum + pick(line), 0),
      currency,
    );
  return {
    coupon: coupon && { code: coupon.code, refusal: coupon.refusal },
    couponSaving: total((line) => line.couponSavingMinor),
    tax: total((line) => line.taxMinor),
    taxIsAdded: tax.way === 'added',
    taxName: tax.name,
    payable: money(priced.payableMinor, currency),
  };
};

/**
 * Lines whose price the sponsors' fund cannot make up any more, in the order in which they lie: what comes first is
 * supported first. They cannot be bought until the fund has been filled.
 */
export const whereFundIsLow = (lines: readonly LineView[], availableMinor: number): LineView[] => {
  let left = availableMinor;
  return lines.map((line) => {
    const need = times(line.fundUnit, line.meetings.length).minor;
    if (need === 0 || line.problem) return line;
    if (need > left) return { ...line, problem: 'fund-low' };
    left -= need;
    return line;
  });
};
