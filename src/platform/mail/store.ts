import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Sql, Tx } from '../db.ts';
import type { MailOrder } from '../outbox.ts';

export type Waiting = { readonly practiceId: PracticeId; readonly id: string };

/** What a row holds of a letter: address and subject for its story, the rest sealed until it has left. */
export type StoredMail = { readonly to: string; readonly subject: string; readonly sealed: string };

export type Claimed = Waiting & {
  readonly kind: string;
  readonly mail: StoredMail;
  readonly attempts: number;
  readonly createdAt: Instant;
};

/** Writes a letter; false when one with its key is there already. */
export const insertMail = async (
  tx: Tx,
  id: string,
  order: Omit<MailOrder, 'mail'> & { readonly mail: StoredMail },
): Promise<boolean> => {
  const rows = await tx`
    insert into platform.outbox (practice_id, id, kind, dedupe, mail, order_id)
    values (${order.practiceId}, ${id}, ${order.kind}, ${order.dedupe}, ${tx.json(order.mail as never)}, ${order.orderId ?? null})
    on conflict (practice_id, dedupe) do nothing
    returning id`;
  return rows.length === 1;
};

/** Takes a letter for one try, if nobody else has; the next try is put off by the back-off. */
export const claimMail = async (sql: Sql, { practiceId, id }: Waiting): Promise<Claimed | undefined> => {
  const [row] = await sql<Claimed[]>`
    update platform.outbox
    set attempts = attempts + 1,
      next_try_at = platform.now() + (array['1 min', '5 min', '15 min', '1 hour', '3 hours']::interval[])[least(attempts, 4) + 1]
    where practice_id = ${practiceId} and id = ${id}
      and sent_at is null and gave_up_at is null and next_try_at <= platform.now()
    returning practice_id as "practiceId", id, kind, mail, attempts, created_at as "createdAt"`;
  return row;
};

/** What has left keeps its address and subject for the order's story; its text and its links are forgotten. */
export const markSent = (sql: Sql, { practiceId, id }: Waiting) => sql`
  update platform.outbox set sent_at = platform.now(), last_error = null, mail = mail - 'sealed'
  where practice_id = ${practiceId} and id = ${id} and sent_at is null`;

/** Notes a failed try. Gives up after five days, or after three tries at an address that is refused for good. */
export const markFailed = async (
  sql: Sql,
  { practiceId, id }: Waiting,
  failure: { readonly code: string; readonly forGood: boolean },
): Promise<boolean> => {
  const [row] = await sql`
    update platform.outbox
    set last_error = ${failure.code},
      gave_up_at = case when created_at < platform.now() - interval '5 days' or (${failure.forGood} and attempts >= 3)
        then platform.now() end
    where practice_id = ${practiceId} and id = ${id} and sent_at is null
    returning gave_up_at is not null as "gaveUp"`;
  return row?.['gaveUp'] === true;
};

/** Letters whose time has come, oldest first, of every practice: a sweep serves the whole installation. */
export const dueMail = async (sql: Queryable): Promise<readonly Waiting[]> =>
  sql<Waiting[]>`
    select practice_id as "practiceId", id from platform.outbox
    where sent_at is null and gave_up_at is null and next_try_at <= platform.now()
    order by next_try_at limit 50`;

/** How many letters wait and how many were given up, for the metrics. */
export const countMail = async (sql: Sql): Promise<{ waiting: number; gaveUp: number }> => {
  const [row] = await sql<{ waiting: number; gaveUp: number }[]>`
    select (select count(*) from platform.outbox where sent_at is null and gave_up_at is null) as waiting,
      (select count(*) from platform.outbox where gave_up_at > platform.now() - interval '30 days') as "gaveUp"`;
  return row ?? { waiting: 0, gaveUp: 0 };
};
