import { row } from '../../kernel/csv.ts';
import { type Currency, toDecimal } from '../../kernel/money.ts';
import type { PlainDate } from '../../kernel/time.ts';
import type { InvoiceKind } from './invoice.ts';

export type ExportedInvoice = {
  readonly number: number;
  readonly kind: InvoiceKind;
  readonly issuedOn: PlainDate;
  readonly buyer: string;
  readonly orderNumber: number;
  readonly correctsNumber: number | null;
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly taxMinor: number;
};

export const headRow = (): string =>
  row(['Number', 'Kind', 'Date', 'Buyer', 'Order', 'Corrects', 'Net', 'Tax', 'Total', 'Currency']);

/** One invoice as a line; amounts with a decimal point, those of counter-invoices below zero. */
export const invoiceRow = (invoice: ExportedInvoice): string => {
  const { currency, totalMinor, taxMinor } = invoice;
  const amount = (minor: number) => ({ amount: toDecimal({ minor, currency }) });
  return row([
    invoice.number,
    invoice.kind,
    invoice.issuedOn.toString(),
    invoice.buyer,
    invoice.orderNumber,
    invoice.correctsNumber,
    amount(totalMinor - taxMinor),
    amount(taxMinor),
    amount(totalMinor),
    currency,
  ]);
};
