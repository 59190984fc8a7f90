import {
  correctPerson,
  knownPerson,
  leaveRole,
  personAt,
  staffPerson,
} from '../../identity/people/public.ts';
import { endSignInsOf } from '../../identity/sign-in/public.ts';
import { changesBetween } from '../../kernel/change.ts';
import type { PracticeId } from '../../kernel/id.ts';
import { accept, type Result, refuse } from '../../kernel/result.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import { type FacilitatorId, publishFacilitator } from '../catalogue/public.ts';
import {
  addressFor,
  flat,
  judgeRetiring,
  moved,
  type Profile,
  type ProfileChange,
  type ProfileRefusal,
  type RetireRefusal,
} from './facilitator.ts';
import { type FacilitatorState, mayBecome, stateOf } from './facilitator-states.ts';
import * as store from './store.ts';

/** The owner who asks. */
export type Owner = {
  readonly practiceId: PracticeId;
  readonly personId: string;
  readonly name: string;
};

/** One change of the practice's facilitators at a time, with the rights of this owner. */
const asOwner = <T>(db: Db, { practiceId, personId }: Owner, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.as({ kind: 'person', practiceId, personId }, async (tx) => {
    await store.lockAll(tx, practiceId);
    return work(tx);
  });

const note = async (tx: Tx, owner: Owner, facilitatorId: string, changes: readonly ProfileChange[]) => {
  if (changes.length > 0)
    await store.insertChange(tx, owner.practiceId, {
      id: newId<'facilitator-change'>(),
      facilitatorId,
      by: owner,
      changes,
    });
};

const became = (was: FacilitatorState | '', state: FacilitatorState): ProfileChange => ({
  field: 'state',
  was,
  became: state,
});

/** Makes a person with this address a facilitator with a public page, last in the order. */
export const addFacilitator = (
  db: Db,
  owner: Owner,
  profile: Profile,
): Promise<Result<FacilitatorId, ProfileRefusal>> =>
  asOwner(db, owner, async (tx) => {
    const { practiceId } = owner;
    const { name, email } = profile;
    const known = await knownPerson(tx, practiceId, email);
    if (known !== undefined && (await store.byId(tx, practiceId, known)))
      return refuse({ because: 'address-taken' as const });
    const fresh = known ?? newId<'person'>();
    const taken = await takenAddresses(tx, practiceId, fresh);
    if (taken.has(profile.address)) return refuse({ because: 'page-taken' as const });
    const person = { practiceId, id: fresh, name, email, role: 'facilitator' } as const;
    const id = (await staffPerson(tx, person)) as FacilitatorId;
    const address = profile.address || addressFor(name, taken);
    const position = Math.max(-1, ...(await store.everybody(tx, practiceId)).map((one) => one.position)) + 1;
    await publishFacilitator(tx, practiceId, { ...wordsOf(profile), id, address, position });
    await note(tx, owner, id, [became('', 'here')]);
    return accept(id);
  });

/** Addresses that lead to the page of somebody else, now or from before. */
const takenAddresses = async (tx: Tx, practiceId: PracticeId, id: string): Promise<ReadonlySet<string>> =>
  new Set((await store.addressesOfOthers(tx, practiceId, id)).map(({ address }) => address));

const wordsOf = ({ email: _private, ...words }: Profile) => words;

export type Known = { readonly row: store.Row; readonly profile: Profile };

/** A facilitator with the private address, as the desk may see it. */
export const knownFacilitator = async (
  tx: Tx,
  practiceId: PracticeId,
  id: string,
): Promise<Known | undefined> => {
  const row = await store.byId(tx, practiceId, id);
  if (!row) return undefined;
  const { name, credentials, about, languages, address } = row;
  const email = (await personAt(tx, practiceId, id))?.email ?? '';
  return { row, profile: { name, credentials, about, languages, address, email } };
};

/** Saves what is said of a facilitator; undefined where there is none. A new address ends what was opened by the old one. */
export const changeFacilitator = async (
  db: Db,
  owner: Owner,
  { id, profile, opened }: { readonly id: string; readonly profile: Profile; readonly opened: number },
): Promise<Result<undefined, ProfileRefusal> | undefined> => {
  const { practiceId } = owner;
  const outcome = await asOwner(db, owner, async (tx) => {
    const known = await knownFacilitator(tx, practiceId, id);
    if (!known || known.row.isRetired) return undefined;
    if (known.row.savings !== opened) return refuse({ because: 'changed-meanwhile' as const });
    const { row } = known;
    const address = profile.address || row.address;
    if ((await takenAddresses(tx, practiceId, row.id)).has(address))
      return refuse({ because: 'page-taken' as const });
    const changes = changesBetween(flat(known.profile), flat({ ...profile, address }));
    const touchesPerson = changes.some(({ field }) => field === 'name' || field === 'email');
    if (touchesPerson && !(await correctPerson(tx, { practiceId, personId: id, ...profile })))
      return refuse({ because: 'address-taken' as const });
    await savePage(tx, practiceId, row, { ...profile, address });
    await note(tx, owner, id, changes);
    return accept(changes.some(({ field }) => field === 'email'));
  });
  if (!outcome?.ok) return outcome;
  if (outcome.value) await endSignInsOf(db, practiceId, id);
  return accept(undefined);
};

/** The public page with its new words; an address that it leaves will lead to it. */
const savePage = async (tx: Tx, practiceId: PracticeId, row: store.Row, profile: Profile): Promise<void> => {
  await publishFacilitator(tx, practiceId, { ...row, ...wordsOf(profile) });
  if (profile.address !== row.address) await store.keepAddress(tx, practiceId, row);
};

/** Takes somebody off the public pages and out of the facilitators' doors; undefined where there is nobody. */
export const retireFacilitator = (
  db: Db,
  owner: Owner,
  id: string,
): Promise<Result<undefined, RetireRefusal> | undefined> =>
  asOwner(db, owner, async (tx) => {
    const { practiceId } = owner;
    await store.lockOne(tx, practiceId, id);
    const row = await store.byId(tx, practiceId, id);
    if (!row) return undefined;
    const judged = judgeRetiring(stateOf(row), await store.namedIn(tx, practiceId, id));
    if (!judged.ok) return judged;
    await store.setRetired(tx, practiceId, id, true);
    await leaveRole(tx, { practiceId, personId: id, role: 'facilitator' });
    await note(tx, owner, id, [became('here', 'retired')]);
    return judged;
  });

/** Brings a retired facilitator back, with page and doors; false where nobody retired has this id. */
export const returnFacilitator = (db: Db, owner: Owner, id: string): Promise<boolean> =>
  asOwner(db, owner, async (tx) => {
    const { practiceId } = owner;
    const known = await knownFacilitator(tx, practiceId, id);
    if (!known || !mayBecome(stateOf(known.row), 'here')) return false;
    const { name, email } = known.profile;
    await staffPerson(tx, { practiceId, name, email, role: 'facilitator' });
    await store.setRetired(tx, practiceId, id, false);
    await note(tx, owner, id, [became('retired', 'here')]);
    return true;
  });

/** Moves somebody one place up or down in the order of the public pages. */
export const moveFacilitator = (db: Db, owner: Owner, id: string, by: -1 | 1): Promise<void> =>
  asOwner(db, owner, async (tx) => {
    const all = await store.everybody(tx, owner.practiceId);
    const order = all.filter(({ isRetired }) => !isRetired).map((one) => one.id);
    await store.setOrder(tx, owner.practiceId, moved(order, id, by));
  });
