/**
 * Where an application stands. draft: its link was mailed, and nothing was sent yet. accepted: the yes is said. waiting:
 * a chair is looked for. offered: one is kept until a date. Ends: enrolled, refused, withdrawn by the applicant, lapsed
 * without an answer (from there the practice may say yes once more).
 */
export type ApplicationState =
  | 'draft'
  | 'applied'
  | 'talking'
  | 'accepted'
  | 'waiting'
  | 'offered'
  | 'enrolled'
  | 'refused'
  | 'withdrawn'
  | 'lapsed';

const NEXT = {
  draft: ['applied'],
  applied: ['talking', 'accepted', 'refused', 'withdrawn'],
  talking: ['accepted', 'refused', 'withdrawn'],
  // A yes may be taken back into talking as long as nobody has paid.
  accepted: ['waiting', 'talking', 'withdrawn', 'enrolled'],
  waiting: ['offered', 'talking', 'withdrawn', 'lapsed', 'enrolled'],
  offered: ['waiting', 'talking', 'withdrawn', 'lapsed', 'enrolled'],
  enrolled: [],
  refused: [],
  withdrawn: [],
  lapsed: ['accepted'],
} as const satisfies Record<ApplicationState, readonly ApplicationState[]>;

export const APPLICATION_STATES = Object.keys(NEXT) as ApplicationState[];

export const canApplicationBecome = (from: ApplicationState, to: ApplicationState): boolean =>
  (NEXT[from] as readonly ApplicationState[]).includes(to);

/** Nothing more is decided; what was written is forgotten some time after (not of those who came). */
export const isApplicationOver = (state: ApplicationState): boolean =>
  state === 'enrolled' || state === 'refused' || state === 'withdrawn' || state === 'lapsed';

/** The facilitators have not said yes or no. */
export const isUndecided = (state: ApplicationState): boolean => state === 'applied' || state === 'talking';

/** States from which a yes can be said. */
export const canBeAccepted = (state: ApplicationState): boolean => canApplicationBecome(state, 'accepted');
