import { writeDate } from '../../../kernel/formats.ts';
import { formatMoney } from '../../../kernel/money.ts';
import { Temporal } from '../../../kernel/time.ts';
import type { InvoiceDocument, InvoiceLine, Party } from '../invoice.ts';
import { KIND_WORDS, rateWords } from '../words.ts';

/** An invoice in words, the same for the page and for the printed file. */
export type Shown = {
  readonly title: string;
  /** What it is: number, days, order, what it corrects and why. */
  readonly facts: readonly (readonly [string, string])[];
  readonly seller: readonly string[];
  readonly buyer: readonly string[];
  readonly rows: readonly ShownRow[];
  readonly sums: readonly (readonly [string, string])[];
  readonly total: readonly [string, string];
  readonly foot: string;
};

export type ShownRow = {
  readonly words: string;
  readonly count: string;
  readonly unit: string;
  readonly amount: string;
};

const DATE = { year: 'numeric', month: 'long', day: 'numeric' } as const;

export const shownInvoice = (number: number, document: InvoiceDocument): Shown => {
  const { kind, locale, currency, orderNumber, correctsNumber, because, totalMinor } = document;
  const day = (on: string) => writeDate(Temporal.PlainDate.from(on), locale, DATE);
  const price = (minor: number) => formatMoney({ minor, currency }, locale);
  const corrects = kind === 'counter' ? 'Takes from' : 'Replaces';
  return {
    title: `${KIND_WORDS[kind]} ${number}`,
    facts: [
      ['Date', day(document.issuedOn)],
      ['Order', `${orderNumber}, ${day(document.placedOn)}`],
      ...(correctsNumber === undefined ? [] : [[corrects, `invoice ${correctsNumber}`] as const]),
      ...(because === undefined ? [] : [['Why', because] as const]),
    ],
    seller: partyLines(document.seller, document.taxName),
    buyer: partyLines(document.buyer, document.taxName),
    rows: document.lines.flatMap((line) => rowsOf(line, price)),
    sums: sumsOf(document, price),
    total: [totalMinor < 0 ? 'Taken off' : 'Total, paid', price(totalMinor)],
    foot: footOf(document),
  };
};

const partyLines = ({ name, lines, taxNumber }: Party, taxName = 'Tax'): string[] => [
  name,
  ...lines,
  ...(taxNumber ? [`${taxName} number ${taxNumber}`] : []),
];

const rowsOf = (line: InvoiceLine, price: (minor: number) => string): ShownRow[] => [
  {
    words: line.words,
    count: String(line.count),
    unit: price(line.unitMinor),
    amount: price(line.unitMinor * line.count),
  },
  ...line.savings.map(({ words, minor }) => ({ words, count: '', unit: '', amount: price(0 - minor) })),
];

const sumsOf = ({ taxes, taxName = 'Tax' }: InvoiceDocument, price: (minor: number) => string) =>
  taxes
    .filter(({ taxMinor }) => taxMinor !== 0)
    .flatMap(
      ({ rate, netMinor, taxMinor }) =>
        [
          [`Net at ${rateWords(rate)}`, price(netMinor)],
          [`${taxName} ${rateWords(rate)}`, price(taxMinor)],
        ] as const,
    );

const footOf = ({ taxMinor, kind }: InvoiceDocument): string => {
  const paid = kind === 'invoice' ? 'Paid by PayPal.' : 'This sum goes back the way it was paid.';
  return taxMinor === 0 ? `${paid} No tax is charged.` : paid;
};
