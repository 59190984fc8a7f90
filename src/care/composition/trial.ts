import { type Compiled, compile, WAITS } from './compiled.ts';
import type { Instance, Plan } from './model.ts';
import { Seating, type Step } from './seating.ts';

/** One person on the way to a chair; `from` is undefined for who waits. */
export type Move = { readonly client: string; readonly from: string | undefined; readonly to: string };

/** Moves that belong together, and the points that the plan gains by them. */
export type Change = { readonly moves: readonly Move[]; readonly gain: number };

/** A plan that stands, on which moves are tried: each is made, looked at, and taken back. */
export class Trial {
  readonly given: Compiled;
  readonly #seating: Seating;
  readonly #unitOf: ReadonlyMap<string, number>;
  readonly #groupOf: ReadonlyMap<string, number>;

  /**
   * @param plan without a breach (`judge`).
   * @param mayLose whether somebody may lose a chair on trial: to compare people, never to propose it.
   */
  constructor(instance: Instance, plan: Plan, { mayLose = false } = {}) {
    const given = compile(instance, { at: plan, price: 0 });
    this.given = mayLose ? { ...given, home: given.home.map(() => WAITS) } : given;
    this.#seating = new Seating(this.given, given.home);
    this.#seating.price({ missingSeat: 0, alone: 0 });
    this.#unitOf = new Map(
      this.given.units.flatMap((unit, index) =>
        unit.map((client) => [this.given.clients[client]?.id ?? '', index] as const),
      ),
    );
    this.#groupOf = new Map(this.given.groups.map(({ id }, index) => [id, index]));
  }

  /** The unit a client moves in; undefined for who sits for good, or is unknown. */
  unitOf(client: string): number | undefined {
    return this.#unitOf.get(client);
  }

  groupOf(id: string): number | undefined {
    return this.#groupOf.get(id);
  }

  /** Units that wait. */
  waiting(): readonly number[] {
    return [...this.given.units.keys()].filter((unit) => this.at(unit) === WAITS);
  }

  /** Units that sit in a group and may change it. */
  inside(group: number): readonly number[] {
    return this.#seating.inside[group] ?? [];
  }

  at(unit: number): number {
    return this.#seating.of[unit] as number;
  }

  fits(unit: number, group: number): boolean {
    return this.#seating.fits(unit, group);
  }

  chairsLeft(group: number): number {
    return this.#seating.chairsLeft(group);
  }

  sizeOf(unit: number): number {
    return this.#seating.sizeOf(unit);
  }

  /** What the plan gains by these steps together; undefined where they break a rule. */
  gain(steps: readonly Step[]): number | undefined {
    if (steps.some(({ unit, to }) => to !== WAITS && !this.fits(unit, to))) return undefined;
    let gain: number | undefined;
    this.#seating.attempt(steps, (delta, touched) => {
      if ([...touched].every((group) => !this.#seating.isBroken(group))) gain = delta;
      return false;
    });
    return gain;
  }

  /** Steps in the words of the instance. */
  named(steps: readonly Step[]): Move[] {
    const { units, clients, groups } = this.given;
    return steps.flatMap(({ unit, from, to }) =>
      (units[unit] as readonly number[]).map((client) => ({
        client: clients[client]?.id ?? '',
        from: groups[from]?.id,
        to: groups[to]?.id ?? '',
      })),
    );
  }
}
