import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import type { ApplicationState } from './application-states.ts';
import { type ApplicationFilter, STATES_SHOWN } from './filter.ts';

export type ApplicationRow = {
  readonly id: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly state: ApplicationState;
  readonly name: string | null;
  readonly email: string | null;
  readonly sentAt: Instant;
  readonly changedAt: Instant;
};

const literally = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

const narrowed = (tx: Tx, practiceId: PracticeId, { words, show, groupId }: ApplicationFilter) => tx`
  a.practice_id = ${practiceId} and a.state = any(${[...STATES_SHOWN[show]]}::text[])
  ${groupId === undefined ? tx`` : tx`and a.group_id = ${groupId}`}
  ${words === '' ? tx`` : tx`and (lower(a.name) like ${`%${literally(words.toLowerCase())}%`} or a.email like ${`${literally(words.toLowerCase())}%`})`}
`;

/** What this person may read, one page of it (viewer person: the group's facilitators and nobody else). */
export const applicationsPage = (
  tx: Tx,
  practiceId: PracticeId,
  filter: ApplicationFilter,
  page: { readonly limit: number; readonly offset: number },
) => tx<ApplicationRow[]>`
  select a.id, a.group_id as "groupId", g.name as "groupName", a.state, a.name, a.email, a.sent_at as "sentAt",
    a.changed_at as "changedAt"
  from care.applications a join care.groups g on g.practice_id = a.practice_id and g.id = a.group_id
  where ${narrowed(tx, practiceId, filter)}
  order by ${SORTED_BY[filter.sortBy](tx)}, a.id
  limit ${page.limit} offset ${page.offset}
`;

const SORTED_BY = {
  oldest: (tx: Tx) => tx`a.sent_at`,
  newest: (tx: Tx) => tx`a.sent_at desc`,
  name: (tx: Tx) => tx`lower(a.name)`,
} as const satisfies Record<ApplicationFilter['sortBy'], unknown>;

export const countApplications = async (
  tx: Tx,
  practiceId: PracticeId,
  filter: ApplicationFilter,
): Promise<number> => {
  const [row] = await tx<{ count: number }[]>`
    select count(*)::integer as count from care.applications a where ${narrowed(tx, practiceId, filter)}
  `;
  return row?.count ?? 0;
};

export type GroupCount = {
  readonly groupId: string;
  readonly groupName: string;
  readonly undecided: number;
  /** When the oldest of them was sent. */
  readonly since: Instant;
};

/** How many wait for a decision in each group, without a word of what they wrote (viewer job:counts). */
export const undecidedByGroup = (tx: Tx, practiceId: PracticeId) => tx<GroupCount[]>`
  select a.group_id as "groupId", g.name as "groupName", count(*)::integer as undecided, min(a.sent_at) as since
  from care.applications a join care.groups g on g.practice_id = a.practice_id and g.id = a.group_id
  where a.practice_id = ${practiceId} and a.state in ('applied', 'talking')
  group by a.group_id, g.name order by min(a.sent_at)
`;

/** Applications that were sent before this moment and have no answer of any kind yet (viewer job:counts). */
export const unansweredBefore = async (tx: Tx, practiceId: PracticeId, before: Instant) => {
  const [row] = await tx<{ count: number; since: Instant | null }[]>`
    select count(*)::integer as count, min(sent_at) as since from care.applications
    where practice_id = ${practiceId} and state = 'applied' and sent_at < ${before}
  `;
  return row ?? { count: 0, since: null };
};

/** Deletes half-done drafts, and what was written where its time is over (viewer job:forget). Gives how many of both. */
export const forgetOld = async (
  tx: Tx,
  practiceId: PracticeId,
  days: { readonly draft: number; readonly kept: number },
): Promise<number> => {
  const drafts = await tx`
    delete from care.applications where practice_id = ${practiceId} and state = 'draft'
      and greatest(asked_at, changed_at) < platform.now() - make_interval(days => ${days.draft}) returning id
  `;
  const old = await tx<{ id: string }[]>`
    update care.applications set answers = null, note = null, name = null, email = null, forgotten_at = platform.now()
    where practice_id = ${practiceId} and state in ('refused', 'withdrawn', 'lapsed') and forgotten_at is null
      and ended_at < platform.now() - make_interval(days => ${days.kept})
    returning id
  `;
  await tx`
    update care.application_steps set letter = null
    where practice_id = ${practiceId} and application_id = any(${old.map(({ id }) => id)}::uuid[]) and letter is not null
  `;
  return drafts.length + old.length;
};
