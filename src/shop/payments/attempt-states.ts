/**
 * One PayPal order for one checkout. Unknown is not failed: `capturing` ends only on an answer.
 * Money found at PayPal in a state that should have none leads to `refunding`, never to silence.
 */
export const ATTEMPT_BECOMES = {
  creating: ['awaiting', 'failed', 'abandoned'],
  awaiting: [
    'capturing',
    'abandoned',
    'seat-lost',
    'duplicate',
    'requote',
    'failed',
    'pending',
    'captured',
    'refunding',
  ],
  capturing: ['awaiting', 'captured', 'pending', 'failed', 'abandoned', 'refunding'],
  pending: ['captured', 'failed', 'refunding'],
  captured: ['refunding', 'refunded'],
  failed: ['captured', 'pending', 'refunding'],
  refunding: ['refunded'],
  refunded: [],
  abandoned: ['capturing', 'seat-lost', 'duplicate', 'requote', 'pending', 'captured', 'refunding'],
  'seat-lost': ['pending', 'captured', 'refunding'],
  duplicate: ['refunding'],
  requote: ['refunding'],
} as const satisfies Record<string, readonly string[]>;

export type AttemptState = keyof typeof ATTEMPT_BECOMES;

export const canAttemptBecome = (was: AttemptState, next: AttemptState): boolean =>
  (ATTEMPT_BECOMES[was] as readonly AttemptState[]).includes(next);

/** At most one attempt of a checkout is in one of these; a unique index says the same. */
export const LIVE_ATTEMPTS = [
  'creating',
  'awaiting',
  'capturing',
  'pending',
] as const satisfies readonly AttemptState[];

export const isLive = (state: AttemptState): boolean =>
  (LIVE_ATTEMPTS as readonly AttemptState[]).includes(state);

/**
 * From here an approved payment may still be captured: after a late approval the checks are made anew.
 * Never after `seat-lost`: the buyer has a letter that says nothing was taken, and that must stay true.
 */
export const CAPTURABLE = ['awaiting', 'abandoned'] as const satisfies readonly AttemptState[];

export const isCapturable = (state: AttemptState): boolean =>
  (CAPTURABLE as readonly AttemptState[]).includes(state);
