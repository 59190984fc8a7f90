import { type Compiled, WAITS } from './compiled.ts';
import { type Plan, THEMES } from './model.ts';
import { type Program, ProgramBuilder } from './program.ts';

/** Columns by what they stand for. */
export type PlanProgram = {
  readonly program: Program;
  /** Unit in group. */
  readonly seats: readonly { readonly unit: number; readonly group: number; readonly column: number }[];
  /** Entry as theme of a group; none where the themes were given. */
  readonly themes: readonly { readonly group: number; readonly entry: number; readonly column: number }[];
};

/** Themes of each group by place of the entry in the vocabulary. */
export type Themes = readonly (readonly number[])[];

/**
 * Everything that a plan may be, as a mixed-integer program with the value of `judge`.
 * @param themes themes that are given and kept; without them they are chosen too.
 */
export const planProgram = (given: Compiled, themes?: Themes): PlanProgram => {
  const writer = new Writer(given, themes);
  return writer.write();
};

/** The plan that the columns of a solution say; undefined without one. */
export const planOf = (
  { clients, groups, units, sits }: Compiled,
  seats: PlanProgram['seats'],
  values: readonly number[] | undefined,
): Plan | undefined => {
  if (!values) return undefined;
  const plan = new Map<string, string>();
  const seat = (client: number, group: number) =>
    plan.set(clients[client]?.id ?? '', groups[group]?.id ?? '');
  for (const [client, group] of sits.entries()) if (group !== WAITS) seat(client, group);
  for (const { unit, group, column } of seats)
    if ((values[column] ?? 0) > 0.5) for (const client of units[unit] ?? []) seat(client, group);
  return plan;
};

class Writer {
  readonly #given: Compiled;
  readonly #fixed: Themes | undefined;
  readonly #builder = new ProgramBuilder();
  readonly #seats: { unit: number; group: number; column: number }[] = [];
  readonly #themes: { group: number; entry: number; column: number }[] = [];
  /** Column that says whether a new group opens. */
  readonly #open = new Map<number, number>();

  constructor(given: Compiled, fixed: Themes | undefined) {
    this.#given = given;
    this.#fixed = fixed;
  }

  write(): PlanProgram {
    this.#openGroups();
    for (const [unit, groups] of this.#given.eligible.entries())
      for (const group of groups)
        this.#seats.push({ unit, group, column: this.#builder.column(this.#ownOf(unit, group), { whole: true }) });
    this.#oneChairEach();
    const inside = Map.groupBy(this.#seats, ({ group }) => group);
    for (const group of this.#given.groups.keys()) {
      const seats = inside.get(group) ?? [];
      this.#seatedIn(group);
      this.#chairs(group, seats);
      this.#mix(group, seats);
      this.#share(group, seats);
      this.#company(group, seats);
      this.#apart(seats);
    }
    return { program: this.#builder.build(), seats: this.#seats, themes: this.#themes };
  } // biome-ignore format: one step a line

  /** New groups that facilitators can lead beside each other. */
  #openGroups(): void {
    const { isNew, clashes, facilitatorsOf, loadLeft } = this.#given;
    for (const group of this.#given.groups.keys())
      if (isNew[group] === 1) this.#open.set(group, this.#builder.column(0, { whole: true }));
    for (const group of this.#open.keys())
      for (const other of clashes[group] ?? []) this.#notBoth(group, other);
    for (const [facilitator, left] of loadLeft.entries()) {
      const own = [...this.#open].filter(([group]) => facilitatorsOf[group]?.includes(facilitator));
      if (own.length > left) this.#builder.atMost(left, own.map(([, column]) => [column, 1]));
    }
  } // biome-ignore format: one row a line

  /** Two groups at one hour: of two new ones one opens, beside a running one none. */
  #notBoth(group: number, other: number): void {
    const [own, theirs] = [this.#open.get(group), this.#open.get(other)];
    if (own === undefined) return;
    if (theirs === undefined) this.#builder.atMost(0, [[own, 1]]);
    else if (other > group) this.#builder.atMost(1, [[own, 1], [theirs, 1]]);
  } // biome-ignore format: one row a line

  #membersOf(unit: number): readonly number[] {
    return this.#given.units[unit] as readonly number[];
  }

  #seatedAt(group: number): readonly number[] {
    return [...this.#given.sits.keys()].filter((client) => this.#given.sits[client] === group);
  }

  #shareOf(clients: readonly number[], entry: number): number {
    const { share, struggles } = this.#given;
    return clients.reduce((sum, client) => sum + (share[client * struggles + entry] as number), 0);
  }

  #carriersAmong(clients: readonly number[], entry: number): number {
    return clients.filter((client) => this.#shareOf([client], entry) > 0).length;
  }

  #ownOf(unit: number, group: number): number {
    const { base, groups, weights } = this.#given;
    const members = this.#membersOf(unit);
    const own = members.reduce((sum, client) => sum + (base[client * groups.length + group] as number), 0);
    const shared = (this.#fixed?.[group] ?? []).reduce((sum, entry) => sum + this.#shareOf(members, entry), 0);
    return own + weights.themes * shared;
  } // biome-ignore format: one sum a line

  #oneChairEach(): void {
    for (const [unit, seats] of Map.groupBy(this.#seats, (seat) => seat.unit)) {
      const terms = seats.map(({ column }) => [column, 1] as const);
      if (this.#given.pinned[unit] === WAITS) this.#builder.atMost(1, terms);
      else this.#builder.exactly(1, terms);
    }
  }

  /** Whoever sits already counts by themselves. */
  #seatedIn(group: number): void {
    const { base, groups, weights } = this.#given;
    const seated = this.#seatedAt(group);
    for (const client of seated) this.#builder.offset += base[client * groups.length + group] as number;
    for (const entry of this.#fixed?.[group] ?? [])
      this.#builder.offset += weights.themes * this.#shareOf(seated, entry);
  }

  #chairs(group: number, seats: readonly { unit: number; column: number }[]): void {
    const { max, min } = this.#given;
    const people = seats.map(({ unit, column }) => [column, this.#membersOf(unit).length] as const);
    const open = this.#open.get(group);
    if (open === undefined) {
      this.#builder.atMost((max[group] as number) - this.#seatedAt(group).length, people);
      return;
    }
    this.#builder.atMost(0, [...people, [open, -(max[group] as number)]]);
    this.#builder.atMost(0, [...people.map(([column, size]) => [column, -size] as const), [open, min[group] as number]]);
    for (const { column } of seats) this.#builder.atMost(0, [[column, 1], [open, -1]]);
  } // biome-ignore format: one row a line

  /** Up to two newcomers and two seniors count. */
  #mix(group: number, seats: readonly { unit: number; column: number }[]): void {
    const { weights, level } = this.#given;
    for (const wanted of [0, 2]) {
      const count = (clients: readonly number[]) => clients.filter((client) => level[client] === wanted).length;
      const counted = this.#builder.column(weights.mix / 2, { upper: 2 });
      const terms = seats.map(({ unit, column }) => [column, -count(this.#membersOf(unit))] as const);
      this.#builder.atMost(count(this.#seatedAt(group)), [[counted, 1], ...terms.filter(([, factor]) => factor !== 0)]);
    }
  } // biome-ignore format: one row a line

  /** Themes are given, or chosen: up to three, each with its carriers. */
  #share(group: number, seats: readonly { unit: number; column: number }[]): void {
    const chosen: (readonly [number, number])[] = [];
    const seated = this.#seatedAt(group);
    const entries = this.#fixed?.[group] ?? this.#given.instance.vocabulary.keys();
    for (const entry of entries) {
      const carriers = seats
        .map(({ unit, column }) => [column, this.#carriersAmong(this.#membersOf(unit), entry)] as const)
        .filter(([, count]) => count > 0);
      const there = this.#carriersAmong(seated, entry);
      const possible = there + carriers.reduce((sum, [, count]) => sum + count, 0);
      if (this.#fixed) {
        this.#builder.atMost(there - THEMES.carriers, carriers.map(([column, count]) => [column, -count]));
        continue;
      }
      if (possible < THEMES.carriers) continue;
      const theme = this.#theme(group, entry, seats);
      chosen.push([theme, 1]);
      this.#builder.atMost(there, [[theme, THEMES.carriers], ...carriers.map(([column, count]) => [column, -count] as const)]);
    }
    if (chosen.length > THEMES.most) this.#builder.atMost(THEMES.most, chosen);
  } // biome-ignore format: one row a line

  #theme(group: number, entry: number, seats: readonly { unit: number; column: number }[]): number {
    const { weights } = this.#given;
    const own = weights.themes * this.#shareOf(this.#seatedAt(group), entry);
    const theme = this.#builder.column(own, { whole: true });
    this.#themes.push({ group, entry, column: theme });
    for (const { unit, column } of seats) {
      const part = this.#shareOf(this.#membersOf(unit), entry);
      if (part === 0) continue;
      const shared = this.#builder.column(weights.themes * part);
      this.#builder.atMost(0, [[shared, 1], [column, -1]]);
      this.#builder.atMost(0, [[shared, 1], [theme, -1]]);
    }
    return theme;
  } // biome-ignore format: one row a line

  /** Who asks not to be the only one of a kind comes with another of it, or where one sits. */
  #company(group: number, seats: readonly { unit: number; column: number }[]): void {
    const { asks, kinds } = this.#given;
    const seated = new Set(this.#seatedAt(group).flatMap((client) => kinds[client] ?? []));
    const isOf = (client: number, kind: number) => kinds[client]?.includes(kind) === true;
    for (const { unit, column } of seats) {
      const members = this.#membersOf(unit);
      for (const client of members)
        for (const kind of asks[client] ?? []) {
          if (seated.has(kind) || members.some((other) => other !== client && isOf(other, kind))) continue;
          const company = seats.filter((seat) => seat.unit !== unit && this.#membersOf(seat.unit).some((other) => isOf(other, kind)));
          this.#builder.atMost(0, [[column, 1], ...company.map((seat) => [seat.column, -1] as const)]);
        }
    }
  } // biome-ignore format: one row a line

  #apart(seats: readonly { unit: number; column: number }[]): void {
    for (const one of seats) {
      const away = new Set(this.#membersOf(one.unit).flatMap((client) => this.#given.apart[client] ?? []));
      if (away.size === 0) continue;
      for (const other of seats)
        if (other.unit > one.unit && this.#membersOf(other.unit).some((client) => away.has(client)))
          this.#builder.atMost(1, [[one.column, 1], [other.column, 1]]);
    }
  } // biome-ignore format: one row a line
}
