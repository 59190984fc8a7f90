/**
 * One use of what takes off a price, of a coupon or of the sponsors' fund: reserved while the checkout's chairs are
 * held, consumed by its order, given back when the hold ended without one. A payment that comes late reserves it
 * again, if there is still something to reserve. What an order used stays used.
 */
export const USE_BECOMES = {
  reserved: ['consumed', 'given-back'],
  'given-back': ['reserved'],
  consumed: [],
} as const satisfies Record<string, readonly string[]>;

export type UseState = keyof typeof USE_BECOMES;

export const canUseBecome = (was: UseState, next: UseState): boolean =>
  (USE_BECOMES[was] as readonly UseState[]).includes(next);
