export { asCode, CODE, shownCode } from './code.ts';
export { type Coupon, type CouponLine, type CouponRefusal, judgeCoupon } from './coupon.ts';
export { couponByCode, couponById } from './store.ts';
