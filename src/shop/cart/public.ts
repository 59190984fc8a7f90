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
export type { LineView, PartView } from './line.ts';
export type { Offered } from './offered.ts';
export { PART_PROBLEMS } from './pages/line.ts';
export { packageNowAlone } from './stock-actions.ts';

/** The cookie that holds a cart's secret; its hash is what the database keeps. */
export const CART_COOKIE = 'cart';
