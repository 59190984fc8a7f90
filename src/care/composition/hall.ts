import { type Compiled, WAITS } from './compiled.ts';

/** People who compete for fewer chairs than they are: by ids, so that it can be said aloud. */
export type HallSet = {
  readonly clients: readonly string[];
  readonly groups: readonly string[];
  readonly chairs: number;
};

export type Placeable = {
  /** How many of those who wait could sit at once if nothing counted but fit and chairs. */
  readonly most: number;
  /** For each who is left over in every such seating: the people and groups that leave no chair. Without overlap. */
  readonly sets: readonly HallSet[];
};

/**
 * Seats as many as can be (augmenting paths over fit and chairs alone), and explains who is left over by Hall's
 * condition: everybody reachable from them finds only full groups. Pairs and exclusions are not looked at.
 */
export const placeable = (given: Compiled): Placeable => {
  const waiting = given.units.flat().sort((one, other) => one - other);
  const matching = new Matching(given, waiting);
  const left = waiting.filter((client) => matching.groupsOf(client).length > 0 && !matching.augment(client));
  const most = waiting.filter((client) => matching.at[client] !== WAITS).length;
  const seen = new Set<number>();
  const sets = left.flatMap((client) => {
    if (seen.has(client)) return [];
    const set = matching.reachable(client);
    for (const one of set.clients) seen.add(one);
    return [set];
  });
  return { most, sets: sets.map((set) => named(given, set, matching)) };
};

type Reached = { readonly clients: ReadonlySet<number>; readonly groups: ReadonlySet<number> };

const named = ({ clients, groups }: Compiled, set: Reached, matching: Matching): HallSet => ({
  clients: [...set.clients].sort((one, other) => one - other).flatMap((i) => clients[i]?.id ?? []),
  groups: [...set.groups].sort((one, other) => one - other).flatMap((g) => groups[g]?.id ?? []),
  chairs: [...set.groups].reduce((sum, group) => sum + (matching.chairs[group] as number), 0),
});

class Matching {
  readonly at: Int32Array;
  /** Chairs that are not taken by who sits already. */
  readonly chairs: Int32Array;
  readonly #groups: ReadonlyMap<number, readonly number[]>;
  readonly #inside: readonly Set<number>[];

  constructor(given: Compiled, waiting: readonly number[]) {
    this.at = new Int32Array(given.clients.length).fill(WAITS);
    const sitting = given.groups.map((_, group) => given.sits.filter((at) => at === group).length);
    this.chairs = Int32Array.from(given.max, (max, group) => max - (sitting[group] as number));
    this.#inside = given.groups.map(() => new Set<number>());
    const groups = given.groups.length;
    this.#groups = new Map(
      waiting.map((client) => [
        client,
        given.groups.flatMap((_, g) => (given.base[client * groups + g] === Number.NEGATIVE_INFINITY ? [] : [g])),
      ]),
    ); // biome-ignore format: a row of the matrix
  }

  groupsOf(client: number): readonly number[] {
    return this.#groups.get(client) ?? [];
  }

  /** Finds a chair for this client, moving others on; false when there is none. */
  augment(start: number): boolean {
    const cameFrom = new Map<number, number>();
    const waiting = [start];
    for (let client = waiting.shift(); client !== undefined; client = waiting.shift())
      for (const group of this.groupsOf(client)) {
        if (cameFrom.has(group)) continue;
        cameFrom.set(group, client);
        if ((this.#inside[group]?.size ?? 0) < (this.chairs[group] as number)) {
          this.#shift(group, cameFrom, start);
          return true;
        }
        waiting.push(...(this.#inside[group] ?? []));
      }
    return false;
  }

  /** Everybody and every group that can be reached from a client without a chair: all of these groups are full. */
  reachable(start: number): Reached {
    const clients = new Set([start]);
    const groups = new Set<number>();
    for (const client of clients)
      for (const group of this.groupsOf(client)) {
        groups.add(group);
        for (const inside of this.#inside[group] ?? []) clients.add(inside);
      }
    return { clients, groups };
  }

  #shift(free: number, cameFrom: ReadonlyMap<number, number>, start: number): void {
    let group = free;
    for (;;) {
      const client = cameFrom.get(group) as number;
      const old = this.at[client] as number;
      if (old !== WAITS) this.#inside[old]?.delete(client);
      this.#inside[group]?.add(client);
      this.at[client] = group;
      if (client === start) return;
      group = old;
    }
  }
}
