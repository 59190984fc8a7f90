import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { canUseBecome, type UseState } from './use-states.ts';

export type CheckoutKey = { readonly practiceId: PracticeId; readonly checkoutId: string };

/** Locks coupons in the order of their ids, so that two checkouts that change theirs never wait in a ring. */
export const lockCoupons = (tx: Tx, practiceId: PracticeId, couponIds: readonly string[]) => tx`
  select id from shop.coupons
  where practice_id = ${practiceId} and id = any(${couponIds as string[]}::uuid[])
  order by id
  for no key update
`;

export const lockFund = (tx: Tx, practiceId: PracticeId) => tx<{ id: string }[]>`
  select id from shop.funds where practice_id = ${practiceId} for no key update
`;

export type CouponUse = {
  readonly id: string;
  readonly couponId: string;
  readonly state: UseState;
  readonly personLimit: number | null;
  readonly turn: number | null;
};

export const couponUseOf = async (tx: Tx, { practiceId, checkoutId }: CheckoutKey) => {
  const [row] = await tx<CouponUse[]>`
    select u.id, u.coupon_id as "couponId", u.state, c.person_limit as "personLimit", u.turn
    from shop.coupon_uses u join shop.coupons c on c.practice_id = u.practice_id and c.id = u.coupon_id
    where u.practice_id = ${practiceId} and u.checkout_id = ${checkoutId}
  `;
  return row;
};

export const insertCouponUse = (
  tx: Tx,
  { practiceId, checkoutId }: CheckoutKey,
  use: { readonly id: string; readonly couponId: string; readonly savingMinor: number },
) => tx`
  insert into shop.coupon_uses (practice_id, id, coupon_id, checkout_id, state, saving_minor)
  values (${practiceId}, ${use.id}, ${use.couponId}, ${checkoutId}, 'reserved', ${use.savingMinor})
`;

export const moveCouponUse = async (
  tx: Tx,
  practiceId: PracticeId,
  use: Pick<CouponUse, 'id' | 'state'>,
  next: UseState,
) => {
  invariant(canUseBecome(use.state, next), `a ${use.state} use does not become ${next}`);
  await tx`
    update shop.coupon_uses set state = ${next}, changed_at = platform.now(),
      person_hash = case when ${next === 'consumed'} then person_hash end,
      turn = case when ${next === 'consumed'} then turn end
    where practice_id = ${practiceId} and id = ${use.id}
  `;
};

/** The atomic take: the row changes only while the coupon lives and a use is left, and the CHECK stands behind it. */
export const takeUse = (tx: Tx, practiceId: PracticeId, couponId: string) => tx<{ id: string }[]>`
  update shop.coupons set reserved = reserved + 1
  where practice_id = ${practiceId} and id = ${couponId} and state = 'active'
    and (from_at is null or from_at <= platform.now()) and (until_at is null or until_at > platform.now())
    and (uses_limit is null or reserved + used < uses_limit)
  returning id
`;

export const countUse = (
  tx: Tx,
  practiceId: PracticeId,
  couponId: string,
  was: 'given-back' | 'consumed',
) => tx`
  update shop.coupons set reserved = reserved - 1, used = used + ${was === 'consumed' ? 1 : 0}
  where practice_id = ${practiceId} and id = ${couponId}
`;

/**
 * Binds a use to the payer of its checkout where the coupon has a limit for each address: the first of that address's
 * turns which is free. No row when it has had all of them; the unique index stands behind it.
 */
export const bindUse = (tx: Tx, { practiceId, checkoutId }: CheckoutKey) => tx<{ turn: number }[]>`
  with mine as (
    select u.id, u.coupon_id, c.person_limit, sha256(convert_to(coalesce(k.payer_email, ''), 'UTF8')) as person
    from shop.coupon_uses u
    join shop.coupons c on c.practice_id = u.practice_id and c.id = u.coupon_id
    join shop.checkouts k on k.practice_id = u.practice_id and k.id = u.checkout_id
    where u.practice_id = ${practiceId} and u.checkout_id = ${checkoutId} and u.state = 'reserved'
      and c.person_limit is not null
  )
  update shop.coupon_uses use set person_hash = mine.person, turn = free.nth
  from mine, lateral (
    select nth from generate_series(1, mine.person_limit) as turns (nth)
    where not exists (select 1 from shop.coupon_uses taken
      where taken.practice_id = ${practiceId} and taken.coupon_id = mine.coupon_id and taken.person_hash = mine.person
        and taken.turn = nth and taken.state in ('reserved', 'consumed') and taken.id <> mine.id)
    order by nth limit 1) as free
  where use.practice_id = ${practiceId} and use.id = mine.id
  returning use.turn
`;

export const recordUse = (
  tx: Tx,
  practiceId: PracticeId,
  change: {
    readonly id: string;
    readonly was: UseState | null;
    readonly became: UseState;
    readonly because: string;
    readonly actor: string;
  },
) => tx`
  insert into shop.history (practice_id, id, entity, entity_id, was, became, because, actor)
  values (${practiceId}, ${newId<'change'>()}, 'coupon-use', ${change.id}, ${change.was}, ${change.became},
    ${change.because}, ${change.actor})
`;

/** A coupon that was used leaves the cart with what it was used for. */
export const takeOutOfCart = (tx: Tx, { practiceId, checkoutId }: CheckoutKey, couponId: string) => tx`
  update shop.carts as cart set coupon_id = null
  from shop.checkouts as checkout
  where cart.practice_id = ${practiceId} and cart.coupon_id = ${couponId} and cart.id = checkout.cart_id
    and checkout.practice_id = ${practiceId} and checkout.id = ${checkoutId}
`;
