// `npx ninefold compose`: JSON in, plan out; progress on stderr.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import {
  compose,
  diversityOf,
  gateInWords,
  groupDiversely,
  loadSolver,
  type Progress,
  type Proposal,
  readInstance,
  readMdgp,
  waitingInWords,
} from '../src/care/composition/public.ts';
import { ask, QUESTION_OPTIONS, questionIn } from './compose-questions.ts';

const HELP = `npx ninefold compose input.json [options]      a plan for a waiting list
npx ninefold compose --mdgp file [options]       the public maximum-diversity-grouping format

  --seed N          seed of the search (1)
  --iterations N    moves of the search (2000000); the same seed and number give the same plan on any machine
  --time S          ends the search after so many seconds at the latest; a plan that it cut is not repeatable
  --bound N         rounds of prices for the upper bound (200); 0 for no bound
  --no-solver       search and prices alone, without the solver that proves small plans best
  --json            the whole answer as JSON on stdout

Questions about a plan that stands: those who sit already, or --plan with an earlier answer of --json.
  --place CLIENT    all groups for one person, the best first, and chains of one step
  --backfill GROUP  who could take a free chair
  --rebalance       the curve from no move to many, with a price for each move
  --left A,B        what to do after these people have left
  --focus GROUP     how focused a group is, and ways out where it is too broad
  --fairness        who waits how long, justified envy
The input is described in docs/composition.md.`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const OPTIONS = {
  ...{ seed: text, iterations: text, time: text, bound: text, mdgp: text, plan: text },
  ...{ json: flag, help: flag, 'no-solver': flag },
  ...QUESTION_OPTIONS,
};

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

/** Gives the exit code: 0 for a plan, 1 for a wrong call or input. */
export const composeCommand = async (args: string[]): Promise<number> => {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    return values.help ? say(HELP) : await run(values, positionals);
  } catch (problem) {
    return complain([problem instanceof Error ? problem.message : String(problem)]);
  }
};

const run = async (values: Values, [file, ...more]: readonly string[]): Promise<number> => {
  const budget = budgetIn(values);
  const json = values.json === true;
  if (values.mdgp !== undefined) return diverse(values.mdgp, budget, json);
  if (file === undefined || more.length > 0) throw new RangeError('name one file');
  const question = questionIn(values);
  return question === undefined
    ? plan(file, budget, { json, solver: values['no-solver'] ? undefined : await loadSolver() })
    : answer(file, { question, json, stands: values.plan }, budget);
};

const budgetIn = (values: Values): Budget => {
  const seconds = Number(values.time ?? Number.POSITIVE_INFINITY);
  if (!(seconds > 0)) throw new RangeError('--time takes seconds');
  return {
    seed: whole('seed', values.seed ?? '1', 0),
    iterations: whole('iterations', values.iterations ?? '2000000', 1),
    rounds: whole('bound', values.bound ?? '200', 0),
    seconds,
  };
};

type Budget = {
  readonly seed: number;
  readonly iterations: number;
  readonly rounds: number;
  readonly seconds: number;
};

const whole = (name: string, typed: string, least: number): number => {
  const value = Number(typed);
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`--${name} takes a whole number from ${least}`);
  return value;
};

const say = (words: string): number => {
  console.log(words);
  return 0;
};

const complain = (problems: readonly string[]): number => {
  console.error([...problems, '', HELP].join('\n'));
  return 1;
};

type Planning = {
  readonly json: boolean;
  readonly solver: Awaited<ReturnType<typeof loadSolver>> | undefined;
};

const plan = (file: string, budget: Budget, { json, solver }: Planning): number => {
  const input = readFileSync(file, 'utf8');
  const read = readInstance(input);
  if (!read.ok) return complain(read.refusal.map(({ at, because }) => `${at}: ${because}`));
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let told = 0;
  const shouldStop = ({ done, iterations, best }: Progress) => {
    if (seconds() - told > 0.5) {
      told = seconds();
      process.stderr.write(`${((100 * done) / iterations).toFixed(0)}% ${best.toFixed(1)}\n`);
    }
    return seconds() > budget.seconds;
  };
  const proposal = compose(read.value, { ...budget, shouldStop }, solver);
  const data = createHash('sha256').update(input).digest('hex');
  if (json)
    return say(JSON.stringify({ data, ...proposal, plan: Object.fromEntries(proposal.plan) }, null, 2));
  return say(table(proposal, seconds()));
};

type Asked = {
  readonly question: ReturnType<typeof questionIn> & object;
  readonly json: boolean;
  /** File with a plan that stands. */
  readonly stands: string | undefined;
};

const answer = (file: string, { question, json, stands }: Asked, budget: Budget): number => {
  const read = readInstance(readFileSync(file, 'utf8'));
  if (!read.ok) return complain(read.refusal.map(({ at, because }) => `${at}: ${because}`));
  const standing = stands === undefined ? undefined : JSON.parse(readFileSync(stands, 'utf8'));
  const answered = ask(read.value, { question, standing }, budget);
  if (!answered.ok) return complain([answered.refusal]);
  return say(json ? JSON.stringify(answered.value.data, null, 2) : answered.value.words);
};

const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;

const table = (proposal: Proposal, seconds: number): string => {
  const { value, upper, gaps, groups, placements, waiting, seed, iterations } = proposal;
  return [
    ...groups.map(({ group, themes, clients, gates }) =>
      [
        `${group}: ${clients.join(', ')}`,
        `  themes ${themes.join(', ') || 'none'}; focus ${gates.focus.index.toFixed(2)} (${gates.focus.band})`,
        ...gates.flags.map(({ gate, clients: about }) => `  look at: ${gateInWords(gate)} (${about.join(', ')})`),
      ].join('\n'),
    ),
    '',
    ...waiting.map((one) => `${one.client} waits. ${waitingInWords(one)}`),
    '',
    `${placements.length} placed, ${waiting.length} wait; value ${value.toFixed(1)}${upper === undefined ? '' : `, no plan is worth more than ${upper.toFixed(1)}`}`,
    ...(gaps
      ? [`gap ${percent(gaps.total)} of the whole, ${percent(gaps.aboveNothing)} of what can be gained; ${percent(gaps.placement)} of ${proposal.placeable} who could sit wait`]
      : []),
    `seed ${seed}, ${iterations} iterations, ${seconds.toFixed(1)} s`,
  ].join('\n');
}; // biome-ignore format: a line a line

const diverse = (file: string, budget: Budget, json: boolean): number => {
  const read = readMdgp(readFileSync(file, 'utf8'));
  if (!read.ok) return complain([`line ${read.refusal.line}: ${read.refusal.because}`]);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const found = groupDiversely(read.value, { ...budget, shouldStop: () => seconds() > budget.seconds });
  const value = diversityOf(read.value, found.groups);
  if (json) return say(JSON.stringify({ value, evaluations: found.evaluations, groups: [...found.groups] }));
  const rate = found.evaluations / seconds() / 1e6;
  return say(
    `${value}\n${[...found.groups].join(' ')}\n${found.evaluations} moves looked at, ${rate.toFixed(1)} million a second`,
  );
};
