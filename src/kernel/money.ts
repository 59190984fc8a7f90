import { numberFormat } from './formats.ts';
import { invariant } from './invariant.ts';

/**
 * Minor units per currency as PayPal counts them: HUF, JPY and TWD have none there,
 * although ISO 4217 gives HUF and TWD two.
 */
const DECIMALS = {
  AUD: 2, CAD: 2, CHF: 2, CZK: 2, DKK: 2, EUR: 2, GBP: 2, HKD: 2, HUF: 0, ILS: 2, JPY: 0,
  MXN: 2, NOK: 2, NZD: 2, PHP: 2, PLN: 2, SEK: 2, SGD: 2, THB: 2, TWD: 0, USD: 2,
} as const; // biome-ignore format: a table reads best in rows

export type Currency = keyof typeof DECIMALS;

/** Every currency that can be paid in. */
export const CURRENCIES = Object.keys(DECIMALS) as readonly Currency[];

/** Digits behind the point: 2 for USD, 0 for JPY. */
export const decimalsOf = (currency: Currency): number => DECIMALS[currency];

/** An amount in whole minor units (cents), never a float. */
export type Money = { readonly minor: number; readonly currency: Currency };

export const isCurrency = (text: string): text is Currency => Object.hasOwn(DECIMALS, text);

export const money = (minor: number, currency: Currency): Money => {
  invariant(Number.isSafeInteger(minor), `money is whole minor units, not ${minor}`);
  return { minor, currency };
};

export const zero = (currency: Currency): Money => money(0, currency);

export const add = (a: Money, b: Money): Money => {
  invariant(a.currency === b.currency, 'money of two currencies is never added');
  return money(a.minor + b.minor, a.currency);
};

export const times = (unit: Money, count: number): Money => money(unit.minor * count, unit.currency);

export const sum = (amounts: readonly Money[], currency: Currency): Money =>
  amounts.reduce(add, zero(currency));

/** Splits a whole into parts by weight (each at least 0, one above 0); the parts always sum to the whole. */
export const split = (whole: Money, weights: readonly number[]): Money[] => {
  const total = weights.reduce((a, b) => a + b, 0);
  invariant(total > 0 && weights.every((weight) => weight >= 0), 'shares need a positive weight');
  let weightSoFar = 0;
  let given = 0;
  return weights.map((weight) => {
    weightSoFar += weight;
    const upTo = Math.round((whole.minor * weightSoFar) / total);
    const part = money(upTo - given, whole.currency);
    given = upTo;
    return part;
  });
};

/** The amount as PayPal wants it: "49.90", "1200" for JPY. */
export const toDecimal = ({ minor, currency }: Money): string => {
  const decimals = DECIMALS[currency];
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  const sign = minor < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

/** Reads "49.90"; undefined when it has more decimals than the currency, or is no number. */
export const fromDecimal = (text: string, currency: Currency): Money | undefined => {
  const match = /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const decimals = DECIMALS[currency];
  if (fraction.length > decimals && /[1-9]/.test(fraction.slice(decimals))) return undefined;
  const minor = Number(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return money(sign === '-' ? -minor : minor, currency);
};

/** The amount for people, in their locale: "$45.00", "45,00 €". */
export const formatMoney = ({ minor, currency }: Money, locale: string): string => {
  const decimals = DECIMALS[currency];
  return numberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  }).format(minor / 10 ** decimals);
};
