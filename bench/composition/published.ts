// Instances that others can check themselves against: input, best plan and bound as files beside this one.
// `node bench/composition/published.ts` writes them anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compose } from '../../src/care/composition/compose.ts';
import { loadSolver } from '../../src/care/composition/gateway.ts';
import { randomInstance, type Wish } from '../../src/care/composition/generate.ts';
import type { Instance, Stretch } from '../../src/care/composition/model.ts';

const FOLDER = join(import.meta.dirname, 'instances');

export const PUBLISHED: Readonly<Record<string, Wish>> = {
  'circle-24x3': { seed: 11, clients: 24, groups: 3 },
  'house-40x5': { seed: 12, clients: 40, groups: 5, flagged: 1 },
  'practice-80x8': { seed: 13, clients: 80, groups: 8, flagged: 1 },
  'practice-80x8-three': { seed: 14, clients: 80, groups: 8, flagged: 3 },
  'clinic-120x15': { seed: 15, clients: 120, groups: 15, flagged: 2 },
  'center-200x25': { seed: 16, clients: 200, groups: 25, flagged: 1 },
};

export type Solution = {
  readonly value: number;
  /** No plan is worth more. */
  readonly upper: number;
  readonly seed: number;
  readonly iterations: number;
  readonly plan: Readonly<Record<string, string>>;
};

export const inputOf = (name: string): string => readFileSync(join(FOLDER, `${name}.json`), 'utf8');
export const solutionOf = (name: string): Solution =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.solution.json`), 'utf8'));

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const DAY = 24 * 60;

const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const dayOf = ({ from }: Stretch): string => DAYS[Math.floor(from / DAY)] ?? '';

/** An instance as the input that the command reads: hours in UTC, no stretch over midnight. */
const toInput = (instance: Instance) => ({
  ...instance,
  clients: instance.clients.map((client) => ({
    ...client,
    free: client.free.map((stretch) => ({
      day: dayOf(stretch),
      from: timeOf(stretch.from % DAY),
      to: timeOf((stretch.from % DAY) + stretch.to - stretch.from),
    })),
  })),
  groups: instance.groups.map(({ meets, ...group }) => ({
    ...group,
    meets: { day: dayOf(meets), at: timeOf(meets.from % DAY), minutes: meets.to - meets.from },
  })),
});

/** A list of objects, one a line, so that a change reads as what changed. */
const lines = (value: unknown): string =>
  JSON.stringify(value).replaceAll(/(?<=[[\]},])(?=\{"(?:id|client)":)/g, '\n');

const publish = async (): Promise<void> => {
  const solver = await loadSolver();
  for (const [name, wish] of Object.entries(PUBLISHED)) {
    const instance = randomInstance(wish);
    const budget = { seed: 1, iterations: 8_000_000, rounds: 400 };
    const { value, upper = Number.POSITIVE_INFINITY, plan, iterations } = compose(instance, budget, solver);
    writeFileSync(join(FOLDER, `${name}.json`), `${lines(toInput(instance))}\n`);
    const solution = { value, upper, seed: budget.seed, iterations, plan: Object.fromEntries([...plan].sort()) };
    writeFileSync(join(FOLDER, `${name}.solution.json`), `${JSON.stringify(solution)}\n`);
    console.log(`${name}: ${value.toFixed(1)} of at most ${upper.toFixed(1)}`);
  }
}; // biome-ignore format: one step a line

if (process.argv[1] === import.meta.filename) await publish();
