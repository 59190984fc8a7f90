// `npm start` as a person runs it, in a process of its own with a data folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startEmbedded } from '../src/platform/postgres/embedded.ts';
import { freePort } from './program.ts';
import { fetchOnce } from './wire.ts';

const ROOT = join(import.meta.dirname, '..');
const WATCH = join(import.meta.dirname, 'heap-program.ts');
const PATIENCE_MS = 120_000;

/** What `npm start` hands to Node. */
const startArguments = (): string[] => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return String(scripts.start).split(' ').slice(1);
};

export type RealStart = {
  readonly port: number;
  /** Milliseconds from the start of the process to the first page with status 200. */
  readonly ms: number;
  /** Megabytes of memory that the process holds now; Postgres has its own. */
  rss(): number;
  /** Megabytes of heap in use after a collection. */
  heap(): Promise<number>;
  stop(): Promise<void>;
};

export const realStart = async (dataFolder: string): Promise<RealStart> => {
  const port = await freePort();
  const ports = {
    PORT: String(port),
    PAYPAL_PORT: String(await freePort()),
    METRICS_PORT: String(await freePort()),
    MAILBOX_PORT: String(await freePort()),
  };
  const began = performance.now();
  const child = spawn(process.execPath, ['--expose-gc', '--import', WATCH, ...startArguments()], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATA_FOLDER: dataFolder, ...ports },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await firstPage(child, port);
  return {
    port,
    ms: performance.now() - began,
    rss: () => residentMegabytes(child.pid ?? 0),
    heap: async () => {
      child.send('heap');
      const [bytes] = (await once(child, 'message')) as [number];
      return bytes / 2 ** 20;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

/** Deletes the database of a data folder: as root it does not lie in the folder. */
export const forgetData = async (dataFolder: string): Promise<void> => {
  await (await startEmbedded({ folder: dataFolder })).destroy();
};

const firstPage = async (child: ChildProcess, port: number): Promise<void> => {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error('The program ended before it showed a page');
    const answer = await fetchOnce(port, '/').catch(() => undefined);
    if (answer?.status === 200) return;
    await sleep(10);
  }
  throw new Error('No page in two minutes');
};

/** Resident memory as Linux tells it. */
const residentMegabytes = (pid: number): number => {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
};
