import { Company } from './company.ts';
import { type Compiled, WAITS } from './compiled.ts';
import { THEMES } from './model.ts';

/** People of one level, best first: how much each brings to a group at the prices of the moment. */
type Ranked = { readonly worth: Float64Array; readonly person: Int32Array; count: number };

const LEVELS = 3;
const NEWCOMER = 0;
const SENIOR = 2;

/**
 * What one group would choose if only prices held it back: for each triple of themes the best people up to its chairs,
 * with the points for newcomers and seniors counted exactly. The dearest triple wins.
 */
export class GroupBound {
  /** Who was chosen last, by place in `people`; without those who sit there anyway. */
  chosen: readonly number[] = [];
  /** Clients who could sit here. */
  readonly people: Int32Array;
  readonly company: Company;
  readonly #given: Compiled;
  readonly #group: number;
  readonly #triples: readonly (readonly number[])[];
  readonly #seated: {
    readonly count: number;
    readonly own: number;
    readonly shared: Float64Array;
    readonly levels: readonly number[];
  };
  readonly #ranked: readonly Ranked[];
  /** What each person brings without themes, at the prices of the moment. */
  readonly #worth: Float64Array;
  /** Most that an entry can bring as a theme, whoever is chosen: prunes triples. */
  readonly #most: Float64Array; // biome-ignore format: one line each

  constructor(given: Compiled, group: number) {
    this.#given = given;
    this.#group = group;
    const G = given.groups.length;
    this.people = Int32Array.from(
      given.clients.keys().filter((i) => given.sits[i] === WAITS && given.base[i * G + group] !== Number.NEGATIVE_INFINITY),
    ); // biome-ignore format: one condition
    this.#seated = seatedOf(given, group);
    this.#ranked = Array.from({ length: LEVELS }, () => ({
      worth: new Float64Array(given.max[group] as number),
      person: new Int32Array(given.max[group] as number),
      count: 0,
    }));
    const able = entriesAble(given, group, this.people);
    this.#triples = triplesOf(able);
    this.company = new Company(given, group, this.people);
    this.#worth = new Float64Array(this.people.length);
    this.#most = Float64Array.from({ length: given.struggles }, (_, k) => this.#mostOf(k));
  }

  /** The most this group can be worth at these prices; 0 for a new one that had better stay closed. */
  choose(prices: Float64Array): number {
    const { isNew, weights } = this.#given;
    this.#price(prices);
    const alone = this.#withoutThemes();
    let best = isNew[this.#group] === 1 ? 0 : Number.NEGATIVE_INFINITY;
    this.chosen = [];
    for (const triple of this.#triples) {
      let most = alone + 2 * weights.mix + this.#seated.own;
      for (const k of triple) most += this.#most[k] as number;
      if (most <= best) continue;
      this.#rank(triple);
      const found = this.#pick(triple, best);
      if (found > best) best = found;
    }
    return best;
  }

  #price(prices: Float64Array): void {
    const { base, groups } = this.#given;
    for (const [person, client] of this.people.entries())
      this.#worth[person] =
        (base[client * groups.length + this.#group] as number) - (prices[client] as number);
    this.company.addTo(this.#worth);
  }

  /** Sum of the best people without any theme. */
  #withoutThemes(): number {
    this.#rank([]);
    let sum = 0;
    const chairs = this.#chairs();
    const all = this.#ranked.flatMap(({ worth, count }) => [...worth.subarray(0, count)]);
    for (const worth of all.sort((one, other) => other - one).slice(0, chairs)) sum += Math.max(0, worth);
    return sum;
  }

  #chairs(): number {
    return (this.#given.max[this.#group] as number) - this.#seated.count;
  }

  #mostOf(entry: number): number {
    const { share, struggles, weights } = this.#given;
    const parts = [...this.people].map((i) => share[i * struggles + entry] as number);
    const best = parts.sort((one, other) => other - one).slice(0, this.#chairs());
    return (
      weights.themes * (best.reduce((sum, part) => sum + part, 0) + (this.#seated.shared[entry] as number))
    );
  }

  /** Sorts the best of each level for these themes; nobody else can be chosen. */
  #rank(triple: readonly number[]): void {
    const { share, struggles, weights, level } = this.#given;
    for (const ranked of this.#ranked) ranked.count = 0;
    const chairs = this.#chairs();
    for (let person = 0; person < this.people.length; person++) {
      const client = this.people[person] as number;
      let part = 0;
      for (const k of triple) part += share[client * struggles + k] as number;
      const worth = (this.#worth[person] as number) + weights.themes * part;
      insert(this.#ranked[level[client] as number] as Ranked, { worth, person, chairs });
    }
  }

  /** The best choice among the ranked; keeps it if it is worth more than `least`. */
  #pick(triple: readonly number[], least: number): number {
    const { weights, min, isNew } = this.#given;
    const { count, own, shared, levels } = this.#seated;
    let constant = own;
    for (const k of triple) constant += weights.themes * (shared[k] as number);
    const needed = isNew[this.#group] === 1 ? (min[this.#group] as number) - count : 0;
    let best = least;
    for (let newcomers = 0; newcomers <= 2; newcomers++)
      for (let seniors = 0; seniors <= 2; seniors++) {
        const taken = this.#take([newcomers, 0, seniors], needed);
        if (!taken) continue;
        const mixed =
          Math.min(2, (levels[NEWCOMER] as number) + newcomers) +
          Math.min(2, (levels[SENIOR] as number) + seniors);
        const value = constant + taken.worth + (weights.mix * mixed) / 2;
        if (value > best) {
          best = value;
          this.chosen = taken.people;
        }
      }
    return best;
  }

  /** The best of each level as asked, then whoever is best, up to the chairs; undefined where too few are there. */
  #take(forced: readonly number[], needed: number): { worth: number; people: number[] } | undefined {
    const at = [0, 0, 0];
    const taken = { worth: 0, people: [] as number[] };
    const next = (level: number) => {
      const ranked = this.#ranked[level] as Ranked;
      const index = at[level] as number;
      taken.worth += ranked.worth[index] as number;
      taken.people.push(ranked.person[index] as number);
      at[level] = index + 1;
    };
    for (const [level, { count }] of this.#ranked.entries()) {
      const wanted = forced[level] as number;
      if (count < wanted) return undefined;
      for (let i = 0; i < wanted; i++) next(level);
    }
    const chairs = this.#chairs();
    if (taken.people.length > chairs) return undefined;
    for (let level = this.#bestLevel(at); taken.people.length < chairs; level = this.#bestLevel(at)) {
      if (level === undefined || !this.#isWorth(level, at, taken.people.length < needed)) break;
      next(level);
    }
    return taken.people.length < needed ? undefined : taken;
  }

  #isWorth(level: number, at: readonly number[], isNeeded: boolean): boolean {
    return isNeeded || ((this.#ranked[level]?.worth[at[level] as number] ?? 0) as number) > 0;
  }

  #bestLevel(at: readonly number[]): number | undefined {
    let best: number | undefined;
    let most = Number.NEGATIVE_INFINITY;
    for (const [level, ranked] of this.#ranked.entries()) {
      const index = at[level] as number;
      if (index < ranked.count && (ranked.worth[index] as number) > most) {
        most = ranked.worth[index] as number;
        best = level;
      }
    }
    return best;
  }
}

type Entry = { readonly worth: number; readonly person: number; readonly chairs: number };

const insert = (ranked: Ranked, { worth, person, chairs }: Entry): void => {
  const { count } = ranked;
  if (count === chairs && (count === 0 || worth <= (ranked.worth[count - 1] as number))) return;
  let at = Math.min(count, chairs - 1);
  while (at > 0 && (ranked.worth[at - 1] as number) < worth) {
    ranked.worth[at] = ranked.worth[at - 1] as number;
    ranked.person[at] = ranked.person[at - 1] as number;
    at--;
  }
  ranked.worth[at] = worth;
  ranked.person[at] = person;
  ranked.count = Math.min(count + 1, chairs);
};

const seatedOf = (given: Compiled, group: number) => {
  const { sits, share, struggles, base, groups, level } = given;
  const seated = [...sits.keys()].filter((client) => sits[client] === group);
  const shared = new Float64Array(struggles);
  for (const client of seated)
    for (let k = 0; k < struggles; k++)
      shared[k] = (shared[k] as number) + (share[client * struggles + k] as number);
  return {
    count: seated.length,
    own: seated.reduce((sum, client) => sum + (base[client * groups.length + group] as number), 0),
    shared,
    levels: Array.from(
      { length: LEVELS },
      (_, one) => seated.filter((client) => level[client] === one).length,
    ),
  };
};

/** Entries that enough people carry who sit here or could: the others are never a theme. */
const entriesAble = ({ share, struggles, sits }: Compiled, group: number, people: Int32Array): number[] => {
  const near = [...people, ...sits.keys().filter((client) => sits[client] === group)];
  return Array.from({ length: struggles }, (_, k) => k).filter(
    (k) => near.filter((client) => (share[client * struggles + k] as number) > 0).length >= THEMES.carriers,
  );
};

/** All triples; where there are fewer than three entries, all of them at once. */
const triplesOf = (entries: readonly number[]): number[][] => {
  if (entries.length <= THEMES.most) return [[...entries]];
  return entries.flatMap((a, i) =>
    entries.slice(i + 1).flatMap((b, j) => entries.slice(i + j + 2).map((c) => [a, b, c])),
  );
};
