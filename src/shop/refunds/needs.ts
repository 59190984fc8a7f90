import type { Need } from '../../kernel/need.ts';

/** What failed refunds ask of the practice: each is money that somebody waits for. */
export const failedNeed = (count: number, since: Need['since'], href: string): Need => ({
  kind: 'refund-failed',
  count,
  sentence:
    count === 1
      ? 'PayPal did not make a refund. Try again, or pay it back another way.'
      : `PayPal did not make ${count} refunds. Try again, or pay them back another way.`,
  href,
  since,
});

/** Money went back at PayPal: whether the chair stays taken is for the practice to say. */
export const chairsNeed = (count: number, since: Need['since'], href: string): Need => ({
  kind: 'refund-outside',
  count,
  sentence:
    count === 1
      ? 'Money went back at PayPal. Please say whether the chair stays taken.'
      : `Money went back at PayPal, ${count} times. Please say whether the chairs stay taken.`,
  href,
  since,
});
