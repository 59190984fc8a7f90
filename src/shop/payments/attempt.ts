import type { PracticeId } from '../../kernel/id.ts';
import type { Currency } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import type { AttemptState } from './attempt-states.ts';
import type { LineWish } from './order-body.ts';

export type AttemptKey = { readonly practiceId: PracticeId; readonly attemptId: string };

/** One PayPal order for one checkout, as stored. */
export type Attempt = {
  readonly practiceId: PracticeId;
  readonly id: string;
  readonly checkoutId: string;
  readonly number: number;
  readonly state: AttemptState;
  readonly generation: number;
  readonly declines: number;
  readonly paypalOrderId: string | null;
  readonly approveUrl: string | null;
  readonly invoiceId: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  /** Somebody is calling PayPal for it at this moment. */
  readonly leaseLive: boolean;
  readonly checks: number;
  readonly problem: string | null;
  readonly hoursOld: number;
  readonly hoursSinceChange: number;
};

/** A checkout as payments see it. */
export type Paying = {
  readonly practiceId: PracticeId;
  readonly checkoutId: string;
  readonly state: 'open' | 'paying' | 'ordered' | 'ended';
  readonly currency: Currency;
  readonly totalMinor: number;
  readonly payerEmail: string | null;
  readonly attendeeEmail: string | null;
  /** The payer is there and, where somebody comes, attendee, attestations and agreement; an offer's is whom it was made to. */
  readonly ready: boolean;
  /** The buyer gave the chairs back, or asked for others instead: an old yes at PayPal is no yes any more. */
  readonly givenUp: boolean;
  readonly offeringIds: readonly string[];
  readonly lines: readonly LineWish[];
  readonly holdsUntil: Instant;
};
