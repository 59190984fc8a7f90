import type { Need } from '../../kernel/need.ts';

/** Offers that run out within a day: a call may help somebody decide. */
export const endingNeed = (count: number, since: Need['since'], href: string): Need => ({
  kind: 'offer-ending',
  count,
  sentence:
    count === 1
      ? 'An offer of a chair runs out within a day.'
      : `${count} offers of a chair run out within a day.`,
  href,
  since,
});

/** Of two who come only together one has paid and the other does not come. */
export const pairNeed = (count: number, since: Need['since'], href: string): Need => ({
  kind: 'offer-pair-broken',
  count,
  sentence:
    count === 1
      ? 'Of two who come together one has paid, and the other does not come.'
      : `Of ${count} pairs who come together one has paid, and the other does not come.`,
  href,
  since,
});
