/** What somebody has who would move: amounts in minor units. */
export type Standing = {
  /** Paid for the seat, or carried into it, and not gone back. */
  readonly paidMinor: number;
  /** What each meeting of it cost who paid. */
  readonly unitMinor: number;
  readonly meetings: number;
  /** Of these, those that have not begun. */
  readonly left: number;
};

/** The group that they would move to: its prices a meeting, and how many meetings they would have there. */
export type Goal = { readonly unitMinors: readonly number[]; readonly meetings: number };

export type MoveMoney = {
  readonly carriedMinor: number;
  readonly backMinor: number;
  /** It costs more there, and nobody is asked for the difference. */
  readonly isWaived: boolean;
};

/**
 * What is left of the money goes along. Of the new group's prices the highest counts that is not above the old one, or
 * its lowest. Where the meetings there cost less than those that are left, that share of what is left goes back.
 */
export const moneyOfMove = (has: Standing, goal: Goal): MoveMoney => {
  const worthMinor = has.meetings === 0 ? 0 : part(has.paidMinor, has.left, has.meetings);
  const fitting = goal.unitMinors.filter((unit) => unit <= has.unitMinor);
  const unitMinor = fitting.length > 0 ? Math.max(...fitting) : Math.min(...goal.unitMinors);
  const [oldMinor, newMinor] = [has.unitMinor * has.left, unitMinor * goal.meetings];
  if (newMinor >= oldMinor) return { carriedMinor: worthMinor, backMinor: 0, isWaived: newMinor > oldMinor };
  const backMinor = part(worthMinor, oldMinor - newMinor, oldMinor);
  return { carriedMinor: worthMinor - backMinor, backMinor, isWaived: false };
};

/** The share `of` of `all` in an amount, rounded down. */
const part = (minor: number, of: number, all: number): number =>
  Number((BigInt(minor) * BigInt(of)) / BigInt(all));
