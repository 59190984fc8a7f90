/**
 * What a definitive no from PayPal means for us (reference of error codes: developer.paypal.com, Orders v2).
 * ask-buyer: the same PayPal order may be approved again. not-yet: not approved. done: it was captured before.
 * check-siblings: the invoice was paid, perhaps by another attempt. gone: expired. in-flight: ask again.
 * buyer-side: this payer cannot pay. our-account, our-fault: a human of the practice is needed.
 */
export type IssueClass =
  | 'ask-buyer'
  | 'not-yet'
  | 'done'
  | 'check-siblings'
  | 'gone'
  | 'in-flight'
  | 'buyer-side'
  | 'our-account'
  | 'our-fault';

const CLASSES: Readonly<Record<string, IssueClass>> = {
  INSTRUMENT_DECLINED: 'ask-buyer',
  REDIRECT_PAYER_FOR_ALTERNATE_FUNDING: 'ask-buyer',
  PAYER_ACTION_REQUIRED: 'ask-buyer',
  ORDER_NOT_APPROVED: 'not-yet',
  ORDER_ALREADY_CAPTURED: 'done',
  ORDER_ALREADY_COMPLETED: 'done',
  DUPLICATE_INVOICE_ID: 'check-siblings',
  INVALID_RESOURCE_ID: 'gone',
  RESOURCE_NOT_FOUND: 'gone',
  ORDER_EXPIRED: 'gone',
  ORDER_VOIDED: 'gone',
  ORDER_COMPLETION_IN_PROGRESS: 'in-flight',
  PREVIOUS_REQUEST_IN_PROGRESS: 'in-flight',
  RESOURCE_CONFLICT: 'in-flight',
  MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED: 'buyer-side',
  TRANSACTION_REFUSED: 'buyer-side',
  PAYER_CANNOT_PAY: 'buyer-side',
  PAYER_ACCOUNT_RESTRICTED: 'buyer-side',
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: 'buyer-side',
  TRANSACTION_LIMIT_EXCEEDED: 'buyer-side',
  COMPLIANCE_VIOLATION: 'buyer-side',
  PAYMENT_DENIED: 'buyer-side',
  DOMESTIC_TRANSACTION_REQUIRED: 'buyer-side',
  PAYEE_ACCOUNT_RESTRICTED: 'our-account',
  PAYEE_ACCOUNT_LOCKED_OR_CLOSED: 'our-account',
  PAYEE_ACCOUNT_INVALID: 'our-account',
  PAYEE_BLOCKED_TRANSACTION: 'our-account',
  TRANSACTION_BLOCKED_BY_PAYEE: 'our-account',
  TRANSACTION_RECEIVING_LIMIT_EXCEEDED: 'our-account',
  PERMISSION_DENIED: 'our-account',
  NOT_AUTHORIZED: 'our-account',
  CONSENT_NEEDED: 'our-account',
};

/** Reads an issue code (and the HTTP status it came with); what is not known is taken for our own fault. */
export const classOfIssue = (issue: string, status: number): IssueClass => {
  const known = CLASSES[issue];
  if (known) return known;
  if (issue.startsWith('NOT_ENABLED_')) return 'our-account';
  if (status === 404) return 'gone';
  if (status === 409) return 'in-flight';
  return 'our-fault';
};

/** A human is told: nothing the buyer does can mend it. */
export const needsHuman = (issue: IssueClass): boolean =>
  issue === 'our-account' || issue === 'our-fault' || issue === 'check-siblings';

/** PayPal has weighed this payment and says no to it: nothing was taken. Any other no may hide money taken earlier. */
export const tookNothing = (issue: IssueClass): boolean =>
  issue === 'ask-buyer' || issue === 'not-yet' || issue === 'buyer-side';
