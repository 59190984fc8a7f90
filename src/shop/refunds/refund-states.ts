/**
 * A refund: wanted (it can still be taken back), asked of PayPal (answer unknown), pending there, and then done or failed.
 * A failed one is tried again, or settled outside of PayPal. `undone`: money that a dispute took came back to us.
 */
export const REFUND_BECOMES = {
  wanted: ['asked', 'completed', 'failed', 'cancelled'],
  asked: ['pending', 'completed', 'failed'],
  pending: ['completed', 'failed'],
  completed: ['undone'],
  failed: ['wanted', 'settled'],
  cancelled: [],
  settled: [],
  undone: [],
} as const satisfies Record<string, readonly string[]>;

export type RefundState = keyof typeof REFUND_BECOMES;

export const canRefundBecome = (was: RefundState, next: RefundState): boolean =>
  (REFUND_BECOMES[was] as readonly RefundState[]).includes(next);

/** Whether its money counts as gone, or on its way; the database counts the same on the capture. */
export const countsAsGiven = (state: RefundState): boolean => !NOT_GIVEN.includes(state);
const NOT_GIVEN: readonly RefundState[] = ['failed', 'cancelled', 'undone'];

/** Nobody waits for PayPal any more. */
export const isAtRest = (state: RefundState): boolean => !MOVING.includes(state);
const MOVING: readonly RefundState[] = ['wanted', 'asked', 'pending'];

/** What PayPal's no to a refund means: it is done already, it may work later, or a person must look. */
export const refundIssue = (issue: string): 'done' | 'later' | 'person' => {
  if (issue === 'CAPTURE_FULLY_REFUNDED') return 'done';
  if (issue === 'PENDING_CAPTURE' || issue === 'REFUND_FAILED_INSUFFICIENT_FUNDS') return 'later';
  return issue === 'PREVIOUS_REQUEST_IN_PROGRESS' || issue === 'RESOURCE_CONFLICT' ? 'later' : 'person';
};
