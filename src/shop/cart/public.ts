export {
  addLine,
  CART_SECONDS,
  type CartOf,
  cartCount,
  cartIdOf,
  linesToFreeze,
  lockedCart,
  offeringsIn,
  relist,
} from './actions.ts';
export type { LineView } from './cart.ts';

/** The cookie that holds a cart's secret; its hash is what the database keeps. */
export const CART_COOKIE = 'cart';
