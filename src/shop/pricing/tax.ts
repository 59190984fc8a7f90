import { type Currency, money, split } from '../../kernel/money.ts';
import type { Kind } from './pricing.ts';

/** How a practice's prices stand to tax: there is none, prices hold it already, or it comes on top. */
export type TaxWay = 'none' | 'included' | 'added';

export type TaxTerms = {
  readonly way: TaxWay;
  /** Hundred-thousandths for each kind of line: 19,000 is 19 %. */
  readonly rates: Readonly<Record<Kind, number>>;
};

export const WHOLE_RATE = 100_000;

export const NO_TAX: TaxTerms = { way: 'none', rates: { seat: 0, workbook: 0 } };

export type TaxedLine = { readonly taxMinor: number; readonly taxRate: number };

/** The tax of each line: reckoned once on all that one rate is due on, then shared out by what each line costs. */
export const taxOn = (
  lines: readonly { readonly kind: Kind; readonly dueMinor: number }[],
  { way, rates }: TaxTerms,
  currency: Currency,
): TaxedLine[] => {
  if (way === 'none') return lines.map(() => ({ taxMinor: 0, taxRate: 0 }));
  const rateOf = (index: number) => rates[lines[index]?.kind ?? 'seat'];
  const taxes = lines.map(() => 0);
  for (const rate of new Set(lines.map((_, index) => rateOf(index)))) {
    const bases = lines.map(({ dueMinor }, index) => (rateOf(index) === rate ? dueMinor : 0));
    const base = bases.reduce((sum, minor) => sum + minor, 0);
    if (rate === 0 || base === 0) continue;
    const whole = money(taxOf(base, rate, way), currency);
    for (const [index, part] of split(whole, bases).entries())
      taxes[index] = (taxes[index] ?? 0) + part.minor;
  }
  return lines.map((_, index) => ({ taxMinor: taxes[index] ?? 0, taxRate: rateOf(index) }));
};

/** Half a cent is rounded up, as tax offices do. */
const taxOf = (base: number, rate: number, way: Exclude<TaxWay, 'none'>): number => {
  const whole = way === 'included' ? WHOLE_RATE + rate : WHOLE_RATE;
  return Math.floor((2 * base * rate + whole) / (2 * whole));
};
