import type { Client, Group, Instance, Level, Weights } from './model.ts';
import { firstMisfit, overlap } from './rules.ts';

/** No group: whoever waits. */
export const WAITS = -1;

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
  readonly isNew: Uint8Array;
  /** Who must not sit with this client. */
  readonly apart: readonly (readonly number[])[];
  /** Kinds of people ("born in 1960s") that a client is of, and those of which the client must not be the only one. */
  readonly kinds: readonly (readonly number[])[];
  readonly flagged: readonly (readonly number[])[];
  readonly kindCount: number;
  /** Clients who move as one: a linked pair, or somebody alone. Nobody in them sits already. */
  readonly units: readonly (readonly number[])[];
  /** Groups where a unit fits, with all of its members. */
  readonly eligible: readonly (readonly number[])[];
  /** Group to which a unit is pinned, or WAITS. */
  readonly pinned: Int32Array;
  /** New groups that cannot open beside this one, because a facilitator would be in two places. */
  readonly clashes: readonly (readonly number[])[];
  readonly facilitatorsOf: readonly (readonly number[])[];
  /** Groups that a facilitator can still open. */
  readonly loadLeft: Int32Array;
};

/** @param given without faults (`faultsOf`). */
export const compile = (given: Instance): Compiled => {
  const clients = given.clients.toSorted(byId);
  const groups = given.groups.toSorted(byId);
  const at = { client: positions(clients), group: positions(groups) };
  const sits = Int32Array.from(clients, ({ sitsIn }) => at.group.get(sitsIn ?? '') ?? WAITS);
  const apart = neighbours(clients.length, given.apart, at.client);
  const kinds = kindsOf(clients);
  const base = baseOf(given, clients, groups);
  closeVetoed(given, { base, at, groups: groups.length });
  closeApart({ base, sits, apart, groups: groups.length });
  closeBesidePartner(given, { base, sits, at: at.client, groups: groups.length });
  const units = unitsOf(given, clients, at.client);
  return {
    ...{ instance: given, clients, groups, weights: given.weights, sits, apart, base, units },
    struggles: given.vocabulary.length,
    share: sharesOf(given, clients),
    level: Uint8Array.from(clients, ({ level }) => LEVELS.indexOf(level)),
    min: Int32Array.from(groups, ({ min }) => min),
    max: Int32Array.from(groups, ({ max }) => max),
    isNew: Uint8Array.from(groups, ({ state }) => (state === 'new' ? 1 : 0)),
    ...kinds,
    eligible: units.map((unit) => fitting(unit, base, groups.length)),
    pinned: pinnedOf(given, units, at),
    ...facilitation(given, groups),
  };
};

const LEVELS: readonly Level[] = ['newcomer', 'under-way', 'senior'];

/** By code units, so that the order is the same on any machine. */
const byId = (one: { readonly id: string }, other: { readonly id: string }): number => {
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
};

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

const baseOf = (given: Instance, clients: readonly Client[], groups: readonly Group[]): Float64Array => {
  const base = new Float64Array(clients.length * groups.length).fill(Number.NEGATIVE_INFINITY);
  for (const [i, client] of clients.entries())
    for (const [g, group] of groups.entries()) {
      const fits = client.sitsIn === undefined ? firstMisfit(client, group) === undefined : client.sitsIn === group.id;
      if (fits) base[i * groups.length + g] = pointsOf(client, group, given);
    }
  return base;
}; // biome-ignore format: a rule in one line

const pointsOf = (client: Client, group: Group, { weights, vocabulary }: Instance): number => {
  const total = vocabulary.reduce((sum, name) => sum + (client.struggles[name] ?? 0), 0);
  const kept = group.focus.reduce((sum, name) => sum + (client.struggles[name] ?? 0), 0);
  return (
    weights.placement +
    weights.waiting * Math.min(1, client.waitingWeeks / weights.fullWaitWeeks) +
    (total > 0 ? (weights.focus * kept) / total : 0) +
    (client.prefers.some((id) => group.facilitators.includes(id)) ? weights.preference : 0)
  );
};

type Closing = {
  readonly base: Float64Array;
  readonly groups: number;
};

const closeVetoed = (
  { vetoed, pinned }: Instance,
  { base, at, groups }: Closing & { readonly at: { readonly client: Positions; readonly group: Positions } },
): void => {
  for (const { client, group } of vetoed)
    base[(at.client.get(client) ?? 0) * groups + (at.group.get(group) ?? 0)] = Number.NEGATIVE_INFINITY;
  for (const { client, group } of pinned) {
    const row = (at.client.get(client) ?? 0) * groups;
    const only = at.group.get(group) ?? 0;
    for (let g = 0; g < groups; g++) if (g !== only) base[row + g] = Number.NEGATIVE_INFINITY;
  }
};

/** Whoever sits already keeps those away who must not sit with them. */
const closeApart = ({
  base,
  sits,
  apart,
  groups,
}: Closing & { readonly sits: Int32Array; readonly apart: readonly (readonly number[])[] }): void => {
  for (const [i, others] of apart.entries()) {
    const group = sits[i] as number;
    if (group === WAITS) continue;
    for (const other of others)
      if (sits[other] === WAITS) base[other * groups + group] = Number.NEGATIVE_INFINITY;
  }
};

/** Whose partner sits already has one group left: the partner's. */
const closeBesidePartner = (
  { together }: Instance,
  { base, sits, at, groups }: Closing & { readonly sits: Int32Array; readonly at: Positions },
): void => {
  for (const pair of together.flatMap(([one, other]) => [[one, other] as const, [other, one] as const])) {
    const [client = 0, partner = 0] = pair.map((id) => at.get(id) ?? 0);
    if (sits[client] !== WAITS || sits[partner] === WAITS) continue;
    for (let g = 0; g < groups; g++)
      if (g !== sits[partner]) base[client * groups + g] = Number.NEGATIVE_INFINITY;
  }
};

const kindsOf = (clients: readonly Client[]): Pick<Compiled, 'kinds' | 'flagged' | 'kindCount'> => {
  const known = new Map<string, number>();
  const numberOf = (name: string, value: string) => {
    const key = JSON.stringify([name, value]);
    const number = known.get(key) ?? known.size;
    known.set(key, number);
    return number;
  };
  const kinds = clients.map(({ attributes }) =>
    Object.entries(attributes).map(([name, value]) => numberOf(name, value)),
  );
  const flagged = clients.map(({ attributes, notAloneIn }) =>
    [...new Set(notAloneIn)].map((name) => numberOf(name, attributes[name] ?? '')),
  );
  return { kinds, flagged, kindCount: known.size };
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
