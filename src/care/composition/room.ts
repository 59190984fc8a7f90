import { type Compiled, WAITS } from './compiled.ts';
import { THEMES } from './model.ts';

/** Points that a rule costs while the search may still break it. */
export type Penalties = { readonly missingSeat: number; readonly alone: number };

/**
 * All groups with whoever sits there, as sums that one move changes in a few steps. A move is made, looked at by
 * `total`, and taken back by moving again.
 */
export class Room {
  /** Group of each client, or WAITS. */
  readonly at: Int32Array;
  readonly count: Int32Array;
  /** People of a group who asked not to be the only one of a kind, and have become it. */
  readonly alone: Int32Array;
  readonly #given: Compiled;
  readonly #burden: Float64Array;
  readonly #carriers: Int32Array;
  readonly #levels: Int32Array;
  readonly #ofKind: Int32Array;
  readonly #askers: Int32Array;
  readonly #own: Float64Array;

  constructor(given: Compiled) {
    const groups = given.groups.length;
    this.#given = given;
    this.at = new Int32Array(given.clients.length).fill(WAITS);
    this.count = new Int32Array(groups);
    this.alone = new Int32Array(groups);
    this.#burden = new Float64Array(groups * given.struggles);
    this.#carriers = new Int32Array(groups * given.struggles);
    this.#levels = new Int32Array(groups * 3);
    this.#ofKind = new Int32Array(groups * given.kindCount);
    this.#askers = new Int32Array(groups * given.kindCount);
    this.#own = new Float64Array(groups);
    for (const [client, group] of given.sits.entries()) if (group !== WAITS) this.put(client, group);
  }

  put(client: number, group: number): void {
    this.#change(client, group, 1);
    this.at[client] = group;
  }

  take(client: number, group: number): void {
    this.#change(client, group, -1);
    this.at[client] = WAITS;
  }

  /** Points of a group, with penalties for what it still breaks. */
  total(group: number, { missingSeat, alone }: Penalties): number {
    if (this.count[group] === 0) return -this.missing(group) * missingSeat;
    const { weights } = this.#given;
    const newcomers = Math.min(2, this.#levels[group * 3] as number);
    const seniors = Math.min(2, this.#levels[group * 3 + 2] as number);
    return (
      (this.#own[group] as number) +
      weights.themes * this.#shared(group) +
      (weights.mix * (newcomers + seniors)) / 2 -
      this.missing(group) * missingSeat -
      (this.alone[group] as number) * alone
    );
  }

  /** Seats that a new group lacks to open, or a running one to go on. */
  missing(group: number): number {
    const { isNew, least } = this.#given;
    const here = this.count[group] as number;
    return isNew[group] === 1 && here === 0 ? 0 : Math.max(0, (least[group] as number) - here);
  }

  /** Whether somebody in the group must not sit with this client. */
  keptApart(client: number, group: number): boolean {
    const others = this.#given.apart[client] as readonly number[];
    for (const other of others) if (this.at[other] === group) return true;
    return false;
  }

  #change(client: number, group: number, by: 1 | -1): void {
    const { struggles, share, base, groups, level, kindCount } = this.#given;
    const sums = group * struggles;
    for (let k = 0; k < struggles; k++) {
      const part = share[client * struggles + k] as number;
      if (part === 0) continue;
      this.#burden[sums + k] = (this.#burden[sums + k] as number) + by * part;
      this.#carriers[sums + k] = (this.#carriers[sums + k] as number) + by;
    }
    const ofLevel = group * 3 + (level[client] as number);
    this.#levels[ofLevel] = (this.#levels[ofLevel] as number) + by;
    this.count[group] = (this.count[group] as number) + by;
    this.#own[group] = (this.#own[group] as number) + by * (base[client * groups.length + group] as number);
    if (kindCount > 0) this.#changeKinds(client, group, by);
  }

  #changeKinds(client: number, group: number, by: 1 | -1): void {
    const { kinds, kindCount } = this.#given;
    const asks = this.#given.asks[client] as readonly number[];
    for (const kind of kinds[client] as readonly number[]) {
      const slot = group * kindCount + kind;
      const before = this.#isAlone(slot);
      this.#ofKind[slot] = (this.#ofKind[slot] as number) + by;
      if (asks.includes(kind)) this.#askers[slot] = (this.#askers[slot] as number) + by;
      this.alone[group] = (this.alone[group] as number) + this.#isAlone(slot) - before;
    }
  }

  #isAlone(slot: number): number {
    return this.#ofKind[slot] === 1 && this.#askers[slot] === 1 ? 1 : 0;
  }

  /** The burden shared by the group's themes: the three heaviest entries that enough members carry. */
  #shared(group: number): number {
    const { struggles } = this.#given;
    let first = 0;
    let second = 0;
    let third = 0;
    for (let k = group * struggles; k < (group + 1) * struggles; k++) {
      if ((this.#carriers[k] as number) < THEMES.carriers) continue;
      const value = this.#burden[k] as number;
      if (value > first) {
        third = second;
        second = first;
        first = value;
      } else if (value > second) {
        third = second;
        second = value;
      } else if (value > third) third = value;
    }
    return first + second + third;
  }
}
