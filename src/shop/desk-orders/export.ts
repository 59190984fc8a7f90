import { row } from '../../kernel/csv.ts';
import type { Currency } from '../../kernel/money.ts';
import { toDecimal } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';

export type ExportedOrder = {
  readonly number: number;
  readonly placedAt: Instant;
  readonly state: string;
  readonly totalMinor: number;
  readonly currency: Currency;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly attendees: readonly string[];
  readonly groups: readonly string[];
  readonly captureId: string | null;
};

/** How an order's price came about, in minor units. */
export type PriceParts = {
  /** The full price; less the three that follow, plus the added tax, it is the total. */
  readonly fullMinor: number;
  readonly packageSavingMinor: number;
  readonly couponSavingMinor: number;
  readonly fundMinor: number;
  readonly addedTaxMinor: number;
  /** All tax, added or included. */
  readonly taxMinor: number;
  readonly couponCode: string | null;
};

export const headRow = (): string =>
  row([
    'Order',
    'Date',
    'Time',
    'State',
    'Total',
    'Currency',
    'Payer',
    'Payer e-mail',
    'Who comes',
    'Groups',
    'PayPal capture',
    'Full price',
    'Saved in a bundle',
    'Saved by code',
    'Paid by the sponsors’ fund',
    'Tax on top',
    'Tax in the total',
    'Code',
  ]);

/** One order as a line; date and time in the practice's zone, amounts with a decimal point. */
export const orderRow = (order: ExportedOrder & Partial<PriceParts>, zone: string): string => {
  const there = order.placedAt.toZonedDateTimeISO(zone);
  const amount = (minor = 0) => toDecimal({ minor, currency: order.currency });
  return row([
    order.number,
    there.toPlainDate().toString(),
    there.toPlainTime().toString({ smallestUnit: 'second' }),
    order.state,
    amount(order.totalMinor),
    order.currency,
    order.payerName,
    order.payerEmail,
    order.attendees.join('; '),
    order.groups.join('; '),
    order.captureId,
    amount(order.fullMinor),
    amount(order.packageSavingMinor),
    amount(order.couponSavingMinor),
    amount(order.fundMinor),
    amount(order.addedTaxMinor),
    amount(order.taxMinor),
    order.couponCode ?? null,
  ]);
};
