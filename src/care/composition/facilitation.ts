import type { Compiled } from './compiled.ts';

/** Which new groups are open, and whether one more can be led: a facilitator is in one place, and has only so much time. */
export class Facilitation {
  readonly #given: Compiled;
  readonly #isOpen: Uint8Array;
  readonly #left: Int32Array;

  constructor(given: Compiled) {
    this.#given = given;
    this.#isOpen = Uint8Array.from(given.isNew, (isNew) => 1 - isNew);
    this.#left = Int32Array.from(given.loadLeft);
  }

  /** Whether this new group, closed now, may open. */
  canOpen(group: number): boolean {
    for (const other of this.#given.clashes[group] as readonly number[])
      if (this.#isOpen[other] === 1) return false;
    for (const facilitator of this.#given.facilitatorsOf[group] as readonly number[])
      if ((this.#left[facilitator] as number) < 1) return false;
    return true;
  }

  /** Told when the first person comes to a new group, and when the last one goes. */
  set(group: number, isOpen: boolean): void {
    if (this.#given.isNew[group] !== 1 || (this.#isOpen[group] === 1) === isOpen) return;
    this.#isOpen[group] = isOpen ? 1 : 0;
    for (const facilitator of this.#given.facilitatorsOf[group] as readonly number[])
      this.#left[facilitator] = (this.#left[facilitator] as number) + (isOpen ? -1 : 1);
  }

  isOpen(group: number): boolean {
    return this.#isOpen[group] === 1;
  }
}
