import { invariant } from '../../kernel/invariant.ts';
import type { Money } from '../../kernel/money.ts';

export type Account = 'paypal-balance' | 'paypal-fees' | 'sales' | 'refunds' | 'suspense';

/** Double entry: assets and costs rise with plus, income and debts with minus; a posting sums to zero. */
export type Posting = {
  readonly because: string;
  readonly currency: string;
  readonly entries: readonly { readonly account: Account; readonly minor: number }[];
};

const posting = (because: string, currency: string, entries: Posting['entries']): Posting => {
  const kept = entries.filter((entry) => entry.minor !== 0);
  invariant(kept.reduce((total, entry) => total + entry.minor, 0) === 0, 'a posting sums to zero');
  return { because, currency, entries: kept };
};

/**
 * Money that PayPal took for us: gross into `sales` when it buys seats, into `suspense` when it must go back.
 * A fee that PayPal has not told yet counts as nothing and is posted by feeLearned() later.
 */
export const moneyCame = (gross: Money, fee: Money | undefined, into: 'sales' | 'suspense'): Posting => {
  const feeMinor = fee?.minor ?? 0;
  return posting(into === 'sales' ? 'sale' : 'surplus', gross.currency, [
    { account: 'paypal-balance', minor: gross.minor - feeMinor },
    { account: 'paypal-fees', minor: feeMinor },
    { account: into, minor: -gross.minor },
  ]);
};

/** PayPal told its fee after the sale was posted. */
export const feeLearned = (fee: Money): Posting =>
  posting('fee-learned', fee.currency, [
    { account: 'paypal-fees', minor: fee.minor },
    { account: 'paypal-balance', minor: -fee.minor },
  ]);

/** Money given back: out of `suspense` where it never bought a seat. PayPal keeps its fee. */
export const moneyWent = (amount: Money, outOf: 'refunds' | 'suspense'): Posting =>
  posting('refund', amount.currency, [
    { account: outOf, minor: amount.minor },
    { account: 'paypal-balance', minor: -amount.minor },
  ]);
