/**
 * A hold, from first press to last: held while somebody pays, pinned while money may be moving
 * (no clock ends a pinned hold), consumed by an order, or released.
 */
export const HOLD_BECOMES = {
  held: ['pinned', 'released'],
  pinned: ['held', 'consumed', 'released'],
  consumed: [],
  released: [],
} as const satisfies Record<string, readonly string[]>;

export type HoldState = keyof typeof HOLD_BECOMES;

export const canHoldBecome = (was: HoldState, next: HoldState): boolean =>
  (HOLD_BECOMES[was] as readonly HoldState[]).includes(next);
