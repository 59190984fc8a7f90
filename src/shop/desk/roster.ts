import type { Instant, PlainDate } from '../../kernel/time.ts';

export type Seat = {
  readonly seatId: string;
  readonly attendeeName: string;
  readonly attendeeEmail: string;
  readonly state: 'paid' | 'granted' | 'freed';
  readonly since: Instant;
  readonly orderId: string | null;
  readonly orderNumber: number | null;
};

/** Care's word about a seat, handed in from outside: the shop does not know care. */
export type Enrolment = {
  readonly seatId: string;
  readonly state: 'active' | 'paused' | 'completed' | 'left' | 'withdrawn' | 'refused';
  readonly joinedOn: PlainDate;
};

export type RosterLine = Seat & { readonly enrolment: Enrolment | undefined };

/** Seats and enrolments side by side; a seat without an enrolment shows that somebody is waiting to be enrolled. */
export const roster = (seats: readonly Seat[], enrolments: readonly Enrolment[]): RosterLine[] => {
  const bySeat = new Map(enrolments.map((enrolment) => [enrolment.seatId, enrolment]));
  return seats.map((seat) => ({ ...seat, enrolment: bySeat.get(seat.seatId) }));
};
