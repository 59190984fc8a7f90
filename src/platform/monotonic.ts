/** Milliseconds on a clock that never goes back; it says nothing of the time of day. */
export const monotonicMs = (): number => performance.now();
