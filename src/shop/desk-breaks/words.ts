import type { BreakKind, BreakRefusal, BreakState, LineKind } from '../reconciliation/public.ts';

export const KIND_WORDS = {
  'only-at-paypal': 'Only at PayPal',
  'only-here': 'Only here',
  'amount-differs': 'The amount differs',
  'fee-differs': 'The fee differs',
  'currency-differs': 'The currency differs',
  'state-differs': 'The state differs',
} as const satisfies Record<BreakKind, string>;

/** What it means, and what most often is behind it. */
export const KIND_MEANS = {
  'only-at-paypal':
    'PayPal’s report has a movement that our books do not have. Most often it did not come through this shop: an invoice written at PayPal, a payment to your e-mail address.',
  'only-here':
    'Our books have a movement that PayPal’s report of those days does not have. Please look at PayPal whether the money is there.',
  'amount-differs': 'Both know this movement, with different sums.',
  'fee-differs':
    'Both know this payment, and PayPal kept another fee than it told us then. PayPal’s report is what counts.',
  'currency-differs': 'Both know this movement, in different currencies. Please look at PayPal.',
  'state-differs':
    'Both know this movement, and one says that the money moved, the other that it did not. Please look at PayPal.',
} as const satisfies Record<BreakKind, string>;

export const STATE_WORDS = {
  open: ['Open', 'wait'],
  settled: ['Settled', 'plain'],
  explained: ['Explained', 'plain'],
  gone: ['Agrees by now', 'off'],
} as const satisfies Record<BreakState, readonly [string, 'plain' | 'wait' | 'off']>;

export const REFUSALS = {
  'no-such-break': 'This break is not there.',
  'too-late': 'It has gone on meanwhile, so nothing was changed. This is how it stands now.',
  'not-this-way': 'This cannot be settled this way. Nothing was changed.',
  'still-differs':
    'PayPal was asked again, and the two still differ. Please look at PayPal, or explain it below.',
  'open-elsewhere': 'The same difference is open already, so this one stays explained.',
} as const satisfies Record<BreakRefusal['because'], string>;

/** What a line of PayPal's report is. */
export const LINE_WORDS = {
  payment: 'A payment',
  refund: 'A refund',
  reversal: 'Taken back by PayPal',
  'reversal-back': 'Given back after a dispute',
  'dispute-fee': 'A fee for a dispute',
  fee: 'A fee',
  bank: 'A transfer to or from your bank',
  exchange: 'A change of currency',
  hold: 'Kept aside',
  other: 'Another movement',
} as const satisfies Record<LineKind, string>;

const THEIR_STATES: Readonly<Record<string, string>> = {
  S: 'Done',
  V: 'Done, and taken back later',
  P: 'Pending',
  D: 'Denied',
};
const OUR_STATES: Readonly<Record<string, string>> = {
  COMPLETED: 'Taken',
  PENDING: 'PayPal is looking at it',
  DECLINED: 'Declined',
  FAILED: 'Failed',
  PARTIALLY_REFUNDED: 'Taken, part went back',
  REFUNDED: 'Taken, all went back',
  completed: 'Gone back',
  failed: 'Failed',
  cancelled: 'Taken back',
  settled: 'Paid back another way',
  undone: 'Came back to us',
};
export const theirState = (state: string): string => THEIR_STATES[state] ?? state;
export const ourState = (state: string): string => OUR_STATES[state] ?? state;
