// The gate: the same steps here and in CI, each by name. A step fails by its sentences or by its program's exit code.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { lockProblems } from './check/lock-file.ts';
import { secretProblems } from './check/secrets.ts';
import { wallProblems } from './check/walls.ts';
import { wordProblems } from './check/words.ts';

type Step = { readonly name: string; readonly problems: () => string[] };

/** A program's words, when it is not content. */
const program = (name: string, path: string, ...words: string[]): Step => ({
  name,
  problems: () => {
    const run = spawnSync(process.execPath, [path, ...words], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    return run.status === 0
      ? []
      : [`${run.stdout}${run.stderr}`.trim() || `ended with ${run.status ?? run.signal}`];
  },
});

const STEPS: readonly Step[] = [
  program('format and lint', binary('@biomejs/biome'), 'check', '--max-diagnostics=60', '.'),
  program('types', 'node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.json'),
  { name: 'walls', problems: wallProblems },
  program('dead code', binary('knip'), '--no-progress', '--no-config-hints'),
  { name: 'lock file', problems: lockProblems },
  { name: 'secrets', problems: secretProblems },
  { name: 'words', problems: wordProblems },
];

/** Where a package says its program is. */
function binary(name: string): string {
  const { bin } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as {
    bin: string | Record<string, string>;
  };
  return `node_modules/${name}/${typeof bin === 'string' ? bin : Object.values(bin)[0]}`;
}

const outcome = (step: Step): string[] => {
  try {
    return step.problems();
  } catch (error) {
    return [String(error)];
  }
};

let failed = 0;
for (const step of STEPS) {
  const began = performance.now();
  const problems = outcome(step);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(
    `${problems.length === 0 ? 'ok    ' : 'FAILED'}  ${step.name.padEnd(16)} ${seconds.padStart(5)} s`,
  );
  for (const problem of problems) console.log(problem.replace(/^/gm, '        '));
  if (problems.length > 0) failed++;
}
console.log(`${STEPS.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
