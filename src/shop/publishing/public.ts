import type { Queryable } from '../../platform/db.ts';
import { editedGroup } from '../editing/public.ts';
import type { GroupKey } from './store.ts';

/** Name and facilitators of a group as they are in print now; undefined for one that is not. */
export const groupInPrint = async (
  sql: Queryable,
  key: GroupKey,
): Promise<{ readonly name: string; readonly facilitatorIds: readonly string[] } | undefined> => {
  const content = (await editedGroup(sql, key))?.printed?.content;
  return content && { name: content.name, facilitatorIds: content.facilitatorIds };
};
