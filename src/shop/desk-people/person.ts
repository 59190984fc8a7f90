import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';

/** Somebody the shop knows, by the address: who paid, or who has or had a chair. No group is named. */
export type Person = {
  /** Of the order or chair by which they were seen last; addresses of people are made of it, never of their mail. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly seenAt: Instant;
  readonly orders: number;
  /** Chairs that are theirs now. */
  readonly chairs: number;
};

export type OrderOfPerson = {
  readonly id: string;
  readonly number: number;
  readonly placedAt: Instant;
  readonly state: 'paid' | 'free' | 'partly-refunded' | 'refunded';
  readonly totalMinor: number;
  readonly currency: Currency;
};

export type ChairOfPerson = {
  readonly seatId: string;
  readonly offeringId: string;
  readonly group: string;
  readonly state: 'paid' | 'granted' | 'freed';
  readonly since: Instant;
  readonly endedAt: Instant | null;
  /** Of the meetings that were bought: the last one's end, and the next one's start. */
  readonly lastEndsAt: Instant | null;
  readonly nextAt: Instant | null;
  readonly orderId: string | null;
  readonly orderNumber: number | null;
  readonly paidBy: string | null;
};

/** Whether a chair is still to come to: not given back, and its last meeting not over. */
export const isComing = ({ state, lastEndsAt }: ChairOfPerson, now: Instant): boolean =>
  state !== 'freed' && (lastEndsAt === null || lastEndsAt.epochMilliseconds > now.epochMilliseconds);

export type LetterState = 'arrived' | 'waiting' | 'lost';

/** What became of a letter. */
export const letterState = (letter: {
  readonly sentAt: Instant | null;
  readonly gaveUpAt: Instant | null;
}): LetterState => {
  if (letter.sentAt !== null) return 'arrived';
  return letter.gaveUpAt === null ? 'waiting' : 'lost';
};
