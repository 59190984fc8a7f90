import type { Currency } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Discount, Kind, PriceableLine } from '../pricing/public.ts';

export type Coupon = {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly state: CouponState;
  /** Exactly one of the two is set. */
  readonly amountMinor: number | null;
  readonly perTenThousand: number | null;
  readonly currency: Currency;
  /** The lines it is for have to cost so much together, in minor units. */
  readonly lowestMinor: number;
  /** How often in all, and how often one address; null is without a limit. */
  readonly usesLimit: number | null;
  readonly personLimit: number | null;
  readonly kinds: readonly Kind[];
  /** Ids of the groups it is for; none is all. */
  readonly offeringIds: readonly string[];
  readonly fromAt: Instant | null;
  /** The first instant at which it is over. */
  readonly untilAt: Instant | null;
  readonly reserved: number;
  readonly used: number;
};

export type CouponState = 'active' | 'paused' | 'archived';

/** An archived coupon can be brought back, paused, so that nothing is lost by putting it away. */
export const COUPON_BECOMES = {
  active: ['paused', 'archived'],
  paused: ['active', 'archived'],
  archived: ['paused'],
} as const satisfies Record<CouponState, readonly CouponState[]>;

export const canCouponBecome = (was: CouponState, next: CouponState): boolean =>
  (COUPON_BECOMES[was] as readonly CouponState[]).includes(next);

/** A line that may take a coupon: its price, and which group it is for. */
export type CouponLine = Pick<
  PriceableLine,
  'kind' | 'unitMinor' | 'count' | 'packageSavingMinor' | 'fundMinor'
> & {
  readonly offeringId: string | null;
};

/** Why a code takes nothing off this cart today. None of them tells of anybody else. */
export type CouponRefusal =
  /** No such code, or one that was put away. */
  | { readonly because: 'unknown' }
  | { readonly because: 'paused' }
  | { readonly because: 'not-yet'; readonly fromAt: Instant }
  | { readonly because: 'over' }
  /** Every use is taken, or held by somebody who is paying. */
  | { readonly because: 'run-out' }
  | { readonly because: 'not-these' }
  | { readonly because: 'too-low'; readonly lowestMinor: number }
  | { readonly because: 'other-currency' };

export type Taken = { readonly discount: Discount; readonly takes: readonly boolean[] };

/**
 * What a coupon takes off these lines at this moment, and off which of them. A use that this buyer holds already is
 * not counted against the buyer.
 */
export const judgeCoupon = (
  coupon: Coupon,
  lines: readonly CouponLine[],
  { now, isHeld, currency }: { readonly now: Instant; readonly isHeld: boolean; readonly currency: Currency },
): Result<Taken, CouponRefusal> => {
  const gone = isHeld ? undefined : whyGone(coupon, now);
  if (gone) return refuse(gone);
  const discount = discountOf(coupon);
  if (discount.by === 'amount' && coupon.currency !== currency) return refuse({ because: 'other-currency' });
  const takes = lines.map((line) => isFor(coupon, line));
  const base = lines.reduce((sum, line, index) => sum + (takes[index] ? leftOf(line) : 0), 0);
  if (base === 0) return refuse({ because: 'not-these' });
  if (base < coupon.lowestMinor) return refuse({ because: 'too-low', lowestMinor: coupon.lowestMinor });
  return accept({ discount, takes });
};

const whyGone = (coupon: Coupon, now: Instant): CouponRefusal | undefined => {
  if (coupon.state === 'archived') return { because: 'unknown' };
  if (coupon.state === 'paused') return { because: 'paused' };
  const { fromAt, untilAt, usesLimit, reserved, used } = coupon;
  if (fromAt && now.epochMilliseconds < fromAt.epochMilliseconds) return { because: 'not-yet', fromAt };
  if (untilAt && now.epochMilliseconds >= untilAt.epochMilliseconds) return { because: 'over' };
  return usesLimit !== null && reserved + used >= usesLimit ? { because: 'run-out' } : undefined;
};

export const discountOf = ({
  amountMinor,
  perTenThousand,
}: Pick<Coupon, 'amountMinor' | 'perTenThousand'>): Discount =>
  amountMinor === null
    ? { by: 'share', perTenThousand: perTenThousand ?? 0 }
    : { by: 'amount', minor: amountMinor };

/** A list of groups narrows seats alone; workbooks belong to no group. */
const isFor = ({ kinds, offeringIds }: Coupon, { kind, offeringId }: CouponLine): boolean =>
  kinds.includes(kind) &&
  (kind !== 'seat' || offeringIds.length === 0 || (offeringId !== null && offeringIds.includes(offeringId)));

const leftOf = ({ unitMinor, count, packageSavingMinor = 0, fundMinor = 0 }: CouponLine): number =>
  Math.max(0, unitMinor * count - packageSavingMinor - fundMinor);
