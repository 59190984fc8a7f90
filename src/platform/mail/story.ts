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
  select id, kind, mail ->> 'to' as "to", mail ->> 'subject' as subject, created_at as "createdAt", attempts,
    sent_at as "sentAt", gave_up_at as "gaveUpAt", last_error as "lastError"
  from platform.outbox
  where practice_id = ${practiceId} and order_id = ${orderId}
  order by created_at, id
`;
