import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Binaries, binariesFor } from './binaries.ts';
import { ensureCluster } from './cluster.ts';
import { holdAlone } from './only-one.ts';
import { type Place, prepare } from './place.ts';
import { type Running, startOrAttach, stop } from './running.ts';

/** Says what happened to the server: a name and ids or numbers, never words of people. */
export type DatabaseLog = { event(name: string, fields?: Readonly<Record<string, string | number>>): void };

export type EmbeddedServer = {
  /** Address of the maintenance database as superuser. */
  readonly adminUrl: string;
  /** Address of a database for a role. */
  url(role: string, database: string): string;
  /** Process id of the server that runs now. */
  pid(): number;
  /** Where the data lie; as root not where the caller said. */
  readonly home: string;
  stop(): Promise<void>;
  /** Stops, and deletes the data. For tests. */
  destroy(): Promise<void>;
};

export type EmbeddedOptions = {
  /** Created when absent. */
  readonly folder: string;
  /** Turns fsync off, for tests only; as root the home then bears the folder's own name. */
  readonly unsafeFast?: boolean;
  readonly log?: DatabaseLog;
};

/** For a machine of 1 GB that also runs the program; its log keeps no value of any row. */
const SETTINGS = [
  ...[
    'listen_addresses=',
    'unix_socket_permissions=0700',
    'max_connections=120',
    'superuser_reserved_connections=3',
  ],
  ...[
    'shared_buffers=64MB',
    'effective_cache_size=512MB',
    'work_mem=8MB',
    'maintenance_work_mem=64MB',
    'jit=off',
  ],
  ...[
    'fsync=on',
    'synchronous_commit=on',
    'full_page_writes=on',
    'max_wal_size=512MB',
    'random_page_cost=1.1',
  ],
  ...['timezone=UTC', 'log_timezone=UTC', 'io_method=sync'],
  ...['log_error_verbosity=terse', 'log_min_error_statement=panic', 'log_parameter_max_length_on_error=0'],
];
const UNSAFE_SETTINGS = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=300',
];

/**
 * Starts PostgreSQL on a Unix socket for `folder`, or attaches to the one that an earlier start left running,
 * and keeps it running until stop(). Throws CannotStart with a sentence for the operator.
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const unsafeFast = options.unsafeFast ?? false;
  const place = prepare(options.folder, { nameHomeAfterFolder: unsafeFast });
  const lock = await holdAlone(place);
  try {
    const binaries = binariesFor(place);
    await ensureCluster(place, binaries, unsafeFast);
    const settings = [...SETTINGS, `cluster_name=${place.cluster}`, ...(unsafeFast ? UNSAFE_SETTINGS : [])];
    const kept = await keepRunning(place, binaries, settings, options.log);
    return opened(place, kept, lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
};

const opened = (place: Place, kept: Kept, release: () => void): EmbeddedServer => {
  const url = (role: string, database: string) =>
    `postgres://${role}@localhost/${database}?host=${encodeURIComponent(place.socket)}`;
  let ended: Promise<void> | undefined;
  const end = () => {
    ended ??= kept.stop().finally(release);
    return ended;
  };
  return {
    adminUrl: url('postgres', 'postgres'),
    url,
    pid: kept.pid,
    home: place.home,
    stop: end,
    destroy: async () => {
      await end();
      for (const folder of [place.home, place.socket]) rmSync(folder, { recursive: true, force: true });
    },
  };
};

type Kept = { pid(): number; stop(): Promise<void> };

/** Starts it again whenever it goes, waiting longer after each failure, so that the pool finds it back by itself. */
const keepRunning = async (
  place: Place,
  binaries: Binaries,
  settings: readonly string[],
  log: DatabaseLog | undefined,
): Promise<Kept> => {
  let running: Running = await startOrAttach(place, binaries, settings);
  log?.event(running.attached ? 'database-attached' : 'database-started', { pid: running.pid });
  const stopping = new AbortController();
  const restart = async (): Promise<Running | undefined> => {
    for (let wait = 100; !stopping.signal.aborted; wait = Math.min(wait * 2, 5000)) {
      try {
        return await startOrAttach(place, binaries, settings);
      } catch (error) {
        log?.event('database-restart-failed', { reason: String(error) });
        await sleep(wait, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
    return undefined;
  };
  const watching = (async () => {
    for (;;) {
      await running.gone;
      if (stopping.signal.aborted) return;
      log?.event('database-died', { pid: running.pid });
      const next = await restart();
      if (!next) return;
      running = next;
      log?.event('database-started', { pid: running.pid });
      if (stopping.signal.aborted) return stop(running);
    }
  })();
  return {
    pid: () => running.pid,
    stop: async () => {
      stopping.abort();
      await stop(running);
      await watching;
    },
  };
};
