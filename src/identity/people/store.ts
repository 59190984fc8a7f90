import type { Tx } from '../../platform/db.ts';
import type { Role } from './people.ts';

export const insertPerson = (
  tx: Tx,
  person: { practiceId: string; id: string; name: string; email: string },
) => tx`
  insert into identity.people (practice_id, id, name, email)
  values (${person.practiceId}, ${person.id}, ${person.name}, ${person.email})
  on conflict do nothing
`;

export const personIdByAddress = async (tx: Tx, practiceId: string, email: string) => {
  const [row] = await tx<{ id: string }[]>`
    select id from identity.people where practice_id = ${practiceId} and email = ${email}
  `;
  return row?.id;
};

export const insertRole = (tx: Tx, practiceId: string, personId: string, role: Role) => tx`
  insert into identity.roles (practice_id, person_id, role)
  values (${practiceId}, ${personId}, ${role})
  on conflict do nothing
`;

/** Names of these people, as far as this transaction's viewer may see them. */
export const namesOf = (tx: Tx, practiceId: string, ids: readonly string[]) => tx<
  { id: string; name: string }[]
>`
  select id, name from identity.people where practice_id = ${practiceId} and id = any(${ids as string[]}::uuid[])
`;

/** Names and addresses of these people, as far as this transaction's viewer may see them. */
export const peopleById = (tx: Tx, practiceId: string, ids: readonly string[]) => tx<
  { id: string; name: string; email: string }[]
>`
  select id, name, email from identity.people
  where practice_id = ${practiceId} and id = any(${ids as string[]}::uuid[]) order by id
`;

export const deleteRole = (tx: Tx, practiceId: string, personId: string, role: Role) => tx`
  delete from identity.roles where practice_id = ${practiceId} and person_id = ${personId} and role = ${role}
`;

export const personById = async (tx: Tx, practiceId: string, id: string) => {
  const [row] = await tx<{ name: string; email: string }[]>`
    select name, email from identity.people where practice_id = ${practiceId} and id = ${id}
  `;
  return row;
};

/** False when somebody else has the address. */
export const updatePerson = async (
  tx: Tx,
  person: { practiceId: string; id: string; name: string; email: string },
): Promise<boolean> => {
  const rows = await tx`
    update identity.people set name = ${person.name}, email = ${person.email}
    where practice_id = ${person.practiceId} and id = ${person.id} and not exists (
      select 1 from identity.people other
      where other.practice_id = ${person.practiceId} and other.email = ${person.email} and other.id <> ${person.id})
    returning id
  `;
  return rows.length === 1;
};
