import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../db.ts';
import type { Jobs } from '../jobs.ts';
import { MAIL_WAITING } from './deliver.ts';

/** A letter that never left, and why; never its words. */
export type LostLetter = {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly orderId: string | null;
  readonly createdAt: Instant;
  readonly gaveUpAt: Instant;
  readonly lastError: string | null;
};

/** Letters that were given up and not put aside, newest first. */
export const lostLetters = (sql: Queryable, practiceId: PracticeId, limit: number) => sql<LostLetter[]>`
  select id, kind, mail ->> 'to' as "to", mail ->> 'subject' as subject, order_id as "orderId",
    created_at as "createdAt", gave_up_at as "gaveUpAt", last_error as "lastError"
  from platform.outbox
  where practice_id = ${practiceId} and gave_up_at is not null and put_aside_at is null and sent_at is null
  order by gave_up_at desc, id
  limit ${limit}
`;

/** How many there are, and since when the oldest of them. */
export const countLost = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<{ count: number; since: Instant | null }[]>`
    select count(*)::integer as count, min(gave_up_at) as since from platform.outbox
    where practice_id = ${practiceId} and gave_up_at is not null and put_aside_at is null and sent_at is null
  `;
  return row?.since ? { count: row.count, since: row.since } : undefined;
};

/** Tries a lost letter once more, at once. False when it is not lost any more. */
export const tryLetterAgain = async (
  tx: Tx,
  jobs: Jobs,
  { practiceId, id }: { readonly practiceId: PracticeId; readonly id: string },
): Promise<boolean> => {
  const rows = await tx`
    update platform.outbox set gave_up_at = null, next_try_at = platform.now(), attempts = 0
    where practice_id = ${practiceId} and id = ${id} and gave_up_at is not null and sent_at is null
    returning id
  `;
  if (rows.length === 1) await jobs.enqueue(tx, MAIL_WAITING, { practiceId, outboxId: id });
  return rows.length === 1;
};

/** Somebody has seen to it another way; the letter stays in its order's story. */
export const putLetterAside = (
  tx: Tx,
  { practiceId, id }: { readonly practiceId: PracticeId; readonly id: string },
) => tx`
  update platform.outbox set put_aside_at = platform.now()
  where practice_id = ${practiceId} and id = ${id} and gave_up_at is not null and put_aside_at is null
`;

/** When a letter last left, and since when the oldest waits, or was given up, that could not be sent. */
export const mailFate = async (sql: Queryable, practiceId: PracticeId) => {
  const [row] = await sql<{ leftAt: Instant | null; stuckSince: Instant | null }[]>`
    select (select sent_at from platform.outbox where practice_id = ${practiceId} and sent_at is not null
        order by id desc limit 1) as "leftAt",
      (select min(created_at) from platform.outbox where practice_id = ${practiceId} and sent_at is null
        and last_error is not null and put_aside_at is null) as "stuckSince"
  `;
  return { leftAt: row?.leftAt ?? undefined, stuckSince: row?.stuckSince ?? undefined };
};
