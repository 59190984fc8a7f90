import { type Money, money, toDecimal } from '../../kernel/money.ts';

export type OrderWish = {
  readonly attemptId: string;
  readonly invoiceId: string;
  readonly reference: string;
  /** A name without a health word: PayPal, the bank and the statement show it. */
  readonly neutralName: string;
  readonly locale: string;
  readonly total: Money;
  /** What each line costs, in the order of the checkout. */
  readonly lines: readonly LineWish[];
  readonly returnUrl: string;
  readonly cancelUrl: string;
};

/** A line in minor units: its price before a coupon and without added tax, what the coupon takes off, and the added tax. */
export type LineWish = {
  readonly priceMinor: number;
  readonly discountMinor: number;
  readonly addedTaxMinor: number;
};

const NAME_LIMIT = 127;

/**
 * The JSON that asks PayPal for an order: frozen amount, neutral words, no shipping, pay now.
 * It is stored before it is sent, and a repeat sends the same bytes.
 * Items, coupon and added tax are told only when they sum exactly to the total; else the total stands alone.
 */
export const orderBody = (wish: OrderWish): string => {
  const { currency } = wish.total;
  const amount = (minor: number) => ({ currency_code: currency, value: toDecimal(money(minor, currency)) });
  const text = `${wish.neutralName}, order ${wish.reference}`.slice(0, NAME_LIMIT);
  const told = breakdownOf(wish.lines);
  const isWhole = told.price + told.tax - told.discount === wish.total.minor;
  const items = wish.lines
    .filter(({ priceMinor }) => priceMinor > 0)
    .map(({ priceMinor, addedTaxMinor }) => ({
      name: text,
      quantity: '1',
      unit_amount: amount(priceMinor),
      ...(told.tax > 0 ? { tax: amount(addedTaxMinor) } : {}),
    }));
  const breakdown = {
    item_total: amount(told.price),
    ...(told.tax > 0 ? { tax_total: amount(told.tax) } : {}),
    ...(told.discount > 0 ? { discount: amount(told.discount) } : {}),
  };
  return JSON.stringify({
    intent: 'CAPTURE',
    purchase_units: [
      {
        reference_id: 'default',
        custom_id: wish.attemptId,
        invoice_id: wish.invoiceId,
        description: text,
        amount: isWhole ? { ...amount(wish.total.minor), breakdown } : amount(wish.total.minor),
        ...(isWhole ? { items } : {}),
      },
    ],
    payment_source: {
      paypal: {
        experience_context: {
          return_url: wish.returnUrl,
          cancel_url: wish.cancelUrl,
          user_action: 'PAY_NOW',
          shipping_preference: 'NO_SHIPPING',
          payment_method_preference: 'IMMEDIATE_PAYMENT_REQUIRED',
          brand_name: wish.neutralName.slice(0, NAME_LIMIT),
          locale: wish.locale,
        },
      },
    },
  });
};

/** One unit an item, so that the tax of a line is the tax of its item and nothing is rounded a second time. */
const breakdownOf = (lines: readonly LineWish[]) => {
  const sum = (pick: (line: LineWish) => number) => lines.reduce((total, line) => total + pick(line), 0);
  return {
    price: sum(({ priceMinor }) => priceMinor),
    discount: sum(({ discountMinor }) => discountMinor),
    tax: sum(({ addedTaxMinor }) => addedTaxMinor),
  };
};

/** What PayPal, the bank and our page call this payment: ten characters of the checkout's id. */
export const paymentReference = (checkoutId: string): string => checkoutId.slice(-10).toUpperCase();

/** PayPal-Request-Id: 30 digits of the attempt's id, operation, generation; at most 36 ASCII characters. */
export const requestKey = (attemptId: string, operation: 'c' | 'p', generation: number): string =>
  `${attemptId.replaceAll('-', '').slice(-30)}-${operation}${generation}`;
