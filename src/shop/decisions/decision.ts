import type { PlainDate } from '../../kernel/time.ts';
import type { OfferingState } from '../catalogue/public.ts';

/** What a practice can decide about a group that too few people have joined. */
export const CHOICES = ['go', 'postpone', 'refund-all'] as const;
export type Choice = (typeof CHOICES)[number];

/** What a decision is about, as it is read at one moment. */
export type ToDecide = {
  readonly state: OfferingState;
  readonly confirmed: number;
  readonly minSeats: number;
  readonly decisionOn: PlainDate | null;
  /** The decision date that was answered already. */
  readonly decidedOn: PlainDate | null;
};

/**
 * Where the decision about a group stands. off: not on the site. no-date: nothing was promised. enough: it has its
 * people. early: it may still fill. due: somebody must decide. decided: this date was answered.
 */
export type Standing = 'off' | 'no-date' | 'enough' | 'early' | 'due' | 'decided';

export const standingOf = (group: ToDecide, today: PlainDate): Standing => {
  const { decisionOn, decidedOn } = group;
  if (decisionOn === null) return 'no-date';
  if (decidedOn?.equals(decisionOn)) return 'decided';
  if (group.state !== 'published' && group.state !== 'closed') return 'off';
  if (group.confirmed >= group.minSeats) return 'enough';
  return isAfter(decisionOn, today) ? 'early' : 'due';
};

const isAfter = (a: PlainDate, b: PlainDate): boolean => a.toString() > b.toString();

/** What can be decided from where; and where each choice leads. */
const DECIDES = {
  off: [],
  'no-date': [],
  enough: [],
  early: [],
  due: CHOICES,
  decided: [],
} as const satisfies Record<Standing, readonly Choice[]>;

export const LEADS_TO = {
  go: 'decided',
  postpone: 'early',
  'refund-all': 'decided',
} as const satisfies Record<Choice, Standing>;

export const mayDecide = (from: Standing, choice: Choice): boolean =>
  (DECIDES[from] as readonly Choice[]).includes(choice);

export type DateProblem = 'not-later' | 'after-first-meeting';

/** Why a decision cannot be postponed to this day: it is not to come, or the group would have begun before it. */
export const problemOfDate = (
  on: PlainDate,
  { today, firstMeetingOn }: { readonly today: PlainDate; readonly firstMeetingOn: PlainDate | undefined },
): DateProblem | undefined => {
  if (!isAfter(on, today)) return 'not-later';
  return firstMeetingOn && isAfter(on, firstMeetingOn) ? 'after-first-meeting' : undefined;
};
