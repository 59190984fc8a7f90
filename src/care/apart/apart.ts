import type { Instant } from '../../kernel/time.ts';

/** stated: a name that a facilitator has yet to look at. in-force. lifted: it holds no more. */
export type RuleState = 'stated' | 'in-force' | 'lifted';

const NEXT = {
  stated: ['in-force', 'lifted'],
  'in-force': ['lifted'],
  lifted: ['in-force'],
} as const satisfies Record<RuleState, readonly RuleState[]>;

export const RULE_STATES = Object.keys(NEXT) as RuleState[];

export const canRuleBecome = (from: RuleState, to: RuleState): boolean =>
  (NEXT[from] as readonly RuleState[]).includes(to);

/** What was said: who must never sit with whom. Sealed wherever it is kept. */
export type Said = {
  readonly one: { readonly name: string; readonly email: string };
  readonly other: { readonly name: string; readonly email: string };
  readonly why: string;
};

/** A rule as the group's facilitators read it. */
export type ApartRule = {
  readonly id: string;
  readonly groupId: string;
  readonly state: RuleState;
  readonly statedBy: 'person' | 'facilitator';
  readonly statedAt: Instant;
  readonly settledByName: string | null;
  readonly said: Said;
};

/**
 * A name in the form in which two spellings of it are the same: letters and digits alone, without case and accents, in
 * the order of the alphabet, so that "Reyes, Tomás" is "tomas reyes".
 */
export const foldName = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '')
    .toSorted()
    .join(' ');

/** A rule as it is matched: keyed fingerprints, in hexadecimal. */
export type RuleKeys = {
  readonly state: RuleState;
  readonly oneKey: string;
  readonly otherKey: string | null;
  readonly otherNameKey: string | null;
};

/** Somebody in a group or in line for it; `who` is how the caller knows them. */
export type Known = { readonly who: string; readonly key: string; readonly nameKey: string };

export type Apart = {
  /** Who must never sit with whom, among those that were asked about. */
  readonly apart: readonly (readonly [string, string])[];
  /** Who said something that nobody has read yet: they are offered nothing until somebody has. */
  readonly unread: ReadonlySet<string>;
};

/**
 * What the rules mean for these people. A rule holds both ways; the one it names is known by address, the other by
 * address or by name. A name that two people share keeps both apart until a facilitator says which is meant.
 */
export const apartAmong = (rules: readonly RuleKeys[], people: readonly Known[]): Apart => {
  const live = rules.filter(({ state }) => state !== 'lifted');
  const apart = live.flatMap((rule) =>
    people
      .filter(({ key }) => key === rule.oneKey)
      .flatMap(({ who }) => others(rule, people).map((other): [string, string] => [who, other])),
  );
  const stated = new Set(live.filter(({ state }) => state === 'stated').map(({ oneKey }) => oneKey));
  const unread = people.filter(({ key }) => stated.has(key)).map(({ who }) => who);
  return { apart: apart.filter(([one, other]) => one !== other), unread: new Set(unread) };
};

const others = ({ oneKey, otherKey, otherNameKey }: RuleKeys, people: readonly Known[]): string[] =>
  people
    .filter(({ key, nameKey }) => key !== oneKey && (key === otherKey || nameKey === otherNameKey))
    .map(({ who }) => who);
