import type { Compiled } from './compiled.ts';

/** People of one kind who could sit in a group, some of whom ask not to be the only one. */
type Kind = {
  /** Positions among the group's people. */
  readonly people: Int32Array;
  /** The price that each of them pays for company; 0 for who does not ask. */
  readonly price: Float64Array;
  readonly asks: Uint8Array;
};

/**
 * Prices for company in one group: that nobody who asks is the only one of a kind is given up in the bound, and paid for.
 * Who asks is worth less by the own price; who is of the same kind is worth more by it.
 */
export class Company {
  readonly #kinds: readonly Kind[];
  readonly #isChosen: Uint8Array;

  /** @param people clients who could sit in this group. */
  constructor(given: Compiled, group: number, people: Int32Array) {
    this.#isChosen = new Uint8Array(people.length);
    const positions = [...people.keys()];
    const asked = new Set(positions.flatMap((p) => given.flagged[people[p] as number] ?? []));
    const seated = new Set(given.sits.keys().filter((i) => given.sits[i] === group).flatMap((i) => given.kinds[i] ?? []));
    this.#kinds = [...asked].filter((kind) => !seated.has(kind)).map((kind) => {
      const same = positions.filter((p) => given.kinds[people[p] as number]?.includes(kind));
      return {
        people: Int32Array.from(same),
        price: new Float64Array(same.length),
        asks: Uint8Array.from(same, (p) => (given.flagged[people[p] as number]?.includes(kind) ? 1 : 0)),
      };
    });
  } // biome-ignore format: one set a line

  /** Adds to each person's worth what company costs and brings. */
  addTo(worth: Float64Array): void {
    for (const { people, price } of this.#kinds) {
      let all = 0;
      for (const one of price) all += one;
      if (all === 0) continue;
      for (const [index, person] of people.entries())
        worth[person] = (worth[person] as number) + all - 2 * (price[index] as number);
    }
  }

  /** Sum of the squares by which the chosen break what was given up. */
  norm(chosen: readonly number[]): number {
    let norm = 0;
    this.#each(chosen, (_, __, excess) => {
      norm += excess * excess;
    });
    return norm;
  }

  move(chosen: readonly number[], step: number): void {
    this.#each(chosen, ({ price }, index, excess) => {
      price[index] = Math.max(0, (price[index] as number) + step * excess);
    });
  }

  /** For each who asks: 1 for the only one, less where company is bought in vain. Prices of 0 do not fall. */
  #each(chosen: readonly number[], tell: (kind: Kind, index: number, excess: number) => void): void {
    for (const person of chosen) this.#isChosen[person] = 1;
    for (const kind of this.#kinds) this.#eachOf(kind, tell);
    for (const person of chosen) this.#isChosen[person] = 0;
  }

  #eachOf(kind: Kind, tell: (kind: Kind, index: number, excess: number) => void): void {
    let count = 0;
    for (const person of kind.people) count += this.#isChosen[person] as number;
    for (const [index, person] of kind.people.entries()) {
      if (kind.asks[index] === 0) continue;
      const isIn = this.#isChosen[person] as number;
      const excess = isIn - (count - isIn);
      if (excess > 0 || (kind.price[index] as number) > 0) tell(kind, index, excess);
    }
  }
}
