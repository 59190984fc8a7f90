import { boundOf } from './bound.ts';
import { compile } from './compiled.ts';
import { Explainer, type Placement, type Waiting } from './explain.ts';
import { type Gated, gatesOf } from './gates.ts';
import { placeable } from './hall.ts';
import { type GroupTerms, judge } from './judge.ts';
import type { Client, Instance, Plan, Weights } from './model.ts';
import type { Solver } from './program.ts';
import { refine } from './refine.ts';
import { type Progress, search } from './search.ts';
import { seatedIn } from './seated.ts';

export type ComposeBudget = {
  readonly seed: number;
  /** Moves of the search. */
  readonly iterations: number;
  /** Rounds of prices for the bound; 0 for none. */
  readonly rounds: number;
  readonly shouldStop?: (progress: Progress) => boolean;
};

/** Three gaps, because one alone flatters: the points for placing people make any share of the whole look small. */
export type Gaps = {
  /** (upper - value) / upper. */
  readonly total: number;
  /** (upper - value) / (upper - doing nothing). */
  readonly aboveNothing: number;
  /** People who could sit by fit and chairs alone, less those who do, by the first. */
  readonly placement: number;
};

export type Proposal = {
  readonly seed: number;
  /** Moves that were looked at. */
  readonly iterations: number;
  readonly weights: Weights;
  readonly plan: Plan;
  readonly value: number;
  /** What the groups are worth as they are, with nobody placed. */
  readonly nothing: number;
  readonly upper: number | undefined;
  readonly gaps: Gaps | undefined;
  /** Who could sit if nothing counted but fit and chairs, those who sit already left out. */
  readonly placeable: number;
  readonly groups: readonly (GroupTerms & { readonly clients: readonly string[]; readonly gates: Gated })[];
  readonly placements: readonly Placement[];
  readonly waiting: readonly Waiting[];
};

/**
 * A plan for everybody who waits, with its bound, its gaps and a reason for each person.
 * @param instance without faults (`faultsOf`).
 * @param solver proves small plans best and makes larger ones better; without it search and prices stand alone.
 */
export const compose = (instance: Instance, budget: ComposeBudget, solver?: Solver): Proposal => {
  const searched = search(instance, budget);
  const refined = solver && Number.isFinite(searched.value) ? refine(instance, searched.plan, solver) : undefined;
  const found = { ...searched, ...refined };
  const judged = judge(instance, found.plan);
  if (judged.breaches.length > 0) throw new Error(`the plan breaks a rule: ${JSON.stringify(judged.breaches[0])}`);
  const seated = seatedIn(instance);
  const nothing = judge(instance, seated).value;
  const upper = upperOf(instance, judged.value, { rounds: budget.rounds, solved: refined?.upper });
  const { most, sets } = placeable(compile(instance));
  const placed = found.plan.size - seated.size;
  return {
    ...{ seed: budget.seed, iterations: found.done, weights: instance.weights, plan: found.plan },
    ...{ value: judged.value, nothing, upper, placeable: most },
    gaps: upper === undefined ? undefined : gapsOf({ upper, value: judged.value, nothing, most, placed }),
    ...reasonsOf(instance, found.plan, { groups: judged.groups, sets }),
  };
}; // biome-ignore format: one step a line

/** The lower of two bounds; where the solver's has closed the gap, prices have nothing to add. */
const upperOf = (
  instance: Instance,
  value: number,
  { rounds, solved }: { readonly rounds: number; readonly solved: number | undefined },
): number | undefined => {
  if (rounds === 0) return undefined;
  if (solved !== undefined && solved <= value * (1 + 1e-6)) return Math.max(solved, value);
  const priced = boundOf(instance, { rounds, known: value }).upper;
  return Math.max(value, Math.min(priced, solved ?? Number.POSITIVE_INFINITY));
};

type Figures = {
  readonly upper: number;
  readonly value: number;
  readonly nothing: number;
  readonly most: number;
  readonly placed: number;
};

const gapsOf = ({ upper, value, nothing, most, placed }: Figures): Gaps => {
  const left = Math.max(0, upper - value);
  return {
    total: upper > 0 ? left / upper : 0,
    aboveNothing: upper > nothing ? left / (upper - nothing) : 0,
    placement: most > 0 ? (most - placed) / most : 0,
  };
};

type Found = { readonly groups: readonly GroupTerms[]; readonly sets: Parameters<Explainer['waiting']>[1] };

const reasonsOf = (
  instance: Instance,
  plan: Plan,
  { groups, sets }: Found,
): Pick<Proposal, 'groups' | 'placements' | 'waiting'> => {
  const explainer = new Explainer(instance, plan);
  const membersOf = Map.groupBy(instance.clients, ({ id }) => plan.get(id));
  const shown = groups.flatMap((terms) => {
    const group = instance.groups.find(({ id }) => id === terms.group);
    const members: readonly Client[] = membersOf.get(terms.group) ?? [];
    return group
      ? [{ ...terms, clients: members.map(({ id }) => id), gates: gatesOf(instance, group, members) }]
      : [];
  });
  const themes = new Map(groups.map((terms) => [terms.group, terms.themes]));
  const waits = instance.clients.filter(({ sitsIn }) => sitsIn === undefined);
  return {
    groups: shown,
    placements: waits.flatMap(
      ({ id }) => explainer.placement(id, themes.get(plan.get(id) ?? '') ?? []) ?? [],
    ),
    waiting: waits.filter(({ id }) => !plan.has(id)).map(({ id }) => explainer.waiting(id, sets)),
  };
};
