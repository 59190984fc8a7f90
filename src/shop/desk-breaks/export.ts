import { type CsvValue, row } from '../../kernel/csv.ts';
import { isCurrency, toDecimal } from '../../kernel/money.ts';
import type { BreakRow } from './break-row.ts';
import { KIND_WORDS, STATE_WORDS } from './words.ts';

export const headRow = (): string =>
  row([
    ...['Break', 'Kind', 'State', 'Moved', 'Found', 'Order', 'Buyer', 'PayPal transaction'],
    ...['Ours', 'Our fee', 'Our currency', 'PayPal’s', 'PayPal’s fee', 'PayPal’s currency'],
    ...['Closed', 'By', 'Words'],
  ]);

const sum = (minor: number | null, currency: string | null): CsvValue => {
  if (minor === null || currency === null) return null;
  return isCurrency(currency) ? { amount: toDecimal({ minor, currency }) } : minor;
};

/** One break as a line. Amounts are what they do to the PayPal balance. */
export const breakLine = (one: BreakRow): string =>
  row([
    ...[
      one.number,
      KIND_WORDS[one.kind],
      STATE_WORDS[one.state][0],
      one.at.toString(),
      one.foundAt.toString(),
    ],
    ...[one.orderNumber, one.payerName, one.transactionId],
    ...[sum(one.oursMinor, one.oursCurrency), sum(one.oursFeeMinor, one.oursCurrency), one.oursCurrency],
    ...[sum(one.theirsMinor, one.theirsCurrency), sum(one.theirsFeeMinor, one.theirsCurrency)],
    ...[one.theirsCurrency, one.closedAt?.toString() ?? null, one.closedBy, one.note],
  ]);
