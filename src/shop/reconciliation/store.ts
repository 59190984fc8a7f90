import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { nameOfLine, type ReportedLine } from './report.ts';
import type { Span } from './window.ts';

/** How far was read, when the first payment was begun, and since when the oldest difference is open. */
export const readSoFar = async (tx: Tx, practiceId: PracticeId) => {
  const [row] = await tx<
    { now: Instant; first: Instant | null; lastUntil: Instant | null; oldest: Instant | null }[]
  >`
    select platform.now() as now,
      (select min(created_at) from shop.attempts where practice_id = ${practiceId}) as first,
      (select max(until) from shop.reports where practice_id = ${practiceId} and state = 'done') as "lastUntil",
      (select min(at) from shop.breaks where practice_id = ${practiceId} and state = 'open') as oldest
  `;
  if (!row) throw new Error('the database has a clock');
  return row;
};

/** Practices that have ever asked for money. */
export const practicesWithMoney = async (sql: Queryable): Promise<PracticeId[]> => {
  const rows = await sql<{ practiceId: PracticeId }[]>`
    select distinct practice_id as "practiceId" from shop.attempts
  `;
  return rows.map(({ practiceId }) => practiceId);
};

/** Keeps lines as they were told last; the same line told again is the same row. Answers nothing. */
export const keepLines = async (
  tx: Tx,
  practiceId: PracticeId,
  lines: readonly ReportedLine[],
): Promise<void> => {
  const fresh = new Map(lines.map((line) => [nameOfLine(line), line]));
  if (fresh.size === 0) return;
  await tx`
    insert into shop.report_lines ${tx(
      [...fresh].map(([name, line]) => ({
        ...{ practice_id: practiceId, id: newId<'line'>(), name, transaction_id: line.transactionId },
        ...{ code: line.code, status: line.status, gross_minor: line.grossMinor, fee_minor: line.feeMinor },
        ...{ currency: line.currency, at: line.at, reference_id: line.referenceId ?? null },
        ...{ invoice_id: line.invoiceId ?? null, custom_field: line.customField ?? null },
      })) as never,
    )}
    on conflict (practice_id, name) do update
      set status = excluded.status, fee_minor = excluded.fee_minor, told_at = platform.now()
  `;
};

export type Reading = Span & {
  readonly state: 'done' | 'behind' | 'failed';
  readonly refreshedAt: Instant | undefined;
  readonly lines: number;
  readonly found: number;
  readonly closed: number;
  readonly problem: string | undefined;
};

export const insertReading = (tx: Tx, practiceId: PracticeId, reading: Reading) => tx`
  insert into shop.reports (practice_id, id, since, until, state, refreshed_at, lines, found, closed, problem)
  values (${practiceId}, ${newId<'report'>()}, ${reading.since}, ${reading.until}, ${reading.state},
    ${reading.refreshedAt ?? null}, ${reading.lines}, ${reading.found}, ${reading.closed}, ${reading.problem ?? null})
`;

/** PayPal's fee, learned from the report alone; answers false where it was told meanwhile. */
export const learnFee = async (
  tx: Tx,
  practiceId: PracticeId,
  captureId: string,
  feeMinor: number,
): Promise<boolean> => {
  const rows = await tx`
    update shop.captures set fee_minor = ${feeMinor}, net_minor = amount_minor - ${feeMinor}
    where practice_id = ${practiceId} and id = ${captureId} and fee_minor is null
    returning id
  `;
  return rows.length > 0;
};

/** Holds whoever books the same line until this transaction ends; answers false where it has its entry already. */
export const mayBeBooked = async (tx: Tx, practiceId: PracticeId, lineId: string): Promise<boolean> => {
  await tx`select pg_advisory_xact_lock(hashtextextended(${lineId}, 0))`;
  const rows = await tx`
    select 1 from shop.ledger where practice_id = ${practiceId} and report_line_id = ${lineId} limit 1
  `;
  return rows.length === 0;
};

/** The order that a payment bought. */
export const orderPaidBy = async (tx: Tx, practiceId: PracticeId, captureId: string) => {
  const [row] = await tx<{ orderId: string }[]>`
    select id as "orderId" from shop.orders where practice_id = ${practiceId} and capture_id = ${captureId}
  `;
  return row?.orderId;
};
