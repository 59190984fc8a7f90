import { countBits } from './bits.ts';
import { type Found, findOn } from './find.ts';
import type { Card, OfferingId, OfferingState, Seats } from './listing.ts';
import { createSorting, type Sorting } from './sorting.ts';
import { createTimetables, type Timetable } from './timetable.ts';
import { createTraitBits, type TraitBits } from './trait-bits.ts';
import type { Standing } from './traits.ts';
import type { Wish } from './wish.ts';
import { createWordIndex, type Text, type WordIndex } from './word-index.ts';

/** A group as it is put on the shelf. */
export type Shelved = { readonly card: Card; readonly state: OfferingState; readonly text: Text };

export type SeatChange = Seats & { readonly offeringId: OfferingId; readonly state: OfferingState };

/** A group at its slot: what finding and showing need. */
export type Slot = Shelved &
  Standing & { readonly timetable: Timetable; readonly nextAt: number | undefined };

/** What finding looks at. */
export type ShelfView = {
  readonly slots: readonly (Slot | undefined)[];
  readonly traits: TraitBits;
  readonly sorting: Sorting;
  readonly words: WordIndex;
};

/**
 * The published groups of one practice, arranged so that any filter is an AND over bits: a page costs the same with
 * 10 groups and with 10,000. It holds what it was told last; whoever keeps it tells it of every change.
 */
export type Shelf = {
  put(group: Shelved): void;
  reseat(change: SeatChange): void;
  /** Moves its clock on: next meetings, groups that have begun or are over. Milliseconds since 1970. */
  tick(nowMs: number): void;
  find(wish: Wish): Found;
  readonly size: number;
};

/** How many answers are kept until the next change. */
const ANSWERS_KEPT = 60;

export const createShelf = (): Shelf => {
  const slots: Slot[] = [];
  const slotOf = new Map<string, number>();
  const traits = createTraitBits();
  const timetableOf = createTimetables();
  const sorting = createSorting(slots);
  const words = createWordIndex();
  const answers = createAnswers();
  let now = 0;
  // When the first of the slots will say something old: until then a look has nothing to do.
  let dueAt = Number.POSITIVE_INFINITY;

  const place = (index: number, group: Shelved) => {
    const timetable = timetableOf(group.card.schedule);
    const nextAt = timetable.nextAt(now);
    const slot: Slot = { ...group, timetable, nextAt, begun: timetable.firstAt <= now };
    traits.replace(index, slots[index], slot);
    slots[index] = slot;
    dueAt = Math.min(dueAt, dueOf(slot));
    answers.clear();
  };

  return {
    put: (group) => {
      const index = slotOf.get(group.card.offeringId) ?? slots.length;
      slotOf.set(group.card.offeringId, index);
      place(index, group);
      words.put(index, group.text);
      sorting.changed();
    },
    reseat: ({ offeringId, state, ...seats }) => {
      const index = slotOf.get(offeringId);
      const slot = index === undefined ? undefined : slots[index];
      if (index !== undefined && slot) place(index, { ...slot, state, card: { ...slot.card, seats } });
    },
    tick: (nowMs) => {
      now = nowMs;
      if (now < dueAt) return;
      for (const [index, slot] of slots.entries()) if (dueOf(slot) <= now) place(index, slot);
      dueAt = slots.reduce((due, slot) => Math.min(due, dueOf(slot)), Number.POSITIVE_INFINITY);
      sorting.changed();
    },
    find: (wish) => answers.of(wish, () => findOn({ slots, traits, sorting, words }, wish)),
    get size() {
      return countBits(traits.shown());
    },
  };
};

/** Answers of this state of the shelf, by wish. */
const createAnswers = () => {
  const kept = new Map<string, Found>();
  return {
    clear: () => kept.clear(),
    of: (wish: Wish, find: () => Found): Found => {
      const key = JSON.stringify(wish);
      const found = kept.get(key) ?? find();
      if (kept.size >= ANSWERS_KEPT) kept.clear();
      kept.set(key, found);
      return found;
    },
  };
};

/** When its next meeting begins, or its first: from then on its place says something old. */
const dueOf = ({ nextAt, begun, timetable }: Slot): number =>
  Math.min(nextAt ?? Number.POSITIVE_INFINITY, begun ? Number.POSITIVE_INFINITY : timetable.firstAt);
