import type { Id, PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Message } from './message.ts';

export type MessageId = Id<'message'>;

export const saveMessage = (tx: Tx, practiceId: PracticeId, id: MessageId, message: Message) => tx`
  insert into site.messages (practice_id, id, about, name, email, body)
  values (${practiceId}, ${id}, 'contact', ${message.name}, ${message.email}, ${message.body})
`;

/** What the database's clock says, in whole seconds since 1970. */
export const clockSeconds = async (sql: Queryable): Promise<number> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  return Math.floor((row?.now.epochMilliseconds ?? 0) / 1000);
};
