import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import type { Line, OurCapture, OurRefund, Sides } from './sides.ts';
import type { Span } from './window.ts';

/** Both sides of a stretch: PayPal's lines as they were told last, and all of ours that they or the stretch are about. */
export const sidesOf = async (tx: Tx, practiceId: PracticeId, span: Span): Promise<Sides> => {
  const within = await linesIn(tx, practiceId, span);
  const named = within.flatMap(({ transactionId, referenceId }) => [transactionId, referenceId ?? []].flat());
  const captures = await capturesOf(tx, practiceId, span, named);
  const captureIds = captures.map(({ id }) => id);
  const refunds = await refundsOf(tx, practiceId, captureIds, named);
  const refundIds = refunds.flatMap(({ paypalRefundId }) => paypalRefundId ?? []);
  const known = new Set(within.map(({ id }) => id));
  const about = await linesAbout(tx, practiceId, captureIds, refundIds);
  const lines = [...within, ...about.filter(({ id }) => !known.has(id))];
  const fields = lines.flatMap(({ customField }) => customField ?? []);
  return {
    ...{ lines, captures, refunds, since: span.since, until: span.until },
    attemptIds: await attemptsAmong(tx, practiceId, fields),
    elsewhere: await knownElsewhere(tx, practiceId, lines),
  };
};

type LineRow = Omit<Line, 'referenceId' | 'invoiceId' | 'customField'> & {
  readonly referenceId: string | null;
  readonly invoiceId: string | null;
  readonly customField: string | null;
};

const lineColumns = (tx: Tx, practiceId: PracticeId) => tx`
  line.id, line.transaction_id as "transactionId", line.code, line.status, line.gross_minor as "grossMinor",
  line.fee_minor as "feeMinor", line.currency, line.at, line.reference_id as "referenceId",
  line.invoice_id as "invoiceId", line.custom_field as "customField",
  exists (select 1 from shop.ledger as entry where entry.practice_id = ${practiceId}
    and entry.report_line_id = line.id) as booked
`;

const lineOf = ({ referenceId, invoiceId, customField, ...rest }: LineRow): Line => ({
  ...rest,
  referenceId: referenceId ?? undefined,
  invoiceId: invoiceId ?? undefined,
  customField: customField ?? undefined,
});

const linesIn = async (tx: Tx, practiceId: PracticeId, { since, until }: Span): Promise<Line[]> => {
  const rows = await tx<LineRow[]>`
    select ${lineColumns(tx, practiceId)} from shop.report_lines as line
    where line.practice_id = ${practiceId} and line.at >= ${since} and line.at < ${until}
    order by line.at, line.id
  `;
  return rows.map(lineOf);
};

/** Lines of another time that are about the same payments and refunds. */
const linesAbout = async (
  tx: Tx,
  practiceId: PracticeId,
  captureIds: readonly string[],
  refundIds: readonly string[],
): Promise<Line[]> => {
  const rows = await tx<LineRow[]>`
    select ${lineColumns(tx, practiceId)} from shop.report_lines as line
    where line.practice_id = ${practiceId} and (line.transaction_id = any(${[...captureIds, ...refundIds]}::text[])
      or line.reference_id = any(${[...captureIds]}::text[]))
    order by line.at, line.id
  `;
  return rows.map(lineOf);
};

const capturesOf = (tx: Tx, practiceId: PracticeId, { since, until }: Span, ids: readonly string[]) => tx<
  OurCapture[]
>`
  select capture.id, capture.attempt_id as "attemptId", capture.status, capture.amount_minor as "amountMinor",
    capture.currency, coalesce(capture.captured_at, capture.recorded_at) as "takenAt",
    case when capture.fee_minor is not null then (select coalesce(sum(entry.amount_minor), 0)::bigint
      from shop.ledger as entry where entry.practice_id = ${practiceId} and entry.capture_id = capture.id
        and entry.refund_id is null and entry.report_line_id is null and entry.account = 'paypal-fees') end as "feeMinor"
  from shop.captures as capture
  where capture.practice_id = ${practiceId} and (capture.id = any(${[...ids]}::text[])
    or coalesce(capture.captured_at, capture.recorded_at) between ${since} and ${until})
`;

const refundsOf = (
  tx: Tx,
  practiceId: PracticeId,
  captureIds: readonly string[],
  refundIds: readonly string[],
) => tx<OurRefund[]>`
  select refund.id, refund.capture_id as "captureId", refund.paypal_refund_id as "paypalRefundId", refund.state,
    refund.amount_minor as "amountMinor", refund.currency, coalesce(refund.made_at, refund.changed_at) as "madeAt",
    (select coalesce(-sum(entry.amount_minor), 0)::bigint from shop.ledger as entry where entry.practice_id = ${practiceId}
      and entry.refund_id = refund.id and entry.account = 'paypal-fees') as "feeBackMinor"
  from shop.refunds as refund
  where refund.practice_id = ${practiceId} and (refund.capture_id = any(${[...captureIds]}::text[])
    or refund.paypal_refund_id = any(${[...refundIds]}::text[]))
`;

const UUID = /^[0-9a-f-]{36}$/;

const attemptsAmong = async (tx: Tx, practiceId: PracticeId, fields: readonly string[]) => {
  const rows = await tx<{ id: string }[]>`
    select id from shop.attempts
    where practice_id = ${practiceId} and id = any(${fields.filter((field) => UUID.test(field))}::uuid[])
  `;
  return new Set(rows.map(({ id }) => id));
};

/** Two practices may share one PayPal account: what the other one knows is not asked about here. */
const knownElsewhere = async (tx: Tx, practiceId: PracticeId, lines: readonly Line[]) => {
  const ids = lines.flatMap(({ transactionId, referenceId }) => [transactionId, referenceId ?? []].flat());
  const fields = lines.flatMap(({ customField }) => customField ?? []).filter((field) => UUID.test(field));
  const rows = await tx<{ known: string }[]>`
    select id as known from shop.captures where practice_id <> ${practiceId} and id = any(${ids}::text[])
    union all
    select id::text from shop.attempts where practice_id <> ${practiceId} and id = any(${fields}::uuid[])
  `;
  const known = new Set(rows.map((row) => row.known));
  const isKnown = (name: string | undefined) => name !== undefined && known.has(name);
  return new Set(
    lines
      .filter((line) => [line.transactionId, line.referenceId, line.customField].some(isKnown))
      .map(({ id }) => id),
  );
};
