import { type Compiled, compile, WAITS } from './compiled.ts';
import type { HallSet } from './hall.ts';
import { ownTerms, shareIn } from './judge.ts';
import type { Client, Instance, Plan } from './model.ts';
import { Room } from './room.ts';
import { FIT_RULES, type FitRule, firstMisfit } from './rules.ts';

/** How one group stands to one client. `gain`: points the plan gains when the client is placed there as it stands. */
export type Standing =
  | { readonly group: string; readonly because: 'fits'; readonly gain: number }
  | { readonly group: string; readonly because: 'full'; readonly gain: number }
  | { readonly group: string; readonly because: FitRule }
  /** Said where the true reason is nobody's business: a veto, or somebody who is kept apart. */
  | { readonly group: string; readonly because: 'not-offered' };

export type Placement = {
  readonly client: string;
  readonly group: string;
  readonly terms: ReturnType<typeof ownTerms>;
  /** Share of the client's burden that is among the group's themes, 0 to 1. */
  readonly shared: number;
  /** Who carries the same theme, by theme. */
  readonly companions: readonly { readonly theme: string; readonly clients: readonly string[] }[];
  /** The next best group, and how many points the plan would lose there. */
  readonly runnerUp: { readonly group: string; readonly loses: number } | undefined;
};

export type Waiting = {
  readonly client: string;
  readonly because:
    | { readonly kind: 'no-group'; readonly misfits: Readonly<Partial<Record<FitRule | 'not-offered', number>>> }
    | { readonly kind: 'too-few-chairs'; readonly set: HallSet }
    | { readonly kind: 'out-scored'; readonly group: string; readonly by: number }
    | { readonly kind: 'would-break'; readonly group: string };
}; // biome-ignore format: one reason a line

/** A plan, laid out so that one can ask about each person. */
export class Explainer {
  readonly #instance: Instance;
  readonly #given: Compiled;
  readonly #room: Room;
  readonly #at: ReadonlyMap<string, number>;

  constructor(instance: Instance, plan: Plan) {
    this.#instance = instance;
    this.#given = compile(instance);
    this.#room = new Room(this.#given);
    this.#at = new Map(this.#given.clients.map(({ id }, index) => [id, index]));
    const groups = new Map(this.#given.groups.map(({ id }, index) => [id, index]));
    for (const [client, group] of plan) {
      const [i, g] = [this.#at.get(client), groups.get(group)];
      if (i !== undefined && g !== undefined && this.#given.sits[i] === WAITS) this.#room.put(i, g);
    }
  }

  /** All groups for one client, the best first; those that do not fit last, each with the first rule it breaks. */
  rank(id: string): readonly Standing[] {
    const i = this.#at.get(id);
    const client = i === undefined ? undefined : this.#given.clients[i];
    if (i === undefined || !client) return [];
    return this.#given.groups
      .map((_, g) => this.#standing(client, i, g))
      .sort((one, other) => gainOf(other) - gainOf(one));
  }

  #standing(client: Client, i: number, g: number): Standing {
    const group = this.#given.groups[g];
    if (!group) throw new RangeError(`no group ${g}`);
    const misfit = client.sitsIn === group.id ? undefined : firstMisfit(client, group);
    if (misfit) return { group: group.id, because: misfit };
    const fits = this.#given.base[i * this.#given.groups.length + g] !== Number.NEGATIVE_INFINITY;
    const from = this.#room.at[i] as number;
    if (!fits || (from !== g && this.#room.keptApart(i, g)))
      return { group: group.id, because: 'not-offered' };
    const gain = this.#gainIn(i, g);
    const taken = (this.#room.count[g] as number) - (from === g ? 1 : 0);
    return { group: group.id, because: taken < group.max ? 'fits' : 'full', gain };
  }

  /** What the group is worth with the client, less what it is worth without. */
  #gainIn(i: number, g: number): number {
    const from = this.#room.at[i] as number;
    if (from !== WAITS) this.#room.take(i, from);
    const without = this.#room.total(g, FREE);
    this.#room.put(i, g);
    const gain = this.#room.total(g, FREE) - without;
    this.#room.take(i, g);
    if (from !== WAITS) this.#room.put(i, from);
    return gain;
  }

  placement(id: string, themes: readonly string[]): Placement | undefined {
    const i = this.#at.get(id);
    const client = i === undefined ? undefined : this.#given.clients[i];
    const group = i === undefined ? undefined : this.#given.groups[this.#room.at[i] as number];
    if (i === undefined || !client || !group) return undefined;
    const standings = this.rank(id).filter((one) => one.because === 'fits');
    const here = standings.find((one) => one.group === group.id);
    const next = standings.find((one) => one.group !== group.id);
    return {
      ...{ client: id, group: group.id, terms: ownTerms(client, group, this.#instance) },
      shared: shareIn(client, themes),
      companions: themes.flatMap((theme) => this.#companions(i, theme)),
      runnerUp: next && { group: next.group, loses: (here ? gainOf(here) : 0) - gainOf(next) },
    };
  }

  #companions(i: number, theme: string): Placement['companions'] {
    const { clients } = this.#given;
    if (!clients[i]?.struggles[theme]) return [];
    const same = clients.filter(
      ({ struggles }, j) => j !== i && this.#room.at[j] === this.#room.at[i] && (struggles[theme] ?? 0) > 0,
    );
    return [{ theme, clients: same.map(({ id }) => id) }];
  }

  /** Why somebody waits, the plainest reason first. */
  waiting(id: string, sets: readonly HallSet[]): Waiting {
    const standings = this.rank(id);
    const able = standings.filter((one) => one.because === 'fits' || one.because === 'full');
    const [best] = able;
    if (!best) return { client: id, because: { kind: 'no-group', misfits: countedBy(standings) } };
    const set = sets.find(({ clients }) => clients.includes(id));
    if (set) return { client: id, because: { kind: 'too-few-chairs', set } };
    const full = able.find((one) => one.because === 'full');
    if (!full) return { client: id, because: { kind: 'would-break', group: best.group } };
    const by = Math.max(0, this.#leastIn(full.group) - gainOf(full));
    return { client: id, because: { kind: 'out-scored', group: full.group, by } };
  }

  /** What the group would lose with the one who brings least, of those the plan placed. */
  #leastIn(group: string): number {
    const g = this.#given.groups.findIndex(({ id }) => id === group);
    const placed = this.#given.clients.flatMap((_, i) =>
      this.#room.at[i] === g && this.#given.sits[i] === WAITS ? [this.#gainIn(i, g)] : [],
    );
    return Math.min(...placed, Number.POSITIVE_INFINITY);
  }
}

const FREE = { missingSeat: 0, alone: 0 };

const gainOf = (standing: Standing): number =>
  'gain' in standing ? standing.gain : Number.NEGATIVE_INFINITY;

const countedBy = (standings: readonly Standing[]): Partial<Record<FitRule | 'not-offered', number>> => {
  const counts: Partial<Record<FitRule | 'not-offered', number>> = {};
  for (const { because } of standings)
    if (because === 'not-offered' || because in FIT_RULES)
      counts[because as FitRule] = (counts[because as FitRule] ?? 0) + 1;
  return counts;
};
