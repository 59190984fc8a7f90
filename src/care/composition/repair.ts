import { backfill } from './backfill.ts';
import { Explainer } from './explain.ts';
import { type Gated, gatesOf } from './gates.ts';
import { isOnly, judge } from './judge.ts';
import type { Client, Group, Instance, Plan } from './model.ts';
import { type Rebalanced, rebalance } from './rebalance.ts';
import type { Budget } from './search.ts';
import type { Change } from './trial.ts';

/** What a departure does to one group. */
export type Wound = {
  readonly group: string;
  readonly left: readonly string[];
  readonly stays: readonly string[];
  /** Points that the group is worth less. */
  readonly loses: number;
  /** Themes that too few carry now. */
  readonly themesLost: readonly string[];
  /** How many people the group lacks to what it needs. */
  readonly missing: number;
  /** Who asked not to be the only one of a kind, and is it now. */
  readonly alone: readonly string[];
  readonly gates: Gated;
};

export type Repair = {
  readonly wounds: readonly Wound[];
  /** Who could take the free chairs, by group, best first. */
  readonly fills: ReadonlyMap<string, readonly Change[]>;
  /** The curve from no move to many, starting without those who left. */
  readonly curve: readonly Rebalanced[];
  /** Where those who stay could go on if their group ended: their best other group with a chair. */
  readonly onward: ReadonlyMap<
    string,
    readonly { readonly client: string; readonly to: string | undefined }[]
  >;
};

/**
 * What to do after people have left: what each group lost, who could take the chairs, what rebalancing would bring, and
 * where the others could go on where the group cannot.
 * @param plan how people sat, without a breach, with those who left.
 */
export const repair = (
  instance: Instance,
  plan: Plan,
  { left, ...budget }: Budget & { readonly left: readonly string[] },
): Repair => {
  const after = without(instance, left);
  const stands = new Map([...plan].filter(([client]) => !left.includes(client)));
  const groups = instance.groups.filter(({ id }) => left.some((client) => plan.get(client) === id));
  const wounds = groups.map((group) => woundOf({ before: instance, after, plan, stands, left }, group));
  const explainer = new Explainer(after, stands);
  return {
    wounds,
    fills: new Map(groups.map(({ id }) => [id, backfill(after, stands, id)])),
    curve: rebalance(after, stands, budget),
    onward: new Map(
      wounds
        .filter(({ missing }) => missing > 0)
        .map(({ group, stays }) => [group, stays.map((client) => onwardOf(explainer, client, group))]),
    ),
  };
};

/** The instance without these people; who was linked to one of them stands alone. */
const without = (instance: Instance, left: readonly string[]): Instance => {
  const gone = new Set(left);
  const both = ([one, other]: readonly [string, string]) => !gone.has(one) && !gone.has(other);
  return {
    ...instance,
    clients: instance.clients.filter(({ id }) => !gone.has(id)),
    together: instance.together.filter(both),
    apart: instance.apart.filter(both),
    pinned: instance.pinned.filter(({ client }) => !gone.has(client)),
    vetoed: instance.vetoed.filter(({ client }) => !gone.has(client)),
  };
};

type Departure = {
  readonly before: Instance;
  readonly after: Instance;
  readonly plan: Plan;
  readonly stands: Plan;
  readonly left: readonly string[];
};

const woundOf = ({ before, after, plan, stands, left }: Departure, group: Group): Wound => {
  const members = after.clients.filter(({ id }) => stands.get(id) === group.id);
  const was = termsIn(before, plan, group);
  const is = termsIn(after, stands, group);
  return {
    group: group.id,
    left: left.filter((client) => plan.get(client) === group.id),
    stays: members.map(({ id }) => id),
    loses: was.value - is.value,
    themesLost: was.themes.filter((theme) => !is.themes.includes(theme)),
    missing: Math.max(0, group.min - members.length),
    alone: members.filter((client) => isAlone(client, members)).map(({ id }) => id),
    gates: gatesOf(after, group, members),
  };
};

const termsIn = (instance: Instance, plan: Plan, { id }: Group) => {
  const terms = judge(instance, plan).groups.find(({ group }) => group === id);
  return terms
    ? { value: terms.own + terms.shared + terms.mix, themes: terms.themes }
    : { value: 0, themes: [] };
};

const isAlone = (client: Client, members: readonly Client[]): boolean =>
  client.notAloneIn.some((name) => isOnly(client, name, members));

const onwardOf = (explainer: Explainer, client: string, from: string) => ({
  client,
  to: explainer.rank(client).find(({ because, group }) => because === 'fits' && group !== from)?.group,
});
