import { type Split, splitOf } from './cut.ts';
import { FOCUS_POLICY, type Focus, focusOf, type Similarity, similarityOf } from './focus.ts';
import { severitiesOf, similarityIn } from './gates.ts';
import type { Client, Group, Instance, Plan } from './model.ts';
import { type Narrowing, narrowingOf, type SubFocus, sessionsOf } from './narrow.ts';
import { firstMisfit } from './rules.ts';

/** Somebody with too few relatable peers, in another group where they would have enough. */
export type Transfer = {
  readonly client: string;
  readonly to: string;
  readonly peersHere: number;
  readonly peersThere: number;
  /** Focus index of this group without them, and of the other with them. */
  readonly indexHere: number;
  readonly indexThere: number;
};

/** Somebody who waits, could sit here, and would be a relatable peer of one who has too few. */
export type Companion = { readonly client: string; readonly waits: string; readonly similarity: number };

export type WaysOut = {
  readonly focus: Focus;
  readonly split: Split | undefined;
  readonly narrow: Narrowing | undefined;
  readonly subFocus: readonly SubFocus[];
  /** Members who carry none of the entries of the sessions. */
  readonly uncovered: readonly string[];
  readonly transfers: readonly Transfer[];
  readonly companions: readonly Companion[];
};

/** So many companions are named for each. */
const MOST_COMPANIONS = 3;

/**
 * Ways out for a group that is too broad, each computed on the people who sit there: cut in two, keep to less, sessions
 * in turn, another group for who has too few peers, a companion from the waiting list. A person decides, with consent.
 * Source: reference on group composition, section c.4.
 * @throws RangeError for an unknown group.
 */
export const waysOut = (instance: Instance, plan: Plan, id: string): WaysOut => {
  const group = instance.groups.find((one) => one.id === id);
  if (!group) throw new RangeError(`waysOut: no group ${id}`);
  const house = houseOf(instance, plan);
  const members = house.inside.get(id) ?? [];
  const rows = members.map((one) => severitiesOf(instance, one));
  const focus = focusOf(rows, house.similarity);
  const lonely = focus.alarmed.flatMap((index) => members[index] ?? []);
  const subFocus = sessionsOf(instance, members);
  const isCovered = (client: Client) => subFocus.some(({ clients }) => clients.includes(client.id));
  return {
    focus,
    split: splitOf(members, rows, house.similarity),
    narrow: narrowingOf(instance, members, focus),
    subFocus,
    uncovered: members.filter((client) => !isCovered(client)).map((client) => client.id),
    transfers: lonely.flatMap((client) => transferOf(house, client, group)),
    companions: lonely.flatMap((client) => companionsOf(house, client, group)),
  };
};

type House = {
  readonly instance: Instance;
  readonly inside: ReadonlyMap<string, readonly Client[]>;
  readonly waiting: readonly Client[];
  readonly similarity: Similarity;
};

const houseOf = (instance: Instance, plan: Plan): House => {
  const inside = Map.groupBy(
    instance.clients.filter(({ id }) => plan.has(id)),
    ({ id }) => plan.get(id) ?? '',
  );
  const waiting = instance.clients.filter(({ id }) => !plan.has(id));
  return { instance, inside, waiting, similarity: similarityIn(instance) };
};

const nearTo = ({ instance, similarity }: House, one: Client, other: Client): number =>
  similarityOf(severitiesOf(instance, one), severitiesOf(instance, other), similarity);

const peersOf = (house: House, client: Client, others: readonly Client[]): number =>
  others.filter((one) => nearTo(house, client, one) >= FOCUS_POLICY.relatableFrom).length;

const indexOf = ({ instance, similarity }: House, members: readonly Client[]): number =>
  focusOf(
    members.map((one) => severitiesOf(instance, one)),
    similarity,
  ).index;

/** Whether nothing forbids a chair here: fit, room, decisions, pairs, who is kept apart, nobody the only one unasked. */
const couldSit = ({ instance, inside }: House, client: Client, group: Group): boolean => {
  const there = inside.get(group.id) ?? [];
  const holds = (id: string) => there.some((one) => one.id === id);
  const isOnly = (name: string) =>
    !there.some(({ attributes }) => attributes[name] === client.attributes[name]);
  return (
    firstMisfit(client, group) === undefined &&
    there.length < group.max &&
    (group.state === 'running' || there.length > 0) &&
    !instance.together.some((pair) => pair.includes(client.id)) &&
    !instance.apart.some((pair) => pair.includes(client.id) && pair.some(holds)) &&
    !instance.vetoed.some((one) => one.client === client.id && one.group === group.id) &&
    !client.notAloneIn.some(isOnly)
  );
};

/** The group in which the circle would be most focused, of those with peers enough. */
const transferOf = (house: House, client: Client, from: Group): Transfer[] => {
  const here = (house.inside.get(from.id) ?? []).filter(({ id }) => id !== client.id);
  return house.instance.groups
    .filter((group) => group.id !== from.id && couldSit(house, client, group))
    .map((group) => ({ group, there: house.inside.get(group.id) ?? [] }))
    .map(({ group, there }) => ({
      ...{ client: client.id, to: group.id, peersHere: peersOf(house, client, here) },
      peersThere: peersOf(house, client, there),
      indexHere: indexOf(house, here),
      indexThere: indexOf(house, [...there, client]),
    }))
    .filter(({ peersThere }) => peersThere >= FOCUS_POLICY.peersNeeded)
    .sort((one, other) => other.indexThere - one.indexThere || (one.to < other.to ? -1 : 1))
    .slice(0, 1);
};

const companionsOf = (house: House, client: Client, group: Group): Companion[] =>
  house.waiting
    .filter((one) => couldSit(house, one, group))
    .map((one) => ({ client: client.id, waits: one.id, similarity: nearTo(house, client, one) }))
    .filter(({ similarity }) => similarity >= FOCUS_POLICY.relatableFrom)
    .sort((one, other) => other.similarity - one.similarity || (one.waits < other.waits ? -1 : 1))
    .slice(0, MOST_COMPANIONS);
