export { type CartOf, cartCount, cartIdOf, linesToFreeze, lockedCart, relist } from './actions.ts';
export type { LineView } from './cart.ts';
export { pathOfReferrer, safePath } from './return-path.ts';

/** The cookie that holds a cart's secret; its hash is what the database keeps. */
export const CART_COOKIE = 'cart';
