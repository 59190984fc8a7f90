import { type Currency, fromDecimal } from '../../kernel/money.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';

export type PriceProblem = 'no-price' | 'too-fine' | 'too-high';

/** Whole units above which a price of one meeting is a slip of the finger; of currencies without cents, a hundred times as many. */
const HIGHEST = 10_000;

/**
 * A price as people write it, in minor units: "45", "$45", "45.50", "45,50", "US$45", "45 kr", "1,200", "1 200". A comma or point with
 * three digits behind it parts thousands; with fewer it is the decimal one.
 */
export const readPrice = (typed: string, currency: Currency): Result<number, PriceProblem> => {
  const bare = typed
    .replace(/[\p{Sc}\s'’]/gu, '')
    .replace(/^\p{L}{1,4}|\p{L}{1,4}\.?$/gu, '')
    .replace(/[.,](?=\d{3}(?:[.,]|$))/g, '')
    .replace(',', '.');
  if (!/^\d{1,9}(?:\.\d{1,4})?$/.test(bare)) return refuse('no-price');
  const money = fromDecimal(bare, currency);
  if (!money) return refuse('too-fine');
  return isTooHigh(money.minor) ? refuse('too-high') : accept(money.minor);
};

/** Ten thousand in a currency with cents, and a million yen, are the same number of minor units. */
const isTooHigh = (minor: number): boolean => minor > HIGHEST * 100;
