import { row } from '../../kernel/csv.ts';
import { type Currency, toDecimal } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { accountWords } from './words.ts';

export type ExportedEntry = {
  readonly postedAt: Instant;
  readonly postingId: string;
  readonly account: string;
  readonly because: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly orderNumber: number | null;
  readonly invoiceNumber: number | null;
  readonly captureId: string | null;
  readonly refundId: string | null;
  readonly fullMinor: number | null;
  readonly discountMinor: number | null;
};

export const headRow = (): string =>
  row([
    ...['Date', 'Time', 'Posting', 'Account', 'Name', 'Because', 'Debit', 'Credit', 'Currency'],
    ...['Order', 'Invoice', 'PayPal capture', 'PayPal refund', 'Full price', 'Discount'],
  ]);

/** One entry as a line: date and time in the practice's zone, debit or credit with a decimal point. No person is named. */
export const entryRow = (entry: ExportedEntry, zone: string): string => {
  const there = entry.postedAt.toZonedDateTimeISO(zone);
  const { amountMinor, currency } = entry;
  const amount = { amount: toDecimal({ minor: Math.abs(amountMinor), currency }) };
  return row([
    there.toPlainDate().toString(),
    there.toPlainTime().toString({ smallestUnit: 'second' }),
    entry.postingId,
    entry.account,
    accountWords(entry.account),
    entry.because,
    amountMinor > 0 ? amount : null,
    amountMinor < 0 ? amount : null,
    currency,
    entry.orderNumber,
    entry.invoiceNumber,
    entry.captureId,
    entry.refundId,
    entry.fullMinor === null ? null : toDecimal({ minor: entry.fullMinor, currency }),
    entry.discountMinor === null ? null : toDecimal({ minor: entry.discountMinor, currency }),
  ]);
};
