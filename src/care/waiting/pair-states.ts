/**
 * Two who want to come only together. invited: one has asked, the other has not answered. linked: both said yes.
 * one-left: the one who stays was asked whether to wait alone. parted: there is no pair any more.
 */
export type PairState = 'invited' | 'linked' | 'one-left' | 'parted';

const NEXT = {
  // one-left: the other said no. parted: taken back, or the inviting one has gone.
  invited: ['linked', 'one-left', 'parted'],
  linked: ['one-left', 'parted'],
  'one-left': ['parted'],
  parted: [],
} as const satisfies Record<PairState, readonly PairState[]>;

export const PAIR_STATES = Object.keys(NEXT) as PairState[];

export const canPairBecome = (from: PairState, to: PairState): boolean =>
  (NEXT[from] as readonly PairState[]).includes(to);
