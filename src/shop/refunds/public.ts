export { executeRefunds, noteRefund } from './actions.ts';
export type { RefundRefusal, WishedPart, WishReason } from './wish.ts';
export { type RefundWish, requestRefund, type WishedRefund } from './wish-actions.ts';
