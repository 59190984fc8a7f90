import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable } from '../db.ts';

/** One letter of an order's story: what kind it was and what became of it; never its words. */
export type MailStory = {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  readonly createdAt: Instant;
  readonly attempts: number;
  readonly sentAt: Instant | null;
  readonly gaveUpAt: Instant | null;
  readonly lastError: string | null;
};

/** The letters that went out because of one order, oldest first. */
export const mailsOfOrder = (sql: Queryable, practiceId: PracticeId, orderId: string) => sql<MailStory[]>`
  select ${columns(sql)} from platform.outbox
  where practice_id = ${practiceId} and order_id = ${orderId}
  order by created_at, id
`;

/** The letters to one address that went out because of these orders, newest first; letters about anything else stay unseen. */
export const mailsTo = (
  sql: Queryable,
  practiceId: PracticeId,
  { address, orderIds }: { readonly address: string; readonly orderIds: readonly string[] },
) => sql<MailStory[]>`
  select ${columns(sql)} from platform.outbox
  where practice_id = ${practiceId} and order_id = any(${[...orderIds]}::uuid[]) and lower(mail ->> 'to') = ${address}
  order by created_at desc, id desc
`;

const columns = (sql: Queryable) => sql`
  id, kind, mail ->> 'to' as "to", mail ->> 'subject' as subject, created_at as "createdAt", attempts,
  sent_at as "sentAt", gave_up_at as "gaveUpAt", last_error as "lastError"
`;
