import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import type { WaitingStep } from './entry.ts';
import type { EntryState } from './entry-states.ts';
import { STATES_SHOWN, type WaitingFilter } from './filter.ts';

export type WaitingRow = {
  readonly id: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly state: EntryState;
  readonly name: string | null;
  readonly email: string | null;
  readonly since: Instant;
  readonly priority: number;
  readonly isPair: boolean;
};

const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const narrowed = (tx: Tx, practiceId: PracticeId, { words, show, groupId }: WaitingFilter) => tx`
  e.practice_id = ${practiceId} and e.state = any(${[...STATES_SHOWN[show]]}::text[])
  ${groupId === undefined ? tx`` : tx`and e.group_id = ${groupId}`}
  ${words === '' ? tx`` : tx`and (lower(e.name) like ${`%${literally(words.toLowerCase())}%`} or e.email like ${`${literally(words.toLowerCase())}%`})`}
`;

/** Who waits, as far as this person may see it: everybody for the desk, the own groups for a facilitator. */
export const waitingPage = (
  tx: Tx,
  practiceId: PracticeId,
  filter: WaitingFilter,
  page: { readonly limit: number; readonly offset: number },
) => tx<WaitingRow[]>`
  select e.id, e.group_id as "groupId", g.name as "groupName", e.state, e.name, e.email, e.since, e.priority,
    e.pair_id is not null as "isPair"
  from care.waiting_entries e join care.groups g on g.practice_id = e.practice_id and g.id = e.group_id
  where ${narrowed(tx, practiceId, filter)}
  order by ${SORTED_BY[filter.sortBy](tx)}, e.id
  limit ${page.limit} offset ${page.offset}
`;

const SORTED_BY = {
  longest: (tx: Tx) => tx`e.since`,
  newest: (tx: Tx) => tx`e.since desc`,
  name: (tx: Tx) => tx`lower(e.name)`,
  group: (tx: Tx) => tx`g.name, e.since`,
} as const satisfies Record<WaitingFilter['sortBy'], unknown>;

export const countEntries = async (
  tx: Tx,
  practiceId: PracticeId,
  filter: WaitingFilter,
): Promise<number> => {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from care.waiting_entries e where ${narrowed(tx, practiceId, filter)}
  `;
  return row?.count ?? 0;
};

export type ListRow = {
  readonly groupId: string;
  readonly groupName: string;
  readonly waiting: number;
  readonly longest: Instant | null;
  readonly idleSeats: number;
  readonly idleBecause: string | null;
  readonly idleSince: Instant | null;
  readonly isPaused: boolean;
};

/** Lists that somebody is on, or on which seats stay idle, as far as this person may see them. */
export const listsShown = (tx: Tx, practiceId: PracticeId) => tx<ListRow[]>`
  select g.id as "groupId", g.name as "groupName", count(e.id)::integer as waiting, min(e.since) as longest,
    l.idle_seats as "idleSeats", l.idle_because as "idleBecause", l.idle_since as "idleSince",
    l.paused_at is not null as "isPaused"
  from care.waiting_lists l
  join care.groups g on g.practice_id = l.practice_id and g.id = l.id
  left join care.waiting_entries e on e.practice_id = l.practice_id and e.group_id = l.id
    and e.state in ('waiting', 'paused', 'offered')
  where l.practice_id = ${practiceId}
  group by g.id, g.name, l.practice_id, l.id
  having count(e.id) > 0 or l.idle_seats > 0 or l.paused_at is not null
  order by l.idle_seats desc, g.name, g.id
`;

export type ListHead = {
  readonly groupId: string;
  readonly groupName: string;
  readonly pausedBecause: string | null;
  readonly pausedByName: string | null;
  readonly pausedAt: Instant | null;
};

/** A group's list as this person may see it; a group without one has an empty list. */
export const listHead = async (tx: Tx, practiceId: PracticeId, groupId: string) => {
  const [row] = await tx<ListHead[]>`
    select g.id as "groupId", g.name as "groupName", l.paused_because as "pausedBecause",
      l.paused_by_name as "pausedByName", l.paused_at as "pausedAt"
    from care.groups g left join care.waiting_lists l on l.practice_id = g.practice_id and l.id = g.id
    where g.practice_id = ${practiceId} and g.id = ${groupId}
  `;
  return row;
};

/** Groups this person may see: all of them for the desk, the own ones for a facilitator. */
export const groupsShown = (tx: Tx, practiceId: PracticeId) => tx<{ id: string; name: string }[]>`
  select id, name from care.groups where practice_id = ${practiceId} order by name, id
`;

export type StepRow = WaitingStep & { readonly id: string };

/** The way of an entry, oldest first; what was said and written is sealed. */
export const stepsOf = (tx: Tx, practiceId: PracticeId, entryId: string) => tx<StepRow[]>`
  select id, was, became, because, said, letter, at, by_name as "byName" from care.waiting_steps
  where practice_id = ${practiceId} and entry_id = ${entryId} order by at, id
`;

/** Lists on which seats stay idle although somebody waits (viewer job:waiting). */
export const idleLists = (tx: Tx, practiceId: PracticeId) => tx<
  { groupId: string; groupName: string; seats: number; because: string; since: Instant }[]
>`
  select l.id as "groupId", g.name as "groupName", l.idle_seats as seats, l.idle_because as because, l.idle_since as since
  from care.waiting_lists l join care.groups g on g.practice_id = l.practice_id and g.id = l.id
  where l.practice_id = ${practiceId} and l.idle_seats > 0
  order by l.idle_since
`;

/** Deletes requests that nobody confirmed, and who it was where its time is over (viewer job:forget). */
export const forgetOld = async (
  tx: Tx,
  practiceId: PracticeId,
  days: { readonly asked: number; readonly kept: number },
): Promise<number> => {
  const asked = await tx`
    delete from care.waiting_entries where practice_id = ${practiceId} and state = 'asked'
      and asked_at < platform.now() - make_interval(days => ${days.asked}) returning id
  `;
  const old = await tx<{ id: string }[]>`
    update care.waiting_entries
    set name = null, email = null, priority = 0, priority_because = null, forgotten_at = platform.now()
    where practice_id = ${practiceId} and forgotten_at is null and state in ('placed', 'left', 'removed', 'lapsed')
      and ended_at < platform.now() - make_interval(days => ${days.kept})
    returning id
  `;
  await tx`
    update care.waiting_steps set letter = null, said = null
    where practice_id = ${practiceId} and entry_id = any(${old.map(({ id }) => id)}::uuid[])
      and (letter is not null or said is not null)
  `;
  await tx`
    delete from care.waiting_pairs where practice_id = ${practiceId} and state = 'parted'
      and changed_at < platform.now() - make_interval(days => ${days.kept})
  `;
  return asked.length + old.length;
};
