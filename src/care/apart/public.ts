import type { PracticeId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db.ts';
import { unreadByGroup } from './store.ts';

export { apartIn } from './actions.ts';
export type { Apart } from './apart.ts';

/** How many statements nobody has looked at, by group, and since when; never a word of them. */
export const unreadStatements = (db: Db, practiceId: PracticeId) =>
  db.as({ kind: 'job:counts', practiceId }, async (tx) => [...(await unreadByGroup(tx, practiceId))]);
