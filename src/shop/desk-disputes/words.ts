import type { DisputeState } from '../disputes/public.ts';

/** PayPal's reasons in plain words, none of them about health. */
const REASONS: Readonly<Record<string, string>> = {
  MERCHANDISE_OR_SERVICE_NOT_RECEIVED: 'The buyer says that nothing came of what was paid',
  MERCHANDISE_OR_SERVICE_NOT_AS_DESCRIBED: 'The buyer says that it was not as described',
  UNAUTHORISED: 'The buyer says that somebody else paid',
  CREDIT_NOT_PROCESSED: 'The buyer waits for money back',
  DUPLICATE_TRANSACTION: 'The buyer says that it was paid twice',
  INCORRECT_AMOUNT: 'The buyer says that the sum is wrong',
  PAYMENT_BY_OTHER_MEANS: 'The buyer says that it was paid another way',
  CANCELED_RECURRING_BILLING: 'The buyer says that it was cancelled',
};
export const reasonWords = (reason: string): string => REASONS[reason] ?? 'Another reason';

const STAGES: Readonly<Record<string, string>> = {
  INQUIRY: 'You and the buyer talk at PayPal',
  CHARGEBACK: 'PayPal or the bank decides',
  PRE_ARBITRATION: 'The bank looks once more',
  ARBITRATION: 'The card network decides',
};
export const stageWords = (stage: string): string => STAGES[stage] ?? stage;

export const STATE_WORDS = {
  open: ['Open', 'wait'],
  answer: ['Waits for your answer', 'off'],
  waiting: ['Waits for the buyer', 'wait'],
  review: ['PayPal looks at it', 'wait'],
  resolved: ['Decided', 'plain'],
} as const satisfies Record<DisputeState, readonly [string, 'plain' | 'wait' | 'off']>;

const ENDINGS: Readonly<Record<string, string>> = {
  buyer: 'PayPal decided for the buyer.',
  practice: 'PayPal decided for you.',
  'paypal-paid': 'PayPal paid the buyer itself; your money stays.',
  withdrawn: 'The buyer let go of it.',
  other: 'It is over.',
};
export const endingWords = (ending: string | undefined): string =>
  ENDINGS[ending ?? 'other'] ?? 'It is over.';
