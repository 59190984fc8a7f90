import type { Instant } from '../../../kernel/time.ts';
import type { PdfPage } from '../../../platform/pdf.ts';
import type { InvoiceDocument } from '../invoice.ts';
import { shownInvoice } from './shown.ts';

type ToPrint = { readonly number: number; readonly issuedAt: Instant; readonly document: InvoiceDocument };

/** An invoice as pages of paper. */
export const printedInvoice = ({ number, issuedAt, document }: ToPrint): PdfPage => {
  const shown = shownInvoice(number, document);
  return {
    title: shown.title,
    lang: document.locale,
    at: issuedAt,
    author: document.seller.name,
    parts: [
      { sides: [shown.seller, []] },
      { heading: shown.title },
      { sides: [shown.buyer, shown.facts.map(([name, value]) => `${name}: ${value}`)] },
      {
        columns: [
          { head: 'What', share: 6 },
          { head: 'Count', share: 1, number: true },
          { head: 'Each', share: 2, number: true },
          { head: 'Amount', share: 2, number: true },
        ],
        rows: shown.rows.map(({ words, count, unit, amount }) => [words, count, unit, amount]),
        foot: [...shown.sums, shown.total].map(([name, value]) => [name, '', '', value]),
      },
      { words: shown.foot, quiet: true },
    ],
  };
};
