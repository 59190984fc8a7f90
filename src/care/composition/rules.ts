import type { Client, Group, Stretch } from './model.ts';

/** A rule between one client and one group. Its sentence says what holds when it is kept. */
type Rule = {
  readonly says: string;
  readonly holds: (client: Client, group: Group) => boolean;
};

/** Every rule that one client and one group can break by themselves, in the order in which people are told. */
export const FIT_RULES = {
  'takes-people': {
    says: 'The group takes new people.',
    holds: (_, group) => group.state === 'new' || group.kind !== 'closed',
  },
  hours: {
    says: 'The client is free for the whole meeting.',
    holds: ({ free }, { meets }) => free.some((stretch) => covers(stretch, meets)),
  },
  language: {
    says: 'The client speaks the group’s language.',
    holds: ({ languages }, { language }) => languages.includes(language),
  },
  place: {
    says: 'The client can come to where the group meets.',
    holds: ({ online, sites }, { site }) => (site === undefined ? online : sites.includes(site)),
  },
  price: {
    says: 'The lowest price is within what the client can pay.',
    holds: ({ mostMinor }, { fromMinor }) => mostMinor === undefined || fromMinor <= mostMinor,
  },
  age: {
    says: 'The client’s age is within the group’s.',
    holds: ({ age }, { ageFrom = 0, ageTo = Number.POSITIVE_INFINITY }) =>
      age === undefined || (age >= ageFrom && age <= ageTo),
  },
} as const satisfies Record<string, Rule>;

export type FitRule = keyof typeof FIT_RULES;

/** The rules that need more than one client, or a decision of a person. */
export const PLAN_RULES = {
  decision: 'What a person has pinned is kept, and what a person has vetoed does not happen.',
  seated: 'Whoever sits in a group keeps the chair, or changes it with consent for another.',
  most: 'No group has more people than chairs.',
  least: 'A new group has as many people as it needs, or it does not open.',
  'goes-on': 'A running group keeps as many people as it needs.',
  together: 'A linked pair sits in the same group, or both wait.',
  apart: 'Two people who are kept apart never sit together.',
  'not-alone': 'Nobody who asked not to be the only one of a kind is the only one.',
  'one-place': 'A facilitator is in one place at a time.',
  load: 'A facilitator has no more groups than was agreed.',
} as const;

export type PlanRule = keyof typeof PLAN_RULES;

const FIT_ORDER = Object.keys(FIT_RULES) as FitRule[];

/** The first rule that keeps this client out of this group; undefined when the two fit. */
export const firstMisfit = (client: Client, group: Group): FitRule | undefined =>
  FIT_ORDER.find((name) => !FIT_RULES[name].holds(client, group));

const WEEK = 7 * 24 * 60;

/** Whether a stretch holds a meeting, on the circle of the week. */
export const covers = (free: Stretch, meets: Stretch): boolean => {
  if (free.to - free.from >= WEEK) return true;
  const shift = (((meets.from - free.from) % WEEK) + WEEK) % WEEK;
  return shift + (meets.to - meets.from) <= free.to - free.from;
};

/** Whether two meetings have a minute in common, on the circle of the week. */
export const overlap = (one: Stretch, other: Stretch): boolean => {
  const apart = (((other.from - one.from) % WEEK) + WEEK) % WEEK;
  return apart < one.to - one.from || WEEK - apart < other.to - other.from;
};
