import { type Compiled, compile, WAITS } from './compiled.ts';
import { GroupBound } from './group-bound.ts';
import type { Instance } from './model.ts';

export type BoundBudget = {
  /** Rounds of prices. More rounds never make the bound worse. */
  readonly rounds: number;
  /** The value of a plan that is known: it only sets how far the prices are moved. */
  readonly known: number;
  readonly shouldStop?: (bound: number) => boolean;
};

export type Bound = {
  /** No plan that keeps the rules is worth more. */
  readonly upper: number;
  /** What a chair is worth to each client who waits, by id: the price at which groups compete for them. */
  readonly prices: ReadonlyMap<string, number>;
  readonly rounds: number;
};

/** Rounds without a better bound before the step is halved. */
const PATIENCE = 8;

/**
 * An upper bound for every plan (Lagrangian): that a client has one chair is given up and paid for with a price, so
 * that each group chooses for itself, exactly over all triples of themes. Not being the only one is paid for in the
 * same way. Given up too: pairs, exclusions, three carriers. Source: reference on group composition, section 4, step 5.
 */
export const boundOf = (instance: Instance, budget: BoundBudget): Bound => {
  const given = compile(instance);
  const market = new Market(given);
  const best = { upper: Number.POSITIVE_INFINITY, prices: market.prices.slice() };
  let [scale, tired, round] = [1, 0, 0];
  for (; round < budget.rounds; round++) {
    const upper = market.clear();
    if (upper < best.upper - 1e-9) {
      Object.assign(best, { upper, prices: market.prices.slice() });
      tired = 0;
    } else if (++tired >= PATIENCE) {
      scale /= 2;
      tired = 0;
    }
    const gap = upper - Math.min(budget.known, best.upper);
    if (scale < 1e-4 || !market.move(scale * Math.max(gap, 1e-3))) break;
    if (budget.shouldStop?.(best.upper)) break;
  }
  const waiting = given.clients.flatMap(({ id, sitsIn }, i) =>
    sitsIn === undefined ? [[id, best.prices[i] as number] as const] : [],
  );
  return { upper: best.upper, prices: new Map(waiting), rounds: round };
};

/** Groups that bid for clients at prices. */
class Market {
  readonly prices: Float64Array;
  readonly #given: Compiled;
  readonly #bidders: readonly GroupBound[];
  readonly #rivals: readonly (readonly number[])[];
  /** How many groups chose each client in the last round. */
  readonly #wanted: Int32Array;
  /** Groups that were open in the last round. */
  #open: GroupBound[] = [];

  constructor(given: Compiled) {
    this.#given = given;
    this.prices = new Float64Array(given.clients.length);
    this.#wanted = new Int32Array(given.clients.length);
    this.#bidders = given.groups.map((_, group) => new GroupBound(given, group));
    this.#rivals = rivalsOf(given);
  }

  /** Every group chooses at these prices; gives the bound. */
  clear(): number {
    this.#wanted.fill(0);
    this.#open = [];
    let upper = 0;
    for (const [client, price] of this.prices.entries())
      if (this.#given.sits[client] === WAITS) upper += price;
    const values = this.#bidders.map((bidder) => bidder.choose(this.prices));
    for (const [group, value] of values.entries())
      if (this.#given.isNew[group] !== 1) {
        upper += value;
        this.#count(group);
      }
    for (const rivals of this.#rivals) upper += this.#bestOf(rivals, values);
    return upper;
  }

  /** Moves the prices against the choices: dearer who is wanted twice, cheaper who is not. False when all is cleared. */
  move(gap: number): boolean {
    let norm = 0;
    for (const [client, wanted] of this.#wanted.entries()) if (this.#moves(client)) norm += (wanted - 1) ** 2;
    for (const { company, chosen } of this.#open) norm += company.norm(chosen);
    if (norm === 0) return false;
    const step = gap / norm;
    for (const [client, wanted] of this.#wanted.entries())
      if (this.#moves(client))
        this.prices[client] = Math.max(0, (this.prices[client] as number) + step * (wanted - 1));
    for (const { company, chosen } of this.#open) company.move(chosen, step);
    return true;
  }

  /** A price of 0 for whom nobody wants cannot fall. */
  #moves(client: number): boolean {
    const wanted = this.#wanted[client] as number;
    return (
      this.#given.sits[client] === WAITS &&
      (wanted > 1 || (wanted === 0 && (this.prices[client] as number) > 0))
    );
  }

  #count(group: number): void {
    const bidder = this.#bidders[group];
    if (!bidder) return;
    this.#open.push(bidder);
    for (const person of bidder.chosen) {
      const client = bidder.people[person] as number;
      this.#wanted[client] = (this.#wanted[client] as number) + 1;
    }
  }

  /** New groups of one facilitator: at one hour one of them, and no more than the facilitator has time for. */
  #bestOf(rivals: readonly number[], values: readonly number[]): number {
    const first = this.#given.facilitatorsOf[rivals[0] as number]?.[0];
    const left = first === undefined ? rivals.length : (this.#given.loadLeft[first] as number);
    const byHour = Map.groupBy(rivals, (group) => {
      const { from, to } = this.#given.groups[group]?.meets ?? { from: 0, to: 0 };
      return first === undefined ? group : `${from}-${to}`;
    });
    const winners = [...byHour.values()].map((same) =>
      same.reduce((one, other) => ((values[other] as number) > (values[one] as number) ? other : one)),
    );
    const open = winners
      .filter((group) => (values[group] as number) > 0)
      .sort((one, other) => (values[other] as number) - (values[one] as number))
      .slice(0, left);
    for (const group of open) this.#count(group);
    return open.reduce((sum, group) => sum + (values[group] as number), 0);
  }
}

/** New groups by their first facilitator: more than one of them needs that person more than once. */
const rivalsOf = (given: Compiled): number[][] => {
  const fresh = given.groups.flatMap((_, group) => (given.isNew[group] === 1 ? [group] : []));
  return [...Map.groupBy(fresh, (group) => given.facilitatorsOf[group]?.[0] ?? `none ${group}`).values()];
};
