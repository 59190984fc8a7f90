/**
 * A seat: paid by an order or granted by the practice, then freed, which is final. Whoever comes afterwards, comes back,
 * or moves to another group gets a seat of their own that follows the freed one: a row never changes its person or group.
 */
export const SEAT_BECOMES = {
  paid: ['freed'],
  granted: ['freed'],
  freed: [],
} as const satisfies Record<string, readonly string[]>;

export type SeatState = keyof typeof SEAT_BECOMES;

export const canSeatBecome = (was: SeatState, next: SeatState): boolean =>
  (SEAT_BECOMES[was] as readonly SeatState[]).includes(next);

/** Why a seat was freed; it stays on the row, in the history and in the event `seat-freed`. */
export type FreedBecause = 'withdrawn' | 'transferred' | 'swapped' | 'not-held' | 'refunded' | 'by-hand';
