import type { PracticeId } from '../../kernel/id.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Entry, Pair } from './entry.ts';
import type { PairState } from './pair-states.ts';
import type { EntryKey } from './store.ts';

const columns = (sql: Queryable) => sql`
  id, practice_id as "practiceId", group_id as "groupId", state, inviting_name as "invitingName",
  invited_name as "invitedName", invited_email as "invitedEmail"
`;

/** The pair behind an invitation (viewer link or job:waiting). */
export const pairBehind = async (tx: Tx, practiceId: PracticeId, secretHash: Buffer) => {
  const [row] = await tx<Pair[]>`
    select ${columns(tx)} from care.waiting_pairs where practice_id = ${practiceId} and secret_hash = ${secretHash}
  `;
  return row;
};

export const pairById = async (tx: Tx, practiceId: PracticeId, id: string) => {
  const [row] = await tx<Pair[]>`
    select ${columns(tx)} from care.waiting_pairs where practice_id = ${practiceId} and id = ${id}
  `;
  return row;
};

export const insertPair = (
  tx: Tx,
  pair: Pick<Pair, 'id' | 'practiceId' | 'groupId' | 'invitingName' | 'invitedEmail'> & {
    readonly secretHash: Buffer;
  },
) => tx`
  insert into care.waiting_pairs (practice_id, id, group_id, state, inviting_name, invited_email, secret_hash)
  values (${pair.practiceId}, ${pair.id}, ${pair.groupId}, 'invited', ${pair.invitingName}, ${pair.invitedEmail},
    ${pair.secretHash})
`;

/** False when the pair was not where the caller thought. */
export const movePair = async (
  tx: Tx,
  { practiceId, id }: Pick<Pair, 'practiceId' | 'id'>,
  move: { readonly from: PairState; readonly to: PairState; readonly invitedName?: string },
): Promise<boolean> => {
  const moved = await tx`
    update care.waiting_pairs
    set state = ${move.to}, invited_name = coalesce(${move.invitedName ?? null}, invited_name), changed_at = platform.now()
    where practice_id = ${practiceId} and id = ${id} and state = ${move.from}
    returning id
  `;
  return moved.length === 1;
};

/** Ties an entry to one side of a pair, or unties it (null). */
export const tie = (
  tx: Tx,
  { practiceId, id }: EntryKey,
  to: { readonly pairId: string; readonly side: 1 | 2 } | null,
) => tx`
  update care.waiting_entries set pair_id = ${to?.pairId ?? null}, pair_side = ${to?.side ?? null}
  where practice_id = ${practiceId} and id = ${id}
`;

/** The other one of two, while tied. */
export const partnerOf = async (
  tx: Tx,
  { practiceId, id, pairId }: Pick<Entry, 'practiceId' | 'id' | 'pairId'>,
) => {
  if (pairId === null) return undefined;
  const [row] = await tx<{ id: string }[]>`
    select id from care.waiting_entries
    where practice_id = ${practiceId} and pair_id = ${pairId} and id <> ${id}
  `;
  return row?.id;
};

/** Whoever is tied to a pair of which only one side is. */
export const tiedTo = async (tx: Tx, { practiceId, id }: Pick<Pair, 'practiceId' | 'id'>) => {
  const [row] = await tx<{ id: string }[]>`
    select id from care.waiting_entries where practice_id = ${practiceId} and pair_id = ${id}
  `;
  return row?.id;
};
