import { type Compiled, WAITS } from './compiled.ts';
import { Facilitation } from './facilitation.ts';
import { type Penalties, Room } from './room.ts';

/** A unit on its way from one group to another; WAITS for no group. */
export type Step = { readonly unit: number; readonly from: number; readonly to: number };

/** All units where they sit now, what that is worth at the penalties of the moment, and moves that are made or undone whole. */
export class Seating {
  /** Group of each unit, or WAITS. */
  readonly of: Int32Array;
  /** Units of each group that the plan seated. */
  readonly inside: readonly number[][];
  value = 0;
  readonly #given: Compiled;
  readonly #room: Room;
  readonly #led: Facilitation;
  readonly #slot: Int32Array;
  readonly #totals: Float64Array;
  #penalties: Penalties = { missingSeat: 0, alone: 0 };

  /** @param starts group of each unit to begin with, or WAITS. */
  constructor(given: Compiled, starts = startsOf(given)) {
    this.#given = given;
    this.#room = new Room(given);
    this.#led = new Facilitation(given);
    this.of = new Int32Array(given.units.length).fill(WAITS);
    this.#slot = new Int32Array(given.units.length);
    this.inside = given.groups.map(() => []);
    this.#totals = new Float64Array(given.groups.length);
    for (const [unit, group] of starts.entries())
      if (group !== WAITS && this.fits(unit, group)) this.#seat(unit, group);
  }

  /** Sets what a breach costs from now on. */
  price(penalties: Penalties): void {
    this.#penalties = penalties;
    this.value = 0;
    for (const group of this.#totals.keys()) {
      this.#totals[group] = this.#room.total(group, penalties);
      this.value += this.#totals[group] as number;
    }
  }

  /** Makes all steps if they are possible together and `accepts` agrees to the change of value; otherwise none. */
  attempt(
    steps: readonly Step[],
    accepts: (delta: number, touched: ReadonlySet<number>) => boolean,
  ): boolean {
    for (const { unit, from } of steps) this.#unseat(unit, from);
    let made = 0;
    while (made < steps.length && this.#seatIfPossible(steps[made] as Step)) made++;
    const touched = groupsOf(steps);
    const delta = made === steps.length ? this.#deltaOf(touched) : 0;
    if (made < steps.length || !accepts(delta, touched)) {
      for (const { unit, to } of steps.slice(0, made)) this.#unseat(unit, to);
      for (const { unit, from } of steps) this.#seat(unit, from);
      return false;
    }
    for (const group of touched) this.#totals[group] = this.#room.total(group, this.#penalties);
    this.value += delta;
    return true;
  }

  /** Whether a group breaks a rule that the search may break for a while. */
  isBroken(group: number): boolean {
    return this.#room.missing(group) > 0 || (this.#room.alone[group] as number) > 0;
  }

  isWhole(): boolean {
    for (const group of this.inside.keys()) if (this.isBroken(group)) return false;
    return true;
  }

  isOpen(group: number): boolean {
    return this.#led.isOpen(group);
  }

  fits(unit: number, group: number): boolean {
    return (this.#given.eligible[unit] as readonly number[]).includes(group);
  }

  sizeOf(unit: number): number {
    return (this.#given.units[unit] as readonly number[]).length;
  }

  chairsLeft(group: number): number {
    return (this.#given.max[group] as number) - (this.#room.count[group] as number);
  }

  isKeptApart(unit: number, group: number): boolean {
    for (const client of this.#given.units[unit] as readonly number[])
      if (this.#room.keptApart(client, group)) return true;
    return false;
  }

  /** Takes units out of every group that is broken, the ones whose going mends most first, until none is. */
  mend(): void {
    for (let again = true; again; ) {
      again = false;
      for (const group of this.inside.keys())
        while (this.isBroken(group) && this.#dropFrom(group)) again = true;
    }
  }

  #dropFrom(group: number): boolean {
    const { pinned, home } = this.#given;
    const units = (this.inside[group] as number[]).filter(
      (unit) => pinned[unit] === WAITS && home[unit] === WAITS,
    );
    if (units.length === 0) return false;
    const missing = this.#room.missing(group) > 0;
    let best = units[0] as number;
    let least = Number.POSITIVE_INFINITY;
    for (const unit of units) {
      this.#unseat(unit, group);
      const left = missing ? 0 : (this.#room.alone[group] as number);
      this.#seat(unit, group);
      if (left < least) [best, least] = [unit, left];
    }
    this.#unseat(best, group);
    return true;
  }

  #seatIfPossible({ unit, to }: Step): boolean {
    if (to === WAITS && this.#given.home[unit] !== WAITS) return false;
    if (to !== WAITS) {
      if (this.sizeOf(unit) > this.chairsLeft(to) || this.isKeptApart(unit, to)) return false;
      if (!this.#led.isOpen(to) && !this.#led.canOpen(to)) return false;
    }
    this.#seat(unit, to);
    return true;
  }

  #seat(unit: number, group: number): void {
    this.of[unit] = group;
    if (group === WAITS) return;
    for (const client of this.#given.units[unit] as readonly number[]) this.#room.put(client, group);
    const inside = this.inside[group] as number[];
    this.#slot[unit] = inside.length;
    inside.push(unit);
    this.#led.set(group, true);
  }

  #unseat(unit: number, group: number): void {
    this.of[unit] = WAITS;
    if (group === WAITS) return;
    for (const client of this.#given.units[unit] as readonly number[]) this.#room.take(client, group);
    const inside = this.inside[group] as number[];
    const last = inside.pop() as number;
    if (last !== unit) {
      inside[this.#slot[unit] as number] = last;
      this.#slot[last] = this.#slot[unit] as number;
    }
    if (this.#room.count[group] === 0) this.#led.set(group, false);
  }

  #deltaOf(touched: ReadonlySet<number>): number {
    let delta = 0;
    for (const group of touched)
      delta += this.#room.total(group, this.#penalties) - (this.#totals[group] as number);
    return delta;
  }
}

/** At home, or where a person has pinned them. */
const startsOf = ({ home, pinned }: Compiled): Int32Array =>
  home.map((group, unit) => (group === WAITS ? (pinned[unit] as number) : group));

const groupsOf = (steps: readonly Step[]): ReadonlySet<number> => {
  const groups = new Set<number>();
  for (const { from, to } of steps) groups.add(from).add(to);
  groups.delete(WAITS);
  return groups;
};
