// One piece of work in a process of its own: asked by its argument, answered by a message.
import { boundOf } from '../../src/care/composition/bound.ts';
import { compose } from '../../src/care/composition/compose.ts';
import { Explainer } from '../../src/care/composition/explain.ts';
import { loadSolver } from '../../src/care/composition/gateway.ts';
import { randomInstance } from '../../src/care/composition/generate.ts';
import { groupDiversely } from '../../src/care/composition/mdgp.ts';
import { search } from '../../src/care/composition/search.ts';
import { digits, type Figure } from '../figure.ts';
import type { Case } from './cases.ts';
import { diversityInstance } from './diversity.ts';
import type { Growth } from './growth.ts';
import { firstFit, randomSwaps, solverAlone } from './rivals.ts';

export type Work =
  | { readonly kind: 'plan'; readonly of: Case }
  | { readonly kind: 'rank'; readonly clients: number; readonly groups: number }
  | { readonly kind: 'diversity'; readonly people: number; readonly evaluations: number }
  | { readonly kind: 'growth'; readonly clients: number };

export type Measured = { readonly figures: readonly Figure[]; readonly growth?: Growth };

const MEGABYTE = 1e6;
const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
const clock = () => {
  const started = performance.now();
  return () => (performance.now() - started) / 1000;
};
const timed = <Result>(run: () => Result): { readonly result: Result; readonly seconds: number } => {
  const seconds = clock();
  const result = run();
  return { result, seconds: seconds() };
};

/** The plan with its gaps, and what others make of the same instance. */
const planned = async ({ name, wish, iterations, rounds, gap, within }: Case): Promise<Measured> => {
  const solver = await loadSolver();
  const instance = randomInstance(wish);
  const { result: plan, seconds } = timed(() => compose(instance, { seed: 1, iterations, rounds }, solver));
  const memory = process.memoryUsage.rss() / MEGABYTE;
  const { gaps, value, upper = Number.NaN } = plan;
  const first = firstFit(instance);
  const swaps = timed(() => randomSwaps(iterations)(instance));
  const alone = wish.clients > 200 ? undefined : timed(() => solverAlone(instance, solver, 20));
  const total = gaps?.total ?? Number.NaN;
  const rivals = [
    `first come first served ${first.toFixed(0)}`,
    `random swaps ${swaps.result.toFixed(0)} in ${digits(swaps.seconds)} s`,
    ...(alone ? [`the solver alone ${alone.result.value?.toFixed(0) ?? 'no plan'} of at most ${alone.result.bound.toFixed(0)} in ${digits(alone.seconds)} s`] : []),
  ];
  return {
    figures: [{
      ...{ name, ours: `gap ${percent(total)} in ${digits(seconds)} s` },
      floor: `${first.toFixed(0)} points first come first served`,
      reach: `gap at most ${percent(gap)} in ${within} s`,
      met: total <= gap && seconds <= within,
      note: `${value.toFixed(0)} of at most ${upper.toFixed(0)}; of what can be gained ${percent(gaps?.aboveNothing ?? Number.NaN)}, of people who could sit ${percent(gaps?.placement ?? Number.NaN)}; ${digits(memory)} MB; ${rivals.join(', ')}`,
    }],
  };
}; // biome-ignore format: one step a line

/** All groups for each client, with reasons. */
const ranked = ({ clients, groups }: { readonly clients: number; readonly groups: number }): Measured => {
  const instance = randomInstance({ seed: 7, clients, groups, flagged: 3 });
  const { plan } = search(instance, { seed: 1, iterations: 200_000 });
  const explainer = new Explainer(instance, plan);
  const ids = instance.clients.map(({ id }) => id);
  for (const id of ids) explainer.rank(id);
  const times = ids.map((id) => timed(() => explainer.rank(id)).seconds * 1000).sort((a, b) => a - b);
  const p99 = times[Math.floor(times.length * 0.99)] ?? Number.NaN;
  return {
    figures: [{
      ...{ name: `Rank all groups for one client, ${clients} x ${groups}`, ours: `p99 ${digits(p99)} ms` },
      ...{ reach: 'p99 under 5 ms', met: p99 < 5, note: `median ${digits(times[Math.floor(times.length / 2)] ?? 0)} ms, with reasons` },
    }],
  };
}; // biome-ignore format: one step a line

const diverse = ({ people, evaluations }: { readonly people: number; readonly evaluations: number }): Measured => {
  const instance = diversityInstance(people);
  groupDiversely(instance, { seed: 1, iterations: 1_000_000 });
  const { result, seconds } = timed(() => groupDiversely(instance, { seed: 1, iterations: evaluations }));
  const rate = result.evaluations / seconds / 1e6;
  return {
    figures: [{
      ...{ name: `Diversity format, ${people} people`, ours: `${digits(rate)} million moves a second` },
      ...{ reach: 'at least 20 million', met: rate >= 20, note: `value ${result.value.toFixed(0)} after ${digits(seconds)} s` },
    }],
  };
}; // biome-ignore format: one step a line

/** Time of search and bound for one size, with moves in proportion to the people. */
const grown = ({ clients }: { readonly clients: number }): Measured => {
  const instance = randomInstance({ seed: 9, clients, groups: Math.ceil(clients / 8.4), flagged: 1 });
  const found = timed(() => search(instance, { seed: 1, iterations: clients * 3_000 }));
  const bound = timed(() => boundOf(instance, { rounds: 20, known: found.result.value }));
  const gap = (bound.result.upper - found.result.value) / bound.result.upper;
  return { figures: [], growth: { clients, search: found.seconds, bound: bound.seconds, gap, megabytes: process.memoryUsage.rss() / MEGABYTE } };
}; // biome-ignore format: one step a line

const work = JSON.parse(process.argv[2] ?? '{}') as Work;
const WORKS = { plan: planned, rank: ranked, diversity: diverse, growth: grown };
process.send?.(await (work.kind === 'plan' ? planned(work.of) : WORKS[work.kind](work as never)));
process.disconnect?.();
