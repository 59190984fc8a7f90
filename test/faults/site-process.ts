// The real program in example mode as its own process, on its own folder and ports, so that it can be killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../../src/platform/db.ts';
import { openDb } from '../../src/platform/db.ts';
import { prepare } from '../../src/platform/postgres/place.ts';

export type SiteProcess = {
  readonly origin: string;
  readonly payPal: string;
  /** Behind everything, as superuser; it finds the server again after a kill. */
  readonly db: Db;
  /** Starts the program and waits until it serves. */
  start(): Promise<void>;
  /** kill -9, and the process is gone. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  end(): Promise<number | null>;
  runs(): boolean;
  /** Process id of the database that runs now; 0 while none does. */
  databasePid(): number;
  /** What it said and the last faults of its log: for the message of a test that fails. */
  said(): string;
  /** Ends what still runs and deletes everything. */
  clear(): Promise<void>;
};

const PROJECT = join(import.meta.dirname, '../..');
const LONGEST_START_MS = 90_000;

export const siteProcess = async (): Promise<SiteProcess> => {
  const folder = mkdtempSync(join(tmpdir(), `ninefold-test-${process.pid}-site-`));
  const data = join(folder, 'var');
  const place = prepare(data);
  const [port = 0, payPal = 0, metrics = 0, mailbox = 0] = await freePorts(4);
  const origin = `http://127.0.0.1:${port}`;
  const db = openDb({
    url: `postgres://postgres@localhost/ninefold?host=${encodeURIComponent(place.socket)}`,
    maxConnections: 2,
    name: 'test',
  });
  let child: ChildProcess | undefined;
  let words = '';
  const gone = async (signal: NodeJS.Signals): Promise<number | null> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return null;
    const left = once(child, 'exit');
    child.kill(signal);
    return (await left)[0] as number | null;
  };
  const databasePid = () => {
    const file = join(place.data, 'postmaster.pid');
    return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  };
  return {
    origin,
    payPal: `http://127.0.0.1:${payPal}`,
    db,
    databasePid,
    start: async () => {
      words = '';
      child = spawn(process.execPath, ['src/main.ts'], {
        cwd: PROJECT,
        env: {
          ...{ PATH: process.env['PATH'], HOME: folder, DATA_FOLDER: data, PORT: `${port}` },
          ...{ PAYPAL_PORT: `${payPal}`, METRICS_PORT: `${metrics}`, MAILBOX_PORT: `${mailbox}` },
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk) => {
          words += chunk;
        });
      await serving(child, origin, () => words);
    },
    kill: async () => void (await gone('SIGKILL')),
    end: () => gone('SIGTERM'),
    runs: () => child !== undefined && child.exitCode === null && child.signalCode === null,
    said: () => `${words}\n${faultsIn(join(data, 'ninefold.log'))}`,
    clear: async () => {
      await db.close();
      await gone('SIGKILL');
      await endDatabase(databasePid);
      for (const each of [place.home, place.socket, folder]) rmSync(each, { recursive: true, force: true });
    },
  };
};

const serving = async (child: ChildProcess, origin: string, words: () => string): Promise<void> => {
  for (const until = performance.now() + LONGEST_START_MS; performance.now() < until; await sleep(50)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It did not start: ${words()}`);
    const ready = await fetch(`${origin}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready && /Ctrl\+C closes it/.test(words())) return;
  }
  throw new Error(`It did not serve in time: ${words()}`);
};

const faultsIn = (file: string): string =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter((line) =>
          /"(crashed|request-failed|queue-failed|schedule-failed|database-[a-z-]+)"/.test(line),
        )
        .slice(-8)
        .join('\n')
    : 'no log';

/** The database outlives a killed program: that is meant, and here it ends. */
const endDatabase = async (pid: () => number): Promise<void> => {
  try {
    const server = pid();
    if (server > 0) process.kill(server, 'SIGQUIT');
    for (let tries = 0; server > 0 && tries < 100; tries++) {
      process.kill(server, 0);
      await sleep(50);
    }
  } catch {
    // It is gone.
  }
};

const freePorts = async (count: number): Promise<number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};
