import { type Money, money, toDecimal } from '../../kernel/money.ts';

export type OrderWish = {
  readonly attemptId: string;
  readonly invoiceId: string;
  readonly reference: string;
  /** A name without a health word: PayPal, the bank and the statement show it. */
  readonly neutralName: string;
  readonly locale: string;
  readonly total: Money;
  /** Line totals in minor units, in the order of the checkout. */
  readonly lineMinors: readonly number[];
  readonly returnUrl: string;
  readonly cancelUrl: string;
};

const NAME_LIMIT = 127;

/**
 * The JSON that asks PayPal for an order: frozen amount, neutral words, no shipping, pay now.
 * It is stored before it is sent, and a repeat sends the same bytes.
 * Items are told only when they sum exactly to the total; else the total stands alone.
 */
export const orderBody = (wish: OrderWish): string => {
  const { currency } = wish.total;
  const amount = (minor: number) => ({ currency_code: currency, value: toDecimal(money(minor, currency)) });
  const text = `${wish.neutralName}, order ${wish.reference}`.slice(0, NAME_LIMIT);
  const items = wish.lineMinors
    .filter((minor) => minor > 0)
    .map((minor) => ({ name: text, quantity: '1', unit_amount: amount(minor) }));
  const itemised = wish.lineMinors.reduce((sum, minor) => sum + minor, 0) === wish.total.minor;
  return JSON.stringify({
    intent: 'CAPTURE',
    purchase_units: [
      {
        reference_id: 'default',
        custom_id: wish.attemptId,
        invoice_id: wish.invoiceId,
        description: text,
        amount: itemised
          ? { ...amount(wish.total.minor), breakdown: { item_total: amount(wish.total.minor) } }
          : amount(wish.total.minor),
        ...(itemised ? { items } : {}),
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

/** What PayPal, the bank and our page call this payment: ten characters of the checkout's id. */
export const paymentReference = (checkoutId: string): string => checkoutId.slice(-10).toUpperCase();

/** PayPal-Request-Id: 30 digits of the attempt's id, operation, generation; at most 36 ASCII characters. */
export const requestKey = (attemptId: string, operation: 'c' | 'p', generation: number): string =>
  `${attemptId.replaceAll('-', '').slice(-30)}-${operation}${generation}`;
