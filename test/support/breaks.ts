// Breaks between PayPal's report and the books, one of each kind, made of lines that a report might have told.
import assert from 'node:assert/strict';
import type { PracticeId } from '../../src/kernel/id.ts';
import { Temporal } from '../../src/kernel/time.ts';
import type { Db } from '../../src/platform/db.ts';
import { compared, keepBreaks } from '../../src/shop/reconciliation/compare-actions.ts';
import { BREAK_KINDS, type BreakKind } from '../../src/shop/reconciliation/public.ts';
import type { ReportedLine } from '../../src/shop/reconciliation/report.ts';
import { keepLines } from '../../src/shop/reconciliation/store.ts';

type Capture = { id: string; minor: number; feeMinor: number; currency: string; attemptId: string };

const lineOf = (capture: Capture, change: Partial<ReportedLine>): ReportedLine => ({
  ...{ transactionId: capture.id, code: 'T0006', status: 'S', grossMinor: capture.minor },
  ...{ feeMinor: -capture.feeMinor, currency: capture.currency, at: Temporal.Now.instant() },
  ...{ referenceId: undefined, invoiceId: undefined, customField: capture.attemptId },
  ...change,
});

/** Differences that a report may show about a payment; a payment is used up by each. */
const CHANGES: readonly ((capture: Capture) => Partial<ReportedLine>)[] = [
  ({ feeMinor }) => ({ feeMinor: -feeMinor - 12 }),
  ({ minor }) => ({ grossMinor: minor - 100 }),
  () => ({ currency: 'EUR' }),
  () => ({ status: 'D' }),
];

const STRAY: ReportedLine = {
  ...{ transactionId: 'STRAYPAYMENT00001', code: 'T0000', status: 'S', grossMinor: 4_000, feeMinor: -166 },
  ...{ currency: 'USD', at: Temporal.Now.instant(), referenceId: undefined, invoiceId: 'INV2-0007' },
  customField: undefined,
};

/** Plants breaks once; gives the address of each by its kind. Without enough payments, those that can be. */
export const plantBreaks = (
  db: Db,
  practiceId: PracticeId,
  wanted: readonly BreakKind[] = BREAK_KINDS,
): Promise<(kind: BreakKind) => string> =>
  db.as({ kind: 'job:reconcile', practiceId }, async (tx) => {
    const captures = await tx<Capture[]>`
      select id, amount_minor as minor, fee_minor as "feeMinor", currency, attempt_id as "attemptId"
      from shop.captures where practice_id = ${practiceId} and status = 'COMPLETED' and fee_minor is not null
      order by id limit 20`;
    const lines = CHANGES.flatMap((change, index) => {
      const capture = captures[index];
      return capture ? [lineOf(capture, change(capture))] : [];
    });
    await keepLines(tx, practiceId, [...lines, STRAY]);
    const now = Temporal.Now.instant();
    const span = { since: now.subtract({ hours: 24 * 700 }), until: now.add({ hours: 48 }) };
    const { breaks } = await compared(tx, practiceId, span);
    const chosen = wanted.flatMap((kind) => breaks.find((one) => one.kind === kind) ?? []);
    await keepBreaks(tx, practiceId, { span, breaks: chosen, by: 'reconciler' });
    const rows = await tx<{ id: string; kind: BreakKind }[]>`
      select id, kind from shop.breaks where practice_id = ${practiceId} order by number`;
    return (kind) =>
      `/desk/money/breaks/${rows.find((row) => row.kind === kind)?.id ?? assert.fail(`a break ${kind}`)}`;
  });
