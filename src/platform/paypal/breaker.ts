/** Stops calling a server that does not answer, and looks again after a while. */
export type Breaker = {
  /** False while it is open; a call may then not be made. True again for one probe once the pause is over. */
  mayCall(): boolean;
  /** False from opening until the pause is over. Looks only: takes no probe. */
  isClosed(): boolean;
  worked(): void;
  failed(): void;
};

export type BreakerOptions = {
  /** Failures in a row that open it. */
  readonly failures: number;
  /** Milliseconds of the first pause; each failed probe doubles it, up to sixteen times. */
  readonly pauseMs: number;
  /** Milliseconds on a clock that never jumps. */
  readonly clock: () => number;
};

export const createBreaker = ({ failures, pauseMs, clock }: BreakerOptions): Breaker => {
  let inARow = 0;
  let pauses = 0;
  let openUntil: number | undefined;
  let probeUntil = 0;
  const cooled = () => openUntil === undefined || clock() >= openUntil;
  return {
    isClosed: cooled,
    mayCall: () => {
      if (openUntil === undefined) return true;
      if (!cooled() || clock() < probeUntil) return false;
      // A probe whose caller never reports back blocks others for one pause, not for ever.
      probeUntil = clock() + pauseMs;
      return true;
    },
    worked: () => {
      inARow = 0;
      pauses = 0;
      openUntil = undefined;
    },
    failed: () => {
      inARow += 1;
      if (inARow < failures) return;
      openUntil = clock() + pauseMs * 2 ** Math.min(pauses, 4);
      pauses += 1;
      probeUntil = 0;
    },
  };
};
