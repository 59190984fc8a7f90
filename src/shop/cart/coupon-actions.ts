import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { asCode, CODE, type Coupon, type CouponRefusal, couponByCode } from '../coupons/public.ts';
import { type CartOf, linesIn, lockedCart } from './actions.ts';
import * as store from './coupon-store.ts';
import { quoteWith } from './quote-actions.ts';
import type { CartKey } from './store.ts';

/** For so long whoever sits at this screen is told that the code was used here a moment ago. */
const JUST_USED_MINUTES = 60;

export type CodeRefusal = CouponRefusal | { readonly because: 'empty-cart' | 'used-here' };

/** Puts the coupon with this code into the cart, in place of another; refuses one that would take nothing off. */
export const applyCode = (db: Db, of: CartOf, typed: string): Promise<Result<true, CodeRefusal>> =>
  db.begin(async (tx) => {
    const key = await lockedCart(tx, of);
    if (!key) return refuse({ because: 'empty-cart' });
    const code = asCode(typed);
    const coupon = CODE.test(code) ? await couponByCode(tx, key.practiceId, code) : undefined;
    const refusal = coupon ? await whyNot(tx, key, coupon) : ({ because: 'unknown' } as const);
    if (refusal) return refuse(refusal);
    await store.putCoupon(tx, key, coupon?.id ?? null);
    return accept(true);
  });

const whyNot = async (tx: Tx, key: CartKey, { id }: Coupon): Promise<CodeRefusal | undefined> => {
  const before = await store.couponInCart(tx, key);
  const lines = await linesIn(tx, key);
  const currency = lines[0]?.total.currency;
  if (!currency) return { because: 'empty-cart' };
  if (await store.wasJustUsedHere(tx, key, id, JUST_USED_MINUTES)) return { because: 'used-here' };
  const isHeld = before?.couponId === id && before.isHeld;
  const quoted = await quoteWith(tx, key, lines, { currency, couponId: id, isHeld });
  return quoted.coupon?.refusal;
};

/** Takes the coupon out again. Safe to press twice. */
export const removeCode = (db: Db, of: CartOf): Promise<void> =>
  db.begin(async (tx) => {
    const key = await lockedCart(tx, of);
    if (key) await store.putCoupon(tx, key, null);
  });
