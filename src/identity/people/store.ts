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
