/** A refund: wanted, asked of PayPal (answer unknown), pending there, and then done or failed. */
export const REFUND_BECOMES = {
  wanted: ['asked', 'completed', 'failed'],
  asked: ['pending', 'completed', 'failed'],
  pending: ['completed', 'failed'],
  completed: [],
  failed: [],
} as const satisfies Record<string, readonly string[]>;

export type RefundState = keyof typeof REFUND_BECOMES;

export const canRefundBecome = (was: RefundState, next: RefundState): boolean =>
  (REFUND_BECOMES[was] as readonly RefundState[]).includes(next);

/** What PayPal's no to a refund means: it is done already, it may work later, or a person must look. */
export const refundIssue = (issue: string): 'done' | 'later' | 'person' => {
  if (issue === 'CAPTURE_FULLY_REFUNDED') return 'done';
  if (issue === 'PENDING_CAPTURE' || issue === 'REFUND_FAILED_INSUFFICIENT_FUNDS') return 'later';
  return issue === 'PREVIOUS_REQUEST_IN_PROGRESS' || issue === 'RESOURCE_CONFLICT' ? 'later' : 'person';
};
