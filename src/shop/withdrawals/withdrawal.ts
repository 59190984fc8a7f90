import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Meeting } from '../catalogue/public.ts';

export type ByWhom = 'payer' | 'attendee' | 'desk';

/** Why a seat comes back: somebody gave it back, or the practice does not hold what was bought. */
export type Why = 'given-back' | 'not-held';

/** A seat as whoever may give it back meets it. Amounts are minor units of its one currency. */
export type SeatToWithdraw = {
  readonly seatId: string;
  readonly offeringId: string;
  readonly isFreed: boolean;
  readonly name: string;
  readonly attendeeName: string;
  readonly attendeeEmail: string;
  /** Somebody else paid: the attendee has a link of the own. */
  readonly hasOwnLink: boolean;
  readonly meetings: readonly Meeting[];
  readonly zone: string;
  /** Undefined for a seat that the practice granted. */
  readonly order:
    | {
        readonly id: string;
        readonly number: number;
        readonly lineId: string;
        readonly checkoutId: string;
        readonly payerName: string;
        readonly payerEmail: string;
        readonly placedAt: Instant;
      }
    | undefined;
  readonly currency: Currency;
  readonly paidMinor: number;
  /** Has gone back of what was paid for this seat, or is on its way. */
  readonly goneMinor: number;
  /** What the sponsors' fund paid of it and has not had back. */
  readonly fundMinor: number;
  readonly withdrawal: Withdrawal | undefined;
  /** The seat in another group that stands for this one since it moved. */
  readonly movedTo: string | null;
  readonly now: Instant;
};

/** What was decided when the seat was given back. */
export type Withdrawal = {
  readonly byWhom: ByWhom;
  readonly backMinor: number;
  readonly owedBecause: string | null;
  readonly settledHow: string | null;
  readonly at: Instant;
};

/** How much the desk gives back: by the rule of the order, all that is left, or nothing. */
export const DESK_SUMS = ['rule', 'all', 'nothing'] as const;
export type DeskSum = (typeof DESK_SUMS)[number];

/**
 * What of a seat's money counts as gone: what went back for its own line, and, where the order's money has become less
 * than its line, the difference; a refund that names no line may have been for this one.
 */
export const goneOf = (money: {
  readonly paidMinor: number;
  /** Went back for this line by name. */
  readonly lineMinor: number;
  /** Is left of the whole order. */
  readonly leftMinor: number;
}): number =>
  Math.max(0, Math.min(money.paidMinor, Math.max(money.lineMinor, money.paidMinor - money.leftMinor)));

export const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? '';
