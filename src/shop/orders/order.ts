import { type Currency, type Money, money } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { Meeting } from '../catalogue/public.ts';
import type { HeldMeeting } from '../date-changes/public.ts';

export type OrderState = 'paid' | 'free' | 'refunded' | 'partly-refunded';

type LineOf = {
  readonly name: string;
  /** What the payer paid each time (a workbook: for all of it), before anything took off. */
  readonly unitMinor: number;
  /** That for all meetings. */
  readonly totalMinor: number;
  /** The package it is a part of, and what that took off. */
  readonly packageName: string | null;
  readonly packageSavingMinor: number;
  readonly couponSavingMinor: number;
  /** What the sponsors' fund paid beside it. */
  readonly fundMinor: number;
  readonly taxMinor: number;
  readonly taxIsAdded: boolean;
};

export type SeatLine = LineOf & {
  readonly kind: 'seat';
  readonly seatId: string;
  readonly isFreed: boolean;
  /** It moved here from the group that was bought. */
  readonly hasMoved: boolean;
  readonly tierName: string;
  /** As they were bought. */
  readonly meetings: readonly Meeting[];
  /** The same, each with where it is now. */
  readonly dates: readonly HeldMeeting[];
  readonly zone: string;
  readonly place: string;
  /** Where the group meets today, where that is another place than the one that was bought. */
  readonly placeNow: string | null;
};

export type WorkbookLine = LineOf & {
  readonly kind: 'workbook';
  readonly downloadId: string;
  /** False once its money went back, or the desk ended it. */
  readonly isOpen: boolean;
};

/** One line of an order, as its payer may see it. */
export type OrderLine = SeatLine | WorkbookLine;

export const seatLines = (lines: readonly OrderLine[]): SeatLine[] =>
  lines.filter((line) => line.kind === 'seat');

export const workbookLines = (lines: readonly OrderLine[]): WorkbookLine[] =>
  lines.filter((line) => line.kind === 'workbook');

export type OrderRefund = {
  readonly amountMinor: number;
  readonly state: 'wanted' | 'asked' | 'pending' | 'completed' | 'failed';
  readonly at: Instant;
};

/** An order with what its payer may see, and nothing of anybody else but the attendee's first name. */
export type Order = {
  readonly id: string;
  readonly number: number;
  readonly state: OrderState;
  readonly currency: Currency;
  readonly totalMinor: number;
  /** The code that was used, and what the tax was called; null where there was none. */
  readonly couponCode: string | null;
  readonly taxName: string | null;
  readonly payerName: string;
  readonly payerEmail: string;
  readonly attendeeIsPayer: boolean;
  readonly attendeeFirstName: string;
  readonly placedAt: Instant;
  readonly lines: readonly OrderLine[];
  readonly refunds: readonly OrderRefund[];
  readonly now: Instant;
};

/** A seat as its attendee may see it, where somebody else paid: no price, no payer but the first name. */
export type Chair = {
  readonly seatId: string;
  readonly orderId: string;
  readonly isFreed: boolean;
  readonly name: string;
  /** As they were bought. */
  readonly meetings: readonly Meeting[];
  readonly dates: readonly HeldMeeting[];
  readonly zone: string;
  readonly place: string;
  readonly placeNow: string | null;
  readonly attendeeName: string;
  readonly attendeeEmail: string;
  readonly payerFirstName: string;
  readonly agreementVersion: number;
  readonly ageFrom: number;
  readonly attestations: readonly string[];
  readonly signedAt: Instant | null;
  readonly signedName: string | null;
  readonly now: Instant;
};

/** "c•••••@mail.example": enough to know one's own address again, too little for anybody else. */
export const masked = (email: string): string => {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••••${email.slice(at)}`;
};

/** The first word of a name. */
export const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

/** Meetings of all chairs that are still taken, soonest first as they were bought: a calendar counts by this order. */
export const datesOf = (lines: readonly OrderLine[]): HeldMeeting[] =>
  seatLines(lines)
    .filter((line) => !line.isFreed)
    .flatMap((line) => line.dates)
    .sort((a, b) => a.bought.startsAt.epochMilliseconds - b.bought.startsAt.epochMilliseconds);

/** Where the meetings are now, soonest first; those that are called off are not among them. */
export const meetingsOf = (lines: readonly OrderLine[]): Meeting[] =>
  datesOf(lines)
    .flatMap(({ current }) => (current ? [current] : []))
    .sort((a, b) => a.startsAt.epochMilliseconds - b.startsAt.epochMilliseconds);

/** The first meeting that has not ended. */
export const nextMeeting = (meetings: readonly Meeting[], now: Instant): Meeting | undefined =>
  meetings.find((meeting) => meeting.endsAt.epochMilliseconds > now.epochMilliseconds);

/** What has gone back, is on its way, or is owed: a refund that failed is the practice's to mend. */
export const refundedOf = ({ refunds, currency }: Order): Money =>
  money(
    refunds.reduce((total, refund) => total + refund.amountMinor, 0),
    currency,
  );

/** What the attendee confirms: the age, then the group's own sentences, each once. */
export const attestationsOf = ({ ageFrom, attestations }: Chair): string[] => [
  ...new Set([`I am ${Math.max(18, ageFrom)} or older.`, ...attestations]),
];
