import type { Tx } from '../../platform/db.ts';
import { insertFacilitator, insertGroup } from './store.ts';

export type NewGroup = {
  readonly practiceId: string;
  /** The same id as its offering in the shop. */
  readonly id: string;
  readonly name: string;
  readonly facilitatorIds: readonly string[];
};

/** Opens a group and names its facilitators; joins the caller's transaction (viewer job:open-practice). */
export const openGroup = async (
  tx: Tx,
  { practiceId, id, name, facilitatorIds }: NewGroup,
): Promise<void> => {
  await insertGroup(tx, { practiceId, id, name });
  for (const personId of facilitatorIds) await insertFacilitator(tx, practiceId, id, personId);
};
