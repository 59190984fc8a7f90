import { type Compiled, compile, WAITS } from './compiled.ts';
import type { Homes, Instance, Plan } from './model.ts';
import { Moves } from './moves.ts';
import { type Random, randomFrom } from './random.ts';
import { Seating } from './seating.ts';

export type Budget = {
  readonly seed: number;
  /** Moves that are looked at. The same number gives the same plan on any machine. */
  readonly iterations: number;
  /** Asked now and then with the best value so far; true ends the search with the best plan so far. */
  readonly shouldStop?: (progress: Progress) => boolean;
};

export type Progress = { readonly done: number; readonly iterations: number; readonly best: number };

export type Searched = {
  readonly plan: Plan;
  /** -Infinity where what people have pinned contradicts the rules: then the plan is of no use. */
  readonly value: number;
  /** Moves that were looked at. */
  readonly done: number;
  readonly isStopped: boolean;
};

/** How often penalties and heat are set anew, and how often the search asks whether to stop. */
const STEPS = 400;
/** Which groups open is decided early on a way, so that several ways from the start find more than a long one. */
const MOST_WAYS = 8;
const MOVES_EACH = 3_000;
const SEED_STEP = 7919;
const HOTTEST = 28;
const HOTTEST_POLISH = 4;
const COLDEST = 0.6;
/** The last part of the search walks among plans without a breach only. */
const POLISH = 0.25;
/** Few units are taken through heat and polish again and again; for many, one long way is the better one. */
const MANY = 120;
const CYCLES = 8;

/**
 * Looks for the best plan: annealing over moving, swapping, replacing and dropping units, first through plans that
 * break rules at a price that rises, then among those that break none. Deterministic for a seed and a budget.
 */
export const search = (instance: Instance, budget: Budget): Searched => {
  const given = compile(instance);
  const asked = Math.floor(budget.iterations / (given.units.length * MOVES_EACH));
  const ways = Math.max(1, Math.min(MOST_WAYS, asked));
  const iterations = Math.floor(budget.iterations / ways);
  const shouldStop = (progress: Progress) =>
    budget.shouldStop?.({ ...progress, iterations: budget.iterations }) ?? false;
  let found = new Search(given, { seed: budget.seed, iterations, shouldStop }).run();
  for (let way = 1; way < ways && !found.isStopped; way++) {
    const before = found;
    const next = new Search(given, {
      ...{ iterations, seed: budget.seed + way * SEED_STEP },
      shouldStop: (progress) => budget.shouldStop?.(together(progress, before, budget)) ?? false,
    }).run();
    const best = next.value > before.value + 1e-9 ? next : before;
    found = { ...best, done: before.done + next.done, isStopped: next.isStopped };
  }
  return found;
};

/** How far the search is, with the ways before this one. */
const together = ({ done, best }: Progress, before: Searched, { iterations }: Budget): Progress => ({
  ...{ done: done + before.done, iterations },
  best: Math.max(best, before.value),
});

/** The same from a plan that stands: through plans without a breach only, nobody loses a chair, each change costs. */
export const searchFrom = (instance: Instance, homes: Homes, budget: Budget): Searched =>
  new Search(compile(instance, homes), budget).runFrom();

class Search {
  readonly #given: Compiled;
  readonly #budget: Budget;
  readonly #random: Random;
  readonly #seating: Seating;
  readonly #moves: Moves;
  readonly #bestOf: Int32Array;
  #best = Number.NEGATIVE_INFINITY;
  #done = 0;
  #isStopped = false;

  constructor(given: Compiled, budget: Budget) {
    this.#given = given;
    this.#budget = budget;
    this.#random = randomFrom(budget.seed);
    this.#seating = new Seating(given);
    this.#moves = new Moves(given, this.#seating, this.#random);
    this.#bestOf = Int32Array.from(this.#seating.of);
  }

  run(): Searched {
    this.#seating.price(FREE);
    if (this.#seating.isWhole()) this.#keepIfBest();
    const cycles = this.#moves.movable.length > MANY ? 1 : CYCLES;
    for (let cycle = 0; cycle < cycles && this.#moves.movable.length > 0 && !this.#isStopped; cycle++) {
      this.#anneal((1 - POLISH) / cycles, false);
      this.#seating.mend();
      this.#seating.price(FREE);
      if (this.#seating.isWhole()) this.#keepIfBest();
      this.#anneal(POLISH / cycles, true);
    }
    return this.#found();
  }

  runFrom(): Searched {
    this.#seating.price(FREE);
    if (this.#seating.isWhole()) this.#keepIfBest();
    if (this.#moves.movable.length > 0) this.#anneal(1, true);
    return this.#found();
  }

  /** @param strict whether only plans without a breach are walked through. */
  #anneal(part: number, strict: boolean): void {
    const steps = Math.max(1, Math.round(STEPS * part));
    const each = Math.max(1, Math.round((this.#budget.iterations * part) / steps));
    const hottest = strict ? HOTTEST_POLISH : HOTTEST;
    for (let step = 0; step < steps && !this.#isStopped; step++) {
      const time = step / steps;
      this.#seating.price({ missingSeat: 30 + 130 * time, alone: 40 + 460 * time });
      this.#walk(each, hottest * (COLDEST / hottest) ** time, strict);
      const progress = { done: this.#done, iterations: this.#budget.iterations, best: this.#best };
      this.#isStopped = this.#budget.shouldStop?.(progress) ?? false;
    }
  }

  #walk(moves: number, heat: number, strict: boolean): void {
    const accepts = (delta: number, touched: ReadonlySet<number>) => {
      if (strict) for (const group of touched) if (this.#seating.isBroken(group)) return false;
      return delta >= 0 || this.#random.next() < Math.exp(delta / heat);
    };
    for (let move = 0; move < moves; move++) {
      const steps = this.#moves.draw();
      if (steps.length > 0 && this.#seating.attempt(steps, accepts) && strict) this.#keepIfBest();
    }
    this.#done += moves;
  }

  #keepIfBest(): void {
    if (this.#seating.value <= this.#best + 1e-9) return;
    this.#best = this.#seating.value;
    this.#bestOf.set(this.#seating.of);
  }

  #found(): Searched {
    return { plan: this.#plan(), value: this.#best, done: this.#done, isStopped: this.#isStopped };
  }

  #plan(): Plan {
    const { clients, groups, sits, units } = this.#given;
    const plan = new Map<string, string>();
    const seat = (client: number, group: number) => {
      const [who, where] = [clients[client], groups[group]];
      if (who && where) plan.set(who.id, where.id);
    };
    for (const [client, group] of sits.entries()) if (group !== WAITS) seat(client, group);
    for (const [unit, group] of this.#bestOf.entries())
      if (group !== WAITS) for (const client of units[unit] as readonly number[]) seat(client, group);
    return plan;
  }
}

const FREE = { missingSeat: 0, alone: 0 };
