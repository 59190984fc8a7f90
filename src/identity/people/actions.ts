import type { PracticeId } from '../../kernel/id.ts';
import { invariant } from '../../kernel/invariant.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { plainAddress, type Role } from './people.ts';
import {
  deleteRole,
  insertPerson,
  insertRole,
  namesOf,
  personById,
  personIdByAddress,
  updatePerson,
} from './store.ts';

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

/**
 * A person with a role in the running of the practice (viewer job:open-practice; an owner may give the role of a
 * facilitator). Twice is the same as once.
 */
export const staffPerson = async (
  tx: Tx,
  person: { practiceId: string; name: string; email: string; id?: string; role: Role },
): Promise<string> => {
  const id = await personFor(tx, person);
  await insertRole(tx, person.practiceId, id, person.role);
  return id;
};

/** Names of colleagues by their ids, as a person at the desk may see them; whoever is not there is left out. */
export const namesFor = async (
  db: Db,
  viewing: { readonly practiceId: PracticeId; readonly personId: string },
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await db.as({ kind: 'person', ...viewing }, (tx) => namesOf(tx, viewing.practiceId, ids));
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** Those of these ids that are people of the practice; joins the caller's transaction (viewer job:keep-groups). */
export const peopleAmong = async (tx: Tx, practiceId: string, ids: readonly string[]): Promise<string[]> =>
  (await namesOf(tx, practiceId, ids)).map(({ id }) => id);

/** Takes a role away (an owner, from a facilitator). What the person did stays; other roles stay. */
export const leaveRole = async (
  tx: Tx,
  person: { practiceId: string; personId: string; role: Role },
): Promise<void> => {
  await deleteRole(tx, person.practiceId, person.personId, person.role);
};

/** Name and address of a person, as the viewer may see them. */
export const personAt = (
  tx: Tx,
  practiceId: string,
  personId: string,
): Promise<{ readonly name: string; readonly email: string } | undefined> =>
  personById(tx, practiceId, personId);

/** Puts a facilitator's name or address right (an owner); false, and nothing changed, when the address is another's. */
export const correctPerson = (
  tx: Tx,
  person: { practiceId: string; personId: string; name: string; email: string },
): Promise<boolean> =>
  updatePerson(tx, { ...person, id: person.personId, email: plainAddress(person.email) });
