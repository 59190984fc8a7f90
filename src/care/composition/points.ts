import type { Client, Group, Instance } from './model.ts';
import { firstMisfit } from './rules.ts';
import { WAITS } from './waits.ts';

type Positions = ReadonlyMap<string, number>;

type Table = {
  readonly clients: readonly Client[];
  readonly groups: readonly Group[];
  readonly at: { readonly client: Positions; readonly group: Positions };
  /** Group in which a client sits for good, or has a chair that may be changed; WAITS for none. */
  readonly sits: Int32Array;
  readonly home: Int32Array;
  readonly apart: readonly (readonly number[])[];
  /** Points that a change of chairs costs. */
  readonly price: number;
};

const CLOSED = Number.NEGATIVE_INFINITY;

/** Points of each client in each group by themselves, rows of clients; -Infinity where they do not come together. */
export const pointsOf = (given: Instance, table: Table): Float64Array => {
  const { clients, groups } = table;
  const points = new Float64Array(clients.length * groups.length).fill(CLOSED);
  for (const [i, client] of clients.entries())
    for (const [g, group] of groups.entries())
      if (comesTogether(client, group, table.home[i] === g))
        points[i * groups.length + g] = ownPoints(client, group, given);
  closeDecided(given, table, points);
  closeApart(table, points);
  closeBesidePartner(given, table, points);
  priceMoves(given, table, points);
  return points;
};

const comesTogether = (client: Client, group: Group, isHome: boolean): boolean =>
  client.sitsIn === undefined
    ? isHome || firstMisfit(client, group) === undefined
    : client.sitsIn === group.id;

const ownPoints = (client: Client, group: Group, { weights, vocabulary }: Instance): number => {
  const total = vocabulary.reduce((sum, name) => sum + (client.struggles[name] ?? 0), 0);
  const kept = group.focus.reduce((sum, name) => sum + (client.struggles[name] ?? 0), 0);
  return (
    weights.placement +
    weights.waiting * Math.min(1, client.waitingWeeks / weights.fullWaitWeeks) +
    (total > 0 ? (weights.focus * kept) / total : 0) +
    (client.prefers.some((id) => group.facilitators.includes(id)) ? weights.preference : 0)
  );
};

const closeDecided = ({ vetoed, pinned }: Instance, { at, groups }: Table, points: Float64Array): void => {
  const row = (client: string) => (at.client.get(client) ?? 0) * groups.length;
  for (const { client, group } of vetoed) points[row(client) + (at.group.get(group) ?? 0)] = CLOSED;
  for (const { client, group } of pinned)
    for (const [g, { id }] of groups.entries()) if (id !== group) points[row(client) + g] = CLOSED;
};

/** Whoever sits already keeps those away who must not sit with them. */
const closeApart = ({ apart, sits, groups }: Table, points: Float64Array): void => {
  for (const [i, others] of apart.entries()) {
    const group = sits[i] as number;
    if (group === WAITS) continue;
    for (const other of others) if (sits[other] === WAITS) points[other * groups.length + group] = CLOSED;
  }
};

/** Whose partner sits already has one group left: the partner's. */
const closeBesidePartner = (
  { together }: Instance,
  { at, sits, groups }: Table,
  points: Float64Array,
): void => {
  for (const pair of together.flatMap(([one, other]) => [[one, other] as const, [other, one] as const])) {
    const [client = 0, partner = 0] = pair.map((id) => at.client.get(id) ?? 0);
    if (sits[client] !== WAITS || sits[partner] === WAITS) continue;
    for (let g = 0; g < groups.length; g++)
      if (g !== sits[partner]) points[client * groups.length + g] = CLOSED;
  }
};

/** A home stays open whatever else was closed: nobody is unseated. */
const priceMoves = (given: Instance, { clients, groups, home, price }: Table, points: Float64Array): void => {
  for (const [i, client] of clients.entries()) {
    const own = home[i] as number;
    if (own === WAITS) continue;
    for (const [g, group] of groups.entries()) {
      const place = i * groups.length + g;
      points[place] = g === own ? ownPoints(client, group, given) : (points[place] as number) - price;
    }
  }
};
