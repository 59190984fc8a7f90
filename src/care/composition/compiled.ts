import { kindsOf } from './kinds.ts';
import type { Client, Group, Homes, Instance, Level, Weights } from './model.ts';
import { pointsOf } from './points.ts';
import { overlap } from './rules.ts';
import { WAITS } from './waits.ts';

export { WAITS };

/**
 * An instance as numbers, clients and groups in the order of their ids, so that the order of what was given does not
 * matter. Matrices are rows of clients; `base` is -Infinity where a client and a group do not fit.
 */
export type Compiled = {
  readonly instance: Instance;
  readonly clients: readonly Client[];
  readonly groups: readonly Group[];
  readonly weights: Weights;
  readonly struggles: number;
  /** Share of each struggle in a client's burden; a row sums to 1, or to 0 for who names none. */
  readonly share: Float64Array;
  /** 0 newcomer, 1 under way, 2 senior. */
  readonly level: Uint8Array;
  /** Points of this client in this group by themselves: placement, waiting, focus, preference. */
  readonly base: Float64Array;
  /** Group in which a client sits already, or WAITS. */
  readonly sits: Int32Array;
  readonly min: Int32Array;
  readonly max: Int32Array;
  /** What a group must keep: a new one its minimum, a running one no more than it has. */
  readonly least: Int32Array;
  readonly isNew: Uint8Array;
  /** Who must not sit with this client. */
  readonly apart: readonly (readonly number[])[];
  /** Kinds of people ("born in 1960s") that a client is of, and those of which the client must not be the only one. */
  readonly kinds: readonly (readonly number[])[];
  readonly flagged: readonly (readonly number[])[];
  /** The flagged kinds, without those of which somebody is the only one already where the plan begins. */
  readonly asks: readonly (readonly number[])[];
  readonly kindCount: number;
  /** Clients who move as one: a linked pair, or somebody alone. Nobody in them sits already. */
  readonly units: readonly (readonly number[])[];
  /** Groups where a unit fits, with all of its members. */
  readonly eligible: readonly (readonly number[])[];
  /** Group to which a unit is pinned, or WAITS. */
  readonly pinned: Int32Array;
  /** Group where a unit has a chair that it may change for another but never loses, or WAITS. */
  readonly home: Int32Array;
  /** New groups that cannot open beside this one, because a facilitator would be in two places. */
  readonly clashes: readonly (readonly number[])[];
  readonly facilitatorsOf: readonly (readonly number[])[];
  /** Groups that a facilitator can still open. */
  readonly loadLeft: Int32Array;
};

/**
 * @param given without faults (`faultsOf`).
 * @param homes chairs that may be changed for others; without it whoever sits stays where they are.
 */
export const compile = (instance: Instance, homes?: Homes): Compiled => {
  const given = homes ? released(instance, homes) : instance;
  const clients = given.clients.toSorted(byId);
  const groups = given.groups.toSorted(byId);
  const at = { client: positions(clients), group: positions(groups) };
  const sits = Int32Array.from(clients, ({ sitsIn }) => at.group.get(sitsIn ?? '') ?? WAITS);
  const home = Int32Array.from(clients, ({ id }, i) =>
    sits[i] === WAITS ? (at.group.get(homes?.at.get(id) ?? '') ?? WAITS) : WAITS,
  );
  const starts = sits.map((group, i) => (group === WAITS ? (home[i] as number) : group));
  const apart = neighbours(clients.length, given.apart, at.client);
  const base = pointsOf(given, { clients, groups, at, sits, apart, home, price: homes?.price ?? 0 });
  const units = unitsOf(given, clients, at.client);
  return {
    ...{ instance: given, clients, groups, weights: given.weights, sits, apart, base, units },
    struggles: given.vocabulary.length,
    share: sharesOf(given, clients),
    level: Uint8Array.from(clients, ({ level }) => LEVELS.indexOf(level)),
    min: Int32Array.from(groups, ({ min }) => min),
    max: Int32Array.from(groups, ({ max }) => max),
    least: leastOf(groups, starts),
    isNew: Uint8Array.from(groups, ({ state }) => (state === 'new' ? 1 : 0)),
    ...kindsOf(clients, starts),
    eligible: units.map((unit) => fitting(unit, base, groups.length)),
    pinned: pinnedOf(given, units, at),
    home: Int32Array.from(units, ([first = 0]) => home[first] as number),
    ...facilitation(given, groups),
  };
};

/** Whoever may move and has a home sits nowhere for good; of a linked pair both or none. */
const released = (instance: Instance, { at }: Homes): Instance => {
  const free = new Set(
    instance.clients
      .filter(({ id, sitsIn, mayMove }) => sitsIn !== undefined && mayMove && at.get(id) === sitsIn)
      .map(({ id }) => id),
  );
  for (const [one, other] of instance.together)
    if (!free.has(one) || !free.has(other) || at.get(one) !== at.get(other))
      for (const id of [one, other]) free.delete(id);
  const clients = instance.clients.map((one) => (free.has(one.id) ? { ...one, sitsIn: undefined } : one));
  return { ...instance, clients };
};

const leastOf = (groups: readonly Group[], starts: Int32Array): Int32Array => {
  const here = new Int32Array(groups.length);
  for (const group of starts) if (group !== WAITS) here[group] = (here[group] as number) + 1;
  return Int32Array.from(groups, ({ state, min }, group) =>
    state === 'new' ? min : Math.min(min, here[group] as number),
  );
};

const LEVELS: readonly Level[] = ['newcomer', 'under-way', 'senior'];

/** By code units, so that the order is the same on any machine. */
const byId = (one: { readonly id: string }, other: { readonly id: string }): number => {
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
};

/** Place of each id in the order of ids. */
type Positions = ReadonlyMap<string, number>;

const positions = (list: readonly { readonly id: string }[]): Positions =>
  new Map(list.map(({ id }, index) => [id, index]));

const neighbours = (
  count: number,
  pairs: readonly (readonly [string, string])[],
  at: Positions,
): number[][] => {
  const lists = Array.from({ length: count }, (): number[] => []);
  for (const [one, other] of pairs) {
    const [a = 0, b = 0] = [at.get(one), at.get(other)];
    lists[a]?.push(b);
    lists[b]?.push(a);
  }
  return lists;
};

const sharesOf = ({ vocabulary }: Instance, clients: readonly Client[]): Float64Array => {
  const share = new Float64Array(clients.length * vocabulary.length);
  for (const [i, { struggles }] of clients.entries()) {
    const total = vocabulary.reduce((sum, name) => sum + (struggles[name] ?? 0), 0);
    if (total > 0)
      for (const [k, name] of vocabulary.entries())
        share[i * vocabulary.length + k] = (struggles[name] ?? 0) / total;
  }
  return share;
};

const unitsOf = ({ together }: Instance, clients: readonly Client[], at: Positions): number[][] => {
  const partner = new Map(together.flatMap(([one, other]) => [[one, other] as const, [other, one] as const]));
  return clients.flatMap(({ id, sitsIn }, i) => {
    const other = at.get(partner.get(id) ?? '');
    if (sitsIn !== undefined) return [];
    if (other === undefined || clients[other]?.sitsIn !== undefined) return [[i]];
    return other > i ? [[i, other]] : [];
  });
};

const fitting = (unit: readonly number[], base: Float64Array, groups: number): number[] =>
  Array.from({ length: groups }, (_, g) => g).filter((g) =>
    unit.every((i) => base[i * groups + g] !== Number.NEGATIVE_INFINITY),
  );

const pinnedOf = (
  { pinned }: Instance,
  units: readonly (readonly number[])[],
  at: { readonly client: Positions; readonly group: Positions },
): Int32Array => {
  const group = new Map(
    pinned.map((one) => [at.client.get(one.client) ?? WAITS, at.group.get(one.group) ?? WAITS]),
  );
  return Int32Array.from(
    units,
    (unit) => unit.map((i) => group.get(i) ?? WAITS).find((g) => g !== WAITS) ?? WAITS,
  );
};

const facilitation = (
  { facilitators }: Instance,
  groups: readonly Group[],
): Pick<Compiled, 'clashes' | 'facilitatorsOf' | 'loadLeft'> => {
  const at = positions(facilitators.toSorted(byId));
  const facilitatorsOf = groups.map((group) => group.facilitators.map((id) => at.get(id) ?? 0));
  const share = (one: number, other: number) =>
    (facilitatorsOf[one] ?? []).some((id) => facilitatorsOf[other]?.includes(id));
  const clashes = groups.map((group, g) =>
    groups.flatMap((other, h) => (g !== h && share(g, h) && overlap(group.meets, other.meets) ? [h] : [])),
  );
  const loadLeft = Int32Array.from(facilitators.toSorted(byId), ({ id, load }) =>
    Math.max(
      0,
      load - groups.filter((group) => group.state === 'running' && group.facilitators.includes(id)).length,
    ),
  );
  return { clashes, facilitatorsOf, loadLeft };
};
