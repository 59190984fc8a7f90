import type { NoticeKind } from '../../../ui/notice.ts';
import type { Outcome } from '../outcome.ts';

/** What a page says of one outcome, and which door it opens. */
export type Told = {
  readonly title: string;
  readonly kind: NoticeKind;
  readonly head: string;
  readonly words: readonly string[];
  readonly door: 'retry' | 'cart' | 'order' | 'groups' | 'none';
};

export const NOT_CHARGED = 'You have not been charged';

/** The truth about the money comes first, then the chair, then what can be done. */
export const TOLD = {
  placed: { title: 'Celebrate', kind: 'good', head: 'We have your order.', words: [], door: 'order' },
  'not-needed': {
    title: 'Not needed',
    kind: 'good',
    head: 'This payment was not needed.',
    words: ['Your order is paid already. Nothing was charged by this second payment.'],
    door: 'order',
  },
  confirming: {
    title: 'Confirming',
    kind: 'inform',
    head: 'We are confirming your payment with PayPal.',
    words: [
      'Please do not pay again. Your chair is kept while we ask, however long it takes.',
      'This page changes by itself. You may also close it: we write to you as soon as we know.',
    ],
    door: 'none',
  },
  review: {
    title: 'PayPal is looking at it',
    kind: 'inform',
    head: 'PayPal is looking at your payment.',
    words: [
      'This can take a day or more. Please do not pay again. Your chair is kept while they look.',
      'We write to you when PayPal has decided. If PayPal says no, you are not charged.',
    ],
    door: 'none',
  },
  'go-on': {
    title: 'Not paid yet',
    kind: 'care',
    head: 'The payment at PayPal is not finished.',
    words: [],
    door: 'retry',
  },
  declined: {
    title: 'Not paid yet',
    kind: 'alarm',
    head: 'There was an error with PayPal',
    words: ['PayPal could not use that way of paying. You can choose another one there.'],
    door: 'retry',
  },
  error: {
    title: 'Not paid yet',
    kind: 'alarm',
    head: 'There was an error with PayPal',
    words: ['The payment did not go through.'],
    door: 'retry',
  },
  'hold-ran-out': {
    title: 'The time ran out',
    kind: 'care',
    head: `${NOT_CHARGED}.`,
    words: [
      'The time for which we held your chair is over, so that others can sit too.',
      'Your cart is as you left it. You can take the chair again if it is free.',
    ],
    door: 'cart',
  },
  'given-back': {
    title: 'Chair given back',
    kind: 'care',
    head: `${NOT_CHARGED}.`,
    words: [
      'You gave the chair back, or began again from your cart, so we do not take this payment.',
      'If PayPal shows it as agreed, that ends by itself. Your cart is as you left it.',
    ],
    door: 'cart',
  },
  'seat-gone': {
    title: 'The chair is taken',
    kind: 'care',
    head: `The last chair was taken while you were at PayPal. ${NOT_CHARGED}.`,
    words: [
      'We did not take the payment you agreed to. What PayPal shows as agreed ends by itself.',
      'We have written this to you as well. Other groups may have a chair for you.',
    ],
    door: 'groups',
  },
  'offer-ended': {
    title: 'The chair is not kept any more',
    kind: 'care',
    head: `The chair that was kept for you is not kept any more. ${NOT_CHARGED}.`,
    words: [
      'The time was over, or you are taking the chair in another window. The page behind the link in our letter says which.',
      'What PayPal shows as agreed ends by itself. We have written this to you as well.',
    ],
    door: 'groups',
  },
  duplicate: {
    title: 'Not charged',
    kind: 'care',
    head: 'Not charged. We wrote to the address of the person who comes.',
    words: ['Our letter says why. There is nothing else you need to do.'],
    door: 'none',
  },
  requote: {
    title: 'Something changed',
    kind: 'care',
    head: `The price or the dates have changed since. ${NOT_CHARGED}.`,
    words: ['Your chair was no longer held, so we do not take money on terms you have not seen.'],
    door: 'cart',
  },
  'review-no': {
    title: 'Not paid',
    kind: 'care',
    head: `PayPal did not accept the payment. ${NOT_CHARGED}.`,
    words: ['PayPal does not tell us why. You can try again, or pay in another way at PayPal.'],
    door: 'cart',
  },
  'refund-coming': {
    title: 'Your money comes back',
    kind: 'care',
    head: 'PayPal took a payment that we cannot use. All of it goes back to you.',
    words: ['We ask PayPal for it until it is done. You do not need to do anything. We are sorry.'],
    door: 'none',
  },
  'refund-owed': {
    title: 'We owe you money',
    kind: 'care',
    head: 'PayPal took a payment that we cannot use. All of it is owed to you.',
    words: [
      'It could not be sent back by itself. A person here has been told, and pays it back by hand.',
      'If you want to ask about it, write to us and name the order number below. We are sorry.',
    ],
    door: 'none',
  },
  refunded: {
    title: 'Your money went back',
    kind: 'good',
    head: 'All of this payment went back to you.',
    words: ['PayPal has given it back. Your bank may need some days to show it.'],
    door: 'none',
  },
} as const satisfies Record<Outcome, Told>;

/** What is said otherwise where no chair is bought. */
export const WITHOUT_CHAIR: Partial<Record<Outcome, Partial<Told>>> = {
  confirming: {
    words: [
      'Please do not pay again. This page changes by itself.',
      'You may also close it: we write to you as soon as we know.',
    ],
  },
  review: {
    words: [
      'This can take a day or more. Please do not pay again.',
      'We write to you when PayPal has decided. If PayPal says no, you are not charged.',
    ],
  },
  'hold-ran-out': {
    words: ['You began this order a while ago. Your cart is as you left it, at today’s prices.'],
  },
  'given-back': {
    title: 'Not paid',
    words: [
      'You began again from your cart, so we do not take this payment.',
      'If PayPal shows it as agreed, that ends by itself. Your cart is as you left it.',
    ],
  },
};
