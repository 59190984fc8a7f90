import type { Mdgp } from './mdgp-text.ts';
import { randomFrom } from './random.ts';

/** Sum of the distances inside groups. */
export const diversityOf = ({ items, distance }: Mdgp, groups: ArrayLike<number>): number => {
  let total = 0;
  for (let i = 0; i < items; i++)
    for (let j = i + 1; j < items; j++)
      if (groups[i] === groups[j]) total += distance[i * items + j] as number;
  return total;
};

export type Grouped = { readonly groups: Int32Array; readonly value: number; readonly evaluations: number };

export type MdgpBudget = {
  readonly seed: number;
  /** Moves that are looked at; the same number gives the same answer. */
  readonly iterations: number;
  readonly shouldStop?: (best: number) => boolean;
};

const BLOCKS = 200;

/** Annealing over swaps and shifts, each looked at in four readings of a table of sums. */
export const groupDiversely = (given: Mdgp, budget: MdgpBudget): Grouped => {
  const walk = new Walk(given, budget.seed);
  const each = Math.ceil(budget.iterations / BLOCKS);
  const scale = walk.meanChange();
  let block = 0;
  for (; block < BLOCKS; block++) {
    walk.anneal(each, scale * 0.25 * (0.06 / 0.25) ** (block / BLOCKS));
    if (budget.shouldStop?.(walk.best)) break;
  }
  walk.descend();
  return {
    groups: walk.bestGroups,
    value: diversityOf(given, walk.bestGroups),
    evaluations: walk.evaluations,
  };
};

class Walk {
  readonly bestGroups: Int32Array;
  best: number;
  evaluations = 0;
  readonly #given: Mdgp;
  readonly #random;
  readonly #groups: Int32Array;
  readonly #sizes: Int32Array;
  /** Distance of each item to each group, row by row. */
  readonly #toGroup: Float64Array;
  #value: number;

  constructor(given: Mdgp, seed: number) {
    this.#given = given;
    this.#random = randomFrom(seed);
    this.#groups = firstGrouping(given, this.#random.below);
    this.#sizes = new Int32Array(given.most.length);
    this.#toGroup = new Float64Array(given.items * given.most.length);
    for (let i = 0; i < given.items; i++) {
      const group = this.#groups[i] as number;
      this.#sizes[group] = (this.#sizes[group] as number) + 1;
      this.#spread(i, group, 1);
    }
    this.#value = diversityOf(given, this.#groups);
    this.best = this.#value;
    this.bestGroups = Int32Array.from(this.#groups);
  }

  /** Mean size of a change by a swap: the scale of the heat. */
  meanChange(): number {
    let total = 0;
    for (let n = 0; n < 2000; n++) {
      const [i, j] = [this.#random.below(this.#given.items), this.#random.below(this.#given.items)];
      total += Math.abs(this.#swapDelta(i, j));
    }
    return total / 2000;
  }

  anneal(moves: number, heat: number): void {
    for (let move = 0; move < moves; move++)
      if ((move & 7) === 0) this.#tryShift(heat);
      else this.#trySwap(heat);
    this.evaluations += moves;
  }

  #tryShift(heat: number): void {
    const i = this.#random.below(this.#given.items);
    const to = this.#random.below(this.#given.most.length);
    if (this.#takes(this.#shiftDelta(i, to), heat)) this.#shift(i, to);
  }

  #trySwap(heat: number): void {
    const i = this.#random.below(this.#given.items);
    const j = this.#random.below(this.#given.items);
    if (this.#groups[i] !== this.#groups[j] && this.#takes(this.#swapDelta(i, j), heat)) this.#swap(i, j);
  }

  /** From the best grouping on, every swap that gains is made until none does. */
  descend(): void {
    for (let i = 0; i < this.#given.items; i++) this.#shift(i, this.bestGroups[i] as number);
    while (this.#improve()) this.evaluations += this.#given.items ** 2 / 2;
    this.#keep();
  }

  #improve(): boolean {
    const { items } = this.#given;
    let gained = false;
    for (let i = 0; i < items; i++)
      for (let j = i + 1; j < items; j++)
        if (this.#groups[i] !== this.#groups[j] && this.#swapDelta(i, j) > 1e-9) {
          this.#swap(i, j);
          gained = true;
        }
    return gained;
  }

  #takes(delta: number, heat: number): boolean {
    return delta >= 0 || (delta > -heat * 12 && this.#random.next() < Math.exp(delta / heat));
  }

  #swapDelta(i: number, j: number): number {
    const G = this.#given.most.length;
    const [a, b] = [this.#groups[i] as number, this.#groups[j] as number];
    const table = this.#toGroup;
    return (
      (table[i * G + b] as number) - (table[i * G + a] as number) + (table[j * G + a] as number) -
      (table[j * G + b] as number) - 2 * (this.#given.distance[i * this.#given.items + j] as number)
    ); // biome-ignore format: the formula
  }

  #shiftDelta(i: number, to: number): number {
    const { least, most } = this.#given;
    const from = this.#groups[i] as number;
    const fits = (this.#sizes[to] as number) < (most[to] as number) && (this.#sizes[from] as number) > (least[from] as number);
    if (from === to || !fits) return Number.NEGATIVE_INFINITY;
    return (this.#toGroup[i * most.length + to] as number) - (this.#toGroup[i * most.length + from] as number);
  } // biome-ignore format: the formula

  #swap(i: number, j: number): void {
    const [a, b] = [this.#groups[i] as number, this.#groups[j] as number];
    this.#value += this.#swapDelta(i, j);
    this.#move(i, a, b);
    this.#move(j, b, a);
    if (this.#value > this.best + 1e-9) this.#keep();
  }

  #shift(i: number, to: number): void {
    const from = this.#groups[i] as number;
    if (from === to) return;
    const G = this.#given.most.length;
    this.#value += (this.#toGroup[i * G + to] as number) - (this.#toGroup[i * G + from] as number);
    this.#move(i, from, to);
    if (this.#value > this.best + 1e-9) this.#keep();
  }

  #move(i: number, from: number, to: number): void {
    this.#spread(i, from, -1);
    this.#spread(i, to, 1);
    this.#sizes[from] = (this.#sizes[from] as number) - 1;
    this.#sizes[to] = (this.#sizes[to] as number) + 1;
    this.#groups[i] = to;
  }

  #spread(i: number, group: number, by: 1 | -1): void {
    const { items, distance, most } = this.#given;
    const G = most.length;
    const row = i * items;
    for (let other = 0; other < items; other++)
      this.#toGroup[other * G + group] = (this.#toGroup[other * G + group] as number) + by * (distance[row + other] as number);
  } // biome-ignore format: one step

  #keep(): void {
    if (this.#value < this.best) return;
    this.best = this.#value;
    this.bestGroups.set(this.#groups);
  }
}

/** Lots, dealt until every group has its least and everybody a place. */
const firstGrouping = ({ items, least, most }: Mdgp, below: (below: number) => number): Int32Array => {
  const places = least.flatMap((count, group) => Array<number>(count).fill(group));
  const spare = most.flatMap((count, group) => Array<number>(count - (least[group] as number)).fill(group));
  shuffle(spare, below);
  const all = [...places, ...spare.slice(0, items - places.length)];
  shuffle(all, below);
  return Int32Array.from(all);
};

const shuffle = (list: number[], below: (below: number) => number): void => {
  for (let i = list.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [list[i], list[j]] = [list[j] as number, list[i] as number];
  }
};
