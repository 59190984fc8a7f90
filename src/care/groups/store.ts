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
