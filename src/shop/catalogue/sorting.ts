import { lowestPrice, type Standing } from './traits.ts';
import { fold } from './words.ts';

type Sortable = Standing & { readonly nextAt: number | undefined };

type Key = { readonly first: number | string; readonly name: string; readonly id: string };

/** The orders of a whole shelf, each sorted once after a change and then walked. */
export type Sorting = {
  /** The slots by next meeting. */
  soonest(): readonly number[];
  price(): readonly number[];
  name(): readonly number[];
  changed(): void;
};

export const createSorting = (slots: readonly Sortable[]): Sorting => {
  const soonest = createOrder(slots, ({ nextAt }) => nextAt ?? Number.MAX_SAFE_INTEGER);
  const price = createOrder(slots, ({ card }) => lowestPrice(card));
  const name = createOrder(slots, ({ card }) => fold(card.name));
  return {
    soonest: soonest.order,
    price: price.order,
    name: name.order,
    changed: () => {
      for (const order of [soonest, price, name]) order.changed();
    },
  };
};

/** Sorting what is nearly sorted is almost a walk, so the last order is the start of the next. */
const createOrder = (slots: readonly Sortable[], first: (slot: Sortable) => number | string) => {
  let order: number[] = [];
  let isFresh = false;
  return {
    changed: () => {
      isFresh = false;
    },
    order: (): readonly number[] => {
      if (isFresh) return order;
      const keys = slots.map(
        (slot): Key => ({ first: first(slot), name: slot.card.name, id: slot.card.offeringId }),
      );
      for (let index = order.length; index < slots.length; index++) order.push(index);
      order = order.sort((a, b) => compare(keys[a], keys[b]));
      isFresh = true;
      return order;
    },
  };
};

const compare = (a: Key | undefined, b: Key | undefined): number => {
  if (!a || !b) return 0;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.id < b.id ? -1 : 1;
};
