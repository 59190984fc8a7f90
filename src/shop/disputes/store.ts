import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Dispute, DisputeFact } from './dispute.ts';
import type { DisputeState } from './dispute-states.ts';

/** The first of these captures that is ours. */
export const captureAmong = async (sql: Queryable, practiceId: PracticeId, ids: readonly string[]) => {
  const [row] = await sql<{ captureId: string; attemptId: string }[]>`
    select id as "captureId", attempt_id as "attemptId" from shop.captures
    where practice_id = ${practiceId} and id = any(${[...ids]}::text[]) order by id limit 1
  `;
  return row;
};

export const lockDispute = async (tx: Tx, practiceId: PracticeId, paypalDisputeId: string) => {
  const [row] = await tx<Dispute[]>`
    select id, paypal_dispute_id as "paypalDisputeId", capture_id as "captureId", state, changed_at as "changedAt"
    from shop.disputes where practice_id = ${practiceId} and paypal_dispute_id = ${paypalDisputeId}
    for no key update
  `;
  return row;
};

/** Two that hear of it at once write one row; answers nothing where the other was first. */
export const insertDispute = (
  tx: Tx,
  practiceId: PracticeId,
  dispute: {
    readonly id: string;
    readonly captureId: string;
    readonly state: DisputeState;
    readonly fact: DisputeFact;
  },
) => {
  const { fact } = dispute;
  return tx<{ id: string }[]>`
    insert into shop.disputes (practice_id, id, paypal_dispute_id, capture_id, state, reason, stage, amount_minor,
      currency, respond_until, outcome, opened_at, changed_at)
    values (${practiceId}, ${dispute.id}, ${fact.id}, ${dispute.captureId}, ${dispute.state}, ${fact.reason},
      ${fact.stage}, ${fact.amount.minor}, ${fact.amount.currency}, ${fact.respondUntil ?? null},
      ${fact.outcome ?? null}, ${fact.openedAt}, ${fact.changedAt})
    on conflict (practice_id, paypal_dispute_id) do nothing returning id
  `;
};

export const saveDispute = (
  tx: Tx,
  practiceId: PracticeId,
  id: string,
  { state, fact }: { readonly state: DisputeState; readonly fact: DisputeFact },
) => tx`
  update shop.disputes set state = ${state}, reason = ${fact.reason}, stage = ${fact.stage},
    amount_minor = ${fact.amount.minor}, currency = ${fact.amount.currency},
    respond_until = ${fact.respondUntil ?? null}, outcome = ${fact.outcome ?? null}, changed_at = ${fact.changedAt}
  where practice_id = ${practiceId} and id = ${id}
`;

/** When PayPal last changed something that we know of; null where we know of nothing. */
export const lastChange = async (sql: Queryable, practiceId: PracticeId): Promise<Instant | null> => {
  const [row] = await sql<{ at: Instant | null }[]>`
    select max(changed_at) as at from shop.disputes where practice_id = ${practiceId}
  `;
  return row?.at ?? null;
};

export const knownChanges = async (
  sql: Queryable,
  practiceId: PracticeId,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Instant>> => {
  const rows = await sql<{ id: string; changedAt: Instant }[]>`
    select paypal_dispute_id as id, changed_at as "changedAt" from shop.disputes
    where practice_id = ${practiceId} and paypal_dispute_id = any(${[...ids]}::text[])
  `;
  return new Map(rows.map(({ id, changedAt }) => [id, changedAt]));
};

/** Practices that have ever taken money. */
export const practicesWithMoney = async (sql: Queryable): Promise<PracticeId[]> => {
  const rows = await sql<{ practiceId: PracticeId }[]>`
    select distinct practice_id as "practiceId" from shop.attempts
  `;
  return rows.map(({ practiceId }) => practiceId);
};

export const now = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('the database has a clock');
  return row.now;
};

/** The open disputes that run out first. */
export const openDisputes = (sql: Queryable, practiceId: PracticeId, limit: number) => sql<
  { id: string; state: DisputeState; respondUntil: Instant | null; openedAt: Instant; count: number }[]
>`
  select id, state, respond_until as "respondUntil", opened_at as "openedAt", count(*) over ()::integer as count
  from shop.disputes where practice_id = ${practiceId} and state <> 'resolved'
  order by respond_until nulls last, opened_at limit ${limit}
`;
