/** Where a person is on their way in a group. */
export type EnrolmentState = 'active' | 'paused' | 'completed' | 'left' | 'withdrawn' | 'refused';

/**
 * What may become what. Active and paused are on the roster; the other four are ends:
 * completed saw the series through, left said so, withdrawn gave the seat back before the first meeting,
 * refused was not taken by the facilitator.
 */
const NEXT = {
  active: ['paused', 'completed', 'left', 'withdrawn', 'refused'],
  paused: ['active', 'completed', 'left', 'withdrawn'],
  completed: [],
  left: [],
  withdrawn: [],
  refused: [],
} as const satisfies Record<EnrolmentState, readonly EnrolmentState[]>;

export const ENROLMENT_STATES = Object.keys(NEXT) as EnrolmentState[];

export const canBecome = (from: EnrolmentState, to: EnrolmentState): boolean =>
  (NEXT[from] as readonly EnrolmentState[]).includes(to);

/** An end is kept for the record and never changes again. */
export const isOver = (state: EnrolmentState): boolean => NEXT[state].length === 0;
