import { type Card, type Seats, seatsLeft } from './listing.ts';
import { dayPartOf } from './schedule-words.ts';
import { FACETS, type Facet, type Wish } from './wish.ts';

/** Prices a meeting in minor units, in any currency: nothing, 20, 45 and 70 dollars; 2000, 4500 and 7000 yen. */
export const PRICE_BANDS = [0, 2000, 4500, 7000] as const;

/** A group at one moment: whether its first meeting has been. */
export type Standing = { readonly card: Card; readonly begun: boolean };

/** A closed group takes nobody once it has begun, whatever its empty seats. */
export const isJoinable = ({ card, begun }: Standing, seats: Seats = card.seats): boolean =>
  seatsLeft(seats) > 0 && !(card.kind === 'closed' && begun);

/** The values a group has in each facet. Filter, counts and the index all ask here. */
const TRAITS: Record<Facet, (standing: Standing) => readonly string[]> = {
  for: ({ card }) => card.struggles,
  day: ({ card }) => [String(card.schedule.weekday)],
  part: ({ card }) => [dayPartOf(card.schedule.time)],
  how: ({ card }) => [card.format],
  lang: ({ card }) => card.languages,
  max: ({ card }) => PRICE_BANDS.filter((band) => lowestPrice(card) <= band).map(String),
  open: (standing) => (isJoinable(standing) ? ['1'] : []),
  kind: ({ card }) => [card.kind],
};

export const traitsOf = (standing: Standing): Record<Facet, readonly string[]> =>
  Object.fromEntries(FACETS.map((facet) => [facet, TRAITS[facet](standing)])) as Record<
    Facet,
    readonly string[]
  >;

export const lowestPrice = ({ prices }: Card): number => Math.min(...prices);

/** Whether a group has one of the values chosen in this facet; an unasked facet is always satisfied. */
export const satisfies = (standing: Standing, facet: Facet, wish: Wish): boolean => {
  const chosen = wish.chosen[facet];
  return chosen.length === 0 || TRAITS[facet](standing).some((value) => chosen.includes(value));
};
