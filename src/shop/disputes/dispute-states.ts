/**
 * A buyer's complaint at PayPal: opened, then somebody's turn (ours: answer, the buyer's: waiting, PayPal's: review),
 * then resolved. PayPal opens a resolved one again where a side appeals; nothing goes back to the beginning.
 */
export const DISPUTE_BECOMES = {
  open: ['answer', 'waiting', 'review', 'resolved'],
  answer: ['waiting', 'review', 'resolved'],
  waiting: ['answer', 'review', 'resolved'],
  review: ['answer', 'waiting', 'resolved'],
  resolved: ['answer', 'review'],
} as const satisfies Record<string, readonly string[]>;

export type DisputeState = keyof typeof DISPUTE_BECOMES;

export const canDisputeBecome = (was: DisputeState, next: DisputeState): boolean =>
  (DISPUTE_BECOMES[was] as readonly DisputeState[]).includes(next);

/** PayPal's word for it, in ours; what it may say one day that we do not know is somebody's turn to look: open. */
export const stateOfStatus = (status: string): DisputeState =>
  Object.hasOwn(STATUSES, status) ? (STATUSES[status as keyof typeof STATUSES] as DisputeState) : 'open';

const STATUSES = {
  OPEN: 'open',
  WAITING_FOR_SELLER_RESPONSE: 'answer',
  WAITING_FOR_BUYER_RESPONSE: 'waiting',
  UNDER_REVIEW: 'review',
  RESOLVED: 'resolved',
  OTHER: 'open',
} as const satisfies Record<string, DisputeState>;
