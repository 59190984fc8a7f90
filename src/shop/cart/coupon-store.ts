import type { Queryable, Tx } from '../../platform/db.ts';
import type { CartKey } from './store.ts';

/** The coupon that lies in a cart, and whether the cart's running checkout holds a use of it. */
export const couponInCart = async (sql: Queryable, { practiceId, cartId }: CartKey) => {
  const [row] = await sql<{ couponId: string; isHeld: boolean }[]>`
    select cart.coupon_id as "couponId", exists (select 1 from shop.coupon_uses use
      join shop.checkouts checkout on checkout.practice_id = use.practice_id and checkout.id = use.checkout_id
      where use.practice_id = ${practiceId} and use.coupon_id = cart.coupon_id and use.state = 'reserved'
        and checkout.cart_id = cart.id and checkout.state in ('open', 'paying')) as "isHeld"
    from shop.carts cart
    where cart.practice_id = ${practiceId} and cart.id = ${cartId} and cart.coupon_id is not null
  `;
  return row;
};

export const putCoupon = (tx: Tx, { practiceId, cartId }: CartKey, couponId: string | null) => tx`
  update shop.carts set coupon_id = ${couponId} where practice_id = ${practiceId} and id = ${cartId}
`;

/** Whether an order of this very cart used the coupon within so many minutes: only this browser is told. */
export const wasJustUsedHere = async (
  sql: Queryable,
  { practiceId, cartId }: CartKey,
  couponId: string,
  minutes: number,
) =>
  (
    await sql`
      select 1 from shop.coupon_uses use
      join shop.checkouts checkout on checkout.practice_id = use.practice_id and checkout.id = use.checkout_id
      join shop.coupons coupon on coupon.practice_id = use.practice_id and coupon.id = use.coupon_id
      where use.practice_id = ${practiceId} and use.coupon_id = ${couponId} and use.state = 'consumed'
        and coupon.person_limit = 1 and checkout.cart_id = ${cartId}
        and use.changed_at > platform.now() - make_interval(mins => ${minutes})
      limit 1
    `
  ).length > 0;
