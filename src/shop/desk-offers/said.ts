/** What was done just now, as the address of the next page carries it. */
export const SAID = [
  'made',
  'more-time',
  'ending',
  'withdrawn',
  'settled',
  'opened',
  'kept',
  'hours',
] as const;
export type Said = (typeof SAID)[number];
