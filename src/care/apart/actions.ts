import type { PracticeId } from '../../kernel/id.ts';
import type { Db, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/ids.ts';
import type { Jobs } from '../../platform/jobs.ts';
import type { Vault } from '../../platform/vault.ts';
import { type Apart, type ApartRule, apartAmong, canRuleBecome, foldName, type Said } from './apart.ts';
import * as store from './store.ts';

export type ApartDeps = { readonly db: Db; readonly jobs: Jobs; readonly vault: Vault };

/** Somebody said with whom they must not sit: the group's facilitators are to read it. */
export const APART_STATED = 'apart-stated';
/** Who is kept apart has changed: somebody may fit now. */
const SEATS_WANTED = 'seats-wanted';

export type Holder = { readonly practiceId: PracticeId; readonly secretHash: Buffer };

const placeOf = (practiceId: PracticeId, id: string) => ({
  ...{ table: 'care.apart_rules', column: 'said', practiceId, id },
});

const seal = ({ vault }: Pick<ApartDeps, 'vault'>, practiceId: PracticeId, id: string, said: Said) =>
  vault.seal(JSON.stringify(said), placeOf(practiceId, id));

const open = (
  { vault }: Pick<ApartDeps, 'vault'>,
  practiceId: PracticeId,
  rule: store.RuleRow,
): ApartRule => ({
  ...rule,
  said: JSON.parse(vault.open(rule.said, placeOf(practiceId, rule.id))) as Said,
});

type Keys = { readonly vault: Vault; readonly practiceId: PracticeId };

const addressKey = ({ vault, practiceId }: Keys, email: string) =>
  vault.fingerprint(`apart address ${practiceId}`, email.trim().toLowerCase());
const nameKey = ({ vault, practiceId }: Keys, name: string) =>
  vault.fingerprint(`apart name ${practiceId}`, foldName(name));

const keysOf = (keys: Keys, { one, other }: Said) => ({
  oneKey: addressKey(keys, one.email),
  otherKey: other.email === '' ? null : addressKey(keys, other.email),
  otherNameKey: foldName(other.name) === '' ? null : nameKey(keys, other.name),
});

export type Statement = { readonly name: string; readonly email: string; readonly why: string };

/** Who the holder of this link is; undefined where it opens nothing, or what it opens is over. */
export const tellerBehind = ({ db }: Pick<ApartDeps, 'db'>, holder: Holder) =>
  db.as({ kind: 'link', ...holder }, (tx) => store.tellerBehind(tx, holder.practiceId, holder.secretHash));

/**
 * Somebody says from behind their link with whom they must not sit. With an address it holds at once; a name alone
 * holds for everybody of that name, and whoever said it is offered nothing until a facilitator has looked.
 */
export const stateApart = (
  deps: ApartDeps,
  holder: Holder,
  { name, email, why }: Statement,
): Promise<boolean> => {
  const { practiceId, secretHash } = holder;
  return deps.db.as({ kind: 'link', ...holder }, async (tx) => {
    const teller = await store.tellerBehind(tx, practiceId, secretHash);
    if (!teller) return false;
    const { groupId } = teller;
    const id = newId<'apart-rule'>();
    const said: Said = { one: { name: teller.name, email: teller.email }, other: { name, email }, why };
    await store.insertRule(tx, practiceId, {
      ...{ id, groupId, state: email === '' ? 'stated' : 'in-force', said: seal(deps, practiceId, id, said) },
      ...keysOf({ vault: deps.vault, practiceId }, said),
      ...{ statedBy: 'person', settledByName: null },
    });
    await deps.jobs.enqueue(tx, APART_STATED, { practiceId, groupId, ruleId: id });
    return true;
  });
};

/** Who settles: a facilitator of the group, which row-level security sees to. */
export type Settler = { readonly practiceId: PracticeId; readonly personId: string; readonly name: string };

const asSettler = <Value>({ db }: ApartDeps, settler: Settler, work: (tx: Tx) => Promise<Value>) =>
  db.as({ kind: 'person', practiceId: settler.practiceId, personId: settler.personId }, work);

/** The rules of a group, opened; empty for whoever does not facilitate it. */
export const rulesFor = (deps: ApartDeps, settler: Settler, groupId: string): Promise<ApartRule[]> =>
  asSettler(deps, settler, async (tx) =>
    (await store.rulesOf(tx, settler.practiceId, groupId)).map((rule) =>
      open(deps, settler.practiceId, rule),
    ),
  );

/** A facilitator keeps two people apart. */
export const keepApart = (
  deps: ApartDeps,
  settler: Settler,
  { groupId, said }: { readonly groupId: string; readonly said: Said },
): Promise<void> => {
  const { practiceId, name } = settler;
  const id = newId<'apart-rule'>();
  return asSettler(deps, settler, async (tx) => {
    await store.insertRule(tx, practiceId, {
      ...{ id, groupId, state: 'in-force', said: seal(deps, practiceId, id, said) },
      ...keysOf({ vault: deps.vault, practiceId }, said),
      ...{ statedBy: 'facilitator', settledByName: name },
    });
  });
};

export type Settlement =
  /** This is who is meant: the address is known now. */
  { readonly as: 'in-force'; readonly email: string } | { readonly as: 'lifted' };

/** Settles a rule: puts it in force, with the address of who is meant where it is known, or lifts it. */
export const settleRule = (
  deps: ApartDeps,
  settler: Settler,
  { ruleId, settlement }: { readonly ruleId: string; readonly settlement: Settlement },
): Promise<{ readonly groupId: string } | undefined> => {
  const { practiceId, name } = settler;
  return asSettler(deps, settler, async (tx) => {
    const row = await store.lockRule(tx, practiceId, ruleId);
    if (!row) return undefined;
    const { groupId, state } = row;
    const isSame = state === settlement.as && settlement.as === 'in-force';
    if (!isSame && !canRuleBecome(state, settlement.as)) return { groupId };
    const { said } = open(deps, practiceId, row);
    const email =
      settlement.as === 'in-force' && settlement.email !== '' ? settlement.email : said.other.email;
    const next: Said = { ...said, other: { ...said.other, email } };
    const { oneKey: _, ...keys } = keysOf({ vault: deps.vault, practiceId }, next);
    // Once the address is known, a namesake is not kept out.
    const otherNameKey = settlement.as === 'in-force' && email !== '' ? null : keys.otherNameKey;
    await store.settleRule(tx, practiceId, {
      ...{ id: ruleId, state: settlement.as, byName: name, said: seal(deps, practiceId, ruleId, next) },
      ...{ otherKey: keys.otherKey, otherNameKey },
    });
    await deps.jobs.enqueue(tx, SEATS_WANTED, { practiceId, groupId });
    return { groupId };
  });
};

/** What the rules mean for these people (viewer job:waiting); `who` of an answer is the address that was given. */
export const apartIn = async (
  { vault }: Pick<ApartDeps, 'vault'>,
  tx: Tx,
  practiceId: PracticeId,
  people: readonly { readonly name: string; readonly email: string }[],
): Promise<Apart> => {
  const keys = { vault, practiceId };
  const known = people.map(({ name, email }) => ({
    who: email,
    key: addressKey(keys, email).toString('hex'),
    nameKey: nameKey(keys, name).toString('hex'),
  }));
  return apartAmong(await store.ruleKeys(tx, practiceId), known);
};
