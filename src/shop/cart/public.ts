export {
  addLine,
  CART_SECONDS,
  type CartOf,
  cartCount,
  cartIdOf,
  codeHasProblem,
  linesToFreeze,
  lockedCart,
  offeringsIn,
  relist,
} from './actions.ts';
export { couponInCart } from './coupon-store.ts';
export type { LineView } from './line.ts';
export type { Offered } from './offered.ts';

/** The cookie that holds a cart's secret; its hash is what the database keeps. */
export const CART_COOKIE = 'cart';
