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
  ]);

/** One order as a line; date and time in the practice's zone, amounts with a decimal point. */
export const orderRow = (order: ExportedOrder, zone: string): string => {
  const there = order.placedAt.toZonedDateTimeISO(zone);
  return row([
    order.number,
    there.toPlainDate().toString(),
    there.toPlainTime().toString({ smallestUnit: 'second' }),
    order.state,
    toDecimal({ minor: order.totalMinor, currency: order.currency }),
    order.currency,
    order.payerName,
    order.payerEmail,
    order.attendees.join('; '),
    order.groups.join('; '),
    order.captureId,
  ]);
};
