import { invariant } from '../../kernel/invariant.ts';
import type { Currency } from '../../kernel/money.ts';
import { type Result, refuse } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { couponInCart } from '../cart/public.ts';
import { type Quote, quote } from '../pricing/public.ts';
import { lockSavings, reserveSavings, type SavingsGone } from '../savings/public.ts';
import type { Checkout } from './checkout.ts';
import { type FrozenLine, priceable } from './freeze.ts';
import type { CartKey, CheckoutKey } from './store.ts';
import { databaseNow } from './store.ts';

/** What was promised a moment ago went to somebody else: thrown, so that nothing of the checkout is left half done. */
class SavingGone extends Error {
  readonly because: SavingsGone['because'];
  constructor(because: SavingsGone['because']) {
    super(`a price cannot be kept: ${because}`);
    this.because = because;
  }
}

/** The coupon in the cart; it and whatever the checkout before used are locked, with the sponsors' fund, in one order. */
export const lockedCoupon = async (tx: Tx, cart: CartKey, before: Checkout | undefined) => {
  const coupon = await couponInCart(tx, cart);
  const ids = [coupon?.couponId, before?.couponId].filter((id) => typeof id === 'string');
  await lockSavings(tx, cart.practiceId, { couponIds: [...new Set(ids)], fund: true });
  return coupon;
};

/** Prices frozen lines with the coupon and today's tax. */
export const priceFrozen = async (
  tx: Tx,
  cart: CartKey,
  lines: readonly FrozenLine[],
  {
    currency,
    coupon,
  }: { readonly currency: Currency; readonly coupon: { couponId: string; isHeld: boolean } | undefined },
): Promise<Quote> =>
  quote(
    tx,
    lines.map((line) => ({
      ...priceable(line),
      offeringId: line.kind === 'seat' ? line.offeringId : null,
    })),
    {
      ...{ practiceId: cart.practiceId, currency, now: await databaseNow(tx) },
      couponId: coupon?.couponId,
      couponIsHeld: coupon?.isHeld ?? false,
    },
  );

/** Each line with its id and its price, as it is stored. */
export const pricedLines = <Line>(lines: readonly Line[], { priced }: Quote) =>
  lines.map((line, index) => {
    const price = priced.lines[index];
    invariant(price, 'every line is priced');
    return { id: newId<'line'>(), ...line, price };
  });

/** Reserves what the stored prices promise: the coupon's use, and what the fund pays of each line. */
export const reserveFor = async (
  tx: Tx,
  key: CheckoutKey,
  lines: ReturnType<typeof pricedLines>,
  coupon: Quote['coupon'],
): Promise<void> => {
  const savingMinor = lines.reduce((sum, { price }) => sum + price.couponSavingMinor, 0);
  const reserved = await reserveSavings(tx, key, {
    coupon: coupon && { couponId: coupon.id, savingMinor },
    fromFund: lines.flatMap(({ id, price }) =>
      price.fundMinor > 0 ? [{ lineId: id, amountMinor: price.fundMinor }] : [],
    ),
  });
  if (!reserved.ok) throw new SavingGone(reserved.refusal.because);
};

/** Does the work, and undoes all of it when a saving turns out to be gone. */
export const orSavingGone = <Value, Refusal>(
  db: Db,
  work: (tx: Tx) => Promise<Result<Value, Refusal>>,
): Promise<Result<Value, Refusal | { readonly because: 'saving-gone' }>> =>
  db.begin(work).catch((problem: unknown) => {
    if (problem instanceof SavingGone) return refuse({ because: 'saving-gone' } as const);
    throw problem;
  });
