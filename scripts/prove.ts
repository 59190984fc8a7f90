// The long proofs: the same tests as `npm test`, their dials turned up, each with its budget.
// `npm run prove` takes some hours; `npm run prove -- kills` runs the proofs whose name holds that word.
// PROVE_SHARE=0.1 turns a tenth of each dial. Seeds are printed by the tests; SEED, FROM and FROM_SEED repeat them.
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { startSharedServer } from '../test/support/server.ts';

type Proof = {
  readonly name: string;
  readonly file: string;
  /** What is turned up, and how far. */
  readonly dial: readonly [name: string, turns: number];
  /** A proof that takes longer than this has failed. */
  readonly minutes: number;
};

const PROOFS: readonly Proof[] = [
  {
    name: 'payments: lives of a shop',
    file: 'test/prove/payments-simulation.test.ts',
    dial: ['SEEDS', 5000],
    minutes: 90,
  },
  {
    name: 'rush: more buyers than chairs',
    file: 'test/faults/rush.test.ts',
    dial: ['ROUNDS', 1000],
    minutes: 180,
  },
  {
    name: 'kills: of the program',
    file: 'test/faults/kills-of-the-program.test.ts',
    dial: ['KILLS', 300],
    minutes: 120,
  },
  {
    name: 'kills: of the database, people buying',
    file: 'test/faults/kills-of-the-database.test.ts',
    dial: ['KILLS', 30],
    minutes: 30,
  },
  {
    name: 'kills: of the database, writing',
    file: 'src/platform/postgres/kills.test.ts',
    dial: ['KILLS', 200],
    minutes: 20,
  },
  {
    name: 'news: shuffled and told again',
    file: 'test/faults/shuffled-news.test.ts',
    dial: ['EVENTS', 10_000],
    minutes: 60,
  },
  {
    name: 'composition: tiny worlds, every plan tried',
    file: 'src/care/composition/composition.test.ts',
    dial: ['TINY', 5000],
    minutes: 20,
  },
  {
    name: 'input: forms bent',
    file: 'test/faults/bad-input.test.ts',
    dial: ['FORMS_EACH', 2000],
    minutes: 90,
  },
];

const share = Number(process.env['PROVE_SHARE'] ?? 1);
const turned = ({ dial: [, turns] }: Proof): number => Math.max(1, Math.round(turns * share));

type Row = {
  readonly proof: Proof;
  readonly verdict: string;
  readonly minutes: number;
  readonly seeds: string;
};

const prove = (proof: Proof): Row => {
  console.log(`== ${proof.name}: ${proof.dial[0]}=${turned(proof)}, ${proof.minutes} minutes at most`);
  const began = performance.now();
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=spec', proof.file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    timeout: proof.minutes * 60_000,
    env: { ...process.env, [proof.dial[0]]: `${turned(proof)}`, NODE_TEST_CONTEXT: undefined },
  });
  console.log(run.stdout);
  const seeds = [...run.stdout.matchAll(/seed \d+/g)].map(([seed]) => seed);
  return {
    proof,
    verdict: verdictOf(run),
    minutes: (performance.now() - began) / 60_000,
    seeds: [...new Set(seeds)].slice(0, 4).join(', '),
  };
};

const verdictOf = ({ status, error }: SpawnSyncReturns<string>): string => {
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT') return 'TOO LONG';
  return status === 0 ? 'holds' : 'FAILED';
};

const table = (rows: readonly Row[]): void => {
  for (const { proof, verdict, minutes, seeds } of rows)
    console.log(
      `${verdict.padEnd(9)} ${proof.name.padEnd(40)} ${`${proof.dial[0]}=${turned(proof)}`.padEnd(16)} ${minutes.toFixed(1).padStart(6)} of ${proof.minutes} min  ${seeds}`,
    );
};

const [word = ''] = process.argv.slice(2);
const chosen = PROOFS.filter(({ name }) => name.includes(word));
const missing = chosen.filter(({ file }) => !existsSync(file));
for (const { name, file } of missing) console.error(`missing: ${name} (${file})`);
const server = await startSharedServer();
process.env['TEST_SERVER'] = server.adminUrl;
process.env['TEST_TEMPLATE'] = server.template;
const rows: Row[] = [];
try {
  for (const proof of chosen) rows.push(prove(proof));
} finally {
  await server.release();
}
table(rows);
const failed = rows.filter(({ verdict }) => verdict !== 'holds').length;
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || missing.length > 0 || chosen.length === 0 ? 1 : 0;
