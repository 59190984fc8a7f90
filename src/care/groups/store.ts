import type { Tx } from '../../platform/db.ts';

export const insertGroup = (tx: Tx, group: { practiceId: string; id: string; name: string }) => tx`
  insert into care.groups (practice_id, id, name) values (${group.practiceId}, ${group.id}, ${group.name})
  on conflict do nothing
`;

export const insertFacilitator = (tx: Tx, practiceId: string, groupId: string, personId: string) => tx`
  insert into care.group_facilitators (practice_id, group_id, person_id)
  values (${practiceId}, ${groupId}, ${personId})
  on conflict do nothing
`;

export const saveName = (tx: Tx, group: { practiceId: string; id: string; name: string }) => tx`
  insert into care.groups (practice_id, id, name) values (${group.practiceId}, ${group.id}, ${group.name})
  on conflict (practice_id, id) do update set name = excluded.name
`;

export const endFacilitators = (
  tx: Tx,
  { practiceId, groupId, stay }: { practiceId: string; groupId: string; stay: readonly string[] },
) => tx`
  update care.group_facilitators set until = current_date
  where practice_id = ${practiceId} and group_id = ${groupId} and until is null
    and person_id <> all(${stay as string[]}::uuid[])
`;

export const leadAgain = (
  tx: Tx,
  { practiceId, groupId, personId }: { practiceId: string; groupId: string; personId: string },
) => tx`
  insert into care.group_facilitators (practice_id, group_id, person_id)
  values (${practiceId}, ${groupId}, ${personId})
  on conflict (practice_id, group_id, person_id) do update set until = null
`;
