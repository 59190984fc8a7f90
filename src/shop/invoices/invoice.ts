import { invariant } from '../../kernel/invariant.ts';
import type { Currency } from '../../kernel/money.ts';

/** Who stands on an invoice: a name, the lines of an address, a tax number where there is one. */
export type Party = {
  readonly name: string;
  readonly lines: readonly string[];
  readonly taxNumber?: string;
};

/** One row: what it is, how many, what of it is paid. Counter-invoices carry amounts below zero. */
export type InvoiceLine = {
  readonly words: string;
  readonly count: number;
  readonly unitMinor: number;
  /** What takes off the price of this row, each with its words; amounts above zero. */
  readonly savings: readonly { readonly words: string; readonly minor: number }[];
  /** What the buyer pays for it, tax within. */
  readonly payableMinor: number;
  /** Hundred-thousandths: 19,000 is 19 %. */
  readonly taxRate: number;
  readonly taxMinor: number;
};

/** All that one rate of tax is due on: net and tax sum to gross. */
export type TaxSum = {
  readonly rate: number;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
};

export type InvoiceKind = 'invoice' | 'counter';

/** An invoice as it is printed, for ever. */
export type InvoiceDocument = {
  readonly version: 1;
  readonly kind: InvoiceKind;
  readonly seller: Party;
  readonly buyer: Party;
  readonly orderNumber: number;
  /** ISO dates. */
  readonly placedOn: string;
  readonly issuedOn: string;
  readonly currency: Currency;
  readonly locale: string;
  readonly lines: readonly InvoiceLine[];
  readonly taxes: readonly TaxSum[];
  /** What the tax is called here; undefined where there is none. */
  readonly taxName?: string;
  readonly totalMinor: number;
  readonly taxMinor: number;
  /** Number of the invoice that this one takes from, or replaces. */
  readonly correctsNumber?: number;
  /** Why, in words for the buyer. */
  readonly because?: string;
};

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, minor) => sum + minor, 0);

/** The taxes of these lines by rate, highest first. Lines without tax fall under the rate of nothing. */
export const taxesOf = (lines: readonly InvoiceLine[]): TaxSum[] =>
  [...new Set(lines.map(({ taxRate }) => taxRate))]
    .sort((a, b) => b - a)
    .map((rate) => {
      const due = lines.filter(({ taxRate }) => taxRate === rate);
      const grossMinor = sumOf(due.map(({ payableMinor }) => payableMinor));
      const taxMinor = sumOf(due.map((line) => line.taxMinor));
      return { rate, netMinor: grossMinor - taxMinor, taxMinor, grossMinor };
    });

type Frame = Omit<InvoiceDocument, 'version' | 'kind' | 'lines' | 'taxes' | 'totalMinor' | 'taxMinor'>;

const documentOf = (
  kind: InvoiceKind,
  frame: Frame,
  lines: readonly InvoiceLine[],
  taxes: readonly TaxSum[] = taxesOf(lines),
): InvoiceDocument => ({
  ...frame,
  version: 1,
  kind,
  lines,
  taxes,
  totalMinor: sumOf(taxes.map(({ grossMinor }) => grossMinor)),
  taxMinor: sumOf(taxes.map(({ taxMinor }) => taxMinor)),
});

/** The invoice of an order's lines. What it sums to is what was paid, to the cent. */
export const invoiceFor = (frame: Frame, lines: readonly InvoiceLine[]): InvoiceDocument =>
  documentOf('invoice', frame, lines);

/**
 * What of each rate goes back, when `amountMinor` of an invoice goes back after `beforeMinor` of it did. Counted from
 * the start each time, so that however many parts there are, all of them together are the invoice, tax for tax.
 */
export const partOf = (
  taxes: readonly TaxSum[],
  { beforeMinor, amountMinor }: { readonly beforeMinor: number; readonly amountMinor: number },
): TaxSum[] => {
  const whole = sumOf(taxes.map(({ grossMinor }) => grossMinor));
  invariant(
    amountMinor > 0 && beforeMinor >= 0 && beforeMinor + amountMinor <= whole,
    'no more of an invoice goes back than it says',
  );
  const [then, now] = [upTo(taxes, whole, beforeMinor), upTo(taxes, whole, beforeMinor + amountMinor)];
  return taxes.map(({ rate }, index) => {
    const grossMinor = (now[index]?.gross ?? 0) - (then[index]?.gross ?? 0);
    const taxMinor = (now[index]?.tax ?? 0) - (then[index]?.tax ?? 0);
    return { rate, grossMinor, taxMinor, netMinor: grossMinor - taxMinor };
  });
};

/** The first `minor` of an invoice shared out over its rates, and the tax in each share. */
const upTo = (taxes: readonly TaxSum[], whole: number, minor: number) => {
  let grossSoFar = 0;
  let given = 0;
  return taxes.map((sum) => {
    grossSoFar += sum.grossMinor;
    const reach = roundedShare(minor, grossSoFar, whole);
    const gross = reach - given;
    given = reach;
    return { gross, tax: roundedShare(sum.taxMinor, gross, sum.grossMinor) };
  });
};

/** `of` times `part` over `whole`, rounded half up in whole numbers; nothing of nothing. */
const roundedShare = (of: number, part: number, whole: number): number =>
  whole === 0 ? 0 : Number((2n * BigInt(of) * BigInt(part) + BigInt(whole)) / (2n * BigInt(whole)));

/** Taken from nothing, because minus nothing prints as "-0". */
const opposite = (sum: TaxSum): TaxSum => ({
  rate: sum.rate,
  netMinor: 0 - sum.netMinor,
  taxMinor: 0 - sum.taxMinor,
  grossMinor: 0 - sum.grossMinor,
});

type Change = {
  readonly number: number;
  readonly issuedOn: string;
  readonly because: string;
  /** What the row says: "Given back", "Invoice 1002 is void". */
  readonly words: string;
};

/** One row for each rate that is touched: a counter-invoice names sums, not things. */
const rowsOf = (words: string, taxes: readonly TaxSum[]): InvoiceLine[] =>
  taxes
    .filter(({ grossMinor }) => grossMinor !== 0)
    .map(({ rate, taxMinor, grossMinor }) => ({
      words,
      count: 1,
      unitMinor: grossMinor,
      savings: [],
      payableMinor: grossMinor,
      taxRate: rate,
      taxMinor,
    }));

/** A counter-invoice that takes `amountMinor` from an invoice of which `beforeMinor` was taken before. */
export const counterFor = (
  invoice: InvoiceDocument,
  taken: { readonly beforeMinor: number; readonly amountMinor: number },
  { number, issuedOn, because, words }: Change,
): InvoiceDocument => {
  const taxes = partOf(invoice.taxes, taken).map(opposite);
  const frame = { ...frameOf(invoice), issuedOn, because, correctsNumber: number };
  return documentOf('counter', frame, rowsOf(words, taxes));
};

/** Takes a counter-invoice back: the money came back to us. */
export const restoringFor = (
  counter: InvoiceDocument,
  { number, issuedOn, because, words }: Change,
): InvoiceDocument => {
  const frame = { ...frameOf(counter), issuedOn, because, correctsNumber: number };
  return documentOf('invoice', frame, rowsOf(words, counter.taxes.map(opposite)));
};

/** The invoice once more with another buyer on it; what was given back before is a row of its own. */
export const replacementFor = (
  invoice: InvoiceDocument,
  { buyer, takenMinor }: { readonly buyer: Party; readonly takenMinor: number },
  { number, issuedOn, because, words }: Change,
): InvoiceDocument => {
  const frame = { ...frameOf(invoice), buyer, issuedOn, because, correctsNumber: number };
  if (takenMinor === 0) return documentOf('invoice', frame, invoice.lines);
  const back = partOf(invoice.taxes, { beforeMinor: 0, amountMinor: takenMinor }).map(opposite);
  return documentOf('invoice', frame, [...invoice.lines, ...rowsOf(words, back)]);
};

const frameOf = ({
  version: _version,
  kind: _kind,
  lines: _lines,
  taxes: _taxes,
  totalMinor: _total,
  taxMinor: _tax,
  ...frame
}: InvoiceDocument): Frame => frame;
