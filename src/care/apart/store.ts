import type { PracticeId } from '../../kernel/id.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Tx } from '../../platform/db.ts';
import type { RuleKeys, RuleState } from './apart.ts';

/** Whoever holds a private link of an application or of a waiting list (viewer link): their own row, and no other. */
export type Teller = { readonly groupId: string; readonly name: string; readonly email: string };

export const tellerBehind = async (tx: Tx, practiceId: PracticeId, secretHash: Buffer) => {
  const [row] = await tx<Teller[]>`
    select group_id as "groupId", name, email from care.waiting_entries
    where practice_id = ${practiceId} and secret_hash = ${secretHash} and state in ('waiting', 'paused', 'offered')
    union all
    select group_id, name, email from care.applications
    where practice_id = ${practiceId} and secret_hash = ${secretHash}
      and state in ('applied', 'talking', 'accepted', 'waiting', 'offered')
  `;
  return row;
};

export type NewRule = {
  readonly id: string;
  readonly groupId: string;
  readonly state: RuleState;
  readonly oneKey: Buffer;
  readonly otherKey: Buffer | null;
  readonly otherNameKey: Buffer | null;
  /** Sealed. */
  readonly said: string;
  readonly statedBy: 'person' | 'facilitator';
  readonly settledByName: string | null;
};

export const insertRule = (tx: Tx, practiceId: PracticeId, rule: NewRule) => tx`
  insert into care.apart_rules (practice_id, id, group_id, state, one_key, other_key, other_name_key, said, stated_by,
    settled_at, settled_by_name)
  values (${practiceId}, ${rule.id}, ${rule.groupId}, ${rule.state}, ${rule.oneKey}, ${rule.otherKey},
    ${rule.otherNameKey}, ${rule.said}, ${rule.statedBy},
    case when ${rule.settledByName}::text is not null then platform.now() end, ${rule.settledByName})
`;

export type RuleRow = {
  readonly id: string;
  readonly groupId: string;
  readonly state: RuleState;
  readonly statedBy: 'person' | 'facilitator';
  readonly statedAt: Instant;
  readonly settledByName: string | null;
  readonly said: string;
};

const columns = (tx: Tx) => tx`
  id, group_id as "groupId", state, stated_by as "statedBy", stated_at as "statedAt",
  settled_by_name as "settledByName", said
`;

/** The rules of a group as its facilitators may read them, those to look at first. */
export const rulesOf = (tx: Tx, practiceId: PracticeId, groupId: string) => tx<RuleRow[]>`
  select ${columns(tx)} from care.apart_rules where practice_id = ${practiceId} and group_id = ${groupId}
  order by state <> 'stated', state = 'lifted', stated_at desc, id
`;

export const lockRule = async (tx: Tx, practiceId: PracticeId, id: string) => {
  const [row] = await tx<RuleRow[]>`
    select ${columns(tx)} from care.apart_rules where practice_id = ${practiceId} and id = ${id} for update
  `;
  return row;
};

export const settleRule = (
  tx: Tx,
  practiceId: PracticeId,
  rule: {
    readonly id: string;
    readonly state: RuleState;
    readonly otherKey: Buffer | null;
    readonly otherNameKey: Buffer | null;
    readonly said: string;
    readonly byName: string;
  },
) => tx`
  update care.apart_rules
  set state = ${rule.state}, other_key = ${rule.otherKey}, other_name_key = ${rule.otherNameKey}, said = ${rule.said},
    settled_at = platform.now(), settled_by_name = ${rule.byName}
  where practice_id = ${practiceId} and id = ${rule.id}
`;

/** Every rule that still holds, as fingerprints (viewer job:waiting). */
export const ruleKeys = (tx: Tx, practiceId: PracticeId) => tx<RuleKeys[]>`
  select state, encode(one_key, 'hex') as "oneKey", encode(other_key, 'hex') as "otherKey",
    encode(other_name_key, 'hex') as "otherNameKey"
  from care.apart_rules where practice_id = ${practiceId} and state <> 'lifted'
`;

/** How many statements nobody has looked at, by group, and since when (viewer job:counts). */
export const unreadByGroup = (tx: Tx, practiceId: PracticeId) => tx<
  { groupId: string; count: number; since: Instant }[]
>`
  select group_id as "groupId", count(*)::integer as count, min(stated_at) as since from care.apart_rules
  where practice_id = ${practiceId} and state = 'stated' group by group_id order by min(stated_at)
`;
