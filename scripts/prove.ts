// The long proofs: the same tests as `npm test` where they have a dial, turned up, and those too long for every day.
// `npm run prove` takes an hour or so; `npm run prove -- payments` runs the proofs whose name holds that word.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { startSharedServer } from '../test/support/server.ts';

type Proof = { readonly name: string; readonly file: string; readonly env: Readonly<Record<string, string>> };

const PROOFS: readonly Proof[] = [
  {
    name: 'payments: five thousand histories',
    file: 'test/prove/payments-simulation.test.ts',
    env: { SEEDS: '5000' },
  },
  { name: 'database: two hundred kills', file: 'src/platform/postgres/kills.test.ts', env: { KILLS: '200' } },
];

const holds = (proof: Proof): boolean => {
  console.log(`== ${proof.name}`);
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=spec', proof.file], {
    stdio: 'inherit',
    env: { ...process.env, ...proof.env },
  });
  return run.status === 0;
};

const [word = ''] = process.argv.slice(2);
const chosen = PROOFS.filter(({ name }) => name.includes(word));
const missing = chosen.filter(({ file }) => !existsSync(file));
for (const { name, file } of missing) console.error(`missing: ${name} (${file})`);
const server = await startSharedServer();
process.env['TEST_SERVER'] = server.adminUrl;
process.env['TEST_TEMPLATE'] = server.template;
const failed = chosen.filter((proof) => !holds(proof)).length;
await server.release();
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 || chosen.length === 0 ? 1 : 0;
