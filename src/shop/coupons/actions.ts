import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId, randomCode } from '../../platform/ids.ts';
import { recordChange } from '../fulfilment/public.ts';
import { codeFrom } from './code.ts';
import { type CouponState, canCouponBecome } from './coupon.ts';
import * as store from './desk-store.ts';
import { type CouponWish, changesOf, judgeSaving, type SaveRefusal } from './wish.ts';

type Desk = { readonly practiceId: PracticeId; readonly currency: Currency };

/** Makes a coupon; a code that was left out is drawn so that nobody guesses it. */
export const makeCoupon = (
  db: Db,
  desk: Desk,
  wish: CouponWish,
): Promise<Result<{ readonly id: string }, SaveRefusal>> => db.begin((tx) => addCoupon(tx, desk, wish));

/** The same inside a transaction, with an id of one's own for data that must be the same every time. */
export const addCoupon = async (
  tx: Tx,
  { practiceId, currency }: Desk,
  wish: CouponWish & { readonly id?: string },
): Promise<Result<{ readonly id: string }, SaveRefusal>> => {
  const id = wish.id ?? newId<'coupon'>();
  const coupon = { ...wish, id, code: wish.code ?? codeFrom(randomCode()) };
  if (!(await store.insertCoupon(tx, practiceId, coupon, currency))) return refuse({ because: 'code-taken' });
  await store.saveGroups(tx, practiceId, coupon);
  await recordChange(tx, practiceId, { entity: 'coupon', id, was: null, became: 'active', actor: 'desk' });
  return accept({ id });
};

/** Changes a coupon from now on. What was reserved or used under it stays as it was frozen. Undefined when there is none. */
export const changeCoupon = (
  db: Db,
  { practiceId, currency }: Desk,
  id: string,
  wish: CouponWish,
): Promise<Result<true, SaveRefusal> | undefined> =>
  db.begin(async (tx) => {
    const before = await store.lockCoupon(tx, practiceId, id);
    if (!before) return undefined;
    const judged = judgeSaving(wish, before);
    if (!judged.ok) return judged;
    const coupon = { ...wish, id, code: wish.code ?? before.code };
    if (await store.isCodeOfAnother(tx, practiceId, coupon)) return refuse({ because: 'code-taken' });
    const changes = changesOf(before, wish);
    if (changes.length === 0) return accept(true);
    await store.updateCoupon(tx, practiceId, coupon, currency);
    await store.saveGroups(tx, practiceId, coupon);
    const because = `changed: ${changes.join(', ')}`;
    const change = {
      entity: 'coupon',
      id,
      was: before.state,
      became: before.state,
      because,
      actor: 'desk',
    } as const;
    await recordChange(tx, practiceId, change);
    return accept(true);
  });

/** Pauses, takes up again, puts away or brings back. False where it does not go from here to there. */
export const moveCoupon = (
  db: Db,
  practiceId: PracticeId,
  id: string,
  to: CouponState,
): Promise<boolean | undefined> =>
  db.begin(async (tx) => {
    const before = await store.lockCoupon(tx, practiceId, id);
    if (!before) return undefined;
    if (before.state === to) return true;
    if (!canCouponBecome(before.state, to)) return false;
    await store.setState(tx, practiceId, id, to);
    await recordChange(tx, practiceId, {
      entity: 'coupon',
      id,
      was: before.state,
      became: to,
      actor: 'desk',
    });
    return true;
  });
