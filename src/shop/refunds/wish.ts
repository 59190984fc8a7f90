import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Instant } from '../../kernel/time.ts';

/** Why a practice gives money back; other reasons belong to payments that bought nothing, and to PayPal's own doings. */
export const WISH_REASONS = ['by-hand', 'withdrawal', 'not-held', 'transfer', 'swap'] as const;
export type WishReason = (typeof WISH_REASONS)[number];

/** PayPal gives nothing back after so many days (developer.paypal.com, Payments v2: REFUND_TIME_LIMIT_EXCEEDED). */
export const REFUND_DAYS = 180;

/** The money behind an order, as a wish meets it. Amounts in minor units. */
export type PaidMoney = {
  readonly amountMinor: number;
  /** Gone, or on its way. */
  readonly givenMinor: number;
  readonly status: string;
  readonly takenAt: Instant;
  readonly disputed: boolean;
};

export type WishedPart = { readonly lineId: string; readonly amountMinor: number };

export type RefundRefusal =
  | { readonly because: 'no-such-order' }
  /** A free order: there is no money to give back. */
  | { readonly because: 'nothing-paid' }
  | { readonly because: 'still-pending' }
  | { readonly because: 'nothing-left' }
  | { readonly because: 'more-than-left'; readonly leftMinor: number }
  | { readonly because: 'no-amount' }
  /** PayPal gives back no part of a payment while a dispute is open, only the whole. */
  | { readonly because: 'dispute-open' }
  | { readonly because: 'too-old' }
  | { readonly because: 'lines-do-not-sum' };

/** Whether this much of this money may go back now; how much is left afterwards, in minor units. */
export const mayGoBack = (
  money: PaidMoney,
  wish: { readonly amountMinor: number; readonly lines: readonly WishedPart[] },
  now: Instant,
): Result<{ readonly leftMinor: number }, RefundRefusal> => {
  const { amountMinor } = wish;
  const leftMinor = money.amountMinor - money.givenMinor;
  if (!Number.isSafeInteger(amountMinor) || amountMinor <= 0) return refuse({ because: 'no-amount' });
  if (money.status === 'PENDING') return refuse({ because: 'still-pending' });
  if (leftMinor <= 0) return refuse({ because: 'nothing-left' });
  if (amountMinor > leftMinor) return refuse({ because: 'more-than-left', leftMinor });
  if (money.takenAt.until(now).total('hours') > REFUND_DAYS * 24) return refuse({ because: 'too-old' });
  if (money.disputed && amountMinor < money.amountMinor) return refuse({ because: 'dispute-open' });
  if (!partsFit(wish)) return refuse({ because: 'lines-do-not-sum' });
  return accept({ leftMinor: leftMinor - amountMinor });
};

const partsFit = ({ amountMinor, lines }: { amountMinor: number; lines: readonly WishedPart[] }): boolean =>
  lines.length === 0 ||
  (lines.every((line) => line.amountMinor > 0) &&
    new Set(lines.map(({ lineId }) => lineId)).size === lines.length &&
    lines.reduce((sum, line) => sum + line.amountMinor, 0) === amountMinor);
