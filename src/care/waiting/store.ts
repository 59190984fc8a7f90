import type { PracticeId } from '../../kernel/id.ts';
import type { Instant, PlainDate } from '../../kernel/time.ts';
import type { Queryable, Tx } from '../../platform/db.ts';
import type { Because, Entry } from './entry.ts';
import type { EntryState } from './entry-states.ts';

export type EntryKey = { readonly practiceId: PracticeId; readonly id: string };
export type GroupKey = { readonly practiceId: PracticeId; readonly groupId: string };

const columns = (sql: Queryable) => sql`
  e.practice_id as "practiceId", e.id, e.group_id as "groupId", e.state, e.name, e.email,
  e.application_id as "applicationId", e.offer_days as "offerDays", e.since, e.priority,
  e.priority_because as "priorityBecause", e.priority_by_name as "priorityByName", e.pause_until as "pauseUntil",
  e.missed, e.pair_id as "pairId", p.state as "pairState", e.offer_id as "offerId", e.offered_until as "offeredUntil",
  e.ended_at as "endedAt", platform.now() as now
`;
const rows = (tx: Tx) => tx`
  care.waiting_entries e left join care.waiting_pairs p on p.practice_id = e.practice_id and p.id = e.pair_id
`;

/** The entry behind a private link (viewer link). */
export const behindLink = async (tx: Tx, practiceId: PracticeId, secretHash: Buffer) => {
  const [row] = await tx<Entry[]>`
    select ${columns(tx)} from ${rows(tx)} where e.practice_id = ${practiceId} and e.secret_hash = ${secretHash}
  `;
  return row;
};

export const entryById = async (tx: Tx, { practiceId, id }: EntryKey) => {
  const [row] = await tx<Entry[]>`
    select ${columns(tx)} from ${rows(tx)} where e.practice_id = ${practiceId} and e.id = ${id}
  `;
  return row;
};

/** Everybody in line for a group, in no order. */
export const inLine = (tx: Tx, { practiceId, groupId }: GroupKey) => tx<Entry[]>`
  select ${columns(tx)} from ${rows(tx)}
  where e.practice_id = ${practiceId} and e.group_id = ${groupId} and e.state in ('waiting', 'paused', 'offered')
`;

export const entryOfOffer = async (tx: Tx, practiceId: PracticeId, offerId: string) => {
  const [row] = await tx<Entry[]>`
    select ${columns(tx)} from ${rows(tx)} where e.practice_id = ${practiceId} and e.offer_id = ${offerId}
  `;
  return row;
};

/** The live entry of an application; undefined where it has none. */
export const entryOfApplication = async (tx: Tx, practiceId: PracticeId, applicationId: string) => {
  const [row] = await tx<Entry[]>`
    select ${columns(tx)} from ${rows(tx)} where e.practice_id = ${practiceId} and e.application_id = ${applicationId}
      and e.state in ('waiting', 'paused', 'offered')
  `;
  return row;
};

/** The live entry of this address, whoever asks for it (viewer job:apply or job:waiting). */
export const liveEntryOf = async (tx: Tx, { practiceId, groupId }: GroupKey, email: string) => {
  const [row] = await tx<Entry[]>`
    select ${columns(tx)} from ${rows(tx)} where e.practice_id = ${practiceId} and e.group_id = ${groupId}
      and e.email = ${email} and e.state in ('asked', 'waiting', 'paused', 'offered')
  `;
  return row;
};

/** Makes sure that the group has a list, and locks it: one at a time picks or moves. Always the first lock. */
export const lockList = async (tx: Tx, { practiceId, groupId }: GroupKey): Promise<List> => {
  await tx`
    insert into care.waiting_lists (practice_id, id) values (${practiceId}, ${groupId}) on conflict do nothing
  `;
  const [row] = await tx<List[]>`
    select paused_because as "pausedBecause" from care.waiting_lists
    where practice_id = ${practiceId} and id = ${groupId} for no key update
  `;
  if (!row) throw new Error('a list just made can be locked');
  return row;
};
export type List = { readonly pausedBecause: string | null };

/** Asks to be put on the list, unless this address is on it or has asked already; gives the id of the live entry. */
export const askedEntryFor = async (
  tx: Tx,
  entry: GroupKey & {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly secretHash: Buffer;
  },
): Promise<string> => {
  const made = await tx<{ id: string }[]>`
    insert into care.waiting_entries (practice_id, id, group_id, state, name, email, secret_hash)
    values (${entry.practiceId}, ${entry.id}, ${entry.groupId}, 'asked', ${entry.name}, ${entry.email}, ${entry.secretHash})
    on conflict (practice_id, group_id, email) where state in ('asked', 'waiting', 'paused', 'offered') do nothing
    returning id
  `;
  if (made[0]) return made[0].id;
  const [live] = await tx<{ id: string }[]>`
    select id from care.waiting_entries where practice_id = ${entry.practiceId} and group_id = ${entry.groupId}
      and email = ${entry.email} and state in ('asked', 'waiting', 'paused', 'offered')
  `;
  return live?.id ?? entry.id;
};

export type NewEntry = GroupKey & {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly secretHash: Buffer;
  readonly applicationId: string | null;
  readonly offerDays: number | null;
  readonly priority: number;
  readonly priorityBecause: string | null;
  readonly priorityByName: string | null;
};

/** Puts somebody in line whose address is known to be theirs (viewer job:waiting). */
export const insertWaiting = (tx: Tx, entry: NewEntry) => tx`
  insert into care.waiting_entries (practice_id, id, group_id, state, name, email, secret_hash, application_id,
    offer_days, since, priority, priority_because, priority_by_name)
  values (${entry.practiceId}, ${entry.id}, ${entry.groupId}, 'waiting', ${entry.name}, ${entry.email},
    ${entry.secretHash}, ${entry.applicationId}, ${entry.offerDays}, platform.now(), ${entry.priority},
    ${entry.priorityBecause}, ${entry.priorityByName})
`;

/** Gives an entry that waits already the yes that was said meanwhile. */
export const attachYes = (
  tx: Tx,
  { practiceId, id }: EntryKey,
  yes: {
    readonly applicationId: string;
    readonly offerDays: number;
    readonly priority: number;
    readonly because: string;
  },
) => tx`
  update care.waiting_entries
  set application_id = ${yes.applicationId}, offer_days = ${yes.offerDays}, priority = greatest(priority, ${yes.priority}),
    priority_because = coalesce(priority_because, ${yes.because}), changed_at = platform.now()
  where practice_id = ${practiceId} and id = ${id}
`;

export type Move = {
  readonly from: EntryState;
  readonly to: EntryState;
  readonly stepId: string;
  readonly because: Because;
  readonly byName?: string;
  /** Sealed. */
  readonly said?: string;
  readonly letter?: string;
  readonly offer?: { readonly id: string; readonly until: Instant };
  readonly pauseUntil?: PlainDate | null;
  /** The place in line is the last one from now on. */
  readonly toTheEnd?: boolean;
};

/** Moves an entry one step and writes the step down; false when it was not where the caller thought. */
export const moveEntry = async (tx: Tx, { practiceId, id }: EntryKey, move: Move): Promise<boolean> => {
  const { to, offer, pauseUntil = null } = move;
  const moved = await tx`
    update care.waiting_entries
    set state = ${to}, changed_at = platform.now(), pause_until = ${pauseUntil},
      since = case when ${move.from} = 'asked' or ${move.toTheEnd ?? false} then platform.now() else since end,
      missed = missed + case when ${move.because} = 'expired' then 1 else 0 end,
      offer_id = coalesce(${offer?.id ?? null}, offer_id), offered_until = coalesce(${offer?.until ?? null}, offered_until),
      ended_at = case when ${to} in ('placed', 'left', 'removed', 'lapsed') then platform.now() end
    where practice_id = ${practiceId} and id = ${id} and state = ${move.from}
    returning id
  `;
  if (moved.length === 0) return false;
  await insertStep(tx, { practiceId, id }, move);
  return true;
};

export const insertStep = (
  tx: Tx,
  { practiceId, id }: EntryKey,
  step: Pick<Move, 'from' | 'to' | 'stepId' | 'because' | 'byName' | 'said' | 'letter'>,
) => tx`
  insert into care.waiting_steps (practice_id, id, entry_id, was, became, because, said, letter, by_name)
  values (${practiceId}, ${step.stepId}, ${id}, ${step.from}, ${step.to}, ${step.because}, ${step.said ?? null},
    ${step.letter ?? null}, ${step.byName ?? null})
`;

/** Its offer lasts longer. */
export const prolongOffered = (tx: Tx, practiceId: PracticeId, offerId: string, until: Instant) => tx`
  update care.waiting_entries set offered_until = ${until}
  where practice_id = ${practiceId} and offer_id = ${offerId} and state = 'offered'
`;

export const setPriority = (
  tx: Tx,
  { practiceId, id }: EntryKey,
  {
    priority,
    because,
    byName,
  }: { readonly priority: number; readonly because: string | null; readonly byName: string },
) => tx`
  update care.waiting_entries
  set priority = ${priority}, priority_because = ${because}, priority_by_name = ${byName}, changed_at = platform.now()
  where practice_id = ${practiceId} and id = ${id}
`;

/** Pauses that are over by this day (viewer job:waiting). */
export const pausesOver = (tx: Tx, practiceId: PracticeId, today: PlainDate) => tx<
  { id: string; groupId: string }[]
>`
  select id, group_id as "groupId" from care.waiting_entries
  where practice_id = ${practiceId} and state = 'paused' and pause_until <= ${today} order by id
`;

/** Entries that think they have an offer: the shop says whether it still lives (viewer job:waiting). */
export const offeredEntries = (tx: Tx, practiceId: PracticeId) => tx<{ id: string; offerId: string }[]>`
  select id, offer_id as "offerId" from care.waiting_entries
  where practice_id = ${practiceId} and state = 'offered' order by id
`;

/** How many wait for a group without being paused or having an offer: free seats are theirs. */
export const countWaiting = async (tx: Tx, { practiceId, groupId }: GroupKey): Promise<number> => {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from care.waiting_entries
    where practice_id = ${practiceId} and group_id = ${groupId} and state = 'waiting'
  `;
  return row?.count ?? 0;
};

export const databaseNow = async (sql: Queryable): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select platform.now() as now`;
  if (!row) throw new Error('The database tells the time');
  return row.now;
};
