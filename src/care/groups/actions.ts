import { peopleAmong } from '../../identity/people/public.ts';
import type { PracticeId } from '../../kernel/id.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { endFacilitators, insertFacilitator, insertGroup, leadAgain, saveName } from './store.ts';

export type NewGroup = {
  readonly practiceId: string;
  /** The same id as its offering in the shop. */
  readonly id: string;
  readonly name: string;
  readonly facilitatorIds: readonly string[];
};

export type KeptGroup = Omit<NewGroup, 'practiceId'> & { readonly practiceId: PracticeId };

/** Opens a group and names its facilitators; joins the caller's transaction (viewer job:open-practice). */
export const openGroup = async (
  tx: Tx,
  { practiceId, id, name, facilitatorIds }: NewGroup,
): Promise<void> => {
  await insertGroup(tx, { practiceId, id, name });
  for (const personId of facilitatorIds) await insertFacilitator(tx, practiceId, id, personId);
};

/**
 * Brings a group in line with what is published: its name, and who leads it. Who leads no longer keeps the row, with the
 * day it ended. Facilitators who are only a page and no person of the practice are left out. Safe to repeat.
 */
export const keepGroup = (db: Db, { practiceId, id, name, facilitatorIds }: KeptGroup): Promise<void> =>
  db.as({ kind: 'job:keep-groups', practiceId }, async (tx) => {
    await saveName(tx, { practiceId, id, name });
    const people = await peopleAmong(tx, practiceId, facilitatorIds);
    await endFacilitators(tx, { practiceId, groupId: id, stay: people });
    for (const personId of people) await leadAgain(tx, { practiceId, groupId: id, personId });
  });
