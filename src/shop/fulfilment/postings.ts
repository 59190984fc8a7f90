import { invariant } from '../../kernel/invariant.ts';
import { type Money, money } from '../../kernel/money.ts';

export type Account =
  | 'paypal-balance'
  | 'paypal-fees'
  | 'sales'
  | 'refunds'
  /** Money that bought nothing and must go back. */
  | 'suspense'
  /** What disputes took, and their winnings. */
  | 'disputes'
  /** What sponsors gave and have not yet paid for seats. */
  | 'funds'
  | 'tax'
  /** What a person settled by hand. */
  | 'differences'
  /** Moved to or from the practice's bank account. */
  | 'bank'
  /** Changed into another currency. */
  | 'exchange';

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

/** What a sale is made of beside the buyer's money, in minor units: the tax in it, and what a sponsors' fund adds. */
export type SaleParts = { readonly taxMinor: number; readonly fundMinor: number };

/**
 * Money that PayPal took for us: gross into `sales` when it buys seats, into `suspense` when it must go back.
 * Tax is owed on and no income; a fund's share is income that the fund pays.
 * A fee that PayPal has not told yet counts as nothing and is posted by feeLearned() later.
 */
export const moneyCame = (
  gross: Money,
  fee: Money | undefined,
  into: 'sales' | 'suspense',
  { taxMinor, fundMinor }: SaleParts = { taxMinor: 0, fundMinor: 0 },
): Posting => {
  const feeMinor = fee?.minor ?? 0;
  return posting(into === 'sales' ? 'sale' : 'surplus', gross.currency, [
    { account: 'paypal-balance', minor: gross.minor - feeMinor },
    { account: 'paypal-fees', minor: feeMinor },
    { account: 'funds', minor: fundMinor },
    { account: 'tax', minor: -taxMinor },
    { account: into, minor: taxMinor - gross.minor - fundMinor },
  ]);
};

/** PayPal told its fee after the sale was posted, or another one; negative where it is less. */
export const feeLearned = (fee: Money): Posting =>
  posting('fee-learned', fee.currency, [
    { account: 'paypal-fees', minor: fee.minor },
    { account: 'paypal-balance', minor: -fee.minor },
  ]);

/** What goes with money given back, in minor units: the tax in it, and what PayPal gives back of its fee. */
export type ReturnParts = { readonly taxMinor: number; readonly feeBackMinor: number };

/** Money given back: out of `suspense` where it never bought a seat, out of `disputes` where PayPal took it from us. */
export const moneyWent = (
  amount: Money,
  outOf: 'refunds' | 'suspense' | 'disputes',
  { taxMinor, feeBackMinor }: ReturnParts = { taxMinor: 0, feeBackMinor: 0 },
): Posting =>
  posting(outOf === 'disputes' ? 'dispute' : 'refund', amount.currency, [
    { account: outOf, minor: amount.minor - taxMinor },
    { account: 'tax', minor: taxMinor },
    { account: 'paypal-balance', minor: feeBackMinor - amount.minor },
    { account: 'paypal-fees', minor: -feeBackMinor },
  ]);

/** The practice paid a refund by other means, because PayPal could not. */
export const paidBackOutside = (amount: Money, taxMinor: number): Posting =>
  posting('paid-back-outside', amount.currency, [
    { account: 'refunds', minor: amount.minor - taxMinor },
    { account: 'tax', minor: taxMinor },
    { account: 'differences', minor: -amount.minor },
  ]);

/**
 * A movement on the PayPal account that is no sale and no refund: `gross` is what came (minus: went), `feeMinor` what
 * PayPal kept of it (minus: gave back), and `against` is what it was for.
 */
export const movedAtPayPal = (
  because: string,
  gross: Money,
  feeMinor: number,
  against: Exclude<Account, 'paypal-balance' | 'sales'>,
): Posting =>
  posting(because, gross.currency, [
    { account: 'paypal-balance', minor: gross.minor - feeMinor },
    { account: 'paypal-fees', minor: feeMinor },
    { account: against, minor: -gross.minor },
  ]);

/** The same with opposite signs: nothing is changed, so a mistake is posted back. */
export const postedBack = ({ because, currency, entries }: Posting): Posting =>
  posting(
    `${because}-undone`,
    currency,
    entries.map(({ account, minor }) => ({ account, minor: -minor })),
  );

/**
 * The tax in money that goes back, in minor units: its share of the tax that is left in what is left of the sale.
 * What goes back last takes all that is left, so that the parts sum to the whole.
 */
export const taxGoingBack = (
  amount: Money,
  left: { readonly amountMinor: number; readonly taxMinor: number },
): number => {
  if (left.taxMinor <= 0 || left.amountMinor <= 0) return 0;
  if (amount.minor >= left.amountMinor) return left.taxMinor;
  return money(Math.round((left.taxMinor * amount.minor) / left.amountMinor), amount.currency).minor;
};

/** A sponsor gave money, outside PayPal; less than nothing where a mistake is corrected. */
export const giftCame = (amount: Money): Posting =>
  posting('gift', amount.currency, [
    { account: 'bank', minor: amount.minor },
    { account: 'funds', minor: -amount.minor },
  ]);

/** What the sponsors' fund pays of an order is income like what its buyer pays. */
export const fundPaid = (amount: Money): Posting =>
  posting('fund', amount.currency, [
    { account: 'funds', minor: amount.minor },
    { account: 'sales', minor: -amount.minor },
  ]);

/** A chair was given back: the fund gets its part of it again. */
export const fundReturned = (amount: Money): Posting =>
  posting('fund-returned', amount.currency, [
    { account: 'refunds', minor: amount.minor },
    { account: 'funds', minor: -amount.minor },
  ]);
