/** How far somebody has come. */
export type Level = 'newcomer' | 'under-way' | 'senior';

/** A stretch of the week in minutes since Monday 00:00 UTC; it may run over the end of the week. */
export type Stretch = { readonly from: number; readonly to: number };

export type Client = {
  readonly id: string;
  /** Severity 0 to 10 by entry of the vocabulary; what is absent is 0. */
  readonly struggles: Readonly<Record<string, number>>;
  readonly free: readonly Stretch[];
  readonly level: Level;
  readonly languages: readonly string[];
  readonly online: boolean;
  /** Places the client can reach. */
  readonly sites: readonly string[];
  /** The most one meeting may cost, in minor units; undefined for no limit. */
  readonly mostMinor: number | undefined;
  readonly age: number | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  /** Names of attributes in which the client does not want to be the only one. */
  readonly notAloneIn: readonly string[];
  readonly waitingWeeks: number;
  readonly prefers: readonly string[];
  /** Where the client sits already. Nobody is unseated by the engine. */
  readonly sitsIn: string | undefined;
  /** Whoever sits has agreed to change groups, should another suit better. Only rebalancing asks. */
  readonly mayMove: boolean;
};

export type Group = {
  readonly id: string;
  /** A running group has members; a new one is opened by the plan or not at all. */
  readonly state: 'running' | 'new';
  readonly kind: 'open' | 'slow-open' | 'closed';
  readonly facilitators: readonly string[];
  readonly meets: Stretch;
  readonly language: string;
  /** undefined for online. */
  readonly site: string | undefined;
  readonly min: number;
  readonly max: number;
  /** The lowest price of a meeting, in minor units. */
  readonly fromMinor: number;
  readonly ageFrom: number | undefined;
  readonly ageTo: number | undefined;
  /** Entries of the vocabulary the group keeps to. */
  readonly focus: readonly string[];
};

export type Facilitator = {
  readonly id: string;
  /** How many groups at most, running ones included. */
  readonly load: number;
};

/** The practice's policy. Points; one placed person is worth `placement`. Not science, and never called so. */
export type Weights = {
  readonly placement: number;
  /** For who has waited `fullWaitWeeks` or longer; less in proportion. */
  readonly waiting: number;
  readonly fullWaitWeeks: number;
  /** For who carries nothing but what the group keeps to. */
  readonly focus: number;
  readonly preference: number;
  /** For each member whose whole burden is among the group's themes. */
  readonly themes: number;
  /** For a group with two seniors and two newcomers; a quarter for each of the four. */
  readonly mix: number;
};

export const WEIGHTS: Weights = {
  placement: 100,
  waiting: 40,
  fullWaitWeeks: 26,
  focus: 25,
  preference: 10,
  themes: 60,
  mix: 40,
};

/** What a group may have as themes: up to three, each carried by at least three members. */
export const THEMES = { most: 3, carriers: 3 } as const;

/** A placement that a person has decided: always, or never. */
export type Decision = { readonly client: string; readonly group: string };

/** Everything that a plan is made from. The order of the lists never matters. */
export type Instance = {
  readonly vocabulary: readonly string[];
  /** How near two entries of the vocabulary are, 0 to 1; pairs that are absent have nothing in common. */
  readonly similar: readonly (readonly [string, string, number])[];
  readonly clients: readonly Client[];
  readonly groups: readonly Group[];
  readonly facilitators: readonly Facilitator[];
  /** Linked pairs: both in the same group, or both wait. */
  readonly together: readonly (readonly [string, string])[];
  /** Pairs who never sit together. Shown to nobody. */
  readonly apart: readonly (readonly [string, string])[];
  readonly pinned: readonly Decision[];
  readonly vetoed: readonly Decision[];
  readonly weights: Weights;
};

/** Who sits where; whoever is absent waits. */
export type Plan = ReadonlyMap<string, string>;

/** Chairs that people have and may change for others: nobody loses one, and each change costs so many points. */
export type Homes = { readonly at: Plan; readonly price: number };
