import type { DraftContent, Part } from './draft.ts';

/** What stands between a draft and print. */
export type Because =
  | 'no-summary'
  | 'no-lead'
  | 'no-focus'
  | 'no-first-session'
  | 'no-struggles'
  | 'no-languages'
  | 'no-facilitators'
  | 'facilitator-gone'
  | 'no-place'
  | 'no-dates'
  | 'dates-over'
  | 'dates-wrong'
  | 'no-agreement'
  | 'closed-without-end'
  | 'begun-before-decision'
  | 'more-taken-than-chairs'
  | 'no-prices'
  | 'more-sold-than-held';

export type Lack = { readonly part: Part; readonly because: Because };

/** What the practice and the calendar say about a draft, worked out by who can look. */
export type Facts = {
  readonly agreementVersions: readonly number[];
  readonly facilitatorIds: readonly string[];
  /** Chairs that are paid, granted, held or offered. */
  readonly taken: number;
  /** ISO date of the first meeting of the draft's schedule; undefined when it holds none. */
  readonly firstMeetingOn: string | undefined;
  readonly hasMeetingToCome: boolean;
  /** Breaks and moves that cannot be meant. */
  readonly scheduleProblems: number;
};

type Rule = { readonly part: Part; readonly isMissing: (content: DraftContent, facts: Facts) => boolean };

const RULES = {
  'no-summary': { part: 'words', isMissing: ({ summary }) => summary === '' },
  'no-lead': { part: 'words', isMissing: ({ lead }) => lead === '' },
  'no-focus': { part: 'words', isMissing: ({ focus }) => focus === '' },
  'no-first-session': { part: 'words', isMissing: ({ firstSession }) => firstSession === '' },
  'no-struggles': { part: 'people', isMissing: ({ struggles }) => struggles.length === 0 },
  'no-languages': { part: 'people', isMissing: ({ languages }) => languages.length === 0 },
  'no-facilitators': { part: 'people', isMissing: ({ facilitatorIds }) => facilitatorIds.length === 0 },
  'facilitator-gone': {
    part: 'people',
    isMissing: (draft, facts) => draft.facilitatorIds.some((id) => !facts.facilitatorIds.includes(id)),
  },
  'no-place': { part: 'place', isMissing: ({ place }) => place === '' },
  'no-dates': { part: 'dates', isMissing: ({ schedule }) => schedule === null },
  'dates-over': {
    part: 'dates',
    isMissing: ({ schedule }, facts) => schedule !== null && !facts.hasMeetingToCome,
  },
  'dates-wrong': { part: 'dates', isMissing: (_, { scheduleProblems }) => scheduleProblems > 0 },
  'no-agreement': {
    part: 'chairs',
    isMissing: ({ agreementVersion }, facts) =>
      agreementVersion === null || !facts.agreementVersions.includes(agreementVersion),
  },
  'closed-without-end': {
    part: 'dates',
    isMissing: ({ kind, schedule }) => kind === 'closed' && schedule !== null && schedule.sessions === null,
  },
  'begun-before-decision': {
    part: 'chairs',
    isMissing: ({ decisionOn }, { firstMeetingOn }) =>
      decisionOn !== null && firstMeetingOn !== undefined && decisionOn > firstMeetingOn,
  },
  'more-taken-than-chairs': { part: 'chairs', isMissing: ({ capacity }, { taken }) => capacity < taken },
  'no-prices': { part: 'prices', isMissing: ({ tiers }) => tiers.length === 0 },
  'more-sold-than-held': {
    part: 'prices',
    isMissing: ({ meetingsSold, schedule }) =>
      schedule !== null && schedule.sessions !== null && meetingsSold > schedule.sessions,
  },
} as const satisfies Record<Because, Rule>;

export const LACKS = Object.keys(RULES) as Because[];

/** Everything that is still missing or cannot be, in the order of the form; empty when the draft can go to print. */
export const lacksOf = (content: DraftContent, facts: Facts): readonly Lack[] =>
  LACKS.filter((because) => (RULES[because] as Rule).isMissing(content, facts)).map((because) => ({
    part: RULES[because].part,
    because,
  }));
