import { type Compiled, compile } from './compiled.ts';
import { planOf, planProgram, type Themes } from './exact.ts';
import { judge } from './judge.ts';
import type { Instance, Plan } from './model.ts';
import type { Solver } from './program.ts';

export type Refined = {
  readonly plan: Plan;
  readonly value: number;
  /** From the solver; undefined where the themes were given, since other themes may be worth more. */
  readonly upper: number | undefined;
};

/** Up to so many columns a program is solved whole, with so many nodes; larger ones keep the themes and choose people. */
const WHOLE = [
  { columns: 600, nodes: 5_000 },
  { columns: 1_200, nodes: 1 },
] as const;
const NODES_KEPT = 200;

/**
 * A plan made better by a solver: small instances whole, to a proven best or a bound; larger ones with the themes that
 * the search chose. Never worse than what was given. Source: reference on group composition, section 4, steps 2 and 4.
 * @param plan without a breach.
 */
export const refine = (instance: Instance, plan: Plan, solver: Solver): Refined => {
  const task = { instance, given: compile(instance), solver };
  const known = kept(task, { plan, value: judge(instance, plan).value });
  const whole = planProgram(task.given);
  const effort = WHOLE.find(({ columns }) => whole.program.cost.length <= columns);
  if (!effort) return { ...known, upper: undefined };
  const start = startOf(task.given, whole.seats, known.plan);
  const solved = solver(whole.program, { nodes: effort.nodes, start });
  return { ...better(instance, known, planOf(task.given, whole.seats, solved.values)), upper: solved.bound };
};

type Seats = ReturnType<typeof planProgram>['seats'];

/** A plan as values of the seats' columns. */
const startOf = ({ clients, groups, units }: Compiled, seats: Seats, plan: Plan) => ({
  columns: seats.map(({ column }) => column),
  values: seats.map(({ unit, group }): number => {
    const first = clients[units[unit]?.[0] ?? -1]?.id ?? '';
    return plan.get(first) === groups[group]?.id ? 1 : 0;
  }),
});

type Task = { readonly instance: Instance; readonly given: Compiled; readonly solver: Solver };
type Known = { readonly plan: Plan; readonly value: number };

/** People chosen anew for the themes there are. */
const kept = (task: Task, known: Known): Known => {
  const { instance, given, solver } = task;
  const { program, seats } = planProgram(given, themesOf(given, known.plan));
  const solved = solver(program, { nodes: NODES_KEPT });
  return better(instance, known, planOf(given, seats, solved.values));
};

const themesOf = ({ instance, groups }: Compiled, plan: Plan): Themes => {
  const terms = new Map(judge(instance, plan).groups.map(({ group, themes }) => [group, themes]));
  return groups.map(({ id }) => (terms.get(id) ?? []).map((name) => instance.vocabulary.indexOf(name)));
};

/** The solver is not believed: what it found is judged. */
const better = (instance: Instance, known: Known, plan: Plan | undefined): Known => {
  if (!plan) return known;
  const { value, breaches } = judge(instance, plan);
  return breaches.length === 0 && value > known.value ? { plan, value } : known;
};
