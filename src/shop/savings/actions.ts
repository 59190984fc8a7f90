import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import * as funds from './fund-store.ts';
import type { CheckoutKey } from './store.ts';
import * as store from './store.ts';

/** Why a price that was promised cannot be kept any more. */
export type SavingsGone = { readonly because: 'coupon-gone' | 'coupon-used' | 'fund-low' };

/** What a checkout takes off: the use of one coupon, and what the sponsors' fund pays of its lines. */
export type Savings = {
  readonly coupon: { readonly couponId: string; readonly savingMinor: number } | undefined;
  readonly fromFund: readonly { readonly lineId: string; readonly amountMinor: number }[];
};

/**
 * Locks all that a checkout may reserve or give back: after the offerings, before the counter of orders, coupons in
 * the order of their ids. What is seen free under this lock can be reserved.
 */
export const lockSavings = async (
  tx: Tx,
  practiceId: PracticeId,
  { couponIds, fund }: { readonly couponIds: readonly string[]; readonly fund: boolean },
): Promise<void> => {
  if (couponIds.length > 0) await store.lockCoupons(tx, practiceId, couponIds);
  if (fund) await store.lockFund(tx, practiceId);
};

/** Reserves a use of the coupon and what the fund pays, all or none; nothing is written when one is gone. */
export const reserveSavings = async (
  tx: Tx,
  key: CheckoutKey,
  { coupon, fromFund }: Savings,
): Promise<Result<true, SavingsGone>> => {
  const total = fromFund.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  await lockSavings(tx, key.practiceId, { couponIds: coupon ? [coupon.couponId] : [], fund: total > 0 });
  const [taken] = coupon ? await store.takeUse(tx, key.practiceId, coupon.couponId) : [];
  if (coupon && !taken) return refuse({ because: 'coupon-gone' });
  const [fund] = total > 0 ? await funds.reserveInFund(tx, key.practiceId, total) : [];
  if (total > 0 && !fund) {
    if (coupon) await store.countUse(tx, key.practiceId, coupon.couponId, 'given-back');
    return refuse({ because: 'fund-low' });
  }
  if (coupon) {
    const use = { id: newId<'use'>(), ...coupon };
    await store.insertCouponUse(tx, key, use);
    const began = { id: use.id, was: null, became: 'reserved', because: 'checkout', actor: 'buyer' } as const;
    await store.recordUse(tx, key.practiceId, began);
  }
  if (fund) {
    const uses = fromFund.map((each) => ({ id: newId<'use'>(), ...each }));
    await funds.insertFundUses(tx, key, fund.id, uses);
  }
  return accept(true);
};

/** What is reserved is free for others again: the hold ended without an order. Safe to repeat. */
export const giveBackSavings = async (tx: Tx, key: CheckoutKey, because: string): Promise<void> => {
  const use = await store.couponUseOf(tx, key);
  const fromFund = (await funds.fundUsesOf(tx, key)).filter(({ state }) => state === 'reserved');
  if (use?.state !== 'reserved' && fromFund.length === 0) return;
  await lockOf(tx, key, use, fromFund);
  if (use?.state === 'reserved') {
    await store.moveCouponUse(tx, key.practiceId, use, 'given-back');
    await store.countUse(tx, key.practiceId, use.couponId, 'given-back');
    const ended = { id: use.id, was: 'reserved', became: 'given-back', because, actor: 'system' } as const;
    await store.recordUse(tx, key.practiceId, ended);
  }
  for (const each of fromFund) await endFundUse(tx, key.practiceId, each, 'given-back');
};

const lockOf = (
  tx: Tx,
  { practiceId }: CheckoutKey,
  use: store.CouponUse | undefined,
  fromFund: readonly funds.FundUse[],
) => lockSavings(tx, practiceId, { couponIds: use ? [use.couponId] : [], fund: fromFund.length > 0 });

const endFundUse = async (
  tx: Tx,
  practiceId: PracticeId,
  use: funds.FundUse,
  next: 'given-back' | 'consumed',
) => {
  await funds.moveFundUse(tx, practiceId, use, next);
  await funds.countFundUse(tx, practiceId, use, next);
};

/**
 * Before money moves: what lapsed with its hold is reserved again, if it is still to be had, and a coupon with a limit
 * for each address is bound to the payer. Refuses, and leaves nothing newly reserved, when the promised price cannot be
 * kept. The caller has locked the offerings.
 */
export const keepSavings = async (tx: Tx, key: CheckoutKey): Promise<Result<true, SavingsGone>> => {
  const use = await store.couponUseOf(tx, key);
  const fromFund = await funds.fundUsesOf(tx, key);
  if (!use && fromFund.length === 0) return accept(true);
  await lockOf(tx, key, use, fromFund);
  const gone = await retake(tx, key, use, fromFund);
  if (gone === undefined) return accept(true);
  const lapsed = use?.state === 'given-back' || fromFund.some(({ state }) => state === 'given-back');
  if (lapsed) await giveBackSavings(tx, key, gone);
  return refuse({ because: gone });
};

const retake = async (
  tx: Tx,
  key: CheckoutKey,
  use: store.CouponUse | undefined,
  fromFund: readonly funds.FundUse[],
): Promise<SavingsGone['because'] | undefined> => {
  const { practiceId } = key;
  if (use?.state === 'given-back') {
    if ((await store.takeUse(tx, practiceId, use.couponId)).length === 0) return 'coupon-gone';
    await store.moveCouponUse(tx, practiceId, use, 'reserved');
    const again = {
      id: use.id,
      was: 'given-back',
      became: 'reserved',
      because: 'paid-late',
      actor: 'system',
    } as const;
    await store.recordUse(tx, practiceId, again);
  }
  const lapsed = fromFund.filter(({ state }) => state === 'given-back');
  const total = lapsed.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (total > 0 && (await funds.reserveInFund(tx, practiceId, total)).length === 0) return 'fund-low';
  for (const each of lapsed) await funds.moveFundUse(tx, practiceId, each, 'reserved');
  if (!use || use.state === 'consumed' || use.personLimit === null) return undefined;
  return (await store.bindUse(tx, key)).length === 0 ? 'coupon-used' : undefined;
};

/** Whether a coupon of this checkout has to be bound to its payer before it is paid. */
export const bindsPayer = async (tx: Tx, key: CheckoutKey): Promise<boolean> => {
  const use = await store.couponUseOf(tx, key);
  return use !== undefined && use.state === 'reserved' && use.personLimit !== null;
};

/**
 * The order is placed: what was reserved is used. Answers what the fund paid, for the ledger. The caller has kept the
 * savings in this transaction: anything else is a fault.
 */
export const consumeSavings = async (
  tx: Tx,
  key: CheckoutKey,
  actor: string,
): Promise<readonly funds.FundUse[]> => {
  const use = await store.couponUseOf(tx, key);
  const fromFund = await funds.fundUsesOf(tx, key);
  if (use) {
    invariant(use.state === 'reserved', 'an order uses a coupon that is reserved for it');
    await store.moveCouponUse(tx, key.practiceId, use, 'consumed');
    await store.countUse(tx, key.practiceId, use.couponId, 'consumed');
    await store.takeOutOfCart(tx, key, use.couponId);
    const used = {
      id: use.id,
      was: 'reserved',
      became: 'consumed',
      because: 'order',
      actor,
    } as const;
    await store.recordUse(tx, key.practiceId, used);
  }
  for (const each of fromFund) {
    await endFundUse(tx, key.practiceId, each, 'consumed');
    await funds.insertPaid(tx, key.practiceId, each, actor);
  }
  return fromFund;
};
