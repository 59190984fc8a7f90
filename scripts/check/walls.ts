// The walls: no module of the project crosses one, every module was looked at, and every wall stops its planted offence.
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CYCLE_END, INNOCENT, PLANTED, type Planted } from './planted.ts';

type Violation = {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
  readonly comment?: string;
};
type Cruise = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: { readonly violations: readonly Violation[]; readonly totalCruised: number };
};

const PROJECT = join(import.meta.dirname, '../..');
const CONFIG = join(PROJECT, '.dependency-cruiser.cjs');
const FOLDERS = ['bin', 'src', 'browser', 'sandbox', 'example', 'bench', 'test', 'scripts'];

/** Sentences about what is wrong; none when all is well. */
export const wallProblems = (): string[] => [...crossings(), ...holes()];

const crossings = (): string[] => {
  // Listed before and looked for after, so that a file made or removed meanwhile is no offence.
  const listed = globSync(`{${FOLDERS.join(',')}}/**/*.ts`, { cwd: PROJECT });
  const { modules, summary } = cruise(PROJECT);
  const seen = new Set(modules.map(({ source }) => source));
  const unseen = listed.filter((file) => !seen.has(file) && existsSync(join(PROJECT, file)));
  if (unseen.length > 0)
    return [
      `${unseen.length} modules were not looked at (${unseen.slice(0, 3).join(', ')}): is TypeScript 6 installed?`,
    ];
  return summary.violations.map(
    ({ from, to, rule }) => `${rule.name}: ${from}${to === from ? '' : ` → ${to}`}`,
  );
};

/** Walls that let their own offence pass, and walls for which none is planted. */
const holes = (): string[] => {
  const folder = mkdtempSync(join(tmpdir(), 'ninefold-walls-'));
  try {
    plant(folder);
    const { violations } = cruise(folder).summary;
    const caught = new Set(violations.map(({ rule, from }) => `${rule.name} ${from}`));
    const stands = ({ rule, file }: Planted) =>
      caught.has(`${rule} ${file}`) || (rule === 'no-cycles' && caught.has(`${rule} ${CYCLE_END.file}`));
    const passed = PLANTED.filter((planted) => !stands(planted));
    const planted = new Set(PLANTED.map(({ rule }) => rule));
    return [
      ...passed.map(({ rule, file }) => `a planted offence was not caught: ${rule} in ${file}`),
      ...ruleNames()
        .filter((name) => !planted.has(name))
        .map((name) => `no offence is planted against ${name}`),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const plant = (folder: string): void => {
  const files = new Map(INNOCENT.map((file) => [file, 'export const planted = 1;\n']));
  files.set(CYCLE_END.file, CYCLE_END.text);
  for (const { file, text } of PLANTED) files.set(file, (files.get(file) ?? '') + text);
  for (const [file, text] of files) {
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  for (const name of ['tsconfig.json', 'package.json']) copyFileSync(join(PROJECT, name), join(folder, name));
  symlinkSync(join(PROJECT, 'node_modules'), join(folder, 'node_modules'));
};

const ruleNames = (): string[] =>
  (createRequire(import.meta.url)(CONFIG) as { forbidden: { name: string }[] }).forbidden.map(
    ({ name }) => name,
  );

/** Exits with the number of offences, so its own exit code says nothing. */
const cruise = (folder: string): Cruise => {
  const program = join(PROJECT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const words = [
    program,
    ...FOLDERS.filter((name) => globSync(`${name}/**/*.ts`, { cwd: folder }).length > 0),
  ];
  try {
    return read(
      execFileSync(process.execPath, [...words, '--config', CONFIG, '--output-type', 'json'], {
        cwd: folder,
        maxBuffer: 2 ** 28,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: Buffer; stderr?: Buffer };
    if (stdout && stdout.length > 0) return read(stdout);
    throw new Error(`dependency-cruiser did not run: ${stderr ?? error}`);
  }
};

const read = (output: Buffer): Cruise => JSON.parse(output.toString()) as Cruise;
