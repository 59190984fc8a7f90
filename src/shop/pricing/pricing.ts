import { invariant } from '../../kernel/invariant.ts';
import { type Currency, money, split } from '../../kernel/money.ts';
import { type TaxTerms, taxOn } from './tax.ts';

export type Kind = 'seat' | 'workbook';

/** A line before anything takes off. Amounts are minor units of the checkout's one currency. */
export type PriceableLine = {
  readonly kind: Kind;
  /** The full price of one meeting (a workbook: of the file), also where a fund pays a part of it. */
  readonly unitMinor: number;
  /** Meetings that the seat covers; 1 for a workbook. */
  readonly count: number;
  /** What the bundle that the line is a part of takes off. */
  readonly packageSavingMinor?: number;
  /** What a sponsors' fund pays of the whole line. */
  readonly fundMinor?: number;
  /** Whether the coupon is for this line. */
  readonly takesCoupon?: boolean;
};

/** What a coupon takes off: an amount in minor units, or hundredths of a percent (1,000 is a tenth). */
export type Discount =
  | { readonly by: 'amount'; readonly minor: number }
  | { readonly by: 'share'; readonly perTenThousand: number };

export type PricedLine = {
  readonly totalMinor: number;
  readonly packageSavingMinor: number;
  readonly fundMinor: number;
  readonly couponSavingMinor: number;
  readonly taxMinor: number;
  readonly taxIsAdded: boolean;
  /** Hundred-thousandths: 19,000 is 19 %. */
  readonly taxRate: number;
  /** What the buyer pays for this line, tax and all. */
  readonly payableMinor: number;
};

export type Priced = { readonly lines: readonly PricedLine[]; readonly payableMinor: number };

/**
 * Prices every line of a checkout, in this order: unit times meetings, less what the fund pays (it makes a lower
 * price possible, so it is no discount), less the bundle's saving, less the coupon, then tax. A saving never exceeds
 * what is left to save from. The coupon is taken off the lines it is for, and tax is reckoned once for each rate; both
 * are then shared out so that the parts are the whole to the cent (rounding once a checkout and rate is what EN 16931
 * asks of an invoice, business rule BR-CO-17).
 */
export const priceCheckout = (
  lines: readonly PriceableLine[],
  {
    currency,
    discount,
    tax,
  }: { readonly currency: Currency; readonly discount?: Discount | undefined; readonly tax: TaxTerms },
): Priced => {
  const before = lines.map(beforeCoupon);
  const savings = couponSavings(before, discount, currency);
  const due = before.map((line, index) => line.leftMinor - (savings[index] ?? 0));
  const taxes = taxOn(
    lines.map(({ kind }, index) => ({ kind, dueMinor: due[index] ?? 0 })),
    tax,
    currency,
  );
  const priced = before.map(({ leftMinor, takesCoupon: _takes, kind: _kind, ...line }, index) => {
    const { taxMinor, taxRate } = taxes[index] ?? { taxMinor: 0, taxRate: 0 };
    const couponSavingMinor = savings[index] ?? 0;
    const taxIsAdded = tax.way === 'added' && taxRate > 0;
    const payableMinor = leftMinor - couponSavingMinor + (taxIsAdded ? taxMinor : 0);
    return { ...line, couponSavingMinor, taxMinor, taxIsAdded, taxRate, payableMinor };
  });
  return { lines: priced, payableMinor: total(priced.map((line) => line.payableMinor)) };
};

const total = (amounts: readonly number[]): number => amounts.reduce((sum, minor) => sum + minor, 0);

const beforeCoupon = (line: PriceableLine) => {
  const totalMinor = line.unitMinor * line.count;
  invariant(Number.isSafeInteger(totalMinor) && totalMinor >= 0, 'a price is whole minor units, not below 0');
  const fundMinor = within(totalMinor, line.fundMinor);
  const packageSavingMinor = within(totalMinor - fundMinor, line.packageSavingMinor);
  return {
    totalMinor,
    fundMinor,
    packageSavingMinor,
    kind: line.kind,
    takesCoupon: line.takesCoupon === true,
    leftMinor: totalMinor - fundMinor - packageSavingMinor,
  };
};

const within = (most: number, wanted = 0): number => Math.max(0, Math.min(most, wanted));

type Base = { readonly kind: Kind; readonly leftMinor: number; readonly takesCoupon: boolean };

/** First shared out over the kinds, then over the lines of each: so no order of lines moves a cent to another tax rate. */
const couponSavings = (
  lines: readonly Base[],
  discount: Discount | undefined,
  currency: Currency,
): number[] => {
  const bases = lines.map((line) => (line.takesCoupon ? line.leftMinor : 0));
  const base = total(bases);
  if (!discount || base === 0) return bases.map(() => 0);
  const whole = discount.by === 'amount' ? discount.minor : shareOf(base, discount.perTenThousand);
  const kinds = [...new Set(lines.map(({ kind }) => kind))].sort();
  const ofKind = (kind: Kind) => bases.map((minor, index) => (lines[index]?.kind === kind ? minor : 0));
  const parts = split(
    money(within(base, whole), currency),
    kinds.map((kind) => total(ofKind(kind))),
  );
  const savings = bases.map(() => 0);
  for (const [index, kind] of kinds.entries()) {
    const own = ofKind(kind);
    const part = parts[index];
    if (!part || total(own) === 0) continue;
    for (const [line, { minor }] of split(part, own).entries()) savings[line] = (savings[line] ?? 0) + minor;
  }
  return savings;
};

/** Half a cent is rounded in the buyer's favor. */
const shareOf = (base: number, perTenThousand: number): number =>
  Math.floor((2 * base * perTenThousand + 10_000) / 20_000);
