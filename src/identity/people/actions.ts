import { invariant } from '../../kernel/invariant.ts';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { plainAddress, type Role } from './people.ts';
import { insertPerson, insertRole, personIdByAddress } from './store.ts';

/**
 * The person with this address, made known if new; joins the caller's transaction (viewer job:enrol or
 * job:open-practice). A name that is already known stays: a buyer who types an address cannot rename its owner.
 */
export const personFor = async (
  tx: Tx,
  person: { practiceId: string; name: string; email: string; id?: string },
): Promise<string> => {
  const email = plainAddress(person.email);
  await insertPerson(tx, {
    practiceId: person.practiceId,
    id: person.id ?? newId<'person'>(),
    name: person.name,
    email,
  });
  const id = await personIdByAddress(tx, person.practiceId, email);
  invariant(id, 'a person just made known can be read');
  return id;
};

/** The id of the person with this address, as far as the transaction's viewer may see; undefined for a stranger. */
export const knownPerson = (tx: Tx, practiceId: string, email: string): Promise<string | undefined> =>
  personIdByAddress(tx, practiceId, plainAddress(email));

/** A person with a role in the running of the practice (viewer job:open-practice). Twice is the same as once. */
export const staffPerson = async (
  tx: Tx,
  person: { practiceId: string; name: string; email: string; id?: string; role: Role },
): Promise<string> => {
  const id = await personFor(tx, person);
  await insertRole(tx, person.practiceId, id, person.role);
  return id;
};
