import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable } from '../../platform/db.ts';
import type { InvoiceDocument } from './invoice.ts';
import { invoicesOf } from './store.ts';

export { type InvoiceDeps, writeInvoice } from './actions.ts';

export type InvoiceOfOrder = {
  readonly id: string;
  readonly number: number;
  readonly kind: InvoiceDocument['kind'];
  readonly totalMinor: number;
};

/** What was written about an order, oldest first: for its pages. */
export const invoicesOfOrder = async (
  sql: Queryable,
  practiceId: PracticeId,
  orderId: string,
): Promise<readonly InvoiceOfOrder[]> =>
  (await invoicesOf(sql, practiceId, orderId)).map(({ id, number, kind, document }) => ({
    ...{ id, number, kind },
    totalMinor: document.totalMinor,
  }));
