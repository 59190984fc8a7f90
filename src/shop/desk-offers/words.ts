import type { OfferSource, OfferStanding } from '../offers/public.ts';
import type { Shown, Sort } from './filter.ts';
import type { Said } from './said.ts';

export const SHOWN_WORDS = {
  open: 'Open',
  paid: 'Taken',
  declined: 'Said no',
  expired: 'Ran out',
  withdrawn: 'Taken back',
} as const satisfies Record<Shown, string>;

export const SORT_WORDS = {
  newest: 'Newest first',
  ends: 'Ending soonest first',
  name: 'By name',
} as const satisfies Record<Sort, string>;

type Look = readonly [words: string, look: 'plain' | 'open' | 'wait' | 'off'];

/** How an offer stands, as words and the shape of their badge. */
export const STANDING_WORDS: Readonly<Record<OfferStanding, Look>> = {
  open: ['Waits for an answer', 'open'],
  'in-checkout': ['Is taking it', 'wait'],
  ending: ['Being taken back', 'off'],
  paid: ['Taken', 'plain'],
  declined: ['Said no', 'off'],
  expired: ['Ran out', 'off'],
  withdrawn: ['Taken back', 'off'],
};

export const SOURCE_WORDS = {
  application: 'After an application',
  'waiting-list': 'From the waiting list',
  transfer: 'Moving from another group',
  plan: 'From a plan',
  desk: 'By hand',
} as const satisfies Record<OfferSource, string>;

export const SAID_WORDS = {
  made: 'The chair is kept. A letter with a private link is on its way.',
  'more-time': 'There is more time now. A letter says so.',
  ending:
    'They are taking the chair at this moment. It cannot be paid from now on and ends within a minute, unless the money is moving already: then it is theirs.',
  withdrawn: 'The offer is taken back, and the letter is on its way. The chair is free.',
  settled: 'Noted. It is not on Today any more.',
  opened: 'One more free chair is open to everybody.',
  kept: 'Free chairs are for those who wait again.',
  hours: 'Saved. Offers that were made before keep their time.',
} as const satisfies Record<Said, string>;

const STEP_WORDS: Readonly<Record<string, string>> = {
  made: 'Offered',
  'in-checkout': 'Began to take it',
  'out-of-checkout': 'Did not take it then',
  paid: 'Taken',
  declined: 'Said no',
  expired: 'Ran out',
  withdrawn: 'Taken back',
};

const BECAUSE_WORDS: Readonly<Record<string, string>> = {
  'more-time': 'more time was given',
  'by-hand': 'by hand',
  pair: 'the other one of two was not taken',
  'group-closed': 'the group is not on the site any more',
  seated: 'there is a chair already',
  'ran-out': 'the time to pay was over',
  left: 'given back',
};

/** One step of an offer's story in words. */
export const stepWords = (became: string, because: string | null): string => {
  if (because === 'more-time') return 'More time was given';
  const why = because === null ? undefined : BECAUSE_WORDS[because];
  return `${STEP_WORDS[became] ?? became}${why === undefined ? '' : `: ${why}`}`;
};
