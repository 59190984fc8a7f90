import { type Currency, isCurrency, type Money, money } from '../../kernel/money.ts';
import type { BreakKind } from './break-states.ts';

/** What both sides say of a break; amounts are what they do to the PayPal balance, in minor units. */
export type Figures = {
  readonly kind: BreakKind;
  readonly oursMinor: number | null;
  readonly oursFeeMinor: number | null;
  readonly oursCurrency: string | null;
  readonly theirsMinor: number | null;
  readonly theirsFeeMinor: number | null;
  readonly theirsCurrency: string | null;
};

/** What must be booked so that our books say what PayPal's do. `feeMinor` is what PayPal kept. */
export type Booking =
  | { readonly as: 'fee'; readonly fee: Money }
  | { readonly as: 'difference'; readonly gross: Money; readonly feeMinor: number };

/** Undefined where no entry can make them agree: two currencies, or nothing that differs in money. */
export const bookingOf = (figures: Figures): Booking | undefined => {
  const currency = commonCurrency(figures);
  return currency && BOOKINGS[figures.kind](figures, currency);
};

const commonCurrency = ({ oursCurrency, theirsCurrency }: Figures): Currency | undefined => {
  const currency = oursCurrency ?? theirsCurrency ?? '';
  return isCurrency(currency) && (theirsCurrency ?? currency) === currency ? currency : undefined;
};

const grossOf = ({ theirsMinor, oursMinor }: Figures) => (theirsMinor ?? 0) - (oursMinor ?? 0);
const feeOf = ({ oursFeeMinor, theirsFeeMinor }: Figures) => (oursFeeMinor ?? 0) - (theirsFeeMinor ?? 0);

type Book = (figures: Figures, currency: Currency) => Booking | undefined;

const fee: Book = (figures, currency) => {
  const minor = feeOf(figures);
  return minor === 0 ? undefined : { as: 'fee', fee: money(minor, currency) };
};
const whole: Book = (figures, currency) => ({
  as: 'difference',
  gross: money(grossOf(figures), currency),
  feeMinor: feeOf(figures),
});
/** A fee that PayPal has not told is posted when it does. */
const amount: Book = (figures, currency) => ({
  as: 'difference',
  gross: money(grossOf(figures), currency),
  feeMinor: figures.oursFeeMinor === null ? 0 : feeOf(figures),
});
const never: Book = () => undefined;

const BOOKINGS = {
  'only-at-paypal': whole,
  'only-here': whole,
  'amount-differs': amount,
  'fee-differs': fee,
  'currency-differs': never,
  'state-differs': never,
} as const satisfies Record<BreakKind, Book>;
