import type { InvoiceDocument, InvoiceKind } from './invoice.ts';

/** What the core needs to know of a written invoice. */
export type Written = {
  readonly id: string;
  readonly number: number;
  readonly kind: InvoiceKind;
  readonly correctsId: string | null;
  readonly refundId: string | null;
  readonly document: InvoiceDocument;
};

/** The invoice that holds now: the first, or the one that replaced it. Nothing where none was written. */
export const standingOf = <One extends Written>(all: readonly One[]): One | undefined =>
  all.filter((one) => one.kind === 'invoice' && !restores(all, one)).at(-1);

/** An invoice that takes a counter-invoice back is no invoice of the order's things. */
const restores = (all: readonly Written[], { correctsId }: Written): boolean =>
  all.some(({ id, kind }) => kind === 'counter' && id === correctsId);

/** What counter-invoices have taken from this one, less what was taken back again. */
export const takenOf = (all: readonly Written[], invoice: Written): number => {
  const counters = all.filter(({ kind, correctsId }) => kind === 'counter' && correctsId === invoice.id);
  const ids = new Set(counters.map(({ id }) => id));
  const back = all.filter(({ correctsId }) => correctsId !== null && ids.has(correctsId));
  return 0 - [...counters, ...back].reduce((sum, { document }) => sum + document.totalMinor, 0);
};

/** Whether this one was replaced by another: then it is history. */
export const isReplaced = (all: readonly Written[], invoice: Written): boolean =>
  all.some(({ kind, correctsId }) => kind === 'invoice' && correctsId === invoice.id);
