import { type Currency, type Money, money, split, sum } from '../../kernel/money.ts';

/** What a package costs now, beside what its parts cost alone. */
export type Bundle = {
  /** What the buyer pays. */
  readonly price: Money;
  readonly alone: Money;
  /** alone minus price, at least zero. */
  readonly saving: Money;
  /** The saving of each part, in the order of the parts; never more than the part costs alone. */
  readonly savings: readonly Money[];
};

/**
 * The price of a package whose parts cost `totals` alone. A package never costs more than its parts: near the end of a
 * group the parts are fewer meetings, and the lower sum counts. The saving is split by what each part costs, so that the
 * parts' prices always sum to the package's.
 */
export const bundle = (listedMinor: number, totals: readonly Money[], currency: Currency): Bundle => {
  const alone = sum(totals, currency);
  const price = money(Math.min(listedMinor, alone.minor), currency);
  const saving = money(alone.minor - price.minor, currency);
  const weights = totals.map((total) => total.minor);
  const savings = alone.minor === 0 ? totals : split(saving, weights);
  return { price, alone, saving, savings };
};
