import { numberFormat } from '../../kernel/formats.ts';
import { type Currency, money, toDecimal } from '../../kernel/money.ts';

const formatOf = (currency: Currency, locale: string): Intl.NumberFormat =>
  numberFormat(locale, { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' });

/** "Free", "$45", "$22.50": short, for places where many prices stand together. */
export const priceInWords = (unitMinor: number, currency: Currency, locale: string): string =>
  unitMinor === 0 ? 'Free' : formatOf(currency, locale).format(fromMinor(unitMinor, currency));

/** The amount in whole units, for showing only: reckoning stays in minor units. */
export const fromMinor = (unitMinor: number, currency: Currency): number =>
  Number(toDecimal(money(unitMinor, currency)));

/** "$20, $45 or $65": the whole range, so that nobody learns the lowest price too late. */
export const pricesInWords = (prices: readonly number[], currency: Currency, locale: string): string => {
  const words = prices.map((price) => priceInWords(price, currency, locale));
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
};
