import type { PracticeId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/db.ts';
import type { GroupKey } from './store.ts';

/** Pauses the list of a group with a reason, or lets it go on. */
export const pauseList = (
  tx: Tx,
  { practiceId, groupId }: GroupKey,
  pause: { readonly because: string; readonly byName: string } | undefined,
) => tx`
  update care.waiting_lists
  set paused_at = ${pause ? tx`platform.now()` : tx`null`}, paused_because = ${pause?.because ?? null},
    paused_by_name = ${pause?.byName ?? null}
  where practice_id = ${practiceId} and id = ${groupId}
`;

/** What a look at the list found: seats that nobody is offered, and why. */
export const noteLook = (
  tx: Tx,
  { practiceId, groupId }: GroupKey,
  idle: { readonly seats: number; readonly because: string } | undefined,
) => tx`
  update care.waiting_lists
  set looked_at = platform.now(), idle_seats = ${idle?.seats ?? 0}, idle_because = ${idle?.because ?? null},
    idle_since = case when ${idle === undefined} then null else coalesce(idle_since, platform.now()) end
  where practice_id = ${practiceId} and id = ${groupId}
`;

/** Groups that somebody waits for, and groups whose last look left a seat idle (viewer job:waiting). */
export const groupsToLookAt = (tx: Tx, practiceId: PracticeId) => tx<{ groupId: string }[]>`
  select distinct group_id as "groupId" from care.waiting_entries
  where practice_id = ${practiceId} and state in ('waiting', 'paused', 'offered')
  union
  select id from care.waiting_lists where practice_id = ${practiceId} and idle_seats > 0
  order by 1
`;
