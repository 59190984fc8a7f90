import { type Compiled, WAITS } from './compiled.ts';
import type { Random } from './random.ts';
import type { Seating, Step } from './seating.ts';

/** One move in so many concerns a whole new group; one in so many sends somebody back to waiting. */
const WHOLE_GROUP = 60;
const DROP = 24;
/** So many are asked whether they come to a group that opens. */
const ASKED = 200;

/** Draws moves by lot: to another group, in exchange for others, out, or a whole group to another hour. */
export class Moves {
  /** Units that may move at all. */
  readonly movable: readonly number[];
  readonly #given: Compiled;
  readonly #seating: Seating;
  readonly #random: Random;
  /** New groups. */
  readonly #fresh: readonly number[];

  constructor(given: Compiled, seating: Seating, random: Random) {
    this.#given = given;
    this.#seating = seating;
    this.#random = random;
    this.#fresh = given.groups.flatMap((_, group) => (given.isNew[group] === 1 ? [group] : []));
    this.movable = given.units.flatMap((_, unit) =>
      given.pinned[unit] === WAITS && (given.eligible[unit] as readonly number[]).length > 0 ? [unit] : [],
    );
  }

  /** The steps of one move; none where the lot fell on something that is not possible. */
  draw(): readonly Step[] {
    if (this.#fresh.length > 0 && this.#random.below(WHOLE_GROUP) === 0) return this.#wholeGroup();
    const unit = this.#one(this.movable);
    const from = this.#seating.of[unit] as number;
    const mayWait = this.#given.home[unit] === WAITS;
    if (mayWait && from !== WAITS && this.#random.below(DROP) === 0) return [{ unit, from, to: WAITS }];
    const to = this.#one(this.#given.eligible[unit] as readonly number[]);
    if (to === from) return [];
    const hasRoom = this.#seating.sizeOf(unit) <= this.#seating.chairsLeft(to);
    const isFree = hasRoom && !this.#seating.isKeptApart(unit, to);
    if (isFree && (from === WAITS || this.#random.below(3) > 0)) return [{ unit, from, to }];
    return this.#exchange(unit, from, to);
  }

  #one(list: readonly number[]): number {
    return list[this.#random.below(list.length)] as number;
  }

  /** Sends away whoever takes the chairs that the unit needs; one of them may get the unit's own. */
  #exchange(unit: number, from: number, to: number): Step[] {
    const seating = this.#seating;
    const there = seating.inside[to] as readonly number[];
    const out = this.#keptFrom(unit, to);
    const freed = out.reduce((sum, step) => sum + seating.sizeOf(step.unit), 0);
    let chairs = seating.chairsLeft(to) + freed - seating.sizeOf(unit);
    for (let tries = there.length; tries > 0 && (chairs < 0 || out.length === 0); tries--) {
      const other = this.#one(there);
      if (out.some((step) => step.unit === other)) continue;
      const back = from !== WAITS && out.length === 0 && seating.fits(other, from) ? from : WAITS;
      out.push({ unit: other, from: to, to: back });
      chairs += seating.sizeOf(other);
    }
    if (out.length === 0 || chairs < 0 || out.some((step) => this.#isPinned(step.unit))) return [];
    return [...out, { unit, from, to }];
  }

  #isPinned(unit: number): boolean {
    return this.#given.pinned[unit] !== WAITS;
  }

  /** Those in a group who must not sit with this unit, on their way out. */
  #keptFrom(unit: number, group: number): Step[] {
    if (!this.#seating.isKeptApart(unit, group)) return [];
    const { units, apart } = this.#given;
    const away = (units[unit] as readonly number[]).flatMap((client) => apart[client] ?? []);
    return (this.#seating.inside[group] as readonly number[])
      .filter((other) => (units[other] as readonly number[]).some((client) => away.includes(client)))
      .map((other) => ({ unit: other, from: group, to: WAITS }));
  }

  /** Opens a new group with whoever may come, or moves a whole new group to another hour. */
  #wholeGroup(): Step[] {
    const to = this.#one(this.#fresh);
    const old = this.#one(this.#fresh);
    if (this.#seating.isOpen(to)) return [];
    const steps: Step[] = [];
    const spare = (this.#given.max[to] as number) - (this.#given.min[to] as number);
    let chairs = this.#seating.chairsLeft(to);
    const ask = (unit: number) => {
      if (this.#isPinned(unit) || steps.some((step) => step.unit === unit)) return;
      const from = this.#seating.of[unit] as number;
      const comes = this.#seating.fits(unit, to) && this.#seating.sizeOf(unit) <= chairs;
      if (comes) chairs -= this.#seating.sizeOf(unit);
      if (comes || from === old) steps.push({ unit, from, to: comes ? to : WAITS });
    };
    if (this.#seating.isOpen(old))
      for (const unit of this.#seating.inside[old] as readonly number[]) ask(unit);
    for (let asked = 0; asked < Math.min(ASKED, this.movable.length) && chairs > spare; asked++)
      ask(this.#one(this.movable));
    return steps.some((step) => step.to === to) ? steps : [];
  }
}
