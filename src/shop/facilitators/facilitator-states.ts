/** Whether somebody facilitates here. A retired one is on no public page and may not sign in as a facilitator. */
export type FacilitatorState = 'here' | 'retired';

export const FACILITATOR_BECOMES = {
  here: ['retired'],
  retired: ['here'],
} as const satisfies Record<FacilitatorState, readonly FacilitatorState[]>;

export const mayBecome = (from: FacilitatorState, to: FacilitatorState): boolean =>
  (FACILITATOR_BECOMES[from] as readonly FacilitatorState[]).includes(to);

export const stateOf = ({ isRetired }: { readonly isRetired: boolean }): FacilitatorState =>
  isRetired ? 'retired' : 'here';
