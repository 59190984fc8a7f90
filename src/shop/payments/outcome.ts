import type { Instant } from '../../kernel/time.ts';
import type { Attempt } from './attempt.ts';
import { classOfIssue } from './issues.ts';

/** What surrounds an attempt when its page is shown. */
export type Standing = {
  readonly checkoutState: 'open' | 'paying' | 'ordered' | 'ended';
  readonly holdsUntil: Instant;
  /** Every chair of the checkout is still reserved. */
  readonly held: boolean;
  readonly chairs: number;
  /** Lines that hold no chair: workbooks. */
  readonly things: number;
  readonly orderId: string | null;
  /** The order is older than a day: from then on only its own letter leads to it. PayPal keeps this page's address. */
  readonly placedLongAgo: boolean;
  /** This attempt's own money placed the order. */
  readonly paidByThis: boolean;
  /** The buyer gave the chairs back, or asked for others instead. */
  readonly givenUp: boolean;
  /** PayPal refused to give this attempt's money back: a person has to. */
  readonly refundFailed: boolean;
};

/** How a payment stands, as its page tells it. The words of each are in pages.ts. */
export type Outcome =
  | 'placed'
  | 'not-needed'
  | 'confirming'
  | 'review'
  | 'go-on'
  | 'declined'
  | 'error'
  | 'hold-ran-out'
  | 'given-back'
  | 'seat-gone'
  | 'offer-ended'
  | 'duplicate'
  | 'requote'
  | 'review-no'
  | 'refund-coming'
  | 'refund-owed'
  | 'refunded';

type Shown = Pick<Attempt, 'state' | 'problem'>;
type Rule = (attempt: Shown, standing: Standing) => Outcome;

const kept =
  (outcome: Outcome): Rule =>
  (_, { held, checkoutState, givenUp }) => {
    if (held && checkoutState !== 'ended') return outcome;
    return givenUp ? 'given-back' : 'hold-ran-out';
  };

const BY_STATE = {
  creating: kept('error'),
  awaiting: (attempt, standing) =>
    kept(attempt.problem && classOfIssue(attempt.problem, 422) === 'ask-buyer' ? 'declined' : 'go-on')(
      attempt,
      standing,
    ),
  capturing: () => 'confirming',
  pending: () => 'review',
  captured: () => 'placed',
  failed: (attempt, standing) => (standing.held ? 'error' : failedWithoutChair(attempt)),
  refunding: (_, { refundFailed }) => (refundFailed ? 'refund-owed' : 'refund-coming'),
  refunded: () => 'refunded',
  abandoned: kept('error'),
  'seat-lost': ({ problem }) => (problem === 'offer-ended' ? 'offer-ended' : 'seat-gone'),
  duplicate: () => 'duplicate',
  requote: () => 'requote',
} as const satisfies Record<Attempt['state'], Rule>;

const failedWithoutChair = (attempt: Shown): Outcome =>
  attempt.problem === 'declined' ? 'review-no' : 'hold-ran-out';

/** Reads attempt and surroundings; an order placed by another attempt makes this one not needed. */
export const outcomeOf = (attempt: Shown, standing: Standing): Outcome => {
  const moved = attempt.state === 'refunding' || attempt.state === 'refunded';
  if (standing.orderId !== null && !moved) return standing.paidByThis ? 'placed' : 'not-needed';
  return BY_STATE[attempt.state](attempt, standing);
};

/** Whether pressing "try again" leads anywhere for this payment itself. */
export const canTryAgain = (outcome: Outcome): boolean =>
  outcome === 'error' || outcome === 'declined' || outcome === 'go-on';
