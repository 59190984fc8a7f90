import type { Money } from '../../kernel/money.ts';
import type { Instant } from '../../kernel/time.ts';
import { canDisputeBecome, type DisputeState, stateOfStatus } from './dispute-states.ts';

/** A dispute as PayPal tells it, parsed; facts, not yet believed. */
export type DisputeFact = {
  readonly id: string;
  readonly status: string;
  readonly reason: string;
  /** INQUIRY: buyer and seller talk. CHARGEBACK and later: PayPal or a bank decides. */
  readonly stage: string;
  readonly amount: Money;
  /** The payments it is about, by PayPal's capture ids. */
  readonly captureIds: readonly string[];
  readonly respondUntil: Instant | undefined;
  readonly outcome: string | undefined;
  readonly openedAt: Instant;
  readonly changedAt: Instant;
};

/** What is stored of one. */
export type Dispute = {
  readonly id: string;
  readonly paypalDisputeId: string;
  readonly captureId: string;
  readonly state: DisputeState;
  readonly changedAt: Instant;
};

/** Where a dispute goes on this news: news older than what is known, and steps back to the beginning, change nothing. */
export const nextState = (
  known: Pick<Dispute, 'state' | 'changedAt'> | undefined,
  fact: Pick<DisputeFact, 'status' | 'changedAt'>,
): DisputeState | undefined => {
  const told = stateOfStatus(fact.status);
  if (!known) return told;
  if (fact.changedAt.epochMilliseconds < known.changedAt.epochMilliseconds) return undefined;
  return told === known.state || canDisputeBecome(known.state, told) ? told : known.state;
};

/** Who got the money, read from PayPal's outcome; undefined while nobody knows. */
export type Ending = 'buyer' | 'practice' | 'paypal-paid' | 'withdrawn' | 'other';

export const endingOf = (outcome: string | null): Ending | undefined => {
  if (outcome === null) return undefined;
  return Object.hasOwn(ENDINGS, outcome) ? ENDINGS[outcome as keyof typeof ENDINGS] : 'other';
};

const ENDINGS = {
  RESOLVED_BUYER_FAVOUR: 'buyer',
  ACCEPTED: 'buyer',
  RESOLVED_SELLER_FAVOUR: 'practice',
  DENIED: 'practice',
  RESOLVED_WITH_PAYOUT: 'paypal-paid',
  CANCELED_BY_BUYER: 'withdrawn',
  NONE: 'other',
} as const satisfies Record<string, Ending>;
