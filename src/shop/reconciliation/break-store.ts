import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { nextNumber } from '../fulfilment/public.ts';
import { type BreakKind, type BreakState, canBreakBecome, type Way } from './break-states.ts';
import type { Break } from './sides.ts';

export type StoredBreak = {
  readonly id: string;
  readonly kind: BreakKind;
  readonly state: BreakState;
  readonly fingerprint: string;
  readonly at: Instant;
  readonly lineId: string | null;
  readonly captureId: string | null;
  readonly refundId: string | null;
  /** The payment's attempt, read from what the break is about. */
  readonly attemptId: string | null;
  readonly oursMinor: number | null;
  readonly oursFeeMinor: number | null;
  readonly oursCurrency: string | null;
  readonly theirsMinor: number | null;
  readonly theirsFeeMinor: number | null;
  readonly theirsCurrency: string | null;
  readonly transactionId: string | null;
  readonly code: string | null;
};

const columns = (tx: Tx, practiceId: PracticeId) => tx`
  broken.id, broken.kind, broken.state, broken.fingerprint, broken.at, broken.report_line_id as "lineId",
  broken.capture_id as "captureId", broken.refund_id as "refundId",
  coalesce(capture.attempt_id, (select attempt.id from shop.attempts as attempt
    where attempt.practice_id = ${practiceId} and attempt.id::text = line.custom_field)) as "attemptId",
  broken.ours_minor as "oursMinor", broken.ours_fee_minor as "oursFeeMinor", broken.ours_currency as "oursCurrency",
  broken.theirs_minor as "theirsMinor", broken.theirs_fee_minor as "theirsFeeMinor",
  broken.theirs_currency as "theirsCurrency", line.transaction_id as "transactionId", line.code
`;

const source = (tx: Tx, practiceId: PracticeId) => tx`
  shop.breaks as broken
  left join shop.report_lines as line on line.practice_id = ${practiceId} and line.id = broken.report_line_id
  left join shop.captures as capture on capture.practice_id = ${practiceId} and capture.id = broken.capture_id
`;

export const lockBreak = async (tx: Tx, practiceId: PracticeId, id: string) => {
  const [row] = await tx<StoredBreak[]>`
    select ${columns(tx, practiceId)} from ${source(tx, practiceId)}
    where broken.practice_id = ${practiceId} and broken.id = ${id}
    for no key update of broken
  `;
  return row;
};

/** Open ones, locked, so that two comparisons come one after another. */
export const lockOpen = (tx: Tx, practiceId: PracticeId) => tx<StoredBreak[]>`
  select ${columns(tx, practiceId)} from ${source(tx, practiceId)}
  where broken.practice_id = ${practiceId} and broken.state = 'open' order by broken.id
  for no key update of broken
`;

/** Differences that a person has decided about: what both sides say then is known to differ. */
export const decidedAmong = async (tx: Tx, practiceId: PracticeId, fingerprints: readonly string[]) => {
  const rows = await tx<{ fingerprint: string }[]>`
    select distinct fingerprint from shop.breaks where practice_id = ${practiceId}
      and (state = 'explained' or way = 'booked') and fingerprint = any(${[...fingerprints]}::text[])
  `;
  return new Set(rows.map(({ fingerprint }) => fingerprint));
};

/** Answers the new break's id; nothing where the same difference is open already. */
export const insertBreak = async (tx: Tx, practiceId: PracticeId, found: Break) => {
  const number = await nextNumber(tx, practiceId, 'break', 1);
  const { ours, theirs } = found;
  const [row] = await tx<{ id: string }[]>`
    insert into shop.breaks (practice_id, id, number, kind, fingerprint, state, report_line_id, capture_id, refund_id,
      ours_minor, ours_fee_minor, ours_currency, ours_state, theirs_minor, theirs_fee_minor, theirs_currency, theirs_state, at)
    values (${practiceId}, ${newId<'break'>()}, ${number}, ${found.kind}, ${found.fingerprint}, 'open', ${found.lineId},
      ${found.captureId}, ${found.refundId}, ${ours.minor}, ${ours.feeMinor}, ${ours.currency}, ${ours.state},
      ${theirs.minor}, ${theirs.feeMinor}, ${theirs.currency}, ${theirs.state}, ${found.at})
    on conflict do nothing returning id
  `;
  return row?.id;
};

export type Closing = {
  readonly state: BreakState;
  readonly by: string | null;
  readonly way?: Way;
  readonly note?: string;
};

export const saveBreak = (
  tx: Tx,
  practiceId: PracticeId,
  was: Pick<StoredBreak, 'id' | 'state'>,
  next: Closing,
) => {
  invariant(canBreakBecome(was.state, next.state), `a ${was.state} break does not become ${next.state}`);
  return tx`
    update shop.breaks set state = ${next.state}, closed_by = ${next.by}, way = ${next.way ?? null},
      note = ${next.note ?? null}, closed_at = ${next.state === 'open' ? null : tx`platform.now()`}
    where practice_id = ${practiceId} and id = ${was.id}
  `;
};

/** Whether the same difference is open, in a row of its own. */
export const isOpen = async (tx: Tx, practiceId: PracticeId, fingerprint: string): Promise<boolean> => {
  const rows = await tx`
    select 1 from shop.breaks where practice_id = ${practiceId} and state = 'open' and fingerprint = ${fingerprint}
  `;
  return rows.length > 0;
};

/** How many are open, and since when the oldest. */
export const countOpen = async (tx: Tx, practiceId: PracticeId) => {
  const [row] = await tx<{ count: number; since: Instant | null; first: string | null }[]>`
    select count(*)::integer as count, min(found_at) as since,
      (array_agg(id order by found_at))[1] as first
    from shop.breaks where practice_id = ${practiceId} and state = 'open'
  `;
  return row?.since && row.first ? { count: row.count, since: row.since, first: row.first } : undefined;
};
