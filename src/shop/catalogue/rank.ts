import { type Bits, hasBit } from './bits.ts';
import { seatsLeft } from './listing.ts';
import type { ShelfView, Slot } from './shelf.ts';
import { isJoinable } from './traits.ts';
import type { SortBy, Wish } from './wish.ts';
import type { Scores } from './word-index.ts';

/** A part of an order: `count` of them after the first `from`. */
export type Window = { readonly from: number; readonly count: number };

type Walk = (bits: Bits, window: Window) => readonly number[];

/** A way to walk a set of slots in the order asked for; only the part that is shown is put in order. */
export const rankOf = (shelf: ShelfView, wish: Wish, scores: Scores | undefined): Walk => {
  const { sorting, slots, traits } = shelf;
  const joinable = traits.of('open', '1');
  const wished = wish.chosen.for.map((struggle) => traits.of('for', struggle));
  const along =
    (order: () => readonly number[]): Walk =>
    (bits, { from, count }) =>
      inSet(order(), bits).slice(from, from + count);
  const scored =
    (score: (index: number) => number): Walk =>
    (bits, window) =>
      highest(inSet(sorting.soonest(), bits), score, window);
  // Best fit: the words first, then how many of the chosen things it has, then whether there is a chair.
  const fitness = (index: number): number => {
    let shared = 0;
    for (const bits of wished) if (hasBit(bits, index)) shared += 1;
    return (scores?.[index] ?? 0) * 64 + shared * 2 + (hasBit(joinable, index) ? 1 : 0);
  };
  const walks: Record<SortBy, Walk> = {
    soonest: along(sorting.soonest),
    price: along(sorting.price),
    name: along(sorting.name),
    chairs: scored((index) => openChairs(slots[index])),
    fit: scored(fitness),
  };
  return walks[wish.sortBy];
};

const inSet = (order: readonly number[], bits: Bits): number[] =>
  order.filter((index) => hasBit(bits, index));

const openChairs = (slot: Slot | undefined): number =>
  slot && isJoinable(slot) ? seatsLeft(slot.card.seats) : 0;

/** Highest score first, equals in their order. Scores outside the window are counted and not sorted. */
const highest = (
  indexes: readonly number[],
  score: (index: number) => number,
  { from, count }: Window,
): number[] => {
  const keys = new Uint32Array(indexes.length);
  const sizes = new Map<number, number>();
  for (let position = 0; position < indexes.length; position++) {
    const key = score(indexes[position] ?? 0);
    keys[position] = key;
    sizes.set(key, (sizes.get(key) ?? 0) + 1);
  }
  const shown: number[] = [];
  let before = 0;
  for (const key of [...sizes.keys()].sort((a, b) => b - a)) {
    const size = sizes.get(key) ?? 0;
    const start = Math.max(0, from - before);
    const left = count - shown.length;
    if (left > 0 && start < size)
      shown.push(...indexes.filter((_, position) => keys[position] === key).slice(start, start + left));
    before += size;
  }
  return shown;
};
