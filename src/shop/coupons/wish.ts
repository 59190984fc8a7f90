import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Coupon, CouponState } from './coupon.ts';

/** What the desk wants of a coupon; `code` left out asks for a generated one. */
export type CouponWish = Pick<
  Coupon,
  | 'title'
  | 'amountMinor'
  | 'perTenThousand'
  | 'lowestMinor'
  | 'usesLimit'
  | 'personLimit'
  | 'kinds'
  | 'offeringIds'
  | 'fromAt'
  | 'untilAt'
> & { readonly code: string | undefined };

export type SaveRefusal =
  | { readonly because: 'code-taken' }
  /** Uses that are there already cannot be taken back by a lower limit. */
  | { readonly because: 'limit-below-uses'; readonly uses: number };

/** Whether a coupon may be saved like this: nothing that was used or reserved is undone by it. */
export const judgeSaving = (
  wish: Pick<CouponWish, 'usesLimit'>,
  before: Pick<Coupon, 'used' | 'reserved'> | undefined,
): Result<true, SaveRefusal> => {
  const uses = before ? before.used + before.reserved : 0;
  if (wish.usesLimit !== null && wish.usesLimit < uses) return refuse({ because: 'limit-below-uses', uses });
  return accept(true);
};

/** How a coupon stands today, in one word for the desk's list. */
export type Standing = CouponState | 'not-yet' | 'over' | 'run-out';

export const standingOf = (
  { state, fromAt, untilAt, usesLimit, used, reserved }: Coupon,
  now: Instant,
): Standing => {
  if (state !== 'active') return state;
  if (untilAt && untilAt.epochMilliseconds <= now.epochMilliseconds) return 'over';
  if (usesLimit !== null && used + reserved >= usesLimit) return 'run-out';
  return fromAt && fromAt.epochMilliseconds > now.epochMilliseconds ? 'not-yet' : 'active';
};

/** The names of what a new wish changes, in the words of its form; for the history of a coupon. */
export const changesOf = (before: Coupon, wish: CouponWish): string[] => {
  const text = (value: unknown) => JSON.stringify(value);
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['what it is for', before.title, wish.title],
    ['code', before.code, wish.code ?? before.code],
    [
      'what it takes off',
      [before.amountMinor, before.perTenThousand],
      [wish.amountMinor, wish.perTenThousand],
    ],
    ['lowest sum', before.lowestMinor, wish.lowestMinor],
    ['uses in all', before.usesLimit, wish.usesLimit],
    ['uses a person', before.personLimit, wish.personLimit],
    ['kinds', [...before.kinds].sort(), [...wish.kinds].sort()],
    ['groups', [...before.offeringIds].sort(), [...wish.offeringIds].sort()],
    ['first day', before.fromAt?.toString(), wish.fromAt?.toString()],
    ['last day', before.untilAt?.toString(), wish.untilAt?.toString()],
  ];
  return pairs.filter(([, was, becomes]) => text(was) !== text(becomes)).map(([name]) => name);
};
