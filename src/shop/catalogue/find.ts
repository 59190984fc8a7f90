import { and, type Bits, countBits, countInEither, hasBit, or, setBit, without } from './bits.ts';
import type { Card } from './listing.ts';
import { rankOf } from './rank.ts';
import type { ShelfView } from './shelf.ts';
import type { Standing } from './traits.ts';
import { chosenFacets, FACETS, type Facet, PAGE_SIZE, SINGLE, type Wish } from './wish.ts';
import type { Scores } from './word-index.ts';

/** What a visitor gets: one page of groups that fit, some that come close, and what each further choice would give. */
export type Found = {
  readonly fits: number;
  /** Groups that miss exactly one of two or more things asked for. */
  readonly close: number;
  readonly page: number;
  readonly pages: number;
  readonly groups: readonly (Standing & { readonly card: Card })[];
  readonly closest: readonly (Standing & { readonly card: Card })[];
  /** By facet and value: how many groups fit if this were chosen too. */
  readonly counts: Readonly<Record<Facet, ReadonlyMap<string, number>>>;
};

/** How many that come close are shown below the last of those that fit. */
const MOST_CLOSE = 6;

type Part = { readonly facet: Facet | 'words'; readonly bits: Bits };

export const findOn = (shelf: ShelfView, wish: Wish): Found => {
  const scores = wish.words === '' ? undefined : shelf.words.find(wish.words, shelf.slots.length);
  const parts = partsOf(shelf, wish, scores);
  const fitting = all(shelf, parts);
  const close = closeTo(shelf, parts, fitting);
  const fits = countBits(fitting);
  const pages = Math.max(1, Math.ceil(fits / PAGE_SIZE));
  const page = Math.min(wish.page, pages);
  const rank = rankOf(shelf, wish, scores);
  return {
    fits,
    close: countBits(close),
    page,
    pages,
    groups: take(shelf, rank(fitting, { from: (page - 1) * PAGE_SIZE, count: PAGE_SIZE })),
    closest:
      page === pages
        ? take(shelf, rank(fits > 0 ? close : nearest(shelf, parts), { from: 0, count: MOST_CLOSE }))
        : [],
    counts: countsOf(shelf, wish, parts),
  };
};

const partsOf = (shelf: ShelfView, wish: Wish, scores: Scores | undefined): Part[] => {
  const parts: Part[] = chosenFacets(wish).map((facet) => ({
    facet,
    bits: anyOf(shelf, facet, wish.chosen[facet]),
  }));
  if (!scores) return parts;
  const bits = shelf.traits.none();
  for (const [slot, score] of scores.entries()) if (score > 0) setBit(bits, slot, true);
  return [...parts, { facet: 'words', bits }];
};

const anyOf = (shelf: ShelfView, facet: Facet, values: readonly string[]): Bits =>
  values.reduce((bits, value) => or(bits, shelf.traits.of(facet, value)), shelf.traits.none());

const all = (shelf: ShelfView, parts: readonly Part[]): Bits =>
  parts.reduce((bits, part) => and(bits, part.bits), shelf.traits.shown());

/** Those that miss exactly one part. Of a single wish all others would miss it, so nothing comes close to one. */
const closeTo = (shelf: ShelfView, parts: readonly Part[], fitting: Bits): Bits => {
  if (parts.length < 2) return shelf.traits.none();
  return parts.reduce(
    (bits, dropped) =>
      or(
        bits,
        without(
          all(
            shelf,
            parts.filter((part) => part !== dropped),
          ),
          fitting,
        ),
      ),
    shelf.traits.none(),
  );
};

/** Where nothing fits: those that miss the fewest parts, as long as they have one of them. */
const nearest = (shelf: ShelfView, parts: readonly Part[]): Bits => {
  let best = shelf.traits.none();
  let most = 1;
  for (const slot of shelf.slots.keys()) {
    const had = hasBit(shelf.traits.shown(), slot)
      ? parts.filter(({ bits }) => hasBit(bits, slot)).length
      : 0;
    if (had < most) continue;
    if (had > most) best = shelf.traits.none();
    most = had;
    setBit(best, slot, true);
  }
  return best;
};

const countsOf = (shelf: ShelfView, wish: Wish, parts: readonly Part[]): Found['counts'] =>
  Object.fromEntries(
    FACETS.map((facet) => {
      const others = all(
        shelf,
        parts.filter((part) => part.facet !== facet),
      );
      const already = SINGLE.includes(facet) ? [] : wish.chosen[facet];
      const own = anyOf(shelf, facet, already);
      return [
        facet,
        new Map(
          shelf.traits
            .values(facet)
            .map((value) => [value, countInEither(others, own, shelf.traits.of(facet, value))]),
        ),
      ];
    }),
  ) as unknown as Found['counts'];

const take = (shelf: ShelfView, indexes: readonly number[]): Standing[] =>
  indexes.flatMap((index) => {
    const slot = shelf.slots[index];
    return slot ? [{ card: slot.card, begun: slot.begun }] : [];
  });
