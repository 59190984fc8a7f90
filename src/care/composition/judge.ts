import { type Client, type Group, type Instance, type Plan, THEMES } from './model.ts';
import { type FitRule, firstMisfit, overlap, type PlanRule } from './rules.ts';

/** One rule broken at one place. */
export type Breach = {
  readonly rule: FitRule | PlanRule;
  readonly group: string;
  readonly clients: readonly string[];
};

export type GroupTerms = {
  readonly group: string;
  /** Up to three entries of the vocabulary, the heaviest first, each carried by three members or more. */
  readonly themes: readonly string[];
  /** Points: the members' own, the shared burden, the mix. */
  readonly own: number;
  readonly shared: number;
  readonly mix: number;
};

export type Judgement = {
  readonly value: number;
  readonly groups: readonly GroupTerms[];
  readonly breaches: readonly Breach[];
};

/**
 * What a plan is worth and which rules it breaks, straight from the instance: slow, plain, and independent of the
 * search, which is measured against it. Formula: reference on group composition, section 4.
 */
export const judge = (instance: Instance, plan: Plan): Judgement => {
  const client = new Map(instance.clients.map((one) => [one.id, one]));
  const groups = instance.groups.map((group) => {
    const members = [...plan].flatMap(([id, at]) => (at === group.id ? [client.get(id)] : []));
    return { group, members: members.filter((one) => one !== undefined) };
  });
  const open = groups.filter(({ members }) => members.length > 0);
  const terms = open.map(({ group, members }) => termsOf(instance, group, members));
  return {
    value: terms.reduce((sum, { own, shared, mix }) => sum + own + shared + mix, 0),
    groups: terms,
    breaches: [
      ...groups.flatMap(({ group, members }) => ofGroup(instance, group, members)),
      ...ofPlan(instance, plan),
      ...ofFacilitators(
        instance,
        groups
          .filter(({ group, members }) => group.state === 'running' || members.length > 0)
          .map(({ group }) => group),
      ),
    ],
  };
};

const burden = ({ struggles }: Client): number => Object.values(struggles).reduce((sum, one) => sum + one, 0);

/** Share of a client's burden that these entries make up, 0 to 1. */
export const shareIn = (client: Client, names: readonly string[]): number => {
  const all = burden(client);
  return all === 0 ? 0 : names.reduce((sum, name) => sum + (client.struggles[name] ?? 0), 0) / all;
};

/** A client's own points in a group: placement, waiting, focus, preference. */
export const ownTerms = (client: Client, group: Group, { weights }: Instance) => ({
  placement: weights.placement,
  waiting: weights.waiting * Math.min(1, client.waitingWeeks / weights.fullWaitWeeks),
  focus: weights.focus * shareIn(client, group.focus),
  preference: client.prefers.some((id) => group.facilitators.includes(id)) ? weights.preference : 0,
});

const termsOf = (instance: Instance, group: Group, members: readonly Client[]): GroupTerms => {
  const { weights, vocabulary } = instance;
  const themes = vocabulary
    .map((name) => ({
      name,
      carriers: members.filter(({ struggles }) => (struggles[name] ?? 0) > 0).length,
      weight: members.reduce((sum, member) => sum + shareIn(member, [name]), 0),
    }))
    .filter(({ carriers }) => carriers >= THEMES.carriers)
    .sort((one, other) => other.weight - one.weight)
    .slice(0, THEMES.most);
  const of = (level: Client['level']) => Math.min(2, members.filter((one) => one.level === level).length);
  return {
    group: group.id,
    themes: themes.map(({ name }) => name),
    own: members.reduce((sum, member) => {
      const { placement, waiting, focus, preference } = ownTerms(member, group, instance);
      return sum + placement + waiting + focus + preference;
    }, 0),
    shared: weights.themes * themes.reduce((sum, { weight }) => sum + weight, 0),
    mix: (weights.mix * (of('senior') + of('newcomer'))) / 2,
  };
};

const ofGroup = (instance: Instance, group: Group, members: readonly Client[]): Breach[] => {
  const breach = (rule: Breach['rule'], clients: readonly Client[]): Breach => ({
    rule,
    group: group.id,
    clients: clients.map(({ id }) => id),
  });
  const placed = members.filter(({ sitsIn }) => sitsIn !== group.id);
  const before = instance.clients.filter(({ sitsIn }) => sitsIn === group.id);
  const wasOnly = (client: Client, name: string) =>
    client.sitsIn === group.id && isOnly(client, name, before);
  const has = new Set(members.map(({ id }) => id));
  return [
    ...placed.flatMap((client) => {
      const misfit = firstMisfit(client, group);
      return misfit ? [breach(misfit, [client])] : [];
    }),
    ...(members.length > group.max ? [breach('most', members)] : []),
    ...(group.state === 'new' && members.length > 0 && members.length < group.min
      ? [breach('least', members)]
      : []),
    ...(group.state === 'running' && members.length < Math.min(group.min, before.length)
      ? [breach('goes-on', before)]
      : []),
    ...members
      .filter((client) =>
        client.notAloneIn.some((name) => isOnly(client, name, members) && !wasOnly(client, name)),
      )
      .map((client) => breach('not-alone', [client])),
    ...instance.apart
      .filter(([one, other]) => has.has(one) && has.has(other))
      .filter(([one, other]) => placed.some(({ id }) => id === one || id === other))
      .map(([one, other]) => ({ rule: 'apart' as const, group: group.id, clients: [one, other] })),
  ];
};

/** Whether nobody else among these is of the client's kind. */
export const isOnly = (client: Client, name: string, members: readonly Client[]): boolean =>
  members.filter(({ attributes }) => attributes[name] === client.attributes[name]).length === 1;

const ofPlan = (instance: Instance, plan: Plan): Breach[] => {
  const breach = (rule: PlanRule, group: string, clients: readonly string[]): Breach => ({
    rule,
    group,
    clients,
  });
  return [
    ...instance.clients
      .filter(({ id, sitsIn, mayMove }) => sitsIn !== undefined && (mayMove ? !plan.has(id) : plan.get(id) !== sitsIn))
      .map(({ id, sitsIn = '' }) => breach('seated', sitsIn, [id])),
    ...instance.together
      .filter(([one, other]) => plan.get(one) !== plan.get(other))
      .filter((pair) => pair.some((id) => instance.clients.find((one) => one.id === id)?.sitsIn === undefined))
      .filter((pair) => !onlyPartnerSits(instance, plan, pair))
      .map((pair) => breach('together', plan.get(pair[0]) ?? plan.get(pair[1]) ?? '', pair)),
    ...instance.pinned
      .filter(({ client, group }) => plan.get(client) !== group)
      .map(({ client, group }) => breach('decision', group, [client])),
    ...instance.vetoed
      .filter(({ client, group }) => plan.get(client) === group)
      .map(({ client, group }) => breach('decision', group, [client])),
  ];
}; // biome-ignore format: one rule after the other

/** Whose partner sits already may wait for a chair beside the partner. */
const onlyPartnerSits = ({ clients }: Instance, plan: Plan, pair: readonly [string, string]): boolean =>
  pair.some((id, index) => {
    const other = clients.find((one) => one.id === pair[1 - index]);
    return plan.get(id) === undefined && other?.sitsIn !== undefined;
  });

const ofFacilitators = ({ facilitators }: Instance, open: readonly Group[]): Breach[] =>
  facilitators.flatMap(({ id, load }) => {
    const own = open.filter((group) => group.facilitators.includes(id));
    const opened = own.filter(({ state }) => state === 'new');
    const twice = opened.filter((group) =>
      own.some((other) => other !== group && overlap(group.meets, other.meets)),
    );
    return [
      ...twice.map((group) => ({ rule: 'one-place' as const, group: group.id, clients: [] })),
      ...(opened.length > 0 && own.length > load
        ? [{ rule: 'load' as const, group: opened.at(-1)?.id ?? '', clients: [] }]
        : []),
    ];
  });
